using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;

namespace GovernanceConsole.Policy;

/// <summary>Which limits governance may set, and whose two signatures a version needs.</summary>
internal static class PolicyRules
{
    /// <summary>Whether limits make sense by themselves.</summary>
    public static List<Refusal> Check(Limits limits) =>
    [
        .. LimitCatalogue.All
            .Where(l => l.Of(limits) < l.Minimum || l.Of(limits) > l.Maximum)
            .Select(l => new LimitIsOutOfBounds(l.Name, l.Demand, l.InWords(l.Of(limits)), l.Minimum, l.InWords(l.Maximum))),
        .. new Refusal?[]
        {
            limits.SignOffDaysHighAndCritical > limits.SignOffDays ? new HighLevelsLastLonger(limits.SignOffDaysHighAndCritical, limits.SignOffDays) : null,
            limits.GraceWorkingDaysCritical > limits.GraceWorkingDays ? new CriticalPathsAreBorneLonger(limits.GraceWorkingDaysCritical, limits.GraceWorkingDays) : null,
        }.OfType<Refusal>(),
    ];

    /// <summary>Whether limits may be proposed as the next version.</summary>
    /// <param name="limits">What is proposed.</param>
    /// <param name="inForce">The policy in force.</param>
    /// <param name="waits">The number of a proposal that waits already; null where none does.</param>
    public static List<Refusal> MayBeProposed(Limits limits, PolicyInForce inForce, int? waits)
    {
        if (waits is { } number)
            return [new PolicyVersionWaits(number)];
        return limits == inForce.Limits ? [new PolicyIsTheSame(inForce.Version)] : Check(limits);
    }

    /// <param name="version">The version.</param>
    /// <param name="approver">Who approves.</param>
    /// <param name="proposer">Who proposed it.</param>
    /// <param name="rolesOfProposer">What the proposer holds at this instant.</param>
    public static Refusal? MayBeApproved(PolicyVersion version, PersonId approver, PersonStanding proposer, IReadOnlyCollection<Role> rolesOfProposer) =>
        MayBeDecided(version)
        ?? (version.ProposedById == approver ? new ProposerApprovesThemselves(version.Number)
            : !rolesOfProposer.Contains(Role.Governance) ? new PolicyProposerHasLeftGovernance(proposer.Name, version.Number)
            : null);

    /// <summary>Whether a version still waits to be approved or withdrawn.</summary>
    public static Refusal? MayBeDecided(PolicyVersion version) =>
        version.State == PolicyVersionState.Proposed ? null : new PolicyVersionIsDecided(version.Number, version.State);
}
