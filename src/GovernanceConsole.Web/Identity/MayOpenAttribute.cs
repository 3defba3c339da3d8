using GovernanceConsole.Identity;
using Microsoft.AspNetCore.Authorization;

namespace GovernanceConsole.Web.Identity;

/// <summary>
/// Who may open a page or call an endpoint: whoever holds one of the roles. Without it any signed-in person may.
/// It only decides what is shown; what a use case accepts is declared on the use case.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class MayOpenAttribute : AuthorizeAttribute
{
    public MayOpenAttribute(params Role[] roles)
    {
        if (roles.Length == 0)
            throw new ArgumentException("Name the roles, or leave the attribute away.", nameof(roles));
        Roles = string.Join(',', roles);
        AnyOf = roles;
    }

    /// <summary>One of these is enough.</summary>
    public IReadOnlyList<Role> AnyOf { get; }
}
