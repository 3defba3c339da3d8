using GovernanceConsole.Requests;
using GovernanceConsole.Web.Shell;

namespace GovernanceConsole.Web.Requests;

internal static class MonitoringPages
{
    /// <summary>Looks of what must be watched, and of what was found; and what of it is somebody's duty.</summary>
    public static IServiceCollection AddMonitoringPages(this IServiceCollection services) => services
        .AddSingleton<IWorkSource, WatchWork>()
        .AddStateLook<WatchReason>(reason => reason switch
        {
            WatchReason.UnderInvestigation => new("Under investigation", Tone.Bad, "troubleshoot"),
            WatchReason.BeingRevoked => new("Being revoked", Tone.Bad, "timer"),
            WatchReason.Stopped => new("Stopped", Tone.Bad, "stop_circle"),
            WatchReason.RemovalOverdue => new("Removal overdue", Tone.Bad, "event_busy"),
            WatchReason.WindowIsOver => new("Window is over", Tone.Attention, "hourglass_bottom"),
            WatchReason.WindowEnds => new("Window ends", Tone.Waiting, "hourglass_empty"),
            WatchReason.ReviewOverdue => new("Review overdue", Tone.Bad, "assignment_late"),
            WatchReason.NotExecuted => new("Not executed", Tone.Waiting, "pending_actions"),
        })
        .AddStateLook<PostCheckResult>(result => result switch
        {
            PostCheckResult.Clear => new(MonitoringText.Of(result), Tone.Good, "check_circle"),
            PostCheckResult.Hit => new(MonitoringText.Of(result), Tone.Bad, "warning"),
            PostCheckResult.NotPossible => new(MonitoringText.Of(result), Tone.Attention, "visibility_off"),
        })
        .AddStateLook<ExecutionVerdict>(verdict => verdict switch
        {
            ExecutionVerdict.AsApproved => new(MonitoringText.Of(verdict), Tone.Good, "check_circle"),
            ExecutionVerdict.RightAdded or ExecutionVerdict.Differs => new(MonitoringText.Of(verdict), Tone.Bad, "error"),
        });

    /// <summary>What the instant beside a reason is.</summary>
    public static string OfInstant(WatchReason reason) => reason switch
    {
        WatchReason.UnderInvestigation or WatchReason.ReviewOverdue => "executed",
        WatchReason.BeingRevoked => "ordered",
        WatchReason.Stopped => "submitted",
        WatchReason.RemovalOverdue => "should be gone since",
        WatchReason.WindowIsOver => "over since",
        WatchReason.WindowEnds => "ends",
        WatchReason.NotExecuted => "lapses",
    };
}
