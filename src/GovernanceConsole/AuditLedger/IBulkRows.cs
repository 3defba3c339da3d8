using GovernanceConsole.Storage;

namespace GovernanceConsole.AuditLedger;

/// <summary>Rows that came in bulk: one entry speaks of all of them by a root (docs/ledger-format.md, section 6).</summary>
public interface IBulkRows
{
    /// <summary>Where the stored rows do not give that root again.</summary>
    /// <param name="store">Reads at the moment of the whole comparison.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<LedgerDifference>> FindDifferencesAsync(ReadOnlyStore store, CancellationToken cancellationToken);
}
