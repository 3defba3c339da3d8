using GovernanceConsole.Storage;

namespace GovernanceConsole.SqlServer;

/// <summary>
/// Runs a command again, from its beginning and on fresh data, when another one was in its way. The pauses grow and
/// are jittered, so that two that met once do not meet again.
/// </summary>
internal sealed class SqlServerRetries(TimeProvider clock)
{
    /// <summary>How often a command is run again after its first try.</summary>
    public const int Most = 5;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(20);

    /// <exception cref="WriteConflictException">Others were in the way each time.</exception>
    public async Task<T> RunAsync<T>(Func<Task<T>> attempt, CancellationToken cancellationToken)
    {
        for (var failures = 0; ;)
        {
            try
            {
                return await attempt();
            }
            catch (Exception failure) when (SqlServerFaults.Of(failure) is not SqlServerFault.Final)
            {
                if (++failures > Most)
                {
                    if (SqlServerFaults.Of(failure) is SqlServerFault.Contended)
                        throw new WriteConflictException(failure);
                    throw;
                }
            }

            await Task.Delay(PauseAfter(failures), clock, cancellationToken);
        }
    }

    /// <summary>Half to one and a half times 20, 40, 80, 160, 320 ms.</summary>
    private static TimeSpan PauseAfter(int failures) => FirstPause * Math.Pow(2, failures - 1) * (0.5 + Random.Shared.NextDouble());
}
