using GovernanceConsole.Jobs;
using Quartz;

namespace GovernanceConsole.Web.Tests.Jobs;

/// <summary>What the job of the tests does next: what it says, or null for nothing due.</summary>
public sealed class Orders
{
    public Func<string?> Next { get; set; } = () => null;
}

/// <summary>A job that does as the test says.</summary>
[DisallowConcurrentExecution]
internal sealed class ObedientJob(Orders orders) : IJob
{
    /// <summary>Once an hour, so that it practically never runs by itself within a test.</summary>
    public static ScheduledJob Schedule { get; } = new(typeof(ObedientJob), "Obedient", "Do as told", "Does what the test says.", 60, MissedRun.WaitForNext);

    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        context.Result = orders.Next() is { } said ? JobRunReport.Succeeded(said) : JobRunReport.Skipped("Nothing was due.");
        return ValueTask.CompletedTask;
    }
}
