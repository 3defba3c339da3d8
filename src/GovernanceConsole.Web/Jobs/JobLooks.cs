using GovernanceConsole.Jobs;
using GovernanceConsole.Web.Shell;

namespace GovernanceConsole.Web.Jobs;

/// <summary>How the states of jobs and of their runs look.</summary>
internal static class JobLooks
{
    public static IServiceCollection AddJobPages(this IServiceCollection services) => services
        .AddStateLook<JobState>(Of)
        .AddStateLook<JobRunState>(Of);

    public static StateLook Of(JobState state) => state switch
    {
        JobState.Waiting => new("In order", Tone.Good, "check_circle"),
        JobState.Running => new("Running", Tone.Waiting, "sync"),
        JobState.NotRunYet => new("Not run yet", Tone.Quiet, "schedule"),
        JobState.Failed => new("Failed", Tone.Bad, "error"),
        JobState.Late => new("Late", Tone.Bad, "timer_off"),
        JobState.Stopped => new("Stopped", Tone.Bad, "block"),
        JobState.NotSetUp => new("Not set up", Tone.Attention, "settings"),
        JobState.Off => new("Off", Tone.Attention, "pause_circle"),
    };

    public static StateLook Of(JobRunState state) => state switch
    {
        JobRunState.Done => new("Done", Tone.Good, "check_circle"),
        JobRunState.NothingDue => new("Nothing due", Tone.Quiet, "remove"),
        JobRunState.Failed => new("Failed", Tone.Bad, "error"),
        JobRunState.Cancelled => new("Cancelled", Tone.Attention, "block"),
    };
}
