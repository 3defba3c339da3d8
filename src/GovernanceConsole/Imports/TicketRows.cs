using GovernanceConsole.AuditLedger;
using GovernanceConsole.Ledger;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Imports;

/// <summary>The tickets of each import, against the root that its entry holds.</summary>
internal sealed class TicketRows : IBulkRows
{
    private const int TicketsAtOnce = 500;

    public async Task<IReadOnlyList<LedgerDifference>> FindDifferencesAsync(ReadOnlyStore store, CancellationToken cancellationToken)
    {
        await using var context = store.Open();
        var differences = new List<LedgerDifference>();
        var imports = await context.Set<ImportBatch>().Where(i => i.RowsRoot != null).OrderBy(i => i.Number).Select(i => new { i.Id, i.Number, i.RowsRoot, i.RowsSalt }).ToListAsync(cancellationToken);
        foreach (var import in imports)
        {
            var root = await RootAsync(context, import.Id, import.RowsSalt, cancellationToken);
            if (root != import.RowsRoot)
                differences.Add(new LedgerDifference("import", import.Id.Value, import.Number, "tickets", $"rows of the root {import.RowsRoot}", root is null ? "rows without their salt" : $"rows of the root {root}"));
        }

        return differences;
    }

    /// <summary>The root over what is stored, as the file's was made; null where the salt is none.</summary>
    private static async Task<string?> RootAsync(GovernanceDbContext context, ImportId import, string? salt, CancellationToken cancellationToken)
    {
        var salted = new byte[Commitment.SaltLength];
        if (salt is null || !Convert.TryFromBase64String(salt, salted, out var length) || length != salted.Length)
            return null;
        var digest = new TicketDigest(salted);
        var inOrder = await context.Set<Ticket>().Where(t => t.ImportId == import).OrderBy(t => t.LastLine).Select(t => t.Id).ToListAsync(cancellationToken);
        foreach (var ids in inOrder.Chunk(TicketsAtOnce))
        {
            var tickets = await context.Set<Ticket>().Where(t => ids.Contains(t.Id)).ToDictionaryAsync(t => t.Id, cancellationToken);
            var events = (await context.Set<TicketEvent>().Where(e => ids.Contains(e.TicketId)).OrderBy(e => e.Sequence).ToListAsync(cancellationToken)).ToLookup(e => e.TicketId);
            foreach (var id in ids)
                digest.Add(tickets[id], [.. events[id]]);
        }

        return digest.Root();
    }
}
