using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Outbox;
using GovernanceConsole.Policy;
using GovernanceConsole.RecoveryPaths;

namespace GovernanceConsole.Requests;

/// <summary>Who hears of what about a request.</summary>
internal static class RequestNotices
{
    /// <summary>A request by an unregistered channel is told to those who own the paths of its kind, and to governance where none does .</summary>
    public static async Task TellOfIntakeAsync(Change change, Request request)
    {
        if (request.State != RequestState.Quarantined)
            return;
        var owners = RequestKinds.FindByCode(request.Kind) is { } kind ? await PathReads.ControlOwnersAsync(change.Context, kind) : [];
        if (owners.Count == 0)
            owners = await OrganisationReads.HoldersAsync(change.Context, Role.Governance, CancellationToken.None);
        foreach (var owner in owners)
        {
            change.Tell(owner, new Notice(
                $"{request.Number} came by an unregistered channel", "It is quarantined: nothing is done with it until you release it or it is cancelled.", Href(request), request.Id.Value)
            { AsksForAnAct = true });
        }
    }

    public static async Task TellApproversAsync(Change change, Request request, IReadOnlyList<ApproverSeat> seats, PolicyInForce policy)
    {
        var open = VoteCount.OpenSeats(await StandingVotes.OfAsync(change.Context, request, seats, policy, change.Now), seats.Count);
        var voted = request.Votes.Where(v => v.VoidedAt is null).Select(v => v.PersonId).ToHashSet();
        var waits = new Notice(
            $"{request.Number} waits for your decision", $"Until you or another approver decides, it waits; it lapses at {request.LapsesAt:yyyy-MM-dd HH:mm} UTC, and is never approved by silence.", $"{Href(request)}/approve", request.Id.Value)
        { AsksForAnAct = true };
        await change.TellLatestAsync([.. open.SelectMany(s => seats[s].People.Keys).Distinct().Where(p => !voted.Contains(p)).Select(p => (p, waits))]);
    }

    public static void TellEditors(Change change, Request request, string subject, string text)
    {
        foreach (var editor in request.Editors.Select(e => e.PersonId).Where(p => p != change.Actor.Person))
            change.Tell(editor, new Notice(subject, text, Href(request), request.Id.Value));
    }

    public static void TellVoters(Change change, Request request, IEnumerable<RequestVote> voided)
    {
        foreach (var vote in voided.DistinctBy(v => v.PersonId).Where(v => v.PersonId != change.Actor.Person))
            change.Tell(vote.PersonId, new Notice($"Your vote on {request.Number} is void", $"{vote.VoidReason} Where it waits for you again, you are told; look at it anew then.", Href(request), request.Id.Value));
    }

    /// <summary>Security operations, the lead of its desk, and whoever had voted, hear that a request was stopped.</summary>
    public static async Task TellOfStopAsync(Change change, Request request, IReadOnlyList<RequestVote> voided)
    {
        await change.TakeBackAsync([request.Id.Value]); // nobody is asked to decide it now
        var people = await OrganisationReads.HoldersAsync(change.Context, Role.SecurityOperations, CancellationToken.None);
        if (request.DeskId is { } desk && await OrganisationReads.DeskAsync(change, desk) is { } standing && !people.Contains(standing.LeadId))
            people.Add(standing.LeadId);
        foreach (var person in people)
            change.Tell(person, new Notice($"{request.Number} is stopped", $"{request.StateReason} Nothing goes on until it is cleared or cancelled.", Href(request), request.Id.Value) { AsksForAnAct = true });
        TellVoters(change, request, voided);
    }

    private static string Href(Request request) => $"/requests/{request.Number}";
}
