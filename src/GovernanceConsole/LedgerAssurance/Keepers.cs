using GovernanceConsole.AuditLedger;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.LedgerAssurance;

internal static class Keepers
{
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
