using GovernanceConsole.AuditLedger;
using GovernanceConsole.Policy;
using GovernanceConsole.Storage;

namespace GovernanceConsole.Retention;

/// <summary>What whoever carries out a deletion is shown.</summary>
internal static class DeletionApproval
{
    /// <param name="deletion">The deletion.</param>
    /// <param name="policy">By whose periods.</param>
    /// <param name="types">All types of record that are kept for a period.</param>
    /// <param name="counted">What is due, counted as far as a page can wait; null to leave it out.</param>
    /// <param name="time">The organisation's zone.</param>
    public static ApprovalView Show(RetentionDeletion deletion, PolicyInForce policy, IEnumerable<IRetainedRecords> types, RetentionOverview? counted, OrganisationTime time) => new(
    [
        new("Deletion", deletion.Number),
        new("Takes what was due by", DateText.Of(deletion.DueBy)),
        ShownFact.Who("Asked for by", deletion.RequestedById),
        new("Asked for on", DateText.Of(deletion.RequestedAt, time.Zone)),
        new("Periods", $"by policy {policy.Version}"),
        .. types.Select(t => new ShownFact($"{t.Name}, kept for", t.Period.InWords(t.Period.Of(policy.Limits)))),
        .. (counted?.Rows ?? []).Where(r => r.Due + r.Held > 0).Select(Counted),
    ]);

    private static ShownFact Counted(RetentionRow row) => ShownFact.Counted(
        $"{row.Name}, to go",
        $"{(row.IsMore ? "at least " : "")}{DateText.Count(row.Due)}{(row.Held > 0 ? $"; {DateText.Count(row.Held)} kept by a legal hold" : "")}");
}
