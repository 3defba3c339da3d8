using GovernanceConsole.AuditLedger;
using Microsoft.Extensions.DependencyInjection;

namespace GovernanceConsole.Policy;

public static class PolicySlice
{
    /// <summary>What is demanded of owned paths, by whose two signatures, and when governance looks at the results.</summary>
    public static IServiceCollection AddPolicy(this IServiceCollection services) => services
        .AddSingleton<BeginPolicyDraft>()
        .AddSingleton<WritePolicyDraft>()
        .AddSingleton<DiscardPolicyDraft>()
        .AddSingleton<PutOnDuty>()
        .AddSingleton<TakeOffDuty>()
        .AddSingleton<RosterQueries>()
        .AddSingleton<ProposePolicyVersion>()
        .AddSingleton<ApprovePolicyVersion>()
        .AddSingleton<WithdrawPolicyVersion>()
        .AddSingleton<RecordGovernanceReview>()
        .AddSingleton<ApprovalSignIn>()
        .AddSingleton<ISignInDemand>(provider => provider.GetRequiredService<ApprovalSignIn>())
        .AddSingleton<PolicyQueries>()
        .AddSingleton<GovernanceReviewQueries>();

    /// <summary>A slice's own type of record that is kept for a period, in its registrations.</summary>
    internal static IServiceCollection AddRetainedRecords<T>(this IServiceCollection services)
        where T : class, IRetainedRecords => services.AddSingleton<IRetainedRecords, T>();
}
