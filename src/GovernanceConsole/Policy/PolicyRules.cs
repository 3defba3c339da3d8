using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;

namespace GovernanceConsole.Policy;

/// <summary>What may be written into a policy by whom, and whose two signatures a version needs.</summary>
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

    /// <summary>Whether somebody with these roles may turn one policy into the other: limits are set by governance, everything else by those who own proofing and resets .</summary>
    /// <param name="before">What it says.</param>
    /// <param name="after">What it would say.</param>
    /// <param name="roles">What the writer holds.</param>
    public static List<Refusal> MayWrite(PolicyDocument before, PolicyDocument after, IReadOnlySet<Role> roles) =>
    [
        .. new Refusal?[]
        {
            before.Limits != after.Limits && !PolicyWriters.MayWriteLimits(roles) ? new LimitsAreSetByGovernance() : null,
            !PolicyWriters.MayWriteDemands(roles) && !before.Equals(after with { Limits = before.Limits }) ? new MinimumIsSetBySecurity() : null,
        }.OfType<Refusal>(),
    ];

    /// <summary>Whether a draft is still open.</summary>
    public static Refusal? MayBeWritten(PolicyDraft draft) => draft.State == PolicyDraftState.Open ? null : new PolicyDraftIsClosed(draft.ProposedAs);

    /// <summary>Whether a policy may be proposed as the next version.</summary>
    /// <param name="document">What is proposed.</param>
    /// <param name="inForce">The policy in force.</param>
    /// <param name="waits">The number of a proposal that waits already; null where none does.</param>
    public static List<Refusal> MayBeProposed(PolicyDocument document, PolicyInForce inForce, int? waits)
    {
        if (waits is { } number)
            return [new PolicyVersionWaits(number)];
        return document.Equals(inForce.Document) ? [new PolicyIsTheSame(inForce.Version)] : [.. PolicyChecks.Check(document)];
    }

    /// <param name="version">The version.</param>
    /// <param name="approver">Who approves.</param>
    /// <param name="proposer">Who proposed it.</param>
    /// <param name="rolesOfProposer">What the proposer holds at this instant.</param>
    public static Refusal? MayBeApproved(PolicyVersion version, PersonId approver, PersonStanding proposer, IReadOnlyCollection<Role> rolesOfProposer) =>
        MayBeDecided(version)
        ?? (version.ProposedById == approver ? new ProposerApprovesThemselves(version.Number)
            : version.Editors.Any(e => e.PersonId == approver) ? new EditorApprovesThemselves(version.Number)
            : !rolesOfProposer.Any(r => r is Role.Governance or Role.IamPolicy) ? new PolicyProposerHasLeftGovernance(proposer.Name, version.Number)
            : null);

    /// <summary>Whether a version still waits to be approved or withdrawn.</summary>
    public static Refusal? MayBeDecided(PolicyVersion version) =>
        version.State == PolicyVersionState.Proposed ? null : new PolicyVersionIsDecided(version.Number, version.State);
}
