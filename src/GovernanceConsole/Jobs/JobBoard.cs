using GovernanceConsole.Identity;
using GovernanceConsole.Storage;
using Quartz;
using Quartz.Extensibility;

namespace GovernanceConsole.Jobs;

/// <summary>How a job stands.</summary>
public enum JobState
{
    /// <summary>Its last run did what it should, and the next one is planned.</summary>
    Waiting,

    Running,

    /// <summary>Planned, and never run yet.</summary>
    NotRunYet,

    /// <summary>Its last run failed.</summary>
    Failed,

    /// <summary>Its time has passed and nothing started it.</summary>
    Late,

    /// <summary>Nothing is planned: it was paused, or the scheduler gave up on it.</summary>
    Stopped,

    /// <summary>It can do nothing before somebody sets what it needs.</summary>
    NotSetUp,

    /// <summary>This process has no scheduler.</summary>
    Off,
}

/// <summary>A job with its last and next run.</summary>
/// <param name="Name">What <see cref="RunJobNow"/> calls it.</param>
/// <param name="Title">For people.</param>
/// <param name="Purpose">What it does, in a sentence.</param>
/// <param name="Rhythm">How often: <c>every 5 minutes</c>.</param>
/// <param name="State">How it stands.</param>
/// <param name="NextAt">Null where nothing is planned.</param>
/// <param name="LastAt">When the last run began; null before the first.</param>
/// <param name="LastTook">How long it took; null before the first.</param>
/// <param name="LastMessage">What the last run said it did, or why it failed; null before the first.</param>
/// <param name="FailuresInARow">How many runs have failed since the last good one.</param>
/// <param name="LastGoodAt">When the last good run began; null before the first.</param>
public sealed record JobRow(
    string Name,
    string Title,
    string Purpose,
    string Rhythm,
    JobState State,
    DateTimeOffset? NextAt,
    DateTimeOffset? LastAt,
    TimeSpan? LastTook,
    string? LastMessage,
    int FailuresInARow,
    DateTimeOffset? LastGoodAt)
{
    /// <summary>What it needs and does not have, in a sentence; null where it has all.</summary>
    public string? Missing { get; init; }

    /// <summary>Whether somebody has to look: this turns the health check yellow.</summary>
    public bool NeedsALook => State is JobState.Failed or JobState.Late or JobState.Stopped;
}

/// <summary>What came of a run.</summary>
public enum JobRunState
{
    Done,

    /// <summary>It ran and nothing was due.</summary>
    NothingDue,

    Failed,

    /// <summary>Stopped before its end, as when the console shuts down.</summary>
    Cancelled,
}

/// <summary>One run of a job.</summary>
/// <param name="Name">The job.</param>
/// <param name="Title">The job, for people.</param>
/// <param name="At">When it began.</param>
/// <param name="Took">How long it took.</param>
/// <param name="State">What came of it.</param>
/// <param name="Message">What it said it did, or why it failed; null where it said nothing.</param>
/// <param name="ByHand">Whether somebody asked for it; who, the ledger says.</param>
public sealed record JobRun(string Name, string Title, DateTimeOffset At, TimeSpan Took, JobRunState State, string? Message, bool ByHand);

/// <summary>
/// Whether the machinery is alive: it asks the scheduler, not the console's database. Read by whoever runs the system or
/// audits it; others get nothing.
/// </summary>
public sealed class JobBoard(
    IEnumerable<ScheduledJob> jobs, OrganisationTime time, ISchedulerFactory? schedulers = null, IExecutionHistoryStore? history = null, IEnumerable<JobNeed>? needs = null)
{
    /// <summary>How late a run may begin before it counts as late: longer than the scheduler's own tolerance.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(3);

    private readonly IReadOnlyList<ScheduledJob> _jobs = [.. jobs.OrderBy(j => j.Title, StringComparer.Ordinal)];

    /// <summary>The roles that may read how jobs stand.</summary>
    public static readonly IReadOnlyList<Role> Readers = [Role.PlatformAdministrator, Role.Auditor];

    /// <summary>Every job, by title.</summary>
    public async Task<IReadOnlyList<JobRow>> AllAsync(Actor actor, CancellationToken cancellationToken = default) =>
        MayRead(actor) ? await ReadAsync(cancellationToken) : [];

    /// <summary>Past runs, newest first. Runs that found nothing due are kept for a day, others for a quarter of a year.</summary>
    /// <param name="job">The name of the one job; null for all.</param>
    /// <param name="state">Only runs of which this came; null for all.</param>
    /// <param name="page">Which part.</param>
    /// <param name="actor">Who reads.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Page<JobRun>> RunsAsync(string? job, JobRunState? state, PageRequest page, Actor actor, CancellationToken cancellationToken = default)
    {
        if (schedulers is null || history is null || !MayRead(actor))
            return new Page<JobRun>([], 0);
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        var runs = await history.QueryExecutions(
            new ExecutionHistoryQuery
            {
                SchedulerName = scheduler.SchedulerName,
                Job = _jobs.FirstOrDefault(j => j.Name == job)?.Key,
                Results = state is { } one ? new HashSet<JobRunResult> { ResultOf(one) } : null,
                Skip = page.Skip,
                Take = page.Take,
                IncludeTotalCount = true,
            },
            cancellationToken);
        return new Page<JobRun>(
            [.. runs.Items.Select(r => new JobRun(
                r.JobName,
                _jobs.FirstOrDefault(j => j.Name == r.JobName)?.Title ?? r.JobName,
                r.FiredAtUtc,
                r.Duration,
                StateOf(r.EffectiveResult),
                r.ExceptionMessage ?? r.Summary,
                r.Manual == true))],
            runs.TotalCount ?? runs.Items.Count);
    }

    /// <summary>The jobs somebody has to look at; empty while all is well. For the health check, which nobody signs in to.</summary>
    public async Task<IReadOnlyList<JobRow>> NeedingALookAsync(CancellationToken cancellationToken = default) =>
        [.. (await ReadAsync(cancellationToken)).Where(j => j.NeedsALook)];

    private async Task<IReadOnlyList<JobRow>> ReadAsync(CancellationToken cancellationToken)
    {
        if (schedulers is null || history is null)
            return [.. _jobs.Select(j => new JobRow(j.Name, j.Title, j.Purpose, j.Rhythm, JobState.Off, null, null, null, null, 0, null))];

        var scheduler = await schedulers.GetScheduler(cancellationToken);
        var triggers = (await scheduler.QueryTriggers(new TriggerQuery { Take = int.MaxValue }, cancellationToken)).Items.ToLookup(t => t.JobKey);
        var statuses = (await history.QueryJobRunStatuses(
                new JobRunStatusQuery { SchedulerName = scheduler.SchedulerName, Take = int.MaxValue }, cancellationToken))
            .Items.ToDictionary(s => s.Job);
        return [.. _jobs.Select(job => RowOf(job, [.. triggers[job.Key]], statuses.GetValueOrDefault(job.Key)))];
    }

    private JobRow RowOf(ScheduledJob job, IReadOnlyList<TriggerHeader> triggers, JobRunStatus? status)
    {
        var regular = triggers.FirstOrDefault(t => t.Key.Equals(job.TriggerKey));
        var missing = needs?.FirstOrDefault(n => n.Job == job.Name)?.Missing();
        var state = triggers.Any(t => t.State == TriggerState.Executing) ? JobState.Running
            : status?.LastResult == JobRunResult.Failed || status?.ConsecutiveFailures > 0 ? JobState.Failed
            : regular is not { State: TriggerState.Normal or TriggerState.Blocked, NextFireTimeUtc: { } next } ? JobState.Stopped
            : next < time.Now - Tolerance ? JobState.Late
            : missing is not null ? JobState.NotSetUp
            : status is null ? JobState.NotRunYet
            : JobState.Waiting;
        return new JobRow(
            job.Name, job.Title, job.Purpose, job.Rhythm, state, regular?.NextFireTimeUtc,
            status?.LastFiredAtUtc,
            status?.LastDuration,
            status?.LastResult == JobRunResult.Failed ? status.LastFailureMessage : status?.LastSummary,
            status?.ConsecutiveFailures ?? 0,
            status?.LastSucceededAtUtc)
        { Missing = missing };
    }

    private static bool MayRead(Actor actor) => Readers.Any(actor.KnowsRole);

    private static JobRunState StateOf(JobRunResult result) => result switch
    {
        JobRunResult.Succeeded => JobRunState.Done,
        JobRunResult.Skipped => JobRunState.NothingDue,
        JobRunResult.Cancelled => JobRunState.Cancelled,
        JobRunResult.Failed => JobRunState.Failed,
    };

    private static JobRunResult ResultOf(JobRunState state) => state switch
    {
        JobRunState.Done => JobRunResult.Succeeded,
        JobRunState.NothingDue => JobRunResult.Skipped,
        JobRunState.Cancelled => JobRunResult.Cancelled,
        JobRunState.Failed => JobRunResult.Failed,
    };
}
