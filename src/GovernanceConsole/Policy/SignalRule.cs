using System.Text.Json.Serialization;

namespace GovernanceConsole.Policy;

/// <summary>What a verification signal is worth.</summary>
public enum SignalStrength
{
    /// <summary>As good as meeting the person: counts as strong, and satisfies what asks for presence.</summary>
    PresenceGrade,

    Strong,

    /// <summary>Backs up another one, and is never enough alone.</summary>
    Corroborating,

    /// <summary>May be written down, and counts nothing, however many there are .</summary>
    Weak,

    /// <summary>Must not be asked for: what many people know proves nobody.</summary>
    NotAllowed,

    /// <summary>Is none: urgency, rank, what another desk did for another case.</summary>
    NotASignal,

    /// <summary>Would be one, if its contact had not been changed lately .</summary>
    Refused,
}

/// <summary>The way by which a signal reaches the desk. Two signals by one way are one .</summary>
public enum SignalChannel
{
    Authenticator,
    RecoveryCode,
    Mail,
    Sms,
    Voice,

    /// <summary>The desk dials a number of record; nobody else can start it.</summary>
    CallBack,

    InPerson,
    Video,
    Proofing,
    ManagedDevice,

    /// <summary>This console, by a person with a fresh sign-in.</summary>
    Console,

    /// <summary>A system of record, read by machine.</summary>
    SourceRecord,

    PortalSession,
    VendorContact,
    OwnerSignIn,
    Platform,
    CustodianSignIn,
}

/// <summary>In whose hands the thing behind a signal is. Two signals out of one hand are one .</summary>
public enum SignalCustody
{
    /// <summary>Another authenticator that the person has enrolled.</summary>
    SecondAuthenticator,

    /// <summary>The authenticator of the running session.</summary>
    SessionAuthenticator,

    KeptCode,
    Mailbox,
    PhoneLine,
    PhotoDocument,
    ProofingService,
    ManagedDevice,
    Manager,
    SourceSystem,
    Vendor,
    Owner,
    Workload,
    Custodian,
}

/// <summary>One way in which a signal may be given.</summary>
/// <param name="Channel">By which channel.</param>
/// <param name="Custody">Out of whose hands.</param>
/// <param name="NotIfStartedBy">Intake channels that are the same as this way: then it would confirm itself.</param>
public sealed record SignalWay(SignalChannel Channel, SignalCustody Custody, IReadOnlyList<IntakeChannel>? NotIfStartedBy = null);

/// <summary>What one kind of verification signal counts, and when (7.1 of the default policy).</summary>
public sealed record SignalRule
{
    /// <summary><c>V01</c> to <c>V99</c> for signals that count, <c>W01</c> to <c>W99</c> for those that do not.</summary>
    public required string Code { get; init; }

    /// <summary>The name agents read.</summary>
    public required string Name { get; init; }

    public required SignalStrength Strength { get; init; }

    /// <summary>The strength where the sign-in behind it resists phishing; null where that makes no difference.</summary>
    public SignalStrength? PhishingResistant { get; init; }

    /// <summary>Empty for what does not count.</summary>
    public IReadOnlyList<SignalWay> Ways { get; init; } = [];

    /// <summary>A system or a second person says so, not the agent.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool SystemConfirmed { get; init; }

    /// <summary>Stands on a contact or factor, and so not before its cooling-off is over .</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool NeedsSettledContact { get; init; }

    /// <summary>Of several such signals one counts.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool OneOfTheSet { get; init; }

    /// <summary>Proofing as strong as the first: enough for a Critical case by itself where the rule asks for presence.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool AsFirstProofed { get; init; }

    /// <summary>From this level upward an agent other than the verifier takes it; null for never.</summary>
    public RiskLevel? SecondAgentFrom { get; init; }

    /// <summary>The only classes it may be used for; null for all.</summary>
    public IReadOnlyList<SubjectClass>? Only { get; init; }

    /// <summary>What the agent must see to, in a sentence.</summary>
    public string? Conditions { get; init; }

    /// <summary>Whether it can count at all.</summary>
    [JsonIgnore]
    public bool Counts => Strength is SignalStrength.PresenceGrade or SignalStrength.Strong or SignalStrength.Corroborating;
}
