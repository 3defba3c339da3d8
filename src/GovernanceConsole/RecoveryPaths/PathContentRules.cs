using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;

namespace GovernanceConsole.RecoveryPaths;

/// <summary>What may be written about a path.</summary>
internal static class PathContentRules
{
    private static readonly Activity[] NeverADesks = [Activity.VerificationStandard, Activity.RiskDecision];

    public static List<Refusal> Check(PathDescription description) =>
    [
        .. new[] { TextRules.Required("Name", "The name", description.Name, TextRules.Line) }.OfType<Refusal>(),
    ];

    /// <summary>A path without reach is not even saved .</summary>
    public static List<Refusal> Check(ReachDescription reach)
    {
        var refusals = new List<Refusal>();
        if (reach.Opens.Count == 0)
            refusals.Add(new ReachIsEmpty());
        if (reach.Systems.Count == 0 && string.IsNullOrWhiteSpace(reach.Note))
            refusals.Add(new NothingLiesBehindThePath());
        if (TextRules.Optional("Note", "What lies behind the path", reach.Note, TextRules.Paragraph) is { } refusal)
            refusals.Add(refusal);
        return refusals;
    }

    public static List<Refusal> Check(BoundaryDescription boundary) =>
    [
        .. new[]
        {
            TextRules.Optional("Proofing", "The section on proofing", boundary.Proofing, TextRules.Paragraph),
            TextRules.Optional("FallbackVerification", "The section on fallback verification", boundary.FallbackVerification, TextRules.Paragraph),
            TextRules.Optional("Escalation", "The section on escalation", boundary.Escalation, TextRules.Paragraph),
            TextRules.Optional("Auditability", "The section on auditability", boundary.Auditability, TextRules.Paragraph),
        }.OfType<Refusal>(),
    ];

    /// <summary>One accountable party per activity, and no desk role for the standard or the risk .</summary>
    public static List<Refusal> Check(IReadOnlyList<ResponsibilityEntry> grid)
    {
        var refusals = new List<Refusal>();
        foreach (var activity in Enum.GetValues<Activity>())
        {
            var row = grid.Where(e => e.Activity == activity).ToList();
            refusals.AddRange(row.GroupBy(e => e.Party).Where(g => g.Count() > 1).Select(g => new CellIsFilledTwice(activity, g.Key)));
            var accountable = row.Where(e => e.Involvement == Involvement.Accountable).Select(e => e.Party).Distinct().ToList();
            if (accountable.Count == 0)
                refusals.Add(new NobodyIsAccountable(activity));
            if (accountable.Count > 1)
                refusals.Add(new MoreThanOneAccountable(activity));
            if (NeverADesks.Contains(activity) && accountable.Exists(p => p is Party.ServiceDesk or Party.DeskLead))
                refusals.Add(new DeskIsNotAccountable(activity));
        }

        return refusals;
    }

    public static List<Refusal> Check(IReadOnlyList<EvidenceEntry> evidence) =>
    [
        .. evidence.Select((item, i) => TextRules.Required($"Items[{i}]", $"Item {i + 1} of the evidence list", item.Text, TextRules.Line)).OfType<Refusal>(),
    ];

    /// <summary>Nobody is asked twice, everybody in the chain can answer, and it leads to somebody other than who did not .</summary>
    /// <param name="people">In the order in which they are asked.</param>
    /// <param name="controlOwner">Null while the seat is empty.</param>
    public static List<Refusal> CheckChain(IReadOnlyList<PersonStanding> people, PersonId? controlOwner) =>
    [
        .. people is [var only] && only.Id == controlOwner ? [new EscalationChainEndsAtTheOwner(only.Name)] : Array.Empty<Refusal>(),
        .. people.GroupBy(p => p.Id).Where(g => g.Count() > 1).Select(g => new PersonIsInTheChainTwice(g.First().Name)),
        .. people.DistinctBy(p => p.Id).Select(SeatRules.MayHoldASeat).OfType<Refusal>(),
    ];

    /// <summary>An active path keeps what it was activated on.</summary>
    /// <param name="state">The state of the path.</param>
    /// <param name="before">What it lacked before the edit.</param>
    /// <param name="after">What it lacks after it.</param>
    public static List<Refusal> MayLose(PathState state, IEnumerable<MissingForActivation> before, IEnumerable<MissingForActivation> after) =>
        state == PathState.Active ? [.. after.Except(before).Select(m => new ActivePathWouldLose(m))] : [];
}
