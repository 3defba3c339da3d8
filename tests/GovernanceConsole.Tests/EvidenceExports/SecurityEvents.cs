using GovernanceConsole.AuditLedger;
using GovernanceConsole.Ledger;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.EvidenceExports;

internal static class SecurityEvents
{
    /// <summary>The entries of one type in the ledger of security events, oldest first.</summary>
    public static async Task<List<LedgerEntry>> OfTypeAsync(this TestConsole console, EventKind kind) =>
        [.. (await console.RowsAsync<StoredEntry>())
            .Where(e => e.Ledger == (short)LedgerStream.SecurityEvents && e.Type == kind.Type)
            .OrderBy(e => e.Idx)
            .Select(e => LedgerEntry.Parse(e.Body))];

    /// <summary>A detail of an entry; null where it has none.</summary>
    public static object? Told(this LedgerEntry entry, string key) => entry.Act.SingleOrDefault(a => a.Key == key).Value;
}
