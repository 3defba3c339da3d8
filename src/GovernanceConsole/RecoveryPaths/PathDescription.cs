using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;

namespace GovernanceConsole.RecoveryPaths;

/// <summary>What a path is, apart from its reach and its boundary.</summary>
/// <param name="Name">Unique in the register; one line.</param>
/// <param name="Type">How it works.</param>
/// <param name="Lane">Which way of working it belongs to.</param>
/// <param name="Level">How much harm follows when the wrong person gets through.</param>
/// <param name="Channels">By what requests may come in; at least one before activation.</param>
/// <param name="RequestKinds">What may be asked for on it; at least one before activation.</param>
/// <param name="DesignedBy">Which side designed the workflow.</param>
/// <param name="Designer">The person who did; null while unknown.</param>
/// <param name="Area">The control area; null where it belongs to none of the three.</param>
/// <param name="IdentityDomain">Whose identities it restores; null while unknown.</param>
/// <param name="Desks">The desks it runs through; none for self-service.</param>
/// <param name="IdentityAssurance">The proofing it demands; null while it is not recorded.</param>
/// <param name="AuthenticatorAssurance">The sign-in it stands in for; null while it is not recorded.</param>
public sealed record PathDescription(
    string Name,
    PathType Type,
    Lane Lane,
    RiskLevel Level,
    IReadOnlyList<IntakeChannel> Channels,
    IReadOnlyList<RequestKind> RequestKinds,
    DesignedBy DesignedBy,
    PersonId? Designer,
    ControlArea? Area,
    IdentityDomainId? IdentityDomain,
    IReadOnlyList<DeskId> Desks,
    IdentityAssurance? IdentityAssurance = null,
    AuthenticatorAssurance? AuthenticatorAssurance = null)
{
    /// <summary>
    /// Whether nobody can say if the path is weaker than the sign-in it stands in for. A protective path stands in for none:
    /// it only takes access away.
    /// </summary>
    public bool LacksAssuranceLevels => Lane != Lane.Protective && (IdentityAssurance is null || AuthenticatorAssurance is null);
}

/// <summary>What can be got at by abusing the path .</summary>
/// <param name="Opens">At least one.</param>
/// <param name="Note">What lies behind it, in words; null where the systems say it all.</param>
/// <param name="Systems">The systems behind it. Without any, the note must say what lies there.</param>
public sealed record ReachDescription(IReadOnlyList<ReachKind> Opens, string? Note, IReadOnlyList<GovernedSystemId> Systems);

/// <summary>The control boundary. A section is null while it is not written.</summary>
/// <param name="Proofing">How the person is known to be who they are.</param>
/// <param name="FallbackVerification">What happens when the usual proof is not there.</param>
/// <param name="Escalation">Who decides when the desk may not.</param>
/// <param name="Auditability">What is left behind by which others can check.</param>
public sealed record BoundaryDescription(string? Proofing, string? FallbackVerification, string? Escalation, string? Auditability);

/// <summary>One cell of the responsibility grid.</summary>
public sealed record ResponsibilityEntry(Activity Activity, Party Party, Involvement Involvement);

/// <summary>One thing that must be on file after a stage .</summary>
/// <param name="Stage">The stage that leaves it.</param>
/// <param name="Text">What it is, one line.</param>
public sealed record EvidenceEntry(Stage Stage, string Text);
