using GovernanceConsole.AuditLedger;

namespace GovernanceConsole.ControlTesting;

internal static class ControlTestEvents
{
    public static readonly EventKind RunStarted = new("control-test-run.started", "started the control tests over {imports}");
    public static readonly EventKind RunCompleted = new("control-test-run.completed", "completed the control tests: {set.findings} findings in {set.tickets} tickets");
    public static readonly EventKind RunGivenUp = new("control-test-run.given-up", "gave the control tests up; nothing of them is stored");
    public static readonly EventKind ReviewTaskCreated = new("review-task.created", "asked for a review: {findings} tickets");
    public static readonly EventKind ReviewTaskClosed = new("review-task.closed", "closed the review");
}
