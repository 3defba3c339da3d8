using GovernanceConsole.AuditLedger;
using GovernanceConsole.Checkpoints;
using GovernanceConsole.Storage;

namespace GovernanceConsole.Integrity;

/// <summary>Everything that was looked at.</summary>
/// <param name="Damage">What is wrong with the stored bytes. Where something is, the rest was not looked at.</param>
/// <param name="SchemaDifferences">What in the schema is not as the scripts made it.</param>
/// <param name="Chains">Both ledgers.</param>
/// <param name="Tables">The ledger against the tables; null where the database is damaged.</param>
public sealed record DatabaseCheckReport(
    IReadOnlyList<string> Damage, IReadOnlyList<string> SchemaDifferences, IReadOnlyList<CheckedChain> Chains, ReconciliationReport? Tables)
{
    /// <summary>Whether nothing is wrong.</summary>
    public bool IsGood => Damage.Count == 0 && SchemaDifferences.Count == 0 && Chains.All(c => c.Fault is null) && Tables is { Count: 0 };
}

/// <summary>Looks at a whole database: its bytes, its schema with the guards, both ledgers, and the tables against the ledger. Reads only.</summary>
public sealed class DatabaseCheck(IGovernanceStore store, IEnumerable<IBulkRows> bulk, SignerFiles? files = null)
{
    private readonly ReadOnlyStore _reading = new(store);

    /// <summary>Looks at everything; takes as long as reading all of it.</summary>
    public async Task<DatabaseCheckReport> RunAsync(CancellationToken cancellationToken = default)
    {
        var damage = await store.FindDamageAsync(cancellationToken);
        var differences = await store.FindSchemaDifferencesAsync(cancellationToken);
        return damage.Count > 0
            ? new DatabaseCheckReport(damage, differences, [], Tables: null)
            : new DatabaseCheckReport(
                damage, differences, await new ChainCheck(_reading, new SignedRoots(_reading, files)).RunAsync(cancellationToken), await new Reconciliation(_reading, bulk).RunAsync(cancellationToken));
    }
}
