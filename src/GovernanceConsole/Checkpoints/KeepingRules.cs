namespace GovernanceConsole.Checkpoints;

/// <summary>When somebody must look at the keeping of the ledger.</summary>
internal static class KeepingRules
{
    /// <summary>How long entries may wait for a keeper, and a keeper may fail, before people are told.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(60);

    /// <summary>Entries wait too long for somebody outside this database to hold a checkpoint over them.</summary>
    /// <param name="waitingSince">When the oldest entry that nobody holds was written; null where none waits.</param>
    /// <param name="now">The present instant.</param>
    public static bool IsLate(DateTimeOffset? waitingSince, DateTimeOffset now) => now - waitingSince >= Patience;

    /// <summary>People are told once of each outage: at once where the ledger itself is wrong, otherwise when patience ends.</summary>
    public static bool IsToBeTold(LedgerKeeper keeper, bool isFaultOfTheLedger, DateTimeOffset now) =>
        keeper.AlarmedAt is null && keeper.FailingSince is { } since && (isFaultOfTheLedger || now - since >= Patience);
}
