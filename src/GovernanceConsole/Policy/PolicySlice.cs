using Microsoft.Extensions.DependencyInjection;

namespace GovernanceConsole.Policy;

public static class PolicySlice
{
    /// <summary>What is demanded of owned paths, by whose two signatures, and when governance looks at the results.</summary>
    public static IServiceCollection AddPolicy(this IServiceCollection services) => services
        .AddSingleton<ProposePolicyVersion>()
        .AddSingleton<ApprovePolicyVersion>()
        .AddSingleton<WithdrawPolicyVersion>()
        .AddSingleton<RecordGovernanceReview>()
        .AddSingleton<PolicyQueries>()
        .AddSingleton<GovernanceReviewQueries>();
}
