using GovernanceConsole.Jobs;

namespace GovernanceConsole.EvidenceExports.Lists;

/// <summary>
/// The past runs of jobs. They are the scheduler's own records, outside the console's database and its ledger, so the
/// same export repeated may hold other rows.
/// </summary>
internal static class JobLists
{
    public static ListExport<JobRun> Runs(JobBoard jobs) => new()
    {
        Name = "job-runs",
        Title = "Runs of jobs",
        Readers = JobBoard.Readers,
        Columns = new ExportColumns<JobRun>()
            .Instant("Began", r => r.At)
            .Text("Job", r => r.Title)
            .Choice<JobRunState>("Result", r => r.State)
            .Decimal("Took (s)", r => (decimal)r.Took.TotalMilliseconds / 1000)
            .YesNo("By hand", r => r.ByHand)
            .Text("What it said", r => r.Message, width: 80),
        Rows = (actor, filter, cancellationToken) =>
        {
            var (job, result) = (filter.Text("job", "Job"), filter.Choice<JobRunState>("result", "Result"));
            return Task.FromResult(PagedRows.ReadAsync(filter.OrderedBy(), (page, token) => jobs.RunsAsync(job, result, page, actor, token), cancellationToken));
        },
    };
}
