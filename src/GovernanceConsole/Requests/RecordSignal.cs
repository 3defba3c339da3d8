using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Requests;

/// <param name="Request">The request.</param>
/// <param name="Signal">The code of the signal.</param>
/// <param name="Channel">By which of its channels; null for what does not count.</param>
/// <param name="Result">How it came out.</param>
/// <param name="ResistsPhishing">The sign-in behind it resists phishing, as the identity provider says.</param>
/// <param name="Reference">Where it can be looked up; null for none. For the contact of a machine identity or a customer, the record of its source system.</param>
/// <param name="Contact">The contact of record that it went to; null for a signal that rests on none, and for subjects without contacts here.</param>
public sealed record RecordSignalInput(
    RequestId Request, string Signal, SignalChannel? Channel, SignalResult Result, bool ResistsPhishing = false, string? Reference = null, ContactId? Contact = null)
{
    /// <summary>The version of the script by which an operator took it; null where no operator spoke.</summary>
    public ScriptVersion? Script { get; init; }
}

/// <summary>What verification has come to after a signal.</summary>
/// <param name="Id">The record of the signal.</param>
/// <param name="Standing">Whether it counts, and why.</param>
/// <param name="State">Where the request stands now.</param>
public sealed record RecordedSignal(RequestSignalId Id, SignalStanding Standing, RequestState State);

/// <summary>
/// Records a verification signal. There is no "verified" to tick: when the signals come to what the rule asks for, the
/// request goes on. A strong one that failed stops it.
/// </summary>
[MayBeDoneBy(Role.DeskAgent)]
[MayBeDoneBy(Role.DeskLead)]
[MayBeDoneBy(Relation.ManagerOfRecord)]
[MayBeDoneBy(ApiScope.RequestsEvidence)]
public sealed class RecordSignal(LedgeredChange road)
{
    private const string ManagerConfirms = "V10";

    public Task<Outcome<RecordedSignal>> ExecuteAsync(CommandId commandId, RecordSignalInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<RecordSignalInput, RecordedSignal>(this, commandId, input, actor, async change =>
        {
            var request = await RequestReads.FindAsync(change.Context, input.Request);
            var isManager = request?.SubjectId is { } subject && change.Actor.Person is { } person
                && await change.Context.Set<Subject>().AnyAsync(s => s.Id == subject && s.ManagerId == person);
            if (change.Authorise(isManager ? [Relation.ManagerOfRecord] : []) is { } notAllowed)
                return notAllowed;
            if (request is null)
                return new NotFound("request");
            change.IsAbout(request);
            if (RequestRules.IsAt(request, change.Now, RequestState.Verifying, RequestState.AwaitingApproval, RequestState.Approved) is { } otherStage)
                return otherStage;
            var policy = await PolicyInForce.ReadAsync(change.Context);
            var rule = policy.Document.FindSignal(input.Signal);
            if (RequestRules.MayBeTaken(rule, input.Signal, input.Channel) is { } noSignal)
                return noSignal;
            // Whom the manager of record is, the directory says; an agent does not confirm in their place, nor they anything else.
            if (isManager != (input.Signal == ManagerConfirms) && (input.Signal == ManagerConfirms || !(change.ActorHolds(Role.DeskAgent) || change.ActorHolds(Role.DeskLead))))
                return new NotTheManagerOfRecord();
            if (change.Actor.Person is { } verifier && RequestRules.MayVerify(request, verifier) is { } notTheirs)
                return notTheirs;
            if (change.Actor.Kind == ActorKind.ApiKey && RequestRules.MayReport(rule!, input) is { } notForMachines)
                return notForMachines;
            if (TextRules.Optional("Reference", "The reference", input.Reference, TextRules.Line) is { } badText)
                return badText;
            var route = await RequestReads.RouteAsync(change.Context, request, change.Now);
            if (!route.IsAccepted)
                return Outcome<RecordedSignal>.Refuse(route.Refusals);

            // Whoever works at a desk verifies by its script; a system and the manager of record do not.
            var scripts = change.Actor.Kind == ActorKind.Person && !isManager ? await ScriptInForce.ForKindAsync(change.Context, request.Kind) : [];
            if (scripts.Count > 0 && VerificationScriptRules.MayBeReadFrom(input.Script, scripts) is { } noScript)
                return noScript;
            var known = request.SubjectId is { } whose ? await ContactReads.OfAsync(change.Context, whose) : [];
            if (SignalContactRules.MayGoTo(
                request, rule!, input.Channel, input.Contact, input.Reference, known, route.Value.Approval.CallBack, SignalContactRules.CoolingOffOf(request, policy.Document), change.Actor.Person, change.Now) is { } notThere)
                return notThere;
            var contact = known.FirstOrDefault(c => c.Id == input.Contact);

            var signal = RequestSignal.Take(
                change.NewId<RequestSignalId>(), request.Id, rule!.Code, rule.Counts ? input.Channel : null, input.Result, input.ResistsPhishing, TextRules.CleanOrNull(input.Reference),
                change.Actor.Person, change.Actor.Kind == ActorKind.ApiKey ? change.Actor.Name : null, change.Now,
                contact is null ? null : SignalContact.Of(contact), SignalContactRules.NewestChange(rule, input.Channel, known),
                scripts.FirstOrDefault(s => s.Version == input.Script));
            request.Add(signal);
            change.Record(RequestEvents.SignalRecorded, request, EventDetail.Public("number", request.Number), EventDetail.Public("code", rule.Code), EventDetail.Public("result", input.Result));
            if (input.Result == SignalResult.Failed && rule.Strength is SignalStrength.Strong or SignalStrength.PresenceGrade)
            {
                var voided = request.Stop($"{rule.Name} failed.", change.Now);
                change.Record(RequestEvents.Stopped, request, EventDetail.Public("number", request.Number), EventDetail.Public("reason", $"{rule.Code} failed"));
                await RequestNotices.TellOfStopAsync(change, request, voided);
            }
            else
            {
                await VerificationProgress.AdvanceAsync(change, request, route.Value, policy);
            }

            var changeExecutedAt = await RequestReads.ChangeExecutedAtAsync(change.Context, RequestIntake.Of(request));
            var standing = Verification.Judge(request, route.Value, policy.Document, changeExecutedAt, change.Now).Signals.First(s => s.Id == signal.Id).Standing;
            return new RecordedSignal(signal.Id, standing, request.State);
        }, cancellationToken);
}
