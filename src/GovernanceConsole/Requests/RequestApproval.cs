using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.RecoveryPaths;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Requests;

/// <summary>
/// What whoever decides a request is shown: exactly what will be done to whom until when, on which evidence, and what a
/// careful person would ask before saying yes.
/// </summary>
internal static class RequestApproval
{
    public static async Task<ApprovalView> ShowAsync(GovernanceDbContext context, Request request, Route route, OrganisationTime time, CancellationToken cancellationToken = default)
    {
        var now = time.Now;
        var policy = await PolicyInForce.ReadAsync(context, cancellationToken);
        var intake = RequestIntake.Of(request);
        var people = await ShownPeople.ReadAsync(context, [.. new[] { request.SubjectId, request.RequesterId, request.EnteredById }.OfType<PersonId>().Distinct()], cancellationToken);
        var contactChangedAt = await RequestReads.ContactChangedAtAsync(context, intake);
        var verification = Verification.Judge(request, route, policy.Document, await RequestReads.ChangeExecutedAtAsync(context, intake), request.VerifiedAt ?? now); // as it was complete: what goes stale afterwards is renewed before it is executed
        var (subject, requester, path, month) = (request.SubjectId, request.RequesterId, request.PathId, now.AddDays(-30));
        var system = request.SystemId is { } target ? await context.Set<TargetSystem>().AsNoTracking().Where(s => s.Id == target).Select(s => s.Name).SingleOrDefaultAsync(cancellationToken) : null;
        var used = await context.Set<Request>().CountAsync(r => r.PathId == path && r.PathId != null && r.SubmittedAt > month && r.Id != request.Id, cancellationToken);
        var asked = requester is null ? 0 : await context.Set<Request>().CountAsync(r => r.RequesterId == requester && r.SubmittedAt > month && r.Id != request.Id, cancellationToken);
        var failed = await context.Set<Request>().Where(r => subject != null ? r.SubjectId == subject : r.SubjectReference == request.SubjectReference && r.SubjectKind == request.SubjectKind)
            .SelectMany(r => r.Signals).Where(s => s.Result == SignalResult.Failed && s.TakenAt > month).CountAsync(cancellationToken);
        return new ApprovalView(
        [
            new("Request", request.Number),
            new("Kind", policy.Document.FindKind(request.Kind)?.Title ?? request.Kind),
            request.SubjectId is { } who ? people.Fact("For", who) : new("For", request.SubjectReference ?? "somebody who is not known"),
            new("Treated as", request.SubjectClass is { } known ? SubjectClasses.Of(known).Name : "not known, so the strictest"),
            new("What shall be done", request.Effect),
            .. Optional("Target system", system),
            .. Optional("Business reason", request.Justification),
            .. Optional("From", request.StartsAt is { } from ? DateText.Of(from, time.Zone) : null),
            .. Optional("Until", request.EndsAt is { } until ? DateText.Of(until, time.Zone) : null),
            .. Optional("Looked at again on", request.ReviewOn is { } review ? DateText.Of(review) : null),
            .. Optional("Workload", request.Workload), .. Optional("Environment", request.Environment),
            .. Optional("Incident", request.Incident), .. Optional("Triggered by", request.TriggeredBy),
            requester is { } asks ? people.Fact("Asked by", asks) : new("Asked by", request.Caller is { } caller ? $"{caller}, who is not in the directory" : "a source system"),
            request.EnteredById is { } entered ? people.Fact("Entered by", entered) : new("Entered by", $"the API key {request.EnteredByKey}"),
            new("Came by", DemandText.OfChoice(request.Channel)),
            new("Rule", $"{route.RuleId} of policy {route.PolicyVersion}: {LaneText.Of(route.Lane)}, {DemandText.OfLevel(route.Lane, route.Level)}"),
            .. Optional("Raised because of", route.RaisedBy.Count == 0 ? null : string.Join(", ", route.RaisedBy)),
            .. Optional("Said to be urgent", request.Urgency is null ? null : $"{request.Urgency} (changes nothing that is asked for)"),
            new("Counted signals", verification.Tally.Counted.Count == 0 ? "none" : string.Join("; ", verification.Tally.Counted.Select(s => policy.Document.FindSignal(s.Code)?.Name ?? s.Code))),
            new("Call-back", route.Approval.CallBack.IsAsked() ? verification.IsCalledBack ? Done(request, verification, time) : "asked for and not done" : "not asked for"),
            new("Contact or factor last changed", contactChangedAt is { } changed ? DateText.Of(changed, time.Zone) : "not known to have changed"),
            ShownFact.Counted("Failed verifications in the last 30 days", DateText.Count(failed)),
            ShownFact.Counted("Other requests on the path in the last 30 days", DateText.Count(used)),
            ShownFact.Counted("Other requests by the same person in the last 30 days", DateText.Count(asked)),
            new("Content", request.ContentHash),
        ]);
    }

    /// <summary>Where the call-back went, by whose word, and how old the contact was.</summary>
    private static string Done(Request request, VerificationState verification, OrganisationTime time) =>
        verification.Signals.Where(j => j.Standing == SignalStanding.IsTheCallBack).Select(j => request.Signals.First(s => s.Id == j.Id).Contact).FirstOrDefault(c => c is not null) is { } contact
            ? $"done, to {contact.Masked} (source: {contact.Source}, last changed {DateText.Of(contact.ChangedAt, time.Zone)})"
            : "done";

    private static IEnumerable<ShownFact> Optional(string name, string? value) => value is null ? [] : [new ShownFact(name, value)];
}
