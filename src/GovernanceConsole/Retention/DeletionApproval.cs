using GovernanceConsole.AuditLedger;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.Privacy;
using GovernanceConsole.Storage;

namespace GovernanceConsole.Retention;

/// <summary>What whoever carries out a deletion is shown.</summary>
internal static class DeletionApproval
{
    /// <param name="context">Where to look.</param>
    /// <param name="deletion">The deletion.</param>
    /// <param name="types">All types of record that are kept for a period.</param>
    /// <param name="counted">What is due, counted as far as a page can wait; null to leave it out.</param>
    /// <param name="time">The organisation's zone.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<ApprovalView> ShowAsync(
        GovernanceDbContext context, RetentionDeletion deletion, IEnumerable<IRetainedRecords> types, RetentionOverview? counted, OrganisationTime time, CancellationToken cancellationToken = default)
    {
        var policy = await PolicyInForce.ReadAsync(context, cancellationToken);
        var holds = await PrivacyReads.StandingHoldsAsync(context, cancellationToken);
        var people = await ShownPeople.ReadAsync(context, [deletion.RequestedById, .. holds.Select(h => h.Person)], cancellationToken);
        return new ApprovalView(
        [
            new("Deletion", deletion.Number),
            new("Takes what was due by", DateText.Of(deletion.DueBy)),
            people.Fact("Asked for by", deletion.RequestedById),
            new("Asked for on", DateText.Of(deletion.RequestedAt, time.Zone)),
            new("Periods", $"by policy {policy.Version}"),
            .. types.Select(t => new ShownFact($"{t.Name}, kept for", t.Period.InWords(t.Period.Of(policy.Limits)))),
            .. holds.Count == 0 ? [new("Legal hold", "none stands")] : holds.Select(h => h.Person is null ? new("Legal hold", $"{h.Number} keeps everybody's data") : people.Fact($"Legal hold {h.Number} keeps the data of", h.Person)),
            .. (counted?.Rows ?? []).Where(r => r.Due + r.Held > 0).Select(Counted),
        ]);
    }

    private static ShownFact Counted(RetentionRow row) => ShownFact.Counted(
        $"{row.Name}, to go",
        $"{(row.IsMore ? "at least " : "")}{DateText.Count(row.Due)}{(row.Held > 0 ? $"; {DateText.Count(row.Held)} kept by a legal hold" : "")}");
}
