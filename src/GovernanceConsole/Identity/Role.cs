namespace GovernanceConsole.Identity;

/// <summary>
/// What a person may be granted in the whole console. Being control owner of a path is not a role but a
/// <see cref="Relation"/> to that path.
/// </summary>
public enum Role
{
    /// <summary>Owns the register: assigns owners, signs off paths, launches campaigns, reads metrics. Never executes requests.</summary>
    Governance,

    /// <summary>Owns the policy on proofing, resets and the life of access .</summary>
    IamPolicy,

    /// <summary>Answers for training, escalation and exceptions at a desk .</summary>
    DeskLead,

    /// <summary>Raises, verifies and executes; never authorises.</summary>
    DeskAgent,

    /// <summary>Detects, alerts, investigates and revokes .</summary>
    SecurityOperations,

    /// <summary>Decides dual-control requests.</summary>
    Manager,

    /// <summary>Reads and exports everything, changes nothing .</summary>
    Auditor,

    /// <summary>Runs the system: people, roles, jobs, keys, health. Decides nothing in it (B-14).</summary>
    PlatformAdministrator,

    /// <summary>Answers items of attestation campaigns.</summary>
    Reviewer,

    /// <summary>A machine with an API key. May raise, read and report, each where its key has the scope (<see cref="ApiScope"/>). No person holds it.</summary>
    ApiClient,
}
