using GovernanceConsole.Identity;

namespace GovernanceConsole.EvidenceExports.Lists;

/// <summary>Who may export the lists that everybody signed in may read.</summary>
internal static class ListReaders
{
    /// <summary>Desk agents look records up one by one and export none; machines have the API.</summary>
    public static readonly IReadOnlyList<Role> EverybodyButTheDesk = [.. Enum.GetValues<Role>().Except([Role.DeskAgent, Role.ApiClient])];
}
