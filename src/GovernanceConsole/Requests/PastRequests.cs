using System.Runtime.CompilerServices;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.RecoveryPaths;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Requests;

/// <summary>A request as it was asked and as it went, for asking what another policy would have made of it.</summary>
public sealed class PastRequest
{
    private readonly Request _request;
    private readonly SubjectHistory _history;

    internal PastRequest(Request request, RoutingFacts facts, string desk, SubjectHistory history) =>
        (_request, Facts, Desk, _history) = (request, facts, desk, history);

    public RequestId Id => _request.Id;

    /// <summary>What people call it.</summary>
    public string Number => _request.Number;

    public DateTimeOffset SubmittedAt => _request.SubmittedAt;

    /// <summary>The path it ran on; null where it never left quarantine.</summary>
    public RecoveryPathId? Path => _request.PathId;

    /// <summary>The code of the desk that took it in; empty for none.</summary>
    public string Desk { get; }

    /// <summary>
    /// What decided lane and level when it was submitted. Attributes of the target system are those that raised it then;
    /// where the policy of the time did not ask for one, as the system stands now.
    /// </summary>
    public RoutingFacts Facts { get; }

    /// <summary>The policy it was submitted under.</summary>
    public int PolicyVersion => _request.PolicyVersion;

    /// <summary>All policies under which it was submitted and approved, each once: it went through what the strictest of them asked.</summary>
    public IReadOnlyList<int> PolicyVersions =>
        [.. _request.Votes.Where(v => v is { Approves: true, VoidedAt: null }).Select(v => v.PolicyVersion).Prepend(_request.PolicyVersion).Distinct()];

    /// <summary>Whether it was approved, by people or because nobody had to.</summary>
    public bool WasApproved => _request.ApprovedAt is not null;

    /// <summary>The seats that a route asks for in this case; none where nobody must agree.</summary>
    public IReadOnlyList<IReadOnlyList<string>> SeatsOf(Route route) => VerificationProgress.NeedsApproval(_request, route) ? route.Approval.Seats : [];

    /// <summary>What the request as it went lacks by a policy, in words; empty where it would have passed, or never came so far.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="route">What it asks of this request.</param>
    internal IReadOnlyList<string> Lacks(PolicyDocument policy, Route route)
    {
        var lacks = new List<string>();
        // A verification is looked at anew when it is executed; before, at the instant at which it was complete.
        if ((_request.ExecutedAt ?? _request.VerifiedAt) is { } at)
        {
            var verification = Verification.Judge(_request, route, policy, _history.ContactChangedBefore(_request, at), at);
            if (!verification.IsSatisfied)
                lacks.Add(Missing(verification, route));
        }

        if (_request.ExecutedById is { } executor && RequestRules.MayExecute(_request, executor, policy, route.Level) is ExecutorHasAnotherPart other)
            lacks.Add(other.IsApprover ? "Who approved it carried it out." : other.Part == CasePart.Verifier ? "Who verified it carried it out." : "Whose access it is carried it out.");
        return lacks;
    }

    private static string Missing(VerificationState verification, Route route)
    {
        var (tally, asked) = (verification.Tally, route.Signals);
        return tally.Counted.Count < asked.Independent ? $"Only {tally.Counted.Count} of {asked.Independent} independent signals count."
            : tally.Strong < asked.Strong || tally.Strong == 0 ? $"Only {tally.Strong} of {Math.Max(asked.Strong, 1)} strong signals count."
            : tally.PresenceGrade < asked.PresenceGrade ? $"Only {tally.PresenceGrade} of {asked.PresenceGrade} presence-grade signals count."
            : asked.SystemConfirmed && !tally.IsSystemConfirmed ? "No signal is confirmed by a system or a second person."
            : tally.MissingNamed(asked).Any() ? "A signal that is asked for by name is missing."
            : route.Approval.CallBack.IsAsked() && !verification.IsCalledBack ? "There was no call-back."
            : "There is no reference of an incident.";
    }
}

/// <summary>The door to what was asked in the past, in bulk: for rules that are tried out, not for deciding.</summary>
public static class PastRequests
{
    private const int RequestsPerChunk = 1000;

    /// <summary>Whether a request was submitted in a span.</summary>
    internal static Task<bool> AnyAsync(GovernanceDbContext context, PastSpan span, CancellationToken cancellationToken) => In(context, span, span.First).AnyAsync(cancellationToken);

    /// <summary>How many were.</summary>
    internal static Task<int> CountAsync(GovernanceDbContext context, PastSpan span, CancellationToken cancellationToken) => In(context, span, span.First).CountAsync(cancellationToken);

    /// <summary>
    /// Requests in the order of their numbers, a chunk at a time. What is held in memory grows with changes of contacts and
    /// failed verifications, not with requests.
    /// </summary>
    /// <param name="context">Where to read.</param>
    /// <param name="span">When they were submitted.</param>
    /// <param name="cancellationToken">Gives up.</param>
    internal static async IAsyncEnumerable<IReadOnlyList<PastRequest>> ChunksAsync(
        GovernanceDbContext context, PastSpan span, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var desks = await context.Set<IntakeDesk>().ToDictionaryAsync(d => d.Id, cancellationToken);
        var systems = await context.Set<TargetSystem>().ToDictionaryAsync(s => s.Id, cancellationToken);
        var history = await SubjectHistory.ReadAsync(context, [.. desks.Values.Where(d => d.Kind == DeskKind.Outsourced).Select(d => d.Id)], span.Until, cancellationToken);
        var policies = new Dictionary<int, PolicyDocument>();
        for (var last = span.First; ;)
        {
            var after = last;
            var requests = await In(context, span, after).Include(r => r.Signals).Include(r => r.Votes).AsSplitQuery()
                .OrderBy(r => r.Number).Take(RequestsPerChunk).ToListAsync(cancellationToken);
            if (requests.Count == 0)
                yield break;
            foreach (var version in requests.Select(r => r.PolicyVersion).Distinct().Except(policies.Keys).ToList())
                policies[version] = await PolicyInForce.DocumentOfAsync(context, version, cancellationToken);
            last = requests[^1].Number;
            yield return requests.ConvertAll(r => new PastRequest(
                r, FactsOf(r, r.SystemId is { } system ? systems.GetValueOrDefault(system) : null, policies[r.PolicyVersion], history),
                r.DeskId is { } desk && desks.TryGetValue(desk, out var at) ? at.Code : "", history));
        }
    }

    /// <summary>Those behind a number. Numbers name the year, so nothing of other years is looked at.</summary>
    private static IQueryable<Request> In(GovernanceDbContext context, PastSpan span, string after)
    {
        var end = span.End;
        return context.Set<Request>().AsNoTracking()
            .Where(r => string.Compare(r.Number, after) > 0 && string.Compare(r.Number, end) < 0 && r.SubmittedAt >= span.From && r.SubmittedAt < span.Until);
    }

    private static RoutingFacts FactsOf(Request request, TargetSystem? system, PolicyDocument policy, SubjectHistory history) => new(request.Kind, request.SubjectClass)
    {
        SystemAttributes = system is null ? new HashSet<RaisingCondition>() : AttributesOf(request, system, policy),
        ContactChangedAt = history.ContactChangedBefore(request, request.SubmittedAt),
        VerificationFailedAt = history.VerificationFailedBefore(request, request.SubmittedAt),
        IsDeskUnseen = history.IsUnseen(request.DeskId, request.SubmittedAt),
        Tags = request.Tags.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal),
    };

    private static HashSet<RaisingCondition> AttributesOf(Request request, TargetSystem system, PolicyDocument policy)
    {
        var attributes = new HashSet<RaisingCondition>();
        var rule = policy.FindRule(request.RuleId);
        var raised = request.RaisedBy.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        foreach (var (attribute, isNow) in new[]
        {
            (RaisingCondition.HighlyAvailableSystem, system.HighlyAvailable),
            (RaisingCondition.ExternallyFacingSystem, system.ExternallyFacing),
            (RaisingCondition.PrivilegedAdministrationSystem, system.PrivilegedAdministration),
        })
        {
            var asking = rule is null ? [] : policy.Raising.Where(r => r.When == attribute && r.IsFor(rule)).Select(r => r.Id).ToList();
            if (asking.Count == 0 ? isNow : asking.Exists(raised.Contains))
                attributes.Add(attribute);
        }

        return attributes;
    }
}

/// <summary>A span of whole days in the organisation's zone.</summary>
/// <param name="From">Its first instant.</param>
/// <param name="Until">The first instant that is none of it any more.</param>
/// <param name="First">Less than every number of a request of its first year.</param>
/// <param name="End">More than every number of one of its last year.</param>
public sealed record PastSpan(DateTimeOffset From, DateTimeOffset Until, string First, string End)
{
    public static PastSpan Of(DateOnly from, DateOnly until, OrganisationTime time) =>
        new(time.StartOf(from), time.StartOf(until.AddDays(1)), $"REQ-{from.Year}-", $"REQ-{until.Year + 1}-");
}

/// <summary>What had happened to subjects and desks before an instant, from all requests: read once for many of them.</summary>
internal sealed class SubjectHistory
{
    private readonly Dictionary<SubjectKey, List<DateTimeOffset>> _contacts = [];
    private readonly Dictionary<SubjectKey, List<DateTimeOffset>> _failures = [];

    /// <summary>Of outsourced desks alone: when a system reported something from them.</summary>
    private readonly Dictionary<DeskId, List<DateTimeOffset>> _reports = [];

    private SubjectHistory()
    {
    }

    /// <param name="context">Where to read.</param>
    /// <param name="outsourced">The outsourced desks.</param>
    /// <param name="until">What comes later is left out.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<SubjectHistory> ReadAsync(GovernanceDbContext context, IReadOnlyList<DeskId> outsourced, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var history = new SubjectHistory();
        foreach (var desk in outsourced)
            history._reports[desk] = [];
        var requests = context.Set<Request>().AsNoTracking();
        var contacts = requests.Where(r => RequestReads.ContactKinds.Contains(r.Kind) && r.ExecutedAt != null && r.ExecutedAt < until)
            .Select(r => new { r.SubjectKind, r.SubjectId, r.SubjectReference, At = r.ExecutedAt!.Value });
        await foreach (var contact in contacts.AsAsyncEnumerable().WithCancellation(cancellationToken))
            Add(history._contacts, new SubjectKey(contact.SubjectKind, contact.SubjectId, contact.SubjectReference), contact.At);
        var failures =
            from signal in context.Set<RequestSignal>()
            where signal.Result == SignalResult.Failed && signal.TakenAt < until
            join request in requests on signal.RequestId equals request.Id
            select new { request.SubjectKind, request.SubjectId, request.SubjectReference, At = signal.TakenAt };
        await foreach (var failure in failures.AsAsyncEnumerable().WithCancellation(cancellationToken))
            Add(history._failures, new SubjectKey(failure.SubjectKind, failure.SubjectId, failure.SubjectReference), failure.At);
        if (outsourced.Count > 0)
            await history.ReadReportsAsync(context, outsourced, until, cancellationToken);
        foreach (var instants in history._contacts.Values.Concat(history._failures.Values).Concat(history._reports.Values))
            instants.Sort();
        return history;
    }

    public DateTimeOffset? ContactChangedBefore(Request request, DateTimeOffset at) => LastBefore(_contacts, request, at);

    public DateTimeOffset? VerificationFailedBefore(Request request, DateTimeOffset at) => LastBefore(_failures, request, at);

    /// <summary>Whether a desk is outsourced and no system had reported anything from it for a while.</summary>
    public bool IsUnseen(DeskId? desk, DateTimeOffset at) =>
        desk is { } id && _reports.TryGetValue(id, out var reports) && !(LastBefore(reports, at) > at - RequestReads.UnseenAfter);

    private async Task ReadReportsAsync(GovernanceDbContext context, IReadOnlyList<DeskId> outsourced, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var requests = context.Set<Request>().AsNoTracking().Where(r => r.DeskId != null && outsourced.Contains(r.DeskId.Value));
        var executed = requests.Where(r => r.ExecutedById == null && r.ExecutedAt != null && r.ExecutedAt < until).Select(r => new { Desk = r.DeskId!.Value, At = r.ExecutedAt!.Value });
        await foreach (var report in executed.AsAsyncEnumerable().WithCancellation(cancellationToken))
            _reports[report.Desk].Add(report.At);
        var signals =
            from request in requests
            join signal in context.Set<RequestSignal>() on request.Id equals signal.RequestId
            where signal.ReportedByKey != null && signal.TakenAt < until
            select new { Desk = request.DeskId!.Value, At = signal.TakenAt };
        await foreach (var report in signals.AsAsyncEnumerable().WithCancellation(cancellationToken))
            _reports[report.Desk].Add(report.At);
    }

    private static void Add(Dictionary<SubjectKey, List<DateTimeOffset>> where, SubjectKey subject, DateTimeOffset at)
    {
        if (subject is { Person: null, Reference: null })
            return; // nobody knows who it was
        if (!where.TryGetValue(subject, out var instants))
            where[subject] = instants = [];
        instants.Add(at);
    }

    private static DateTimeOffset? LastBefore(Dictionary<SubjectKey, List<DateTimeOffset>> where, Request request, DateTimeOffset at) =>
        where.TryGetValue(new SubjectKey(request.SubjectKind, request.SubjectId, request.SubjectReference), out var instants) ? LastBefore(instants, at) : null;

    private static DateTimeOffset? LastBefore(List<DateTimeOffset> instants, DateTimeOffset at)
    {
        var place = instants.BinarySearch(at);
        var earlier = place >= 0 ? place : ~place;
        // Several at one instant: the first of them is not earlier than it either.
        while (earlier > 0 && instants[earlier - 1] >= at)
            earlier--;
        return earlier == 0 ? null : instants[earlier - 1];
    }

    /// <summary>People by id, others by what they are called.</summary>
    private readonly record struct SubjectKey
    {
        public SubjectKey(SubjectKind kind, PersonId? person, string? reference) => (Kind, Person, Reference) = (person is null ? kind : SubjectKind.Person, person, person is null ? reference : null);

        public SubjectKind Kind { get; }

        public PersonId? Person { get; }

        public string? Reference { get; }
    }
}
