using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;

namespace GovernanceConsole.Policy;

/// <summary>Who may be on duty.</summary>
internal static class DutyRules
{
    /// <param name="code">The approver code.</param>
    /// <param name="policy">What is in force.</param>
    /// <param name="person">Who is meant.</param>
    /// <param name="roles">What they hold.</param>
    /// <param name="isOnDuty">They are on duty for the code already.</param>
    /// <param name="by">Who puts them there.</param>
    public static Refusal? MayBePutOn(string code, PolicyDocument policy, PersonStanding person, IReadOnlyCollection<Role> roles, bool isOnDuty, PersonId by) =>
        policy.FindApprover(code) is not { Source: ApproverSource.DutyRoster } ? new CodeHasNoRoster(code)
        : person.Id == by ? new NobodyPutsThemselvesOnDuty()
        : SeatRules.MayHoldASeat(person)
        ?? (roles.Any(r => r is Role.DeskAgent or Role.DeskLead) ? new DeskRolesDoNotApprove(person.Name)
            : isOnDuty ? new IsOnDutyAlready(person.Name, code)
            : null);
}
