using GovernanceConsole.AuditLedger;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Checkpoints;

internal static class Keepers
{
    /// <summary>The end of the ledger with this name; null where this console keeps no such one.</summary>
    public static Task<StoredHead?> HeadAsync(Change change, string ledger) => change.Context.Set<StoredHead>().SingleOrDefaultAsync(h => h.Name == ledger);

    /// <summary>The keeper's row, which is made where it has none yet.</summary>
    public static async Task<LedgerKeeper> FindAsync(Change change, string keeper, short ledger)
    {
        if (await change.Context.Set<LedgerKeeper>().SingleOrDefaultAsync(k => k.Keeper == keeper && k.Ledger == ledger) is { } found)
            return found;
        var made = LedgerKeeper.Of(keeper, ledger);
        change.Context.Add(made);
        return made;
    }
}
