using System.Text;
using GovernanceConsole.Identity;

namespace GovernanceConsole.Tests.Identity;

/// <summary>
/// What the declarations of the use cases say, as one table: a line per use case, a column per role, and one each for
/// any active person, jobs and the command line. A cell is <c>-</c> (never), <c>yes</c> (whatever the object), the
/// relations to the object of which one is needed, or the scope that an API client's key needs.
/// </summary>
internal static class AuthorisationMatrix
{
    public const string AnyPerson = "any person";
    public const string Job = "job";
    public const string CommandLine = "command line";
    public const string ApiClient = nameof(Role.ApiClient);
    public const string Never = "-";
    public const string Always = "yes";

    public static IReadOnlyList<string> Columns { get; } = [.. Enum.GetNames<Role>(), AnyPerson, Job, CommandLine];

    public static string Render(IEnumerable<Type> useCases)
    {
        var csv = new StringBuilder("slice,use case,").AppendJoin(',', Columns).Append('\n');
        foreach (var useCase in useCases.OrderBy(u => u.Namespace, StringComparer.Ordinal).ThenBy(u => u.Name, StringComparer.Ordinal))
            csv.Append(useCase.Namespace!.Split('.')[^1]).Append(',').Append(useCase.Name).Append(',').AppendJoin(',', Columns.Select(c => Cell(useCase, c))).Append('\n');
        return csv.ToString();
    }

    public static string Cell(Type useCase, string column)
    {
        var declared = UseCaseAuthorisation.Of(useCase).Where(a => IsOf(a, column)).ToList();
        return declared.Count == 0 ? Never
            : declared.Any(a => a.Relation is null && a.Scope is null) ? Always
            : column == ApiClient ? string.Join(" or ", declared.Select(a => ApiScopeText.Of(a.Scope!.Value)))
            : string.Join(" or ", declared.Select(a => a.Relation!.Value.ToString()).Distinct(StringComparer.Ordinal));
    }

    private static bool IsOf(MayBeDoneByAttribute allowed, string column) => column switch
    {
        Job => allowed.Machine == ActorKind.Job,
        CommandLine => allowed.Machine == ActorKind.CommandLine,
        ApiClient => allowed.Machine == ActorKind.ApiKey || allowed.Scope is not null,
        AnyPerson => allowed.Machine is null && allowed.Role is null && allowed.Scope is null,
        _ => allowed.Role is { } role && role.ToString() == column,
    };
}
