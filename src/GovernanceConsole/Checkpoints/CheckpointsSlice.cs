using GovernanceConsole.AuditLedger;
using GovernanceConsole.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace GovernanceConsole.Checkpoints;

public static class CheckpointsSlice
{
    /// <summary>
    /// Checkpoints, anchors and proofs. The host registers its <see cref="SignerFiles"/> and each <see cref="IAnchor"/>; without them
    /// nothing is signed and nothing anchored.
    /// </summary>
    public static IServiceCollection AddCheckpoints(this IServiceCollection services) => services
        .AddSingleton<KeepCheckpoint>()
        .AddSingleton<RecordKeeping>()
        .AddSingleton<RecordKeyChange>()
        .AddSingleton<RecordProofRelease>()
        .AddSingleton<LedgerSealer>()
        .AddSingleton<IKnownRoots, SignedRoots>()
        .AddSingleton<CheckpointAnchoring>()
        .AddSingleton<KeepingQueries>()
        .AddSingleton<LedgerProofs>()
        .AddScheduledJob(SealLedgersJob.Schedule);
}
