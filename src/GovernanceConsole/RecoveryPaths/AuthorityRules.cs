using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;

namespace GovernanceConsole.RecoveryPaths;

/// <summary>Which rights a person may be given on a path.</summary>
internal static class AuthorityRules
{
    /// <summary>Who leads a desk that only runs a playbook decides nothing on its paths .</summary>
    public static Refusal? MayHold(AuthorityRight right, PersonStanding person, DeskStanding desk) =>
        right is AuthorityRight.Approve or AuthorityRight.ApproveExceptions && desk.DecisionMode == DeskDecisionMode.ExecutorOnly && desk.LeadId == person.Id
            ? new ExecutorOnlyDeskDecidesNothing(desk.Name, right)
            : null;
}
