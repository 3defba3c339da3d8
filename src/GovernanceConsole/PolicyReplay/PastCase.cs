using GovernanceConsole.ControlTesting;
using GovernanceConsole.Imports;
using GovernanceConsole.Policy;
using GovernanceConsole.Requests;

namespace GovernanceConsole.PolicyReplay;

/// <summary>By what cases are counted. Empty text means not known.</summary>
/// <param name="Month">The first day of the month of submission or opening; null where not known.</param>
/// <param name="Desk">The desk's code.</param>
/// <param name="Kind">The code of the kind, or the word of the history.</param>
/// <param name="Path">The number of the path.</param>
internal readonly record struct CasePlace(DateOnly? Month, string Desk, string Kind, string Path);

/// <summary>A request or an imported ticket: what was asked, and what is known of how it went.</summary>
internal abstract class PastCase
{
    public required string Number { get; init; }

    /// <summary>When it was submitted or opened; null where the history does not know.</summary>
    public required DateTimeOffset? At { get; init; }

    public required CasePlace Place { get; init; }

    /// <summary>What decides its rule; null where the record does not say what was asked.</summary>
    public required RoutingFacts? Facts { get; init; }

    /// <summary>The request; null for a ticket.</summary>
    public virtual RequestId? Request => null;

    /// <summary>The imported ticket; null for a request.</summary>
    public virtual TicketId? Ticket => null;

    /// <summary>The policy of its time.</summary>
    public abstract ReplayPolicy OfItsTime(ReplayPolicies policies);

    /// <summary>What it lacks by a policy, as it went; see <see cref="Asked.Lacks"/>.</summary>
    public abstract IReadOnlyList<string> Lacks(PolicyDocument policy, Route route, ReplayPolicies policies);
}

/// <summary>A request of this console: it tells every signal, every vote and who did what.</summary>
internal sealed class RequestCase(PastRequest past) : PastCase
{
    public override RequestId? Request => past.Id;

    public override ReplayPolicy OfItsTime(ReplayPolicies policies) => policies[past.PolicyVersion];

    public override IReadOnlyList<string> Lacks(PolicyDocument policy, Route route, ReplayPolicies policies)
    {
        var lacks = past.Lacks(policy, route);
        if (!past.WasApproved)
            return lacks;
        var unfilled = ReplayRules.Unfilled(past.SeatsOf(route), SeatsFilled(policies));
        return unfilled.Count == 0 ? lacks : [.. lacks, $"Nobody approved it as {string.Join(" and as ", unfilled.Select(s => string.Join(" or ", s)))}."];
    }

    /// <summary>It went through what the strictest of the policies asked under which it was submitted and approved.</summary>
    private IReadOnlyList<IReadOnlyList<string>> SeatsFilled(ReplayPolicies policies)
    {
        var routes = past.PolicyVersions.Select(v => policies[v].Route(past.Facts, past.SubmittedAt)).Where(r => r.IsAccepted).Select(r => r.Value).ToList();
        return routes.Count == 0 ? [] : past.SeatsOf(routes.Aggregate(RequestRouting.StricterOf));
    }
}

/// <summary>
/// An imported ticket: it tells as much as its file has columns for. What it cannot show counts for it; of the signals only
/// the channels are known, and there are never more signals than channels.
/// </summary>
internal sealed class TicketCase(Ticket ticket, TicketStory story, TestConditions conditions) : PastCase
{
    private static readonly (SeparatedParts Parts, PairOfPeople People, string Sentence)[] Pairs =
    [
        (SeparatedParts.RequesterAndApprover, new(TicketField.RequestedBy, TicketField.ApprovedBy), "Who asked for it approved it."),
        (SeparatedParts.VerifierAndApprover, new(TicketField.VerifiedBy, TicketField.ApprovedBy), "Who verified it approved it."),
        (SeparatedParts.ApproverAndExecutor, new(TicketField.ApprovedBy, TicketField.ExecutedBy), "Who approved it carried it out."),
        (SeparatedParts.VerifierAndExecutor, new(TicketField.VerifiedBy, TicketField.ExecutedBy), "Who verified it carried it out."),
    ];

    public override TicketId? Ticket => ticket.Id;

    public override ReplayPolicy OfItsTime(ReplayPolicies policies) => policies.At(At);

    public override IReadOnlyList<string> Lacks(PolicyDocument policy, Route route, ReplayPolicies policies)
    {
        if (!story.IsDone)
            return [];
        var lacks = new List<string>();
        if (conditions.Mapping.Has(TicketField.VerificationChannels) && story.VerificationChannels is { } channels && route.Signals.OrTrigger is null && channels < route.Signals.Independent)
            lacks.Add($"Verified through {(channels == 1 ? "1 channel" : $"{channels} channels")}; {route.Signals.Independent} independent signals are asked for.");
        if ((conditions.Mapping.Has(TicketField.ApprovedBy) || conditions.Mapping.Has(TicketField.ApprovedAt)) && story.ApprovedBy is null && story.ApprovedAt is null
            && route.Approval is { Seats.Count: > 0, When: ApprovalMoment.Always, OrTrigger: null })
            lacks.Add("The ticket names no approval.");
        foreach (var (parts, people, sentence) in Pairs)
        {
            if (policy.Separates(parts, route.Level) && conditions.AreTheSame(people, CodeOf(people.First), CodeOf(people.Second)) == true)
                lacks.Add(sentence);
        }

        return lacks;
    }

    private string? CodeOf(TicketField field) => field switch
    {
        TicketField.RequestedBy => story.RequestedBy,
        TicketField.VerifiedBy => story.VerifiedBy,
        TicketField.ApprovedBy => story.ApprovedBy,
        _ => story.ExecutedBy,
    };
}
