using GovernanceConsole.AuditLedger;
using GovernanceConsole.Ledger;
using GovernanceConsole.Storage;

namespace GovernanceConsole.Tests.Fixtures;

/// <summary>
/// Somebody who may write to the database and knows the format: chains an entry to the end of a ledger and moves the end, with every
/// guard in its place.
/// </summary>
internal static class ForgedEntry
{
    /// <summary>Appends to the ledger that the newest entry of a type stands in.</summary>
    /// <param name="console">Whose database it is.</param>
    /// <param name="type">Of the entry that is taken as the pattern.</param>
    /// <param name="change">What the forged one says otherwise. Place, predecessor, ids and instant are right already.</param>
    /// <returns>Its number.</returns>
    public static async Task<long> ForgeAsync(this TestConsole console, string type, Func<LedgerEntry, LedgerEntry> change)
    {
        var rows = await console.RowsAsync<StoredEntry>();
        var stream = rows.Last(e => e.Type == type).Ledger;
        var ledger = rows.Where(e => e.Ledger == stream).OrderBy(e => e.Idx).ToList();
        var newest = LedgerEntry.Parse(ledger[^1].Body);
        var frontier = MerkleFrontier.Empty.Clone();
        foreach (var row in ledger)
            frontier.Append(row.LeafHash);
        var entry = change(LedgerEntry.Parse(ledger.Last(e => e.Type == type).Body) with
        {
            Id = Guid.CreateVersion7(newest.At), Idx = ledger.Count, Prev = ledger[^1].LeafHash, At = newest.At, Tx = new LedgerTransaction(Guid.CreateVersion7(newest.At), 1, 1),
        });
        var body = entry.ToBody();
        frontier.Append(LeafHash.Of(body));

        PastTheConsole.Execute(
            console.File,
            """
            INSERT INTO ledger_entries (rowid, ledger, idx, type, at, object_kind, object_id, actor_id, body)
            SELECT max(rowid) + 1, $ledger, $idx, $type, $at, $kind, $object, $actor, $body FROM ledger_entries;
            UPDATE ledger_heads SET size = $idx + 1, frontier = $frontier, root = $root, last_leaf = $leaf WHERE ledger = $ledger
            """,
            ("$ledger", stream), ("$idx", entry.Idx), ("$type", entry.Type), ("$at", entry.At.ToUnixTimeMilliseconds()), ("$kind", entry.Obj.Kind),
            ("$object", Convert.FromHexString(entry.Obj.Id)), ("$actor", Guid.TryParseExact(entry.Actor.Pid, "N", out _) ? Convert.FromHexString(entry.Actor.Pid) : DBNull.Value),
            ("$body", body), ("$frontier", frontier.ToBytes()), ("$root", frontier.Root()), ("$leaf", LeafHash.Of(body)));
        return entry.Idx;
    }
}
