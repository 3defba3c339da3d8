using GovernanceConsole.Identity;
using GovernanceConsole.Policy;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Requests;

/// <summary>Why security operations must look at a request, the most pressing first.</summary>
public enum WatchReason
{
    UnderInvestigation,

    /// <summary>Something that it touched is ordered to be revoked and not confirmed yet.</summary>
    BeingRevoked,

    Stopped,

    /// <summary>What it granted for a time should be gone and is not confirmed as removed.</summary>
    RemovalOverdue,

    /// <summary>The window is over and nobody has closed it.</summary>
    WindowIsOver,

    /// <summary>The window ends within a day.</summary>
    WindowEnds,

    /// <summary>The policy has it reviewed, and the last day for that has passed.</summary>
    ReviewOverdue,

    /// <summary>Approved, and not executed .</summary>
    NotExecuted,
}

/// <param name="Id">The request.</param>
/// <param name="Number">What people call it.</param>
/// <param name="Kind">The code of its kind.</param>
/// <param name="KindTitle">What people call the kind.</param>
/// <param name="Subject">The person it is about; null for others.</param>
/// <param name="SubjectReference">Machine or customer; null for people.</param>
/// <param name="Level">Its level.</param>
/// <param name="State">Where it stands.</param>
/// <param name="StateReason">Why it is stopped or investigated; null otherwise.</param>
/// <param name="Reason">Why it must be looked at. A request may be here for several reasons.</param>
/// <param name="At">Since when, or until when, by the reason: executed, ordered, submitted, due to be removed, end of the window, lapse.</param>
/// <param name="OpenTasks">How many revocations wait to be confirmed.</param>
/// <param name="RevokingSince">When the first of those was ordered: the time to revoke runs from then on. Null where none waits.</param>
/// <param name="WasExecuted">Whether there is anything to revoke.</param>
public sealed record WatchRow(
    RequestId Id, string Number, string Kind, string KindTitle, PersonId? Subject, string? SubjectReference, RiskLevel Level, RequestState State, string? StateReason, WatchReason Reason, DateTimeOffset At,
    int OpenTasks, DateTimeOffset? RevokingSince, bool WasExecuted);

/// <param name="Id">The check.</param>
/// <param name="Kind">What is looked for.</param>
/// <param name="CountsFrom">From when on a clear look counts.</param>
/// <param name="Result">Null while open.</param>
/// <param name="Evidence">Null while open.</param>
/// <param name="RecordedBy">Null while open, and where a system looked.</param>
/// <param name="RecordedAt">Null while open.</param>
public sealed record CheckView(PostCheckId Id, PostCheckKind Kind, DateTimeOffset CountsFrom, PostCheckResult? Result, string? Evidence, PersonId? RecordedBy, DateTimeOffset? RecordedAt);

/// <param name="Reason">What was seen.</param>
/// <param name="ReportedAt">When.</param>
/// <param name="ReportedBy">Null where a system did.</param>
/// <param name="Finding">Null while it is investigated.</param>
/// <param name="FindingReason">Null likewise.</param>
/// <param name="VerificationReference">Where the renewed verification can be looked up; null likewise, and for abuse.</param>
/// <param name="EndedBy">Null while it is investigated.</param>
/// <param name="EndedAt">Null likewise.</param>
public sealed record SuspicionView(
    string Reason, DateTimeOffset ReportedAt, PersonId? ReportedBy, InvestigationFinding? Finding, string? FindingReason, string? VerificationReference, PersonId? EndedBy, DateTimeOffset? EndedAt);

/// <param name="Id">The task.</param>
/// <param name="Target">What is withdrawn.</param>
/// <param name="ConfirmedAt">Null while open.</param>
/// <param name="Reference">Null while open.</param>
/// <param name="ConfirmedBy">Who did it by hand; null while open, and where a system did it.</param>
public sealed record RevocationTaskView(RevocationTaskId Id, RevocationTarget Target, DateTimeOffset? ConfirmedAt, string? Reference, PersonId? ConfirmedBy);

/// <param name="Reason">Why.</param>
/// <param name="IsOfEverything">Or only what a suspicion demands at once.</param>
/// <param name="OrderedAt">From when on the time to revoke runs.</param>
/// <param name="OrderedBy">Null where a system did.</param>
/// <param name="CompletedAt">The last confirmation; null while one is open.</param>
/// <param name="Tasks">What is withdrawn.</param>
public sealed record RevocationView(string Reason, bool IsOfEverything, DateTimeOffset OrderedAt, PersonId? OrderedBy, DateTimeOffset? CompletedAt, IReadOnlyList<RevocationTaskView> Tasks)
{
    /// <summary>From the order to the last confirmation; null while one is open.</summary>
    public TimeSpan? TimeToRevoke => CompletedAt - OrderedAt;
}

/// <param name="Verdict">What was found; null while nobody has looked.</param>
/// <param name="State">The state as it was found; null likewise.</param>
/// <param name="Reference">Null likewise.</param>
/// <param name="By">Null likewise, and where a system looked.</param>
/// <param name="At">Null likewise.</param>
/// <param name="IsManual">It was executed by hand, so its evidence needs a second person .</param>
public sealed record ExecutionFindingView(ExecutionVerdict? Verdict, string? State, string? Reference, PersonId? By, DateTimeOffset? At, bool IsManual);

/// <param name="DueAt">When it must be gone; null where nothing ends.</param>
/// <param name="RemovedAt">Null before.</param>
/// <param name="By">Null before, and where a system reported it.</param>
/// <param name="Reference">Null before.</param>
/// <param name="Failed">How often it was tried in vain.</param>
public sealed record RemovalView(DateTimeOffset? DueAt, DateTimeOffset? RemovedAt, PersonId? By, string? Reference, int Failed);

/// <param name="DueOn">The last day in time; null where it is not reviewed.</param>
/// <param name="At">Null before.</param>
/// <param name="By">Null before.</param>
/// <param name="Review">Null before.</param>
public sealed record ReviewView(DateOnly? DueOn, DateTimeOffset? At, PersonId? By, string? Review);

/// <param name="Number">What people call it.</param>
/// <param name="Kind">The code of its kind.</param>
/// <param name="State">Where it stands.</param>
/// <param name="SubmittedAt">When.</param>
public sealed record LaterRequest(string Number, string Kind, RequestState State, DateTimeOffset SubmittedAt);

/// <summary>What follows the execution of one request.</summary>
/// <param name="Id">The request.</param>
/// <param name="Number">What people call it.</param>
/// <param name="State">Where it stands.</param>
/// <param name="StateReason">Why it is investigated, or how it ended; null otherwise.</param>
/// <param name="Level">The level at the execution.</param>
/// <param name="ExecutedAt">When.</param>
/// <param name="ExecutedBy">Null where a system did.</param>
/// <param name="WatchedUntil">The end of the window.</param>
/// <param name="Finding">What a second person or system found that was executed.</param>
/// <param name="Checks">In the order in which they were opened.</param>
/// <param name="Suspicions">The oldest first.</param>
/// <param name="Revocations">Likewise.</param>
/// <param name="WouldBeRevoked">What “revoke now” would order; empty where everything is ordered.</param>
/// <param name="Removal">Of what ends.</param>
/// <param name="Review">Of the case.</param>
/// <param name="AgainstClosing">Every reason why a desk could not close it now; empty once it can, and once it is closed.</param>
/// <param name="Later">What was asked by or for the same subject inside the window: what else came out of it .</param>
public sealed record MonitoringView(
    RequestId Id, string Number, RequestState State, string? StateReason, RiskLevel Level, DateTimeOffset ExecutedAt, PersonId? ExecutedBy, DateTimeOffset WatchedUntil,
    ExecutionFindingView Finding, IReadOnlyList<CheckView> Checks, IReadOnlyList<SuspicionView> Suspicions, IReadOnlyList<RevocationView> Revocations, IReadOnlyList<RevocationTarget> WouldBeRevoked,
    RemovalView Removal, ReviewView Review, IReadOnlyList<Refusal> AgainstClosing, IReadOnlyList<LaterRequest> Later);

/// <summary>What must be watched: all of it, and of one request.</summary>
public sealed class MonitoringQueries(ReadOnlyStore store, OrganisationTime time)
{
    /// <summary>Who may see all of it.</summary>
    public static IReadOnlyList<Role> Readers { get; } = [Role.SecurityOperations, Role.DeskLead, Role.Governance, Role.Auditor];

    private static readonly TimeSpan Soon = TimeSpan.FromDays(1);

    private const int MostLater = 20;

    /// <summary>What must be looked at now, the most pressing reason first and within it the oldest.</summary>
    /// <param name="actor">Who reads; others than the readers see nothing.</param>
    /// <param name="reason">Null for all.</param>
    /// <param name="page">Which part; its order is fixed.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Page<WatchRow>> ListAsync(Actor actor, WatchReason? reason, PageRequest page, CancellationToken cancellationToken = default)
    {
        if (actor.Kind != ActorKind.CommandLine && !Readers.Any(actor.KnowsRole))
            return new Page<WatchRow>([], 0);
        await using var context = store.Open();
        var matters = reason is { } one ? Matters(context, one) : Enum.GetValues<WatchReason>().Select(r => Matters(context, r)).Aggregate((all, more) => all.Concat(more));
        var found = await matters.OrderBy(m => m.Rank).ThenBy(m => m.At).ThenBy(m => m.Id).ToPageAsync(page, cancellationToken);
        return new Page<WatchRow>(await DescribeAsync(context, found.Rows, cancellationToken), found.Total);
    }

    /// <summary>What follows the execution of a request; null where there is none, or it was not executed.</summary>
    public async Task<MonitoringView?> FindAsync(RequestId id, CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        if (await MonitoringReads.FindAsync(context, id) is not { Request: { ExecutedAt: { } executedAt, WatchedUntil: { } watchedUntil } request } seen)
            return null;
        var watch = seen.Watch;
        var policy = await PolicyInForce.ReadAsync(context, cancellationToken);
        return new MonitoringView(
            request.Id, request.Number, request.State, request.StateReason, watch.Level, executedAt, request.ExecutedById, watchedUntil,
            new ExecutionFindingView(watch.Verdict, watch.FoundState, watch.FoundReference, watch.FoundById, watch.FoundAt, request.ExecutedById is not null),
            [.. seen.Checks.OrderBy(c => c.OpenedAt).ThenBy(c => c.Kind).Select(c => new CheckView(c.Id, c.Kind, c.CountsFrom, c.Result, c.Evidence, c.RecordedById, c.RecordedAt))],
            [.. seen.Suspicions.Select(s => new SuspicionView(s.Reason, s.ReportedAt, s.ReportedById, s.Finding, s.FindingReason, s.VerificationReference, s.EndedById, s.EndedAt))],
            [.. seen.Revocations.Select(r => new RevocationView(
                r.Reason, r.IsOfEverything, r.OrderedAt, r.OrderedById, r.CompletedAt,
                [.. seen.Tasks.Where(t => t.RevocationId == r.Id).OrderBy(t => t.Target).Select(t => new RevocationTaskView(t.Id, t.Target, t.ConfirmedAt, t.Reference, t.ConfirmedById))]))],
            Touched.LeftIn(seen, policy.Document),
            new RemovalView(watch.RemovalDueAt, watch.RemovedAt, watch.RemovedById, watch.RemovalReference, watch.FailedRemovals),
            new ReviewView(watch.ReviewDueOn, watch.ReviewedAt, watch.ReviewedById, watch.Review),
            request.IsEnded ? [] : ClosingRules.WhyNot(seen, [.. (await RequestNoticeReads.OpenNoticesAsync(context, request.Id)).Select(n => n.Told)], bySecurityOperations: false, time.Now),
            await LaterAsync(context, request, executedAt, watchedUntil, cancellationToken));
    }

    private IQueryable<Matter> Matters(GovernanceDbContext context, WatchReason reason)
    {
        var (requests, now, soon, today) = (context.Set<Request>(), time.Now, time.Now + Soon, time.Today);
        return reason switch
        {
            WatchReason.UnderInvestigation => requests.Where(r => r.State == RequestState.UnderInvestigation).Select(r => new Matter { Id = r.Id, Rank = 0, At = r.ExecutedAt }),
            WatchReason.BeingRevoked => context.Set<Revocation>().Where(r => r.CompletedAt == null)
                .GroupBy(r => r.RequestId).Select(orders => new Matter { Id = orders.Key, Rank = 1, At = orders.Min(r => (DateTimeOffset?)r.OrderedAt) }), // several orders are one matter
            WatchReason.Stopped => requests.Where(r => r.State == RequestState.Stopped && r.LapsesAt > now).Select(r => new Matter { Id = r.Id, Rank = 2, At = r.SubmittedAt }),
            WatchReason.RemovalOverdue => context.Set<Watch>().Where(w => w.RemovedAt == null && w.RemovalDueAt <= now).Select(w => new Matter { Id = w.RequestId, Rank = 3, At = w.RemovalDueAt }),
            WatchReason.WindowIsOver => requests.Where(r => r.EndedAt == null && r.State == RequestState.Monitoring && r.WatchedUntil <= now).Select(r => new Matter { Id = r.Id, Rank = 4, At = r.WatchedUntil }),
            WatchReason.WindowEnds => requests.Where(r => r.EndedAt == null && r.State == RequestState.Monitoring && r.WatchedUntil > now && r.WatchedUntil <= soon)
                .Select(r => new Matter { Id = r.Id, Rank = 5, At = r.WatchedUntil }),
            WatchReason.ReviewOverdue => context.Set<Watch>().Where(w => w.ReviewedAt == null && w.ReviewDueOn < today)
                .Join(requests, w => w.RequestId, r => r.Id, (w, r) => new Matter { Id = r.Id, Rank = 6, At = r.ExecutedAt }),
            WatchReason.NotExecuted => requests.Where(r => r.State == RequestState.Approved && r.LapsesAt > now).Select(r => new Matter { Id = r.Id, Rank = 7, At = r.LapsesAt }),
        };
    }

    private static async Task<IReadOnlyList<WatchRow>> DescribeAsync(GovernanceDbContext context, IReadOnlyList<Matter> matters, CancellationToken cancellationToken)
    {
        var ids = matters.Select(m => m.Id).Distinct().ToList();
        var policy = (await PolicyInForce.ReadAsync(context, cancellationToken)).Document;
        var requests = await context.Set<Request>().Where(r => ids.Contains(r.Id))
            .Select(r => new { r.Id, r.Number, r.Kind, r.SubjectId, r.SubjectReference, r.Level, r.State, r.StateReason, r.ExecutedAt }).ToDictionaryAsync(r => r.Id, cancellationToken);
        var open = (await context.Set<RevocationTask>().Where(t => ids.Contains(t.RequestId) && t.ConfirmedAt == null).Select(t => t.RequestId).ToListAsync(cancellationToken)).CountBy(id => id).ToDictionary();
        var since = (await context.Set<Revocation>().Where(r => ids.Contains(r.RequestId) && r.CompletedAt == null).Select(r => new { r.RequestId, r.OrderedAt }).ToListAsync(cancellationToken))
            .GroupBy(r => r.RequestId).ToDictionary(g => g.Key, g => g.Min(r => r.OrderedAt));
        return
        [
            .. matters.Select(m => (Matter: m, Request: requests[m.Id])).Select(m => new WatchRow(
                m.Request.Id, m.Request.Number, m.Request.Kind, policy.FindKind(m.Request.Kind)?.Title ?? m.Request.Kind, m.Request.SubjectId, m.Request.SubjectReference, m.Request.Level, m.Request.State, m.Request.StateReason,
                (WatchReason)m.Matter.Rank, m.Matter.At!.Value, open.GetValueOrDefault(m.Matter.Id), since.TryGetValue(m.Matter.Id, out var at) ? at : null, m.Request.ExecutedAt is not null)),
        ];
    }

    private static Task<List<LaterRequest>> LaterAsync(GovernanceDbContext context, Request request, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var (id, subject, reference, kind) = (request.Id, request.SubjectId, request.SubjectReference, request.SubjectKind);
        var others = context.Set<Request>().Where(r => r.Id != id && r.SubmittedAt >= from && r.SubmittedAt <= until);
        others = subject is not null
            ? others.Where(r => r.SubjectId == subject || r.RequesterId == subject)
            : others.Where(r => r.SubjectReference == reference && r.SubjectKind == kind);
        return others.OrderBy(r => r.SubmittedAt).ThenBy(r => r.Number).Take(MostLater).Select(r => new LaterRequest(r.Number, r.Kind, r.State, r.SubmittedAt)).ToListAsync(cancellationToken);
    }

    private sealed class Matter
    {
        public RequestId Id { get; init; }

        /// <summary>The <see cref="WatchReason"/> as a number, by which it is ordered.</summary>
        public int Rank { get; init; }

        public DateTimeOffset? At { get; init; }
    }
}
