using GovernanceConsole.Identity;
using GovernanceConsole.Storage;

namespace GovernanceConsole.Imports;

/// <summary>Reads a file of any kind without storing anything.</summary>
internal sealed class FileReading(ReadOnlyStore store, OrganisationTime time, ImportOptions options)
{
    public TicketHistoryReading Histories { get; } = new(store, time, options);

    public ObjectReading Objects { get; } = new(store, time, options);

    /// <summary>What is unclean in the file and what it would change.</summary>
    public Task<ImportReport> CheckAsync(
        ImportPlan plan, ImportId import, Actor actor, Rehearse rehearse, IProgress<ImportProgress>? progress, CancellationToken cancellationToken) =>
        Task.Run(
            async () => plan.Input.Kind == ImportKind.TicketHistory
                ? await Histories.ReadAsync(plan, import, take: null, progress, cancellationToken)
                : (await Objects.ReadAsync(plan, import, actor, rehearse, progress, cancellationToken)).Report,
            cancellationToken);
}
