using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Outbox;
using GovernanceConsole.Policy;
using GovernanceConsole.RecoveryPaths;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Requests;

/// <summary>What somebody asks for, as the desk, a form or another system takes it in.</summary>
/// <param name="Parts">One or several: a matter of several parts becomes as many linked requests .</param>
/// <param name="SubjectKind">Whose access it is.</param>
/// <param name="Subject">The person; null for machine identities and customers.</param>
/// <param name="SubjectReference">Machine name or customer reference; null for people.</param>
/// <param name="Requester">Who asks, where the directory knows them; null otherwise.</param>
/// <param name="Caller">Who says that they ask; null where the directory knows them.</param>
/// <param name="Channel">By which channel it came: it confers nothing .</param>
/// <param name="Desk">Which desk took it in; null for none.</param>
/// <param name="Ticket">Of another system; null for none.</param>
/// <param name="Urgency">Why it is said to be urgent; kept, without any effect.</param>
public sealed record SubmitRequestInput(
    IReadOnlyList<RequestContent> Parts, SubjectKind SubjectKind, PersonId? Subject, string? SubjectReference, PersonId? Requester, string? Caller,
    IntakeChannel Channel, DeskId? Desk = null, string? Ticket = null, string? Urgency = null)
{
    /// <summary>Situations known to strain verification .</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The request in which it came up that this is needed too: both are of one matter. Null where it stands alone.</summary>
    public RequestId? CameUpIn { get; init; }
}

/// <summary>What a submitted part is called and where it goes.</summary>
/// <param name="Id">The request.</param>
/// <param name="Number">What people call it.</param>
/// <param name="State">Verifying, quarantined or stopped.</param>
/// <param name="RuleId">The rule that decided.</param>
/// <param name="Lane">Its lane.</param>
/// <param name="Level">Its level.</param>
public sealed record SubmittedRequest(RequestId Id, string Number, RequestState State, string RuleId, Lane Lane, RiskLevel Level);

/// <summary>Takes a request in. Lane and level come from the policy; nobody chooses them, and urgency changes nothing .</summary>
[MayBeDoneBy(Role.DeskAgent)]
[MayBeDoneBy(Role.DeskLead)]
[MayBeDoneBy(Role.Manager)]
[MayBeDoneBy(Role.SecurityOperations)]
[MayBeDoneBy(ApiScope.RequestsWrite)]
[MayBeDoneBy(ApiScope.RequestsTrigger)]
public sealed class SubmitRequest(LedgeredChange road)
{
    public Task<Outcome<IReadOnlyList<SubmittedRequest>>> ExecuteAsync(CommandId commandId, SubmitRequestInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<SubmitRequestInput, IReadOnlyList<SubmittedRequest>>(this, commandId, input, actor, async change =>
        {
            // A trigger may stand in for signals and an approval: only a key that speaks for a source of record brings one.
            if (change.Actor.Kind == ActorKind.ApiKey && input.Parts.Any(p => !change.ActorHolds(p.TriggeredBy is null ? ApiScope.RequestsWrite : ApiScope.RequestsTrigger)))
                return new NotAllowed();
            if (RequestRules.Check(input) is { Count: > 0 } incomplete)
                return incomplete;
            if (await FindUnknownAsync(change, input) is { } unknown)
                return unknown;
            var earlier = input.CameUpIn is { } cameUpIn ? await RequestReads.FindAsync(change.Context, cameUpIn) : null;
            if (RequestRules.MayComeUpIn(earlier, input) is { } ofAnotherMatter)
                return ofAnotherMatter;
            var policy = await PolicyInForce.ReadAsync(change.Context);
            var intake = IntakeOf(input, change.Actor);
            var parts = new List<(RequestContent Content, RequestPlace Place, Route Route)>();
            var refusals = new List<Refusal>();
            foreach (var content in input.Parts.Select(p => p.Cleaned()))
            {
                refusals.AddRange(RequestRules.Check(content));
                var subject = await RequestReads.ClassAsync(change.Context, policy.Document, content.Kind, intake);
                var facts = await RequestReads.FactsAsync(change.Context, content.Kind, subject, intake, content.System, change.Now);
                var route = RequestRouting.Decide(policy.Document, policy.Version, facts, change.Now);
                refusals.AddRange(route.Refusals);
                if (!route.IsAccepted)
                    continue;
                refusals.AddRange(RequestRules.Fits(content, route.Value, intake.SubjectKind, await ContractEndAsync(change, intake.Subject), content.EndsAt is { } end ? change.Time.DateOf(end) : null, change.Now));
                var path = await RequestReads.PathAsync(change.Context, policy.Document, content.Kind, intake.Channel, intake.Desk);
                parts.Add((content, new RequestPlace(path, subject), route.Value));
            }

            if (refusals.Count > 0)
                return refusals;

            var lapses = change.Now.AddDays(policy.Limits.RequestDays);
            RequestId? whole = earlier is null ? null : earlier.WholeId ?? earlier.Id;
            var submitted = new List<SubmittedRequest>();
            foreach (var (content, place, route) in parts)
            {
                var id = change.NewId<RequestId>();
                if (parts.Count > 1)
                    whole ??= id;
                var number = await change.NextNumberAsync($"REQ-{change.Today.Year}", digits: 6);
                var request = Request.Submit(id, number, whole, intake, content, place, route, lapses, change.Now);
                if (place.Path is null)
                    request.Quarantine("No active path is registered for this kind and channel.");
                else if (await RequestReads.FailedElsewhereAsync(change.Context, intake, content.Kind, change.Now - WindowOf(policy.Document)) is { } elsewhere)
                    _ = request.Stop($"The same was asked at another desk and failed there: {elsewhere}.", change.Now);
                change.Context.Add(request);
                change.Record(request.State == RequestState.Quarantined ? RequestEvents.Quarantined : RequestEvents.Submitted, request);
                if (request.State == RequestState.Stopped)
                {
                    change.Record(RequestEvents.Stopped, request, EventDetail.Public("number", number), EventDetail.Public("reason", "asked at another desk, where it failed"));
                    await RequestNotices.TellOfStopAsync(change, request, []);
                }

                await RequestNotices.TellOfIntakeAsync(change, request);
                if (request.State == RequestState.Verifying)
                    await VerificationProgress.AdvanceAsync(change, request, route, policy); // a trigger may be all that is asked for
                submitted.Add(new SubmittedRequest(id, number, request.State, route.RuleId, route.Lane, route.Level));
            }

            return submitted;
        }, cancellationToken);

    internal static RequestIntake IntakeOf(SubmitRequestInput input, Actor actor) => new(
        input.SubjectKind, input.SubjectKind == SubjectKind.Person ? input.Subject : null, input.SubjectKind == SubjectKind.Person ? null : TextRules.CleanOrNull(input.SubjectReference),
        input.Requester, input.Requester is null ? TextRules.CleanOrNull(input.Caller) : null, input.Channel, input.Desk, TextRules.CleanOrNull(input.Ticket), TextRules.CleanOrNull(input.Urgency),
        string.Join(' ', input.Tags.Select(TextRules.Clean).Where(t => t.Length > 0).Distinct(StringComparer.Ordinal)), actor.Person, actor.Kind == ActorKind.ApiKey ? actor.Name : null);

    /// <summary>How long a failure elsewhere is looked back for: as long as it raises the level.</summary>
    private static TimeSpan WindowOf(PolicyDocument policy) =>
        policy.Raising.FirstOrDefault(r => r.When == RaisingCondition.VerificationFailed)?.Within?.Length ?? TimeSpan.FromDays(7);

    private static async Task<Refusal?> FindUnknownAsync(Change change, SubmitRequestInput input)
    {
        foreach (var person in new[] { input.Subject, input.Requester }.OfType<PersonId>())
        {
            if (await OrganisationReads.PersonAsync(change, person) is null)
                return new NotFound("person");
        }

        if (input.Desk is { } desk && await OrganisationReads.DeskAsync(change, desk) is null)
            return new NotFound("desk");
        var systems = input.Parts.Select(p => p.System).OfType<GovernedSystemId>().Distinct().ToList();
        return (await OrganisationReads.SystemsAsync(change, systems)).Count == systems.Count ? null : new NotFound("system");
    }

    private static Task<DateOnly?> ContractEndAsync(Change change, PersonId? subject) =>
        change.Context.Set<Subject>().AsNoTracking().Where(s => s.Id == subject).Select(s => s.ContractEndsOn).SingleOrDefaultAsync();
}
