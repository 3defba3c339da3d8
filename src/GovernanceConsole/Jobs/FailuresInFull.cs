using Quartz;

namespace GovernanceConsole.Jobs;

/// <summary>
/// Has the board show why a job failed: of a failure inside another, the scheduler keeps the outer message only, and that
/// of a database failure says nothing.
/// </summary>
internal sealed class FailuresInFull : IJobExecutionMiddleware
{
    public async ValueTask Invoke(IJobExecutionContext context, JobExecutionDelegate next, CancellationToken cancellationToken = default)
    {
        try
        {
            await next(context, cancellationToken);
        }
        catch (Exception outer) when (outer is { InnerException: not null } and not (JobExecutionException or OperationCanceledException))
        {
            var inner = outer;
            while (inner.InnerException is { } cause)
                inner = cause;
            throw new InvalidOperationException($"{inner.Message} ({outer.Message})", outer);
        }
    }
}
