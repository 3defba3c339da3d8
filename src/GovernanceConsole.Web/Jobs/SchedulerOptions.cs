using GovernanceConsole.Web.Hosting;

namespace GovernanceConsole.Web.Jobs;

/// <summary>Section <c>Scheduler</c>.</summary>
public sealed class SchedulerOptions : ICheckedOptions
{
    public static string Section => "Scheduler";

    /// <summary>
    /// Whether this process runs jobs. Default true. Without it nobody is reminded and lapsed paths are not suspended by
    /// this process; expiry itself counts at the moment of use and needs no job.
    /// </summary>
    public bool Enabled { get; set; } = true;

    /// <inheritdoc/>
    public IEnumerable<ConfigurationFault> Faults() => [];
}
