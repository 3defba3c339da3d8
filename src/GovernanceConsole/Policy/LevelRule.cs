using System.Text.Json.Serialization;

namespace GovernanceConsole.Policy;

/// <summary>The least that a level asks for in a lane, for requests whose level was raised (7.2).</summary>
public sealed record LevelRule
{
    public required Lane Lane { get; init; }

    public required RiskLevel Level { get; init; }

    public required SignalDemand Signals { get; init; }

    /// <summary>The same where the subject is a machine identity; null where it is the same.</summary>
    public SignalDemand? SignalsOfServices { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public CallBack CallBack { get; init; }

    /// <summary>Approvals by so many people.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Approvals { get; init; }

    public required MonitoringDemand Monitoring { get; init; }

    public required ReviewDemand Review { get; init; }
}

/// <summary>How long a completed verification stands at a level (7.8).</summary>
/// <param name="Level">The level.</param>
/// <param name="For">So long from the last signal on.</param>
public sealed record VerificationValidity(RiskLevel Level, Duration For);

/// <summary>What raises a request by one level.</summary>
public enum RaisingCondition
{
    HighlyAvailableSystem,
    ExternallyFacingSystem,
    PrivilegedAdministrationSystem,

    /// <summary>A contact or factor of the subject was changed lately.</summary>
    ContactChanged,

    /// <summary>A verification of the subject failed lately.</summary>
    VerificationFailed,

    /// <summary>The desk is outsourced, and what it does is not seen.</summary>
    OutsourcedDeskUnseen,

    /// <summary>The request carries a tag, such as <c>merger</c> (R-040).</summary>
    Tag,

    /// <summary>Whatever else: for a kind or a class alone.</summary>
    Always,
}

/// <summary>One reason to raise the level by one. Nothing ever lowers it .</summary>
public sealed record RaisingRule
{
    /// <summary>The id that decisions name: <c>RAISE-EXTERNAL</c>.</summary>
    public required string Id { get; init; }

    public required RaisingCondition When { get; init; }

    /// <summary>For what happened lately: how lately.</summary>
    public Duration? Within { get; init; }

    /// <summary>The tag, for a condition on a tag.</summary>
    public string? Tag { get; init; }

    /// <summary>Codes of the kinds it is for; null for all.</summary>
    public IReadOnlyList<string>? Kinds { get; init; }

    /// <summary>The classes it is for; null for all.</summary>
    public IReadOnlyList<SubjectClass>? Classes { get; init; }

    /// <summary>Whether it is for requests of this kind about this class; what takes access away is never raised.</summary>
    public bool IsFor(RequestRule rule) =>
        rule.Lane != Lane.Protective && Kinds?.Contains(rule.Kind) != false && (Classes is null || (rule.Class is { } subject && Classes.Contains(subject)));
}

/// <summary>How the person behind an approver code is found.</summary>
public enum ApproverSource
{
    ManagerOfRecord,

    /// <summary>The risk owner of the target system.</summary>
    SystemOwner,

    /// <summary>Whoever governance has put on the roster of the code.</summary>
    DutyRoster,

    ContractSponsor,
    VendorManager,
    MachineOwner,

    /// <summary>No person: what HR or the contract register says.</summary>
    SourceSystem,
}

/// <summary>An approver code, and who stands in (7.3).</summary>
public sealed record ApproverRule
{
    /// <summary>Three letters: <c>MGR</c>.</summary>
    public required string Code { get; init; }

    public required string Name { get; init; }

    public required ApproverSource Source { get; init; }

    /// <summary>Who is asked where this one is missing or must not decide: codes, or <c>next-manager</c>; never a desk role.</summary>
    public IReadOnlyList<string> Substitutes { get; init; } = [];
}

/// <summary>Two parts in a case that one person must not have both (7.4).</summary>
public enum SeparatedParts
{
    RequesterAndApprover,
    SubjectAndApprover,
    SubjectAndVerifierOrExecutor,
    VerifierAndApprover,
    TwoApprovers,
    ApproverAndExecutor,
    VerifierAndExecutor,
    ExecutorAndReviewer,
    ControlOwnerAndRiskOwner,
    ExceptionDesignerApproverAcceptorAndSigner,
    AttestationReviewerAndSubject,
    IncidentReviewerAndActor,
}

/// <summary>At which levels two parts are kept apart.</summary>
/// <param name="Parts">Which.</param>
/// <param name="At">The levels; the others allow it.</param>
public sealed record SeparationRule(SeparatedParts Parts, IReadOnlyList<RiskLevel> At);
