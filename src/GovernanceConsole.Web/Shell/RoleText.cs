using GovernanceConsole.Identity;

namespace GovernanceConsole.Web.Shell;

/// <summary>The words for roles, the same everywhere.</summary>
public static class RoleText
{
    public static string Of(Role role) => role switch
    {
        Role.Governance => "Governance",
        Role.IamPolicy => "IAM policy",
        Role.DeskLead => "Desk lead",
        Role.DeskAgent => "Desk agent",
        Role.SecurityOperations => "Security operations",
        Role.Manager => "Manager",
        Role.Auditor => "Internal audit",
        Role.PlatformAdministrator => "Platform administrator",
        Role.Reviewer => "Reviewer",
        Role.ApiClient => "API client",
    };

    /// <summary>All of them in one line; "No role" where there is none.</summary>
    public static string Of(IReadOnlySet<Role> roles) =>
        roles.Count == 0 ? "No role" : string.Join(", ", roles.Order().Select(Of));
}
