using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;

namespace GovernanceConsole.RecoveryPaths;

/// <summary>A person by name.</summary>
/// <param name="Id">The person.</param>
/// <param name="Name">Their name.</param>
/// <param name="HasLeft">Whether they left; then they cover nothing.</param>
public sealed record NamedPerson(PersonId Id, string Name, bool HasLeft);

/// <summary>A system by name.</summary>
public sealed record NamedSystem(GovernedSystemId Id, string Name);

/// <summary>A desk by name.</summary>
public sealed record NamedDesk(DeskId Id, string Name, DeskDecisionMode DecisionMode);

/// <summary>Which paths a list shows. What is null or empty does not narrow it.</summary>
public sealed record PathFilter
{
    /// <summary>Words, each of which is part of the number or the name.</summary>
    public string? Text { get; init; }

    public IReadOnlyList<PathState> States { get; init; } = [];

    public IReadOnlyList<RiskLevel> Levels { get; init; } = [];

    public IReadOnlyList<Lane> Lanes { get; init; } = [];

    public PathType? Type { get; init; }

    /// <summary>Only paths that can lead to this.</summary>
    public ReachKind? Opens { get; init; }

    public DeskId? Desk { get; init; }

    public ControlArea? Area { get; init; }

    public RequestKind? RequestKind { get; init; }

    /// <summary>Only paths in one of whose seats this person sits.</summary>
    public PersonId? Owner { get; init; }

    /// <summary>Only paths with an accountability gap.</summary>
    public bool OnlyWithGaps { get; init; }

    /// <summary>Only paths whose number comes behind this one, in the list's own order.</summary>
    public string? AfterNumber { get; init; }
}

/// <summary>One line of the register.</summary>
/// <param name="Id">The path.</param>
/// <param name="Number">What people call it by.</param>
/// <param name="Name">Its name.</param>
/// <param name="Type">How it works.</param>
/// <param name="Lane">Its lane.</param>
/// <param name="Level">Its level.</param>
/// <param name="State">Where it is in its life.</param>
/// <param name="ControlOwner">Null while the seat is empty.</param>
/// <param name="ControlOwnerSince">Null while the seat is empty.</param>
/// <param name="RiskOwner">Null while the seat is empty.</param>
/// <param name="RiskOwnerSince">Null while the seat is empty.</param>
/// <param name="Opens">What it can lead to.</param>
/// <param name="Desks">The desks it runs through.</param>
/// <param name="SignedOffUntilOn">The last day on which its sign-off covers; null while there is none. May be past.</param>
/// <param name="Gaps">Its accountability gaps at this moment.</param>
public sealed record PathRow(
    RecoveryPathId Id,
    string Number,
    string Name,
    PathType Type,
    Lane Lane,
    RiskLevel Level,
    PathState State,
    NamedPerson? ControlOwner,
    DateTimeOffset? ControlOwnerSince,
    NamedPerson? RiskOwner,
    DateTimeOffset? RiskOwnerSince,
    IReadOnlyList<ReachKind> Opens,
    IReadOnlyList<NamedDesk> Desks,
    DateOnly? SignedOffUntilOn,
    IReadOnlyList<GapKind> Gaps);

/// <summary>A kind of request served by a path through a desk.</summary>
/// <param name="PathNumber">The path.</param>
/// <param name="Kind">The kind.</param>
/// <param name="DeskCode">The desk's key in files; null where the path names none.</param>
public sealed record ServedKind(string PathNumber, RequestKind Kind, string? DeskCode);

/// <summary>A seat of a path as its page shows it.</summary>
/// <param name="Seat">Which seat.</param>
/// <param name="Owner">Null while it is empty.</param>
/// <param name="Since">Null while it is empty.</param>
/// <param name="ConfirmationDueOn">The last day on which a confirmation is in time; null while it is empty.</param>
/// <param name="LastConfirmedAt">Null where the owner has not confirmed yet.</param>
/// <param name="DisputedAt">Null unless the owner disputes it.</param>
/// <param name="DisputeReason">Null unless the owner disputes it.</param>
/// <param name="Offer">The transfer that waits for an answer; null where none does.</param>
public sealed record SeatDetails(
    PathSeat Seat,
    NamedPerson? Owner,
    DateTimeOffset? Since,
    DateOnly? ConfirmationDueOn,
    DateTimeOffset? LastConfirmedAt,
    DateTimeOffset? DisputedAt,
    string? DisputeReason,
    PendingTransfer? Offer);

/// <summary>A seat offered to somebody.</summary>
/// <param name="To">To whom.</param>
/// <param name="ProposedBy">By whom.</param>
/// <param name="Reason">Why.</param>
/// <param name="ProposedAt">When.</param>
/// <param name="AnswerDueOn">The last day on which an answer is in time.</param>
/// <param name="PolicyVersion">The policy that set that day.</param>
public sealed record PendingTransfer(
    NamedPerson To, NamedPerson ProposedBy, string Reason, DateTimeOffset ProposedAt, DateOnly AnswerDueOn, int PolicyVersion);

/// <summary>The holder of a part of the shared control model; null where there is none.</summary>
public sealed record PartDetails(ModelPart Part, NamedPerson? Holder);

/// <summary>One right of one person on the path.</summary>
public sealed record AuthorityDetails(NamedPerson Person, AuthorityRight Right, DateTimeOffset GrantedAt);

/// <summary>A security review.</summary>
/// <param name="IsOfThisRevision">False where the path was changed afterwards.</param>
public sealed record SecurityReviewDetails(NamedPerson Reviewer, string Findings, DateTimeOffset ReviewedAt, bool IsOfThisRevision);

/// <summary>A sign-off, standing or past.</summary>
/// <param name="SignedBy">Who signed.</param>
/// <param name="SignedAt">When.</param>
/// <param name="ValidUntilOn">The last day on which it covers.</param>
/// <param name="Conditions">Null for none.</param>
/// <param name="IsOfThisRevision">False where the path was changed afterwards.</param>
/// <param name="EndedAt">When it was replaced or withdrawn; null while it stands.</param>
/// <param name="WithdrawalReason">Null unless withdrawn.</param>
/// <param name="Covers">Whether it covers at this moment.</param>
/// <param name="PolicyVersion">The policy it was decided under.</param>
public sealed record SignOffDetails(
    NamedPerson SignedBy,
    DateTimeOffset SignedAt,
    DateOnly ValidUntilOn,
    string? Conditions,
    bool IsOfThisRevision,
    DateTimeOffset? EndedAt,
    string? WithdrawalReason,
    bool Covers,
    int PolicyVersion);

/// <summary>One path in full. Its parts are the records that the acts take, so a form starts from them.</summary>
public sealed record PathDetails
{
    public required RecoveryPathId Id { get; init; }

    public required string Number { get; init; }

    /// <summary>To be sent back with every act on the path.</summary>
    public required long Version { get; init; }

    public required PathState State { get; init; }

    /// <summary>Why it is suspended or retired; null otherwise.</summary>
    public required string? StateReason { get; init; }

    /// <summary>The policy whose grace was over when it was suspended; null where it is not, or a person did it.</summary>
    public required int? SuspendedUnderPolicy { get; init; }

    public required DateTimeOffset RegisteredAt { get; init; }

    public required DateTimeOffset? ActivatedAt { get; init; }

    public required DateTimeOffset? SuspendedAt { get; init; }

    public required DateTimeOffset? RetiredAt { get; init; }

    /// <summary>Counts the changes to what is signed.</summary>
    public required long Revision { get; init; }

    public required PathDescription Description { get; init; }

    /// <summary>Null while unknown.</summary>
    public required NamedPerson? Designer { get; init; }

    /// <summary>Null while unknown.</summary>
    public required string? IdentityDomain { get; init; }

    public required IReadOnlyList<NamedDesk> Desks { get; init; }

    public required ReachDescription Reach { get; init; }

    public required IReadOnlyList<NamedSystem> SystemsBehind { get; init; }

    public required BoundaryDescription Boundary { get; init; }

    public required SeatDetails Control { get; init; }

    public required SeatDetails Risk { get; init; }

    /// <summary>0 while no holder was named yet.</summary>
    public required int ControlModelVersion { get; init; }

    public required string? ControlModelReference { get; init; }

    /// <summary>All four parts.</summary>
    public required IReadOnlyList<PartDetails> ControlModel { get; init; }

    public required IReadOnlyList<ResponsibilityEntry> Responsibilities { get; init; }

    /// <summary>
    /// The one person behind each party of the grid: the owners, the holders of the control model, the signer of the
    /// standing sign-off for governance, the lead where the path runs through one desk. A party without a person is absent.
    /// </summary>
    public required IReadOnlyDictionary<Party, NamedPerson> PeopleBehind { get; init; }

    public required IReadOnlyList<NamedPerson> EscalationChain { get; init; }

    /// <summary>0 while it was not written yet.</summary>
    public required int EvidenceListVersion { get; init; }

    public required IReadOnlyList<EvidenceEntry> EvidenceList { get; init; }

    public required IReadOnlyList<NamedSystem> NotifiedSystems { get; init; }

    public required IReadOnlyList<AuthorityDetails> Authorities { get; init; }

    /// <summary>Newest first.</summary>
    public required IReadOnlyList<SecurityReviewDetails> SecurityReviews { get; init; }

    /// <summary>Newest first; the first one stands unless it has ended.</summary>
    public required IReadOnlyList<SignOffDetails> SignOffs { get; init; }

    /// <summary>What the path lacks to be in use, each with the act that mends it; empty for a retired one.</summary>
    public required IReadOnlyList<MissingForActivation> Missing { get; init; }

    /// <summary>What is demanded of it at this moment.</summary>
    public required PolicyInForce Policy { get; init; }

    /// <summary>Its accountability gaps at this moment.</summary>
    public required IReadOnlyList<AccountabilityGap> Gaps { get; init; }
}

/// <summary>Somebody's time in a seat: the start belongs to it, the end does not.</summary>
/// <param name="Seat">The seat.</param>
/// <param name="Person">Who was accountable.</param>
/// <param name="StartedAt">From this instant.</param>
/// <param name="EndedAt">Until this instant; null while it goes on. For somebody who left, the instant they left.</param>
/// <param name="EndedBy">Why it ended; null while it goes on.</param>
/// <param name="PolicyVersion">The policy in force when they took the seat.</param>
public sealed record OwnershipInterval(
    PathSeat Seat, NamedPerson Person, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, OwnershipEnd? EndedBy, int PolicyVersion);

/// <summary>An answer an owner gave when asked.</summary>
/// <param name="Seat">Of which seat.</param>
/// <param name="Person">Who answered.</param>
/// <param name="Kind">What.</param>
/// <param name="Reason">Why it is disputed; null for a confirmation.</param>
/// <param name="AnsweredAt">When.</param>
/// <param name="PolicyVersion">The policy by which the next confirmation is due; null for a dispute.</param>
public sealed record OwnershipAnswerDetails(
    PathSeat Seat, NamedPerson Person, OwnershipAnswerKind Kind, string? Reason, DateTimeOffset AnsweredAt, int? PolicyVersion);

/// <summary>Who was accountable for a path at an instant.</summary>
/// <param name="At">The instant.</param>
/// <param name="Control">Null where nobody was.</param>
/// <param name="Risk">Null where nobody was.</param>
/// <param name="RegisteredAt">When the path entered the register: before that nobody could be accountable here. Null for a path that does not exist.</param>
public sealed record Accountable(DateTimeOffset At, NamedPerson? Control, NamedPerson? Risk, DateTimeOffset? RegisteredAt)
{
    /// <summary>Whether the path was in the register at the instant.</summary>
    public bool WasRegistered => RegisteredAt <= At;
}

/// <summary>A control area.</summary>
/// <param name="Area">Which.</param>
/// <param name="Owner">Who answers for it; null where nobody does. One who has left covers it no more.</param>
/// <param name="Since">Null where nobody does.</param>
public sealed record AreaDetails(ControlArea Area, NamedPerson? Owner, DateTimeOffset? Since);

/// <summary>A seat and who sits in it.</summary>
/// <param name="Person">The owner.</param>
/// <param name="Name">The owner's name.</param>
/// <param name="Seat">Which of the two.</param>
/// <param name="Path">The number of the path.</param>
public sealed record TakenSeat(PersonId Person, string Name, PathSeat Seat, string Path);
