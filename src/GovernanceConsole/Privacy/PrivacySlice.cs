using Microsoft.Extensions.DependencyInjection;

namespace GovernanceConsole.Privacy;

public static class PrivacySlice
{
    /// <summary>Legal holds, and the erasure of people who have left.</summary>
    public static IServiceCollection AddPrivacy(this IServiceCollection services) => services
        .AddSingleton<PlaceLegalHold>()
        .AddSingleton<LiftLegalHold>()
        .AddSingleton<RequestErasure>()
        .AddSingleton<CarryOutErasure>()
        .AddSingleton<WithdrawErasure>()
        .AddSingleton<PrivacyQueries>();
}
