namespace GovernanceConsole.Identity;

/// <summary>
/// Who may do a use case. Several attributes are alternatives; within one, the role and the relation are both needed.
/// From these declarations the authorisation matrix is generated, and a use case without one stops the host at start.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class MayBeDoneByAttribute : Attribute
{
    /// <summary>Whoever holds the role, whatever the object.</summary>
    public MayBeDoneByAttribute(Role role) => Role = OfPeople(role);

    /// <summary>Whoever holds the role and stands in the relation to the object.</summary>
    public MayBeDoneByAttribute(Role role, Relation relation)
    {
        Role = OfPeople(role);
        Relation = relation;
    }

    /// <summary>Another system whose key has the scope, whatever the object.</summary>
    public MayBeDoneByAttribute(ApiScope scope) => Scope = scope;

    /// <summary>Any active person who stands in the relation to the object, with or without a role.</summary>
    public MayBeDoneByAttribute(Relation relation) => Relation = relation;

    /// <summary>
    /// A job or the command line; or any API key, where what it may do does not depend on its scopes. People need a role or a relation.
    /// </summary>
    public MayBeDoneByAttribute(ActorKind machine)
    {
        if (machine is ActorKind.Person)
            throw new ArgumentException("People are allowed by role or relation.", nameof(machine));
        Machine = machine;
    }

    /// <summary>The role needed; null where none is.</summary>
    public Role? Role { get; }

    /// <summary>The relation needed; null where none is.</summary>
    public Relation? Relation { get; }

    /// <summary>The scope needed; null for everybody but API keys.</summary>
    public ApiScope? Scope { get; }

    /// <summary>The kind of machine allowed as such; null for people, and for keys that need a scope.</summary>
    public ActorKind? Machine { get; }

    private static Role OfPeople(Role role) =>
        role == Identity.Role.ApiClient ? throw new ArgumentException("Name the scope that an API key needs.", nameof(role)) : role;
}
