using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.RecoveryPaths;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Requests;

/// <summary>A seat, and who may fill it now.</summary>
/// <param name="Codes">The approver codes of the policy; any of them.</param>
/// <param name="People">Who may decide, by person: for which code.</param>
/// <param name="Delegates">Those of them who hold no such seat themselves, and for whom they decide.</param>
internal sealed record ApproverSeat(IReadOnlyList<string> Codes, IReadOnlyDictionary<PersonId, string> People, IReadOnlyDictionary<PersonId, OnBehalfOf> Delegates);

/// <summary>The seats of a request at one instant.</summary>
/// <param name="Seats">In the order of the rule; empty where nobody has to agree.</param>
/// <param name="Authors">Whoever wrote the policy, or a roster that counts here, while the request was pending: they do not decide it (D17).</param>
internal sealed record Seating(IReadOnlyList<ApproverSeat> Seats, IReadOnlySet<PersonId> Authors)
{
    public static Seating None { get; } = new([], new HashSet<PersonId>());
}

/// <summary>
/// Finds who may decide (7.3): the people behind the codes, and where none of them may, those who stand in. Never anybody
/// who has another part in the case.
/// </summary>
internal sealed class ApproverSeats
{
    private const string NextManager = "next-manager";
    private const int MostManagers = 10;

    private readonly GovernanceDbContext _context;
    private readonly PolicyDocument _policy;
    private readonly ILookup<string, PersonId> _roster;
    private readonly Request _request;
    private readonly HashSet<PersonId> _excluded;
    private readonly DateTimeOffset _now;

    private ApproverSeats(GovernanceDbContext context, PolicyDocument policy, ILookup<string, PersonId> roster, Request request, HashSet<PersonId> excluded, DateTimeOffset now) =>
        (_context, _policy, _roster, _request, _excluded, _now) = (context, policy, roster, request, excluded, now);

    /// <param name="context">Where to read.</param>
    /// <param name="request">The request with its signals, votes and editors.</param>
    /// <param name="route">What it must go through.</param>
    /// <param name="policy">The policy in force.</param>
    /// <param name="now">The instant.</param>
    public static async Task<Seating> FindAsync(GovernanceDbContext context, Request request, Route route, PolicyInForce policy, DateTimeOffset now)
    {
        // Who changed the list of those who stand in had a hand in who decides too (D17).
        var codes = policy.Document.WithSubstitutes(route.Approval.Seats.SelectMany(s => s));
        var authors = await PolicyAuthors.SinceAsync(context, request.SubmittedAt, codes);
        var seats = new ApproverSeats(context, policy.Document, await DutyRoster.ReadAsync(context), request, [.. CaseParts.Of(request).Select(p => p.Person), .. authors], now);
        var found = new List<ApproverSeat>();
        foreach (var seat in route.Approval.Seats)
            found.Add(await seats.SeatAsync(seat));
        return new Seating(found, authors);
    }

    private async Task<ApproverSeat> SeatAsync(IReadOnlyList<string> codes)
    {
        var (people, delegates) = (new Dictionary<PersonId, string>(), new Dictionary<PersonId, OnBehalfOf>());
        foreach (var code in codes)
        {
            foreach (var person in await OfAsync(code))
                people.TryAdd(person, code);
        }

        foreach (var (to, principal, grant) in await DelegatesOfAsync([.. people.Keys]))
        {
            if (people.TryAdd(to, people[principal]))
                delegates[to] = new OnBehalfOf(principal, grant);
        }

        return new ApproverSeat(codes, people, delegates);
    }

    /// <summary>Whoever decides for one of these by a delegation that counts now. Never for somebody who has voted (D16), and nobody passes on what was delegated to them.</summary>
    private async Task<List<(PersonId To, PersonId Principal, string Grant)>> DelegatesOfAsync(List<PersonId> people)
    {
        var (kind, principals) = (_request.Kind, people.Where(p => _request.StandingVoteOf(p) is null).ToList());
        if (principals.Count == 0)
            return [];
        var delegations = await _context.Set<ApprovalDelegation>().AsNoTracking()
            .Where(d => principals.Contains(d.PrincipalId) && d.EndedAt == null && d.BeginsAt <= _now && d.LapsesAt > _now && d.Kinds.Any(k => k.Kind == kind))
            .OrderBy(d => d.Number).Select(d => new { d.DelegateId, d.PrincipalId, d.Number }).ToListAsync();
        var may = await MayAsync([.. delegations.Select(d => d.DelegateId).Distinct()]);
        return [.. delegations.Where(d => may.Contains(d.DelegateId)).Select(d => (d.DelegateId, d.PrincipalId, d.Number))];
    }

    /// <summary>Those in line for the code who may now: the first who are there, and where they did not answer in time, the next as well .</summary>
    private async Task<List<PersonId>> OfAsync(string code)
    {
        var (those, wanted) = (new List<PersonId>(), _request.IsOverdueAt(_now) ? 2 : 1);
        await foreach (var next in LineAsync(code, []))
        {
            if (next.All(those.Contains))
                continue;
            those = [.. those.Union(next)];
            if (--wanted == 0)
                break;
        }

        return those;
    }

    /// <summary>Those behind the code who may, then those who stand in for it, in the policy's order.</summary>
    private async IAsyncEnumerable<List<PersonId>> LineAsync(string code, HashSet<string> seen)
    {
        if (!seen.Add(code) || _policy.FindApprover(code) is not { } approver)
            yield break;
        var first = await BehindAsync(approver);
        yield return await MayAsync(first);
        foreach (var substitute in approver.Substitutes)
        {
            if (substitute == NextManager)
            {
                yield return await ManagersAboveAsync(first.Count > 0 ? first[0] : _request.SubjectId);
                continue;
            }

            await foreach (var standIns in LineAsync(substitute, seen))
                yield return standIns;
        }
    }

    private async Task<List<PersonId>> BehindAsync(ApproverRule approver) => approver.Source switch
    {
        ApproverSource.DutyRoster => [.. _roster[approver.Code]],
        // A sponsor or vendor manager is whom the directory names as the manager of somebody from outside.
        ApproverSource.ManagerOfRecord or ApproverSource.ContractSponsor or ApproverSource.VendorManager => await ManagerAsync(_request.SubjectId),
        ApproverSource.SystemOwner => await SystemOwnerAsync(),
        // Owners of machine identities are on record once their inventory is; until then those who stand in decide.
        ApproverSource.MachineOwner or ApproverSource.SourceSystem => [],
    };

    private async Task<List<PersonId>> ManagerAsync(PersonId? person) =>
        person is { } id && await _context.Set<Subject>().AsNoTracking().Where(s => s.Id == id).Select(s => s.ManagerId).SingleOrDefaultAsync() is { } manager ? [manager] : [];

    private async Task<List<PersonId>> ManagersAboveAsync(PersonId? person)
    {
        for (var (next, level) = (await ManagerAsync(person), 0); next.Count > 0 && level < MostManagers; next = await ManagerAsync(next[0]), level++)
        {
            if (await MayAsync(next) is { Count: > 0 } those)
                return those;
        }

        return [];
    }

    private async Task<List<PersonId>> SystemOwnerAsync()
    {
        if (_request.SystemId is { } system && await _context.Set<TargetSystem>().AsNoTracking().Where(s => s.Id == system).Select(s => s.RiskOwnerId).SingleOrDefaultAsync() is { } owner)
            return [owner];
        return _request.PathId is { } path && await PathReads.HolderAsync(_context, path, PathSeat.Risk) is { } riskOwner ? [riskOwner] : [];
    }

    private async Task<List<PersonId>> MayAsync(IReadOnlyCollection<PersonId> people)
    {
        var wanted = people.Where(p => !_excluded.Contains(p)).ToList();
        if (wanted.Count == 0)
            return [];
        var atADesk = await OrganisationReads.AmongHoldersAsync(_context, wanted, [Role.DeskAgent, Role.DeskLead]);
        var active = await OrganisationReads.ActiveAsync(_context, wanted, CancellationToken.None);
        return [.. wanted.Where(p => active.Contains(p) && !atADesk.Contains(p))];
    }
}

/// <summary>A part that somebody has in a case.</summary>
public enum CasePart
{
    Requester,
    Subject,

    /// <summary>Wrote what is asked, whoever asked.</summary>
    Editor,

    Verifier,
    Executor,
}

/// <summary>Who has which part in a case, by natural person.</summary>
internal static class CaseParts
{
    public static IEnumerable<(PersonId Person, CasePart Part)> Of(Request request)
    {
        if (request.RequesterId is { } requester)
            yield return (requester, CasePart.Requester);
        if (request.SubjectId is { } subject)
            yield return (subject, CasePart.Subject);
        foreach (var editor in request.Editors)
            yield return (editor.PersonId, CasePart.Editor);
        foreach (var verifier in request.Signals.SelectMany(s => new[] { s.TakenById, s.ConfirmedById }).OfType<PersonId>().Distinct())
            yield return (verifier, CasePart.Verifier);
        if (request.ExecutedById is { } executor)
            yield return (executor, CasePart.Executor);
    }
}
