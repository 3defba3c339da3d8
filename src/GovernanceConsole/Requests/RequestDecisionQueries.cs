using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Requests;

/// <summary>A vote as those who decide are told of it.</summary>
/// <param name="Name">Who voted.</param>
/// <param name="Approves">Whether in favour.</param>
/// <param name="Basis">On what basis.</param>
/// <param name="CastAt">When.</param>
/// <param name="VoidReason">Why it counts no more; null while it stands.</param>
public sealed record DecidedVote(string Name, bool Approves, string Basis, DateTimeOffset CastAt, string? VoidReason);

/// <summary>A seat that nobody has filled yet.</summary>
/// <param name="Codes">The approver codes, of which any will do.</param>
/// <param name="Names">Who else may fill it now, by name; empty where nobody else can.</param>
/// <param name="IsMine">Whether the reader may fill it now.</param>
public sealed record OpenSeat(IReadOnlyList<string> Codes, IReadOnlyList<string> Names, bool IsMine);

/// <summary>A request as it stands before somebody who is to decide it, or who has a part in it.</summary>
/// <param name="Id">The request.</param>
/// <param name="Number">What people call it.</param>
/// <param name="KindTitle">What is asked for, in a word or two.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Lane">Its lane.</param>
/// <param name="Level">Its level.</param>
/// <param name="ContentHash">Of what is asked; a vote names it.</param>
/// <param name="LapsesAt">Until when it may be decided, or executed once it is approved.</param>
/// <param name="WhyNot">Why this person cannot decide it, or not now; null where they can.</param>
/// <param name="Shown">What whoever decides is shown; null for those with another part in the case, and where the kind is not offered any more.</param>
/// <param name="OpenSeats">Who must still agree.</param>
/// <param name="Votes">All of them, in the order in which they were cast; empty for those with another part in the case.</param>
public sealed record RequestDecision(
    RequestId Id, string Number, string KindTitle, RequestState State, Lane Lane, RiskLevel Level, string ContentHash, DateTimeOffset LapsesAt, Refusal? WhyNot, ApprovalView? Shown,
    IReadOnlyList<OpenSeat> OpenSeats, IReadOnlyList<DecidedVote> Votes)
{
    /// <summary>Whose seat it is, where the reader decides by a delegation; null where for themselves.</summary>
    public string? DecidesFor { get; init; }
}

/// <summary>Requests before those who decide them. By the same functions that count the vote, and never instead of them.</summary>
public sealed class RequestDecisionQueries(ReadOnlyStore store, OrganisationTime time)
{
    /// <summary>
    /// One request by its number. Null where there is none, and for whoever has neither a seat nor another part in it: to
    /// them it is the same.
    /// </summary>
    public async Task<RequestDecision?> FindAsync(Actor actor, string number, CancellationToken cancellationToken = default)
    {
        var wanted = number.Trim().ToUpperInvariant();
        await using var context = store.Open();
        if (actor.Person is not { } person
            || await context.Set<Request>().Where(r => r.Number == wanted).Select(r => (RequestId?)r.Id).SingleOrDefaultAsync(cancellationToken) is not { } id
            || await RequestReads.FindAsync(context, id) is not { } request)
        {
            return null;
        }

        var now = time.Now;
        var policy = await PolicyInForce.ReadAsync(context, cancellationToken);
        var route = await RequestReads.RouteAsync(context, request, now);
        if (!route.IsAccepted)
            return CaseParts.Of(request).Any(p => p.Person == person) ? Of(request, policy, route.Refusals[0]) : null;
        var seating = await ApproverSeats.FindAsync(context, request, route.Value, policy, now);
        if (RequestRules.MayDecide(request, person, seating.Authors) is { } conflict)
            return Of(request, policy, conflict);
        var seats = seating.Seats;
        if (!seats.Any(s => s.People.ContainsKey(person)) && !request.Votes.Any(v => v.PersonId == person))
            return null;

        var standing = await StandingVotes.OfAsync(context, request, seats, policy, now);
        var mayVote = RequestRules.MayVote(request, person, request.ContentHash, VoteCount.Of(standing, seats.Count));
        var mine = seats.FirstOrDefault(s => s.People.ContainsKey(person));
        var whyNot = mine is null ? mayVote ?? new NoSeatAnyMore(request.Number) : RequestRules.IsAt(request, now, RequestState.AwaitingApproval) ?? mayVote;
        var open = VoteCount.OpenSeats(standing, seats.Count);
        var principal = mine?.Delegates.GetValueOrDefault(person);
        var names = await NamesAsync(context, [.. seats.SelectMany(s => s.People.Keys), .. request.Votes.Select(v => v.PersonId), .. principal is null ? Array.Empty<PersonId>() : [principal.Principal]], cancellationToken);
        return Of(request, policy, whyNot) with
        {
            Level = route.Value.Level,
            Shown = await RequestApproval.ShowAsync(context, request, route.Value, time, cancellationToken: cancellationToken),
            OpenSeats = request.State is RequestState.AwaitingApproval
                ? [.. open.Select(i => new OpenSeat(
                    seats[i].Codes, [.. seats[i].People.Keys.Where(p => p != person).Select(p => names[p]).Order(StringComparer.Ordinal)],
                    seats[i].People.ContainsKey(person) && whyNot is null))]
                : [],
            DecidesFor = principal is null ? null : names[principal.Principal],
            Votes = [.. request.Votes.Select(v => new DecidedVote(names[v.PersonId], v.Approves, v.Basis, v.CastAt, v.VoidReason))],
        };
    }

    /// <summary>What is shown in the order in which it is asked: what will be done, who asks and how they are known, what a careful person would ask.</summary>
    public static (ApprovalView Asked, ApprovalView Known, ApprovalView Doubts) Parts(ApprovalView shown)
    {
        var asked = shown.Facts.TakeWhile(f => f.Name != RequestApproval.AskedBy).ToList();
        var known = shown.Facts.Skip(asked.Count).TakeWhile(f => f.Name != RequestApproval.ContactChanged).ToList();
        return (new ApprovalView(asked), new ApprovalView(known), new ApprovalView([.. shown.Facts.Skip(asked.Count + known.Count)]));
    }

    /// <summary>What reads otherwise than it was shown, as sentences; counts are let be, and the hash says nothing to people.</summary>
    public static IReadOnlyList<string> Differences(ApprovalView shown, ApprovalView now) =>
        [.. shown.DifferencesTo(now).Where(d => d.Name != RequestApproval.Content).Select(d => d.InWords)];

    private static RequestDecision Of(Request request, PolicyInForce policy, Refusal? whyNot) => new(
        request.Id, request.Number, policy.Document.FindKind(request.Kind)?.Title ?? request.Kind, request.State, request.Lane, request.Level, request.ContentHash, request.LapsesAt,
        whyNot, Shown: null, [], []);

    private static Task<Dictionary<PersonId, string>> NamesAsync(GovernanceDbContext context, HashSet<PersonId> people, CancellationToken cancellationToken) =>
        context.Set<Subject>().Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, cancellationToken);
}
