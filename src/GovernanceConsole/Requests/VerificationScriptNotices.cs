using GovernanceConsole.Outbox;

namespace GovernanceConsole.Requests;

/// <summary>What people are told about versions of the verification scripts.</summary>
internal static class VerificationScriptNotices
{
    private const string Page = "/verification-scripts";

    public static Notice Waits(VerificationScript script, string author) => new(
        $"Version {script.Number} of the script {script.Code} waits for your approval", $"{author} wrote it: {script.Reason}", Page, script.Id.Value);

    public static Notice Approved(VerificationScript script, string approver) => new(
        $"Version {script.Number} of the script {script.Code} is in force", $"{approver} approved what you wrote. The former version is retired at all desks.", Page, script.Id.Value);

    public static Notice Withdrawn(VerificationScript script, string by) => new(
        $"Version {script.Number} of the script {script.Code} was withdrawn", $"{by} withdrew what you wrote: {script.WithdrawalReason}", Page, script.Id.Value);
}
