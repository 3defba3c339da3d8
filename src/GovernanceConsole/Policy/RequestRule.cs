using System.Text.Json.Serialization;

namespace GovernanceConsole.Policy;

/// <summary>What one kind of request asks for where it is about one class of subject: a cell of the policy (7.7).</summary>
public sealed record RequestRule
{
    /// <summary>Code of the kind and of the class, <c>K01-STD</c>: the id that decisions name.</summary>
    public required string Id { get; init; }

    public required Lane Lane { get; init; }

    /// <summary>How much harm the wrong person could do; Low in the protective lane, where speed comes first.</summary>
    public required RiskLevel Level { get; init; }

    public required SignalDemand Signals { get; init; }

    public required ApprovalDemand Approval { get; init; }

    public required Validity Validity { get; init; }

    public required ReviewDemand Review { get; init; }

    public required MonitoringDemand Monitoring { get; init; }

    /// <summary>The code of its kind.</summary>
    [JsonIgnore]
    public string Kind => Id.Split('-')[0];

    /// <summary>Its class; null where the id names none.</summary>
    [JsonIgnore]
    public SubjectClass? Class => SubjectClasses.FindByCode(Id.Split('-')[^1]);

    /// <summary>The id of the rule for a kind and a class.</summary>
    public static string IdOf(string kind, SubjectClass subject) => $"{kind}-{SubjectClasses.Of(subject).Code}";
}

/// <summary>Why a kind is not offered to a class.</summary>
public enum NotOfferedBecause
{
    /// <summary>The class has no such thing.</summary>
    DoesNotOccur,

    /// <summary>Another kind serves for it.</summary>
    UseAnotherKind,

    /// <summary>It would be possible, and is not allowed without an exception.</summary>
    Denied,
}

/// <summary>A cell without a rule.</summary>
/// <param name="Cell">Code of the kind and of the class, as of a rule.</param>
/// <param name="Because">Why.</param>
/// <param name="Instead">Codes of kinds that serve; null where none does.</param>
public sealed record NotOffered(string Cell, NotOfferedBecause Because, IReadOnlyList<string>? Instead = null)
{
    /// <summary>The code of its kind.</summary>
    [JsonIgnore]
    public string Kind => Cell.Split('-')[0];

    /// <summary>Its class; null where the cell names none.</summary>
    [JsonIgnore]
    public SubjectClass? Class => SubjectClasses.FindByCode(Cell.Split('-')[^1]);
}

/// <summary>What a kind of request does to access. Decides how much proof is the least .</summary>
public enum Effect
{
    /// <summary>Nothing is issued or changed.</summary>
    Nothing,

    Credential,
    Factor,
    Contact,
    Secret,

    /// <summary>Somebody gets back into something shared or shut.</summary>
    Recovery,

    /// <summary>A right is granted.</summary>
    Right,

    /// <summary>A right lasts longer.</summary>
    Persistence,

    /// <summary>An emergency right, for enrolled holders.</summary>
    EmergencyRight,

    /// <summary>Access is taken away.</summary>
    Removal,
}

/// <summary>The form in which a request is asked for.</summary>
public enum FormTemplate
{
    Repair,

    /// <summary>Asks for target, business reason, scope, duration and review date .</summary>
    Access,

    Emergency,
    Protective,
}

/// <summary>Under what heading the audit finds a request.</summary>
public enum AuditCategory
{
    Recovery,
    Access,
    Emergency,
    Protective,
}

/// <summary>What must be on record with a case (7.6).</summary>
public enum EvidenceCode
{
    /// <summary>Requester, subject, channel, rule and version, lane, verifier, every signal with its result, executor, event ids, times.</summary>
    E1 = 1,

    /// <summary>Approval: approver, basis, what was shown, time, fresh sign-in.</summary>
    E2,

    /// <summary>Call-back: where the number is from, since when, who dialled, when, with what outcome.</summary>
    E3,

    /// <summary>Business justification, target system, scope, duration, review or offboarding date.</summary>
    E4,

    /// <summary>Confirmation by the target system: state before and after.</summary>
    E5,

    /// <summary>Check afterwards: sessions ended, mailbox rules, memberships, new factors, devices and secrets.</summary>
    E6,

    /// <summary>Special log: delegates of a mailbox, consumers of a service account, assets of a contractor.</summary>
    E7,

    /// <summary>Emergency: incident or outage, why the normal route failed, log of the session, check-out of the seal.</summary>
    E8,

    /// <summary>Machine identity: owner, workload, environment, scope, lifetime, rotation date, place in the vault; never the value.</summary>
    E9,

    /// <summary>Contract or HR reference: sponsor or vendor manager, clause, begin and end.</summary>
    E10,

    /// <summary>Exceptions and risk acceptances, with their compensating controls.</summary>
    E11,
}

/// <summary>A system or person to be told of a change (7.6).</summary>
public enum NoticeTarget
{
    IdentityProvider,
    RecoverySettings,
    SecurityMonitoring,
    Ticketing,
    PrivilegedAccess,
    DeviceManagement,
    HrSystem,
    CustomerRecords,
    AccessGateways,
    SecurityQueue,
    SecretsVault,
    MailPlatform,
    PhysicalAccess,
    CloudApplications,
    Archive,
    HostsAndPipelines,
    TargetPlatform,
    MachineInventory,
    AttestationQueue,
    ContinuityManager,

    /// <summary>By a channel that was not used in the case.</summary>
    Person,

    PersonAtAllAddresses,
    OldAndNewAddress,
    ManagerOfRecord,
    Sponsor,
    VendorManager,
    Delegates,
    Operators,
    OwnersOfDependants,
    MachineOwner,
    Consumers,
    SystemOwner,
    ControlOwner,
    RiskOwner,
    Governance,
}

/// <summary>Who is told.</summary>
/// <param name="To">The system or person.</param>
/// <param name="Only">The only class for which they are; null for all.</param>
public sealed record NoticeDemand(NoticeTarget To, SubjectClass? Only = null);

/// <summary>A kind of request: one of the catalogue, or one that the organisation added .</summary>
public sealed record KindRule
{
    /// <summary><c>K01</c> to <c>K19</c> of the catalogue, <c>K20</c> to <c>K99</c> of the organisation.</summary>
    public required string Code { get; init; }

    /// <summary>The name of a kind of the organisation; null for those of the catalogue, which have theirs.</summary>
    public string? Name { get; init; }

    /// <summary>For a kind of the organisation, the kind of the catalogue on whose paths it runs; null for those themselves.</summary>
    public string? Like { get; init; }

    public required Effect Effect { get; init; }

    /// <summary>The outcome changes who can reach what .</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool ChangesScope { get; init; }

    /// <summary>The outcome lasts longer than before .</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool ChangesPersistence { get; init; }

    public required FormTemplate Template { get; init; }

    public required AuditCategory Category { get; init; }

    public required IReadOnlyList<EvidenceCode> Evidence { get; init; }

    public required IReadOnlyList<NoticeDemand> Notifies { get; init; }

    /// <summary>What people read.</summary>
    [JsonIgnore]
    public string Title => Name ?? (RequestKinds.FindByCode(Code) is { } known ? RequestKinds.Of(known).Name : Code);
}

/// <summary>Who approves for a class where a raised level asks for more people than its rule names.</summary>
/// <param name="Class">The class.</param>
/// <param name="Approvers">Codes in the order in which they are asked.</param>
public sealed record ClassRoute(SubjectClass Class, IReadOnlyList<string> Approvers);
