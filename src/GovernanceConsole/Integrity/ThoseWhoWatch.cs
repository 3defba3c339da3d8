using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Outbox;

namespace GovernanceConsole.Integrity;

/// <summary>Who is told when the database is not what the ledger says: governance, and those who audit.</summary>
internal static class ThoseWhoWatch
{
    public static async Task TellThoseWhoWatchAsync(this Change change, Notice notice)
    {
        var people = new HashSet<PersonId>();
        foreach (var role in new[] { Role.Governance, Role.Auditor })
            people.UnionWith(await OrganisationReads.HoldersAsync(change.Context, role, CancellationToken.None));
        await change.TellLatestAsync([.. people.Select(person => (person, notice))]);
    }
}
