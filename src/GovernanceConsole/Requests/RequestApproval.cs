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
/// careful person would ask before saying yes. What others may add to meanwhile is counted and not compared.
/// </summary>
internal static class RequestApproval
{
    /// <summary>With this begins who asks, and how they are known.</summary>
    public const string AskedBy = "Asked by";

    /// <summary>With this begins what a careful person would ask.</summary>
    public const string ContactChanged = "Contact or factor last changed";

    /// <summary>The hash of what is asked.</summary>
    public const string Content = "Content";

    /// <summary>Of earlier requests, so many are named.</summary>
    private const int NamedAtMost = 3;

    /// <param name="context">Where to read.</param>
    /// <param name="request">The request with its signals and votes.</param>
    /// <param name="route">What it must go through.</param>
    /// <param name="time">Now, and the organisation's zone.</param>
    /// <param name="withCounted">Whether to tell what is only counted. A decision does not compare it, so it is not searched for while others wait to decide.</param>
    /// <param name="cancellationToken">Gives up reading.</param>
    public static async Task<ApprovalView> ShowAsync(
        GovernanceDbContext context, Request request, Route route, OrganisationTime time, bool withCounted = true, CancellationToken cancellationToken = default)
    {
        var now = time.Now;
        var policy = (await PolicyInForce.ReadAsync(context, cancellationToken)).Document;
        var contactChangedAt = await RequestReads.ContactChangedAtAsync(context, RequestIntake.Of(request));
        var verification = Verification.Judge(request, route, policy, await RequestReads.ChangeExecutedAtAsync(context, RequestIntake.Of(request)), request.VerifiedAt ?? now); // as it was complete: what goes stale afterwards is renewed before it is executed
        var counting = request.Signals.Where(s => verification.Signals.Any(j => j.Id == s.Id && j.Standing is SignalStanding.Counts or SignalStanding.IsTheCallBack)).ToList();
        var verifiers = counting.SelectMany(s => new[] { s.TakenById, s.ConfirmedById }).OfType<PersonId>().Distinct().ToList();
        var people = await ShownPeople.ReadAsync(context, [request.SubjectId, request.RequesterId, request.EnteredById, .. verifiers], cancellationToken);
        var system = request.SystemId is { } target ? await context.Set<TargetSystem>().AsNoTracking().Where(s => s.Id == target).Select(s => s.Name).SingleOrDefaultAsync(cancellationToken) : null;
        var desk = request.DeskId is { } at ? await context.Set<IntakeDesk>().AsNoTracking().SingleOrDefaultAsync(d => d.Id == at, cancellationToken) : null;
        return new ApprovalView(
        [
            new("Request", request.Number),
            new("Kind", TitleOf(policy, request.Kind)),
            request.SubjectId is { } who ? people.Fact("For", who) : new("For", request.SubjectReference ?? "somebody who is not known"),
            new("Treated as", request.SubjectClass is { } known ? SubjectClasses.Of(known).Name : "not known, so the strictest"),
            new("What shall be done", request.Effect),
            .. Optional("Target system", system),
            .. Optional("Business reason", request.Justification),
            .. Optional("From", request.StartsAt is { } from ? DateText.Of(from, time.Zone) : null),
            .. Optional("Until", request.EndsAt is { } until ? DateText.Of(until, time.Zone) : null),
            .. Optional("Looked at again on", request.ReviewOn is { } review ? DateText.Of(review) : null),
            .. Optional("Workload", request.Workload), .. Optional("Environment", request.Environment), .. Optional("Secret replaced on", request.RotatesOn is { } rotates ? DateText.Of(rotates) : null),
            .. Optional("Incident", request.Incident), .. Optional("Triggered by", request.TriggeredBy),
            .. Optional("Early or disputed", request.IsEarlyOrDisputed ? "yes" : null),
            request.RequesterId is { } asks ? people.Fact(AskedBy, asks) : new(AskedBy, request.Caller is { } caller ? $"{caller}, who is not in the directory" : "a source system"),
            request.EnteredById is { } entered ? people.Fact("Entered by", entered) : new("Entered by", $"the API key {request.EnteredByKey}"),
            new("Came by", DemandText.OfChoice(request.Channel)),
            .. Optional("Desk", desk is null ? null : $"{desk.Name}{(desk.Kind == DeskKind.Outsourced ? ", which is outsourced" : "")}"),
            new("Rule", $"{route.RuleId} of policy {route.PolicyVersion}: {LaneText.Of(route.Lane)}, {DemandText.OfLevel(route.Lane, route.Level)}"),
            .. route.RaisedBy.Select(id => new ShownFact("Raised because", policy.Raising.FirstOrDefault(r => r.Id == id) is { } raising ? $"{PolicyTerms.Of(raising)} ({id})" : id)),
            .. Optional("Said to be urgent", request.Urgency is null ? null : $"{request.Urgency} (changes nothing that is asked for)"),
            .. counting.Count == 0 ? [new ShownFact("Counted signals", "none")] : counting.Select(s => new ShownFact("Counted signals", InWords(s, policy, time))),
            .. verifiers.Select(v => people.Fact("Verified by", v)),
            new("Call-back", route.Approval.CallBack.IsAsked() ? verification.IsCalledBack ? Done(request, verification, time) : "asked for and not done" : "not asked for"),
            new(ContactChanged, contactChangedAt is { } changed ? DateText.Of(changed, time.Zone) : "not known to have changed"),
            .. withCounted ? await WhatSpeaksAgainstAsync(context, request, policy, time, cancellationToken) : [],
            new(Content, request.ContentHash),
        ]);
    }

    /// <summary>Where the call-back went, by whose word, and how old the contact was.</summary>
    private static string Done(Request request, VerificationState verification, OrganisationTime time) =>
        verification.Signals.Where(j => j.Standing == SignalStanding.IsTheCallBack).Select(j => request.Signals.First(s => s.Id == j.Id).Contact).FirstOrDefault(c => c is not null) is { } contact
            ? $"done, to {contact.Masked} (source: {contact.Source}, last changed {DateText.Of(contact.ChangedAt, time.Zone)})"
            : "done";

    /// <summary>How usual it is, by what came before: nobody vouches for these, they are counted.</summary>
    private static async Task<List<ShownFact>> WhatSpeaksAgainstAsync(GovernanceDbContext context, Request request, PolicyDocument policy, OrganisationTime time, CancellationToken cancellationToken)
    {
        var (id, path, requester, kind, now) = (request.Id, request.PathId, request.RequesterId, request.Kind, time.Now);
        var (month, quarter) = (now.AddDays(-30), now.AddDays(-90));
        var others = context.Set<Request>().AsNoTracking().Where(r => r.Id != id);
        var ofSubject = RequestReads.OfTheSame(context, RequestIntake.Of(request)).Where(r => r.Id != id);
        var onPath = path is null ? null : others.Where(r => r.PathId == path && r.SubmittedAt > quarter);
        var failed = RequestReads.OfTheSame(context, RequestIntake.Of(request)).SelectMany(r => r.Signals).Where(s => s.Result == SignalResult.Failed && s.TakenAt > quarter).Select(s => s.TakenAt);
        var failedLast = await failed.MaxAsync(at => (DateTimeOffset?)at, cancellationToken);
        var facts = new List<ShownFact>
        {
            Counted("Failed verifications of the subject in the last 90 days", await failed.CountAsync(cancellationToken) is var count and > 0 ? $"{DateText.Count(count)}, the last on {DateText.Of(failedLast!.Value, time.Zone)}" : "none"),
            Counted(
                "Use of the path in the last 30 and 90 days",
                onPath is null ? "it runs on no path" : $"{DateText.Count(await onPath.CountAsync(r => r.SubmittedAt > month, cancellationToken))} and {DateText.Count(await onPath.CountAsync(cancellationToken))} other requests"),
            Counted("The same asked for the subject in the last 90 days", DateText.Count(await ofSubject.CountAsync(r => r.Kind == kind && r.SubmittedAt > quarter, cancellationToken))),
        };
        facts.AddRange(await LastAsync("Asked for the subject before", ofSubject, policy, time, cancellationToken));
        if (requester is not null)
            facts.AddRange(await LastAsync("Asked by the same person before", others.Where(r => r.RequesterId == requester), policy, time, cancellationToken));
        if (request.Votes.Where(v => v.VoidReason is not null).ToList() is { Count: > 0 } voided)
            facts.Add(Counted("Votes that count no more", $"{DateText.Count(voided.Count)}: {string.Join(" ", voided.Select(v => v.VoidReason).Distinct())}"));
        return facts;
    }

    private static async Task<IEnumerable<ShownFact>> LastAsync(string name, IQueryable<Request> requests, PolicyDocument policy, OrganisationTime time, CancellationToken cancellationToken)
    {
        var last = await requests.OrderByDescending(r => r.SubmittedAt).ThenByDescending(r => r.Number).Take(NamedAtMost)
            .Select(r => new { r.Number, r.Kind, r.State, r.SubmittedAt }).ToListAsync(cancellationToken);
        return last.Count == 0
            ? [Counted(name, "nothing")]
            : last.Select(r => Counted(name, $"{r.Number}, {DateText.Of(time.DateOf(r.SubmittedAt))}: {TitleOf(policy, r.Kind)}, {OutcomeOf(r.State)}"));
    }

    private static string OutcomeOf(RequestState state) => state switch
    {
        RequestState.Quarantined => "quarantined",
        RequestState.Verifying => "not verified yet",
        RequestState.Stopped => "stopped",
        RequestState.AwaitingApproval => "waits for approval",
        RequestState.Approved => "approved and not yet executed",
        RequestState.Monitoring => "executed and watched",
        RequestState.UnderInvestigation => "under investigation",
        RequestState.Closed => "closed",
        RequestState.Rejected => "rejected",
        RequestState.Expired => "lapsed",
        RequestState.Cancelled => "cancelled",
    };

    /// <summary>Name, way and instant of a signal, and who besides the agent says so.</summary>
    private static string InWords(RequestSignal signal, PolicyDocument policy, OrganisationTime time) =>
        $"{policy.FindSignal(signal.Code)?.Name ?? signal.Code}{(signal.Channel is { } channel ? $" ({DemandText.OfChoice(channel)})" : "")}, {DateText.Of(signal.TakenAt, time.Zone)}"
        + (signal.ReportedByKey is { } key ? $", reported by the API key {key}" : signal.ConfirmedById is not null ? ", confirmed by a second person" : "");

    private static string TitleOf(PolicyDocument policy, string kind) => policy.FindKind(kind)?.Title ?? kind;

    private static ShownFact Counted(string name, string value) => ShownFact.Counted(name, value);

    private static IEnumerable<ShownFact> Optional(string name, string? value) => value is null ? [] : [new ShownFact(name, value)];
}
