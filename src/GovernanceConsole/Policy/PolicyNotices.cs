using GovernanceConsole.Outbox;

namespace GovernanceConsole.Policy;

/// <summary>What people are told about versions of the policy.</summary>
internal static class PolicyNotices
{
    public static Notice VersionWaits(PolicyVersion version, string proposer) => new(
        $"Policy {version.Number} waits for your approval", $"{proposer} proposed it: {version.Reason}", "/policy", version.Id.Value)
    { AsksForAnAct = true };

    public static Notice PutOnDuty(Duty duty, string name) => new(
        $"You are on duty as {name}", $"From now on requests that need {duty.Code} may come to you.", "/roster", duty.Id.Value);

    public static Notice TakenOffDuty(Duty duty) => new(
        $"You are not on duty for {duty.Code} any more", "Requests that need it do not come to you from now on.", "/roster", duty.Id.Value);

    public static Notice VersionApproved(PolicyVersion version, string approver) => new(
        $"Policy {version.Number} is in force", $"{approver} approved what you proposed.", "/policy", version.Id.Value);

    public static Notice VersionWithdrawn(PolicyVersion version, string by) => new(
        $"Policy {version.Number} was withdrawn", $"{by} withdrew what you proposed: {version.WithdrawalReason}", "/policy", version.Id.Value);
}
