using System.Collections.Concurrent;
using System.Reflection;

namespace GovernanceConsole.Identity;

/// <summary>Reads the declarations of the use cases and decides by them. The only place that does.</summary>
public static class UseCaseAuthorisation
{
    private static readonly ConcurrentDictionary<Type, MayBeDoneByAttribute[]> Declared = new();

    /// <summary>All use cases of the business: public classes with an <c>ExecuteAsync</c> that starts with a command id.</summary>
    public static IReadOnlyList<Type> UseCases { get; } =
    [
        .. typeof(UseCaseAuthorisation).Assembly.GetTypes().Where(IsUseCase).OrderBy(t => t.FullName, StringComparer.Ordinal),
    ];

    /// <summary>Use cases without a declaration. The host does not start while there is one.</summary>
    public static IReadOnlyList<Type> Undeclared => [.. UseCases.Where(u => Of(u).Count == 0)];

    /// <summary>The alternatives declared for a use case.</summary>
    public static IReadOnlyList<MayBeDoneByAttribute> Of(Type useCase) =>
        Declared.GetOrAdd(useCase, static type => [.. type.GetCustomAttributes<MayBeDoneByAttribute>(inherit: false)]);

    /// <summary>
    /// Whether an actor may do the use case to an object.
    /// </summary>
    /// <param name="useCase">The class of the use case.</param>
    /// <param name="kind">What kind of actor.</param>
    /// <param name="roles">The roles held at this instant.</param>
    /// <param name="relations">The relations to the object at this instant.</param>
    /// <param name="scopes">Of an API key: its scopes at this instant.</param>
    public static bool Allows(Type useCase, ActorKind kind, IReadOnlySet<Role> roles, IReadOnlySet<Relation> relations, IReadOnlySet<ApiScope>? scopes = null) =>
        Of(useCase).Any(a => Matches(a, kind, roles, scopes, r => relations.Contains(r)));

    /// <summary>Whether the actor might be allowed if every relation held: what can be refused before the object is read.</summary>
    public static bool MightAllow(Type useCase, ActorKind kind, IReadOnlySet<Role> roles, IReadOnlySet<ApiScope>? scopes = null) =>
        Of(useCase).Any(a => Matches(a, kind, roles, scopes, _ => true));

    internal static bool IsUseCase(Type type) =>
        type is { IsClass: true, IsAbstract: false, IsPublic: true }
        && type.GetMethod("ExecuteAsync") is { } execute
        && execute.GetParameters() is [{ } first, ..]
        && first.ParameterType == typeof(CommandId);

    private static bool Matches(MayBeDoneByAttribute allowed, ActorKind kind, IReadOnlySet<Role> roles, IReadOnlySet<ApiScope>? scopes, Func<Relation, bool> holds)
    {
        if (allowed.Machine is { } machine)
            return kind == machine;
        if (allowed.Scope is { } scope)
            return kind == ActorKind.ApiKey && scopes?.Contains(scope) == true;
        if (kind != ActorKind.Person)
            return false;
        return (allowed.Role is not { } role || roles.Contains(role))
            && (allowed.Relation is not { } relation || holds(relation));
    }
}
