using GovernanceConsole.Identity;

namespace GovernanceConsole.Policy;

/// <summary>Which part of a policy is written by which role .</summary>
public static class PolicyWriters
{
    /// <summary>The limits of owned paths and of records.</summary>
    public static bool MayWriteLimits(IReadOnlySet<Role> roles) => roles.Contains(Role.Governance);

    /// <summary>Signals, levels, approvals, evidence and everything else that a request must go through.</summary>
    public static bool MayWriteDemands(IReadOnlySet<Role> roles) => roles.Contains(Role.IamPolicy);

    /// <summary>What somebody may take over from another document: their own part of it, the rest as it is.</summary>
    /// <param name="from">The other document, such as an earlier version.</param>
    /// <param name="present">What is there.</param>
    /// <param name="roles">What they hold.</param>
    public static PolicyDocument PartOf(PolicyDocument from, PolicyDocument present, IReadOnlySet<Role> roles) =>
        (MayWriteDemands(roles) ? from : present) with { Limits = (MayWriteLimits(roles) ? from : present).Limits };
}
