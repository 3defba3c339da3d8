namespace GovernanceConsole.Identity;

/// <summary>
/// Who may do a use case. Several attributes are alternatives; within one, the role and the relation are both needed.
/// From these declarations the authorisation matrix is generated, and a use case without one stops the host at start.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class MayBeDoneByAttribute : Attribute
{
    /// <summary>Whoever holds the role, whatever the object.</summary>
    public MayBeDoneByAttribute(Role role) => Role = role;

    /// <summary>Whoever holds the role and stands in the relation to the object.</summary>
    public MayBeDoneByAttribute(Role role, Relation relation)
    {
        Role = role;
        Relation = relation;
    }

    /// <summary>Any active person who stands in the relation to the object, with or without a role.</summary>
    public MayBeDoneByAttribute(Relation relation) => Relation = relation;

    /// <summary>A job or the command line. People and API keys need a role or a relation.</summary>
    public MayBeDoneByAttribute(ActorKind machine)
    {
        if (machine is not (ActorKind.Job or ActorKind.CommandLine))
            throw new ArgumentException("Only jobs and the command line may be allowed as such.", nameof(machine));
        Machine = machine;
    }

    /// <summary>The role needed; null where none is.</summary>
    public Role? Role { get; }

    /// <summary>The relation needed; null where none is.</summary>
    public Relation? Relation { get; }

    /// <summary>The kind of machine allowed; null for people.</summary>
    public ActorKind? Machine { get; }
}
