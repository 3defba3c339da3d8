using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;

namespace GovernanceConsole.RecoveryPaths;

/// <summary>The ways in which nobody valid answers for something.</summary>
public enum GapKind
{
    /// <summary>A path without anybody in one of its seats.</summary>
    SeatIsEmpty,

    /// <summary>The person in the seat has left.</summary>
    OwnerHasLeft,

    /// <summary>Control owner and risk owner are one person; only data from elsewhere can say so.</summary>
    OnePersonInBothSeats,

    /// <summary>The owner says the path is not theirs.</summary>
    OwnershipDisputed,

    /// <summary>The owner was asked whether the path is still theirs and has not answered in time.</summary>
    ConfirmationOverdue,

    /// <summary>A path in use, or one that was, without a sign-off that covers.</summary>
    SignOffLapsed,

    /// <summary>A part of the shared control model that names nobody.</summary>
    ModelHolderMissing,

    /// <summary>Somebody named in the shared control model has left.</summary>
    ModelHolderHasLeft,

    /// <summary>Something people ask for, and no registered path serves it.</summary>
    RequestKindWithoutPath,

    /// <summary>A control area nobody active answers for.</summary>
    AreaWithoutOwner,

    /// <summary>A system that an active path reaches, and nobody active accepts the risk that remains .</summary>
    SystemWithoutRiskOwner,

    /// <summary>An identity domain whose identities an active path restores, and nobody active accepts the risk that remains .</summary>
    DomainWithoutRiskOwner,
}

/// <summary>One place where nobody is accountable, and what mends it.</summary>
/// <param name="Kind">What kind of gap.</param>
/// <param name="Path">The path; null for gaps of a request kind, an area, a system or a domain.</param>
/// <param name="Number">The path's number; null with the path.</param>
/// <param name="PathName">The path's name; null with the path.</param>
/// <param name="State">The path's state; null with the path.</param>
/// <param name="Level">The path's level; null with the path.</param>
/// <param name="Seat">The seat; null where the gap is not about one.</param>
/// <param name="Person">Who has left, disputes, has not answered or sits in both seats; null where nobody is there.</param>
/// <param name="PersonName">Their name; null with the person.</param>
/// <param name="Area">The control area; null for other gaps.</param>
/// <param name="RequestKind">The request kind; null for other gaps.</param>
/// <param name="What">The gap in one sentence.</param>
/// <param name="Since">Since when; null where there never was anybody.</param>
/// <param name="SuspendsOn">The day on which the path is suspended unless somebody acts; null where that does not follow.</param>
/// <param name="Act">The use case that mends it: <c>AssignOwner</c>.</param>
public sealed record AccountabilityGap(
    GapKind Kind,
    RecoveryPathId? Path,
    string? Number,
    string? PathName,
    PathState? State,
    RiskLevel? Level,
    PathSeat? Seat,
    PersonId? Person,
    string? PersonName,
    ControlArea? Area,
    RequestKind? RequestKind,
    string What,
    DateTimeOffset? Since,
    DateOnly? SuspendsOn,
    string Act)
{
    /// <summary>The system; null for other gaps.</summary>
    public GovernedSystemId? System { get; init; }

    /// <summary>The identity domain; null for other gaps.</summary>
    public IdentityDomainId? Domain { get; init; }

    /// <summary>The name of the system or domain; null for other gaps.</summary>
    public string? ReachedName { get; init; }

    /// <summary>The part of the shared control model; null for other gaps.</summary>
    public ModelPart? Part { get; init; }

    /// <summary>Whether it says the same as something the path lacks for its activation: then a page names it once.</summary>
    public bool IsSameAs(MissingForActivation missing) => (Kind, missing) switch
    {
        (GapKind.SeatIsEmpty, OwnerIsMissing { Seat: var seat }) => seat == Seat,
        (GapKind.OwnerHasLeft, OwnerHasLeft { Seat: var seat }) => seat == Seat,
        (GapKind.OnePersonInBothSeats, OnePersonHoldsBothSeats) => true,
        (GapKind.SignOffLapsed, SignOffHasLapsed or SignOffIsMissing) => true,
        (GapKind.ModelHolderMissing, ModelHolderIsMissing { Part: var part }) => part == Part,
        (GapKind.ModelHolderHasLeft, ModelHolderHasLeft { Part: var part }) => part == Part,
        _ => false,
    };
}

/// <summary>A system or identity domain that an active path reaches, and whoever is to answer for its risk.</summary>
/// <param name="System">The system; null for a domain.</param>
/// <param name="Domain">The domain; null for a system.</param>
/// <param name="Name">Its name.</param>
/// <param name="RiskOwner">Null while nobody is assigned.</param>
/// <param name="RiskOwnerName">Null with the risk owner.</param>
/// <param name="LeftAt">When the risk owner left; null while active.</param>
/// <param name="ReachedSince">Since when an active path reaches it.</param>
internal sealed record ReachedStanding(
    GovernedSystemId? System, IdentityDomainId? Domain, string Name, PersonId? RiskOwner, string? RiskOwnerName, DateTimeOffset? LeftAt, DateTimeOffset? ReachedSince);

/// <summary>How many gaps of a kind there were from an instant on. A row is added whenever the number has changed.</summary>
internal sealed class GapCount(GapKind kind, DateTimeOffset countedAt, int count)
{
    public GapKind Kind { get; private init; } = kind;

    public DateTimeOffset CountedAt { get; private init; } = countedAt;

    public int Count { get; private set; } = count;

    /// <summary>Corrects the number within the same instant.</summary>
    public void Recount(int count) => Count = count;
}
