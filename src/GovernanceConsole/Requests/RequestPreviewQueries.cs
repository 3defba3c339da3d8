using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.RecoveryPaths;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Requests;

/// <summary>Somebody who may fill a seat.</summary>
/// <param name="Id">The person.</param>
/// <param name="Name">Their name.</param>
/// <param name="Code">The approver code for which they may.</param>
public sealed record PreviewedApprover(PersonId Id, string Name, string Code);

/// <summary>One seat, and who could fill it if it were submitted now.</summary>
/// <param name="Codes">The approver codes, of which any will do.</param>
/// <param name="People">By name; empty where nobody can, and the request would wait.</param>
public sealed record PreviewedSeat(IReadOnlyList<string> Codes, IReadOnlyList<PreviewedApprover> People);

/// <summary>The path on which it would run.</summary>
/// <param name="Number">What people call it.</param>
/// <param name="Name">Its name.</param>
public sealed record PreviewedPath(string Number, string Name);

/// <summary>Where one part would go, and what it would need.</summary>
/// <param name="Kind">The code of its kind.</param>
/// <param name="KindTitle">What people read.</param>
/// <param name="Class">The class of the subject that counts; null while it is not known, which counts as the strictest.</param>
/// <param name="Route">What it must go through; null where it is not offered.</param>
/// <param name="RaisedBy">What raised the level, one step each; empty for nothing.</param>
/// <param name="Path">Null where no active path serves it by this channel: it would be quarantined.</param>
/// <param name="NeedsApproval">Whether somebody must agree before it is done.</param>
/// <param name="Seats">Who must agree; empty where nobody must.</param>
/// <param name="Refusals">Why it could not be submitted as it is; what is still missing is among them.</param>
public sealed record PreviewedPart(
    string Kind, string KindTitle, SubjectClass? Class, Route? Route, IReadOnlyList<RaisingRule> RaisedBy, PreviewedPath? Path, bool NeedsApproval,
    IReadOnlyList<PreviewedSeat> Seats, IReadOnlyList<Refusal> Refusals);

/// <summary>What a submission would come to at this instant. Nothing of it is promised: it is decided when it is submitted.</summary>
/// <param name="Policy">The policy in force.</param>
/// <param name="Parts">In the order in which they are asked.</param>
/// <param name="Level">The level of the whole, which its strictest part sets; null where no part has a route.</param>
/// <param name="Refusals">Why the whole could not be submitted as it is.</param>
public sealed record RequestPreview(PolicyInForce Policy, IReadOnlyList<PreviewedPart> Parts, RiskLevel? Level, IReadOnlyList<Refusal> Refusals);

/// <summary>What a request that was entered already knows, so that nobody types it again .</summary>
/// <param name="Id">The request.</param>
/// <param name="Number">What people call it.</param>
/// <param name="SubjectKind">Whose access it is.</param>
/// <param name="Subject">The person; null for others.</param>
/// <param name="SubjectName">Their name; null for others.</param>
/// <param name="SubjectReference">Machine or customer; null for people.</param>
/// <param name="Requester">Who asks; null where the directory does not know them.</param>
/// <param name="RequesterName">Their name; null likewise.</param>
/// <param name="Caller">Who says that they ask; null where the directory knows them.</param>
/// <param name="Channel">By which channel it came.</param>
/// <param name="Desk">Which desk took it in; null for none.</param>
/// <param name="DeskName">Its name; null for none.</param>
/// <param name="Ticket">Of another system; null for none.</param>
/// <param name="System">The target; null for none.</param>
/// <param name="SystemName">Its name; null for none.</param>
public sealed record KnownIntake(
    RequestId Id, string Number, SubjectKind SubjectKind, PersonId? Subject, string? SubjectName, string? SubjectReference, PersonId? Requester, string? RequesterName, string? Caller,
    IntakeChannel Channel, DeskId? Desk, string? DeskName, string? Ticket, GovernedSystemId? System, string? SystemName);

/// <summary>
/// Tells before a submission what it would come to, by the same functions that decide it. Open to those who may submit,
/// because it tells who would approve and what the records know of the subject.
/// </summary>
public sealed class RequestPreviewQueries(ReadOnlyStore store, OrganisationTime time)
{
    /// <summary>Lane, level and needs of what is typed so far; null for those who may not submit.</summary>
    public async Task<RequestPreview?> PreviewAsync(Actor actor, SubmitRequestInput input, CancellationToken cancellationToken = default)
    {
        if (!MaySubmit(actor))
            return null;
        await using var context = store.Open();
        var policy = await PolicyInForce.ReadAsync(context, cancellationToken);
        var intake = SubmitRequest.IntakeOf(input, actor);
        var contractEnd = await context.Set<Subject>().Where(s => s.Id == intake.Subject).Select(s => s.ContractEndsOn).SingleOrDefaultAsync(cancellationToken);
        var parts = new List<PreviewedPart>();
        foreach (var content in input.Parts.Select(p => p.Cleaned()))
            parts.Add(await PartAsync(context, policy, intake, content, contractEnd, cancellationToken));
        var routes = parts.Select(p => p.Route).OfType<Route>().ToList();
        return new RequestPreview(policy, parts, routes.Count == 0 ? null : RequestRouting.LevelOfWhole(routes), RequestRules.Check(input));
    }

    /// <summary>What a request knows already, for another one about the same matter; null where there is none, and for those who may not submit.</summary>
    public async Task<KnownIntake?> FindIntakeAsync(Actor actor, string number, CancellationToken cancellationToken = default)
    {
        if (!MaySubmit(actor))
            return null;
        var wanted = number.Trim().ToUpperInvariant();
        await using var context = store.Open();
        var people = context.Set<Subject>();
        return await (await RequestSight.OfAsync(context, actor, cancellationToken)).Visible().Where(r => r.Number == wanted)
            .Select(r => new KnownIntake(
                r.Id, r.Number, r.SubjectKind, r.SubjectId, people.Where(p => p.Id == r.SubjectId).Select(p => p.Name).FirstOrDefault(), r.SubjectReference,
                r.RequesterId, people.Where(p => p.Id == r.RequesterId).Select(p => p.Name).FirstOrDefault(), r.Caller, r.Channel,
                r.DeskId, context.Set<IntakeDesk>().Where(d => d.Id == r.DeskId).Select(d => d.Name).FirstOrDefault(), r.Ticket,
                r.SystemId, context.Set<TargetSystem>().Where(s => s.Id == r.SystemId).Select(s => s.Name).FirstOrDefault()))
            .SingleOrDefaultAsync(cancellationToken);
    }

    private static bool MaySubmit(Actor actor) => UseCaseAuthorisation.MightAllow(typeof(SubmitRequest), actor.Kind, actor.KnownRoles, actor.KnownScopes);

    private async Task<PreviewedPart> PartAsync(
        GovernanceDbContext context, PolicyInForce policy, RequestIntake intake, RequestContent content, DateOnly? contractEnd, CancellationToken cancellationToken)
    {
        var now = time.Now;
        var title = policy.Document.FindKind(content.Kind)?.Title ?? content.Kind;
        var subject = await RequestReads.ClassAsync(context, policy.Document, content.Kind, intake);
        var facts = await RequestReads.FactsAsync(context, content.Kind, subject, intake, content.System, now);
        var decided = RequestRouting.Decide(policy.Document, policy.Version, facts, now);
        var refusals = RequestRules.Check(content);
        if (!decided.IsAccepted)
            return new PreviewedPart(content.Kind, title, subject, Route: null, [], Path: null, NeedsApproval: false, [], [.. refusals, .. decided.Refusals]);

        var route = decided.Value;
        refusals.AddRange(RequestRules.Fits(content, route, intake.SubjectKind, contractEnd, content.EndsAt is { } end ? time.DateOf(end) : null, now));
        var path = await RequestReads.PathAsync(context, policy.Document, content.Kind, intake.Channel, intake.Desk);
        // As it would stand in the tables: who decides is found from that, and from nothing else.
        var request = Request.Submit(default, number: "", whole: null, intake, content, new RequestPlace(path, subject), route, now.AddDays(policy.Limits.RequestDays), now);
        var needsApproval = VerificationProgress.NeedsApproval(request, route);
        return new PreviewedPart(
            content.Kind, title, subject, route, [.. route.RaisedBy.Select(id => policy.Document.Raising.First(r => r.Id == id))],
            path is { } at ? await PathAsync(context, at, cancellationToken) : null,
            needsApproval, needsApproval ? await SeatsAsync(context, request, route, policy, now, cancellationToken) : [], refusals);
    }

    private static async Task<List<PreviewedSeat>> SeatsAsync(
        GovernanceDbContext context, Request request, Route route, PolicyInForce policy, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var seats = (await ApproverSeats.FindAsync(context, request, route, policy, now)).Seats;
        var ids = seats.SelectMany(s => s.People.Keys).ToHashSet();
        var names = await context.Set<Subject>().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, cancellationToken);
        return [.. seats.Select(s => new PreviewedSeat(s.Codes, [.. s.People.Select(p => new PreviewedApprover(p.Key, names[p.Key], p.Value)).OrderBy(p => p.Name, StringComparer.Ordinal)]))];
    }

    private static async Task<PreviewedPath?> PathAsync(GovernanceDbContext context, RecoveryPathId path, CancellationToken cancellationToken) =>
        await PathReads.NamedAsync(context, path, cancellationToken) is { } named ? new PreviewedPath(named.Number, named.Name) : null;
}
