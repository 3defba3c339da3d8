using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.Storage;

namespace GovernanceConsole.RecoveryPaths;

// The rows a path consists of. Each belongs to one path and is keyed by what it says, so that the ledger shows only
// what was added, taken away or set otherwise.

/// <summary>A channel by which requests may reach the path.</summary>
internal sealed class PathChannel(RecoveryPathId pathId, IntakeChannel channel)
{
    public RecoveryPathId PathId { get; private init; } = pathId;

    public IntakeChannel Channel { get; private init; } = channel;
}

/// <summary>A kind of request served on the path.</summary>
internal sealed class PathRequestKind(RecoveryPathId pathId, RequestKind kind)
{
    public RecoveryPathId PathId { get; private init; } = pathId;

    public RequestKind Kind { get; private init; } = kind;
}

/// <summary>A system behind the path, or one that is told.</summary>
internal sealed class PathSystem(RecoveryPathId pathId, GovernedSystemId systemId, SystemTie tie)
{
    public RecoveryPathId PathId { get; private init; } = pathId;

    public GovernedSystemId SystemId { get; private init; } = systemId;

    public SystemTie Tie { get; private init; } = tie;
}

/// <summary>A desk the path runs through.</summary>
internal sealed class PathDesk(RecoveryPathId pathId, DeskId deskId)
{
    public RecoveryPathId PathId { get; private init; } = pathId;

    public DeskId DeskId { get; private init; } = deskId;
}

/// <summary>The named holder of one part of the shared control model .</summary>
internal sealed class ModelHolder(RecoveryPathId pathId, ModelPart part)
{
    public RecoveryPathId PathId { get; private init; } = pathId;

    public ModelPart Part { get; private init; } = part;

    public PersonId PersonId { get; private set; }

    public void Name(PersonId person) => PersonId = person;
}

/// <summary>One cell of the responsibility grid.</summary>
internal sealed class Responsibility(RecoveryPathId pathId, Activity activity, Party party)
{
    public RecoveryPathId PathId { get; private init; } = pathId;

    public Activity Activity { get; private init; } = activity;

    public Party Party { get; private init; } = party;

    public Involvement Involvement { get; private set; }

    public void Become(Involvement involvement) => Involvement = involvement;
}

/// <summary>Who is asked next when nobody answers.</summary>
internal sealed class EscalationStep(RecoveryPathId pathId, int position)
{
    public RecoveryPathId PathId { get; private init; } = pathId;

    /// <summary>From 1.</summary>
    public int Position { get; private init; } = position;

    public PersonId PersonId { get; private set; }

    public void GoesTo(PersonId person) => PersonId = person;
}

/// <summary>One thing that must be on file after a stage.</summary>
internal sealed class EvidenceItem(RecoveryPathId pathId, Stage stage, int position)
{
    public RecoveryPathId PathId { get; private init; } = pathId;

    public Stage Stage { get; private init; } = stage;

    /// <summary>From 1 within the stage.</summary>
    public int Position { get; private init; } = position;

    public string Text { get; private set; } = "";

    public void Ask(string text) => Text = text;
}

public readonly record struct AuthorityId(Guid Value) : IEntityId<AuthorityId>
{
    public static AuthorityId From(Guid value) => new(value);
}

/// <summary>A right of one person on this path, from an instant on until it is ended.</summary>
internal sealed class Authority(AuthorityId id, RecoveryPathId pathId, PersonId personId, AuthorityRight grantedRight, DateTimeOffset grantedAt)
{
    public AuthorityId Id { get; private init; } = id;

    public RecoveryPathId PathId { get; private init; } = pathId;

    public PersonId PersonId { get; private init; } = personId;

    public AuthorityRight GrantedRight { get; private init; } = grantedRight;

    public DateTimeOffset GrantedAt { get; private init; } = grantedAt;

    /// <summary>Null while the right is held.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    public void End(DateTimeOffset at) => EndedAt = at;
}
