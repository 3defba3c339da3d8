using GovernanceConsole.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace GovernanceConsole.RecoveryPaths;

public static class RecoveryPathsSlice
{
    /// <summary>The register of recovery paths: who owns each, what it can open, who signed it off.</summary>
    public static IServiceCollection AddRecoveryPaths(this IServiceCollection services) => services
        .AddSingleton<RegisterRecoveryPath>()
        .AddSingleton<DescribePath>()
        .AddSingleton<DescribeReach>()
        .AddSingleton<DescribeBoundary>()
        .AddSingleton<SetControlModel>()
        .AddSingleton<SetResponsibilities>()
        .AddSingleton<SetEscalationChain>()
        .AddSingleton<SetEvidenceList>()
        .AddSingleton<SetNotifiedSystems>()
        .AddSingleton<GrantAuthority>()
        .AddSingleton<EndAuthority>()
        .AddSingleton<AssignOwner>()
        .AddSingleton<ProposeTransfer>()
        .AddSingleton<AcceptTransfer>()
        .AddSingleton<DeclineTransfer>()
        .AddSingleton<WithdrawTransfer>()
        .AddSingleton<ConfirmOwnership>()
        .AddSingleton<DisputeOwnership>()
        .AddSingleton<RecordSecurityReview>()
        .AddSingleton<SignOffPath>()
        .AddSingleton<WithdrawSignOff>()
        .AddSingleton<ActivatePath>()
        .AddSingleton<SuspendPath>()
        .AddSingleton<ResumePath>()
        .AddSingleton<RetirePath>()
        .AddSingleton<AssignAreaOwner>()
        .AddSingleton<EndAreaOwner>()
        .AddSingleton<FlagOwnershipGaps>()
        .AddSingleton<SuspendLapsedPaths>()
        .AddSingleton<RecoveryPathQueries>()
        .AddSingleton<AccountabilityGapQueries>()
        .AddSingleton<CoverageQueries>()
        .AddSingleton<WaysInQueries>()
        .AddSingleton<PersonSeatQueries>()
        .AddSingleton<DutyQueries>()
        .AddScheduledJob(FlagOwnershipGapsJob.Schedule)
        .AddScheduledJob(SuspendLapsedPathsJob.Schedule);
}
