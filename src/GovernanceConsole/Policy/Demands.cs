using System.Text.Json.Serialization;

namespace GovernanceConsole.Policy;

/// <summary>What from a source system stands in for signals or for an approval.</summary>
public enum SourceTrigger
{
    /// <summary>HR or the contract register says that somebody leaves.</summary>
    HrOrContract,

    /// <summary>The machine identity is retired in its inventory.</summary>
    Retirement,

    LegalOrFraudOrder,
}

/// <summary>How surely a requester must be known before a request goes on.</summary>
public sealed record SignalDemand
{
    /// <summary>So many that count, each by another channel and out of other hands.</summary>
    public required int Independent { get; init; }

    /// <summary>So many of them strong.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Strong { get; init; }

    /// <summary>So many of the strong ones presence-grade.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int PresenceGrade { get; init; }

    /// <summary>At least one of them confirmed by a system or a second person .</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool SystemConfirmed { get; init; }

    /// <summary>Codes of signals that must be among them; null for any.</summary>
    public IReadOnlyList<string>? Named { get; init; }

    /// <summary>What stands in for all of them; null for nothing.</summary>
    public SourceTrigger? OrTrigger { get; init; }

    /// <summary>Only somebody who was enrolled for it beforehand.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool EnrolledHolder { get; init; }

    /// <summary>Only with the reference of an incident.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Incident { get; init; }
}

/// <summary>Whether the desk calls back before anything is done.</summary>
public enum CallBack
{
    None,

    /// <summary>Not asked for; where it is done, it counts as a signal.</summary>
    MayServeAsSignal,

    /// <summary>To the number of record.</summary>
    Required,

    /// <summary>To the contact that would be replaced.</summary>
    PreviousContact,

    /// <summary>The owner of the machine identity confirms by another channel.</summary>
    OwnerOnAnotherChannel,
}

public static class CallBacks
{
    /// <summary>Whether it must be done.</summary>
    public static bool IsAsked(this CallBack callBack) => callBack is CallBack.Required or CallBack.PreviousContact or CallBack.OwnerOnAnotherChannel;
}

/// <summary>When the approvals are needed, the strictest first.</summary>
public enum ApprovalMoment
{
    Always,

    /// <summary>Only where it happens before its time, or somebody objects.</summary>
    EarlyOrDisputed,

    /// <summary>Not before it is done, but before it is undone.</summary>
    Reversal,
}

/// <summary>Who must agree before a request goes on.</summary>
public sealed record ApprovalDemand
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public CallBack CallBack { get; init; }

    /// <summary>One approval from each seat, by different people; the codes within a seat are alternatives. Empty for none.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Seats { get; init; } = [];

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ApprovalMoment When { get; init; }

    /// <summary>What stands in for the approvals; null for nothing.</summary>
    public SourceTrigger? OrTrigger { get; init; }

    /// <summary>A second person confirms that nothing was left out.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool CompletenessConfirmed { get; init; }

    /// <summary>While an outage is declared, one approver and the duty manager do, confirmed by the rest afterwards.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool OneWithDutyManagerInOutage { get; init; }

    /// <summary>The code of who confirms the need without approving; null for nobody.</summary>
    public string? NeedConfirmedBy { get; init; }
}

/// <summary>How long what is done may last, and what ends with it.</summary>
public sealed record Validity
{
    /// <summary>How long what is issued may be used: a temporary credential, a code, an enrolment window.</summary>
    public Duration? UsableFor { get; init; }

    /// <summary>The same for a code sent by e-mail.</summary>
    public Duration? UsableForByMail { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Once { get; init; }

    /// <summary>The factor that is replaced is off at once.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool FormerEndsAtOnce { get; init; }

    /// <summary>How long the new contact or factor is no signal .</summary>
    public Duration? NoSignalFor { get; init; }

    /// <summary>How long the access lasts at most.</summary>
    public Duration? Longest { get; init; }

    /// <summary>The same for a dynamic secret; it ends with its task too.</summary>
    public Duration? LongestIfDynamic { get; init; }

    /// <summary>How long the right to activate it lasts.</summary>
    public Duration? EligibleFor { get; init; }

    /// <summary>No sequence of approvals gets beyond this.</summary>
    public Duration? HardCap { get; init; }

    /// <summary>When it is looked at again.</summary>
    public Duration? ReviewAfter { get; init; }

    /// <summary>How long old and new work side by side.</summary>
    public Duration? Overlap { get; init; }

    /// <summary>How soon it must be done.</summary>
    public Duration? DoneWithin { get; init; }

    /// <summary>How soon the secrets known to somebody who leaves, or of what was restored, are replaced.</summary>
    public Duration? SecretsReplacedWithin { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool SecretDestroyed { get; init; }

    /// <summary>Never past the end of the contract .</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool NotPastContract { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool NotLongerThanBefore { get; init; }

    /// <summary>Not a second time: that is a new request.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool NotRepeated { get; init; }

    /// <summary>What was turned off comes back on by itself.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool ComesBack { get; init; }

    /// <summary>Afterwards only who is on record: delegates of a mailbox, consumers of a secret.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool ThenThoseOnRecord { get; init; }

    /// <summary>The normal kind of request must follow.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool ThenNormalKind { get; init; }

    /// <summary>Until somebody has reviewed it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool UntilReviewed { get; init; }
}

/// <summary>How often cases that are not all reviewed are drawn.</summary>
public enum SampleInterval
{
    Weekly,
    Monthly,
}

/// <summary>What starts the days of a review.</summary>
public enum ReviewStart
{
    /// <summary>It is done.</summary>
    Done,

    /// <summary>What was turned off is on again.</summary>
    BackOn,
}

/// <summary>Who looks at it afterwards: every case within working days, or a sample.</summary>
public sealed record ReviewDemand
{
    /// <summary>Working days within which a case is reviewed; null where a sample is drawn.</summary>
    public int? WorkingDays { get; init; }

    /// <summary>Working days within which the review is begun; null where only its end counts.</summary>
    public int? OpenedWithin { get; init; }

    /// <summary>By somebody who checks each case by itself, none in bulk.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool EveryCase { get; init; }

    /// <summary>It checks that everything was taken away.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool OfCompleteness { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ReviewStart From { get; init; }

    /// <summary>Per cent of the cases; null where every case is reviewed.</summary>
    public int? SamplePercent { get; init; }

    /// <summary>How often the sample is drawn; null likewise.</summary>
    public SampleInterval? Every { get; init; }
}

/// <summary>How long an account is watched after the act.</summary>
public sealed record MonitoringDemand
{
    public required Duration For { get; init; }

    /// <summary>The first look comes so soon; null where it comes with the others.</summary>
    public Duration? FirstCheckAfter { get; init; }

    /// <summary>Somebody watches while it lasts.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Live { get; init; }

    /// <summary>It looks for use of what was taken away.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool ForUseAfterRemoval { get; init; }
}
