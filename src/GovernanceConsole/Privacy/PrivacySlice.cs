using GovernanceConsole.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace GovernanceConsole.Privacy;

public static class PrivacySlice
{
    /// <summary>Legal holds, and the erasure of people who have left. The host registers the <see cref="ErasureRegisterFile"/>.</summary>
    public static IServiceCollection AddPrivacy(this IServiceCollection services) => services
        .AddSingleton<PlaceLegalHold>()
        .AddSingleton<LiftLegalHold>()
        .AddSingleton<RequestErasure>()
        .AddSingleton<CarryOutErasure>()
        .AddSingleton<WithdrawErasure>()
        .AddSingleton<ErasureRegister>()
        .AddSingleton<RepeatErasure>()
        .AddSingleton<OwedErasures>()
        .AddSingleton<PrivacyQueries>()
        .AddScheduledJob(RepeatOwedErasuresJob.Schedule);
}
