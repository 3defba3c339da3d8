using System.Security.Cryptography;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Imports;

/// <summary>Reads a help desk's log from beginning to end, and hands its tickets on in chunks.</summary>
internal sealed class TicketHistoryReading(ReadOnlyStore store, OrganisationTime time, ImportOptions options)
{
    /// <param name="plan">What to read.</param>
    /// <param name="import">The import it is for.</param>
    /// <param name="take">Takes a chunk of tickets; null where the file is only checked.</param>
    /// <param name="progress">Told about once per chunk.</param>
    /// <param name="cancellationToken">Gives up between two chunks.</param>
    public async Task<ImportReport> ReadAsync(
        ImportPlan plan, ImportId import, Func<ReadTicket[], ValueTask>? take, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
    {
        var findings = new Findings(options.RefusedRowsTold);
        using var rows = RowReader.Open(plan.File, plan.Mapping, options, plan.Excluded, findings, time);
        if (rows is null)
            return Report(plan, import, findings, rows: null, tickets: null);

        var known = await KnownTickets.OfAsync(store, cancellationToken);
        var salt = RandomNumberGenerator.GetBytes(32);
        var digest = take is null ? null : new TicketDigest(salt);
        var tickets = new TicketReader(rows, plan.Mapping, time, findings, import);
        var chunk = new List<ReadTicket>();
        var rowsInChunk = 0;
        foreach (var ticket in tickets.Read())
        {
            digest?.Add(ticket.Ticket, ticket.Events);
            chunk.Add(ticket);
            rowsInChunk += 1 + ticket.Events.Count;
            if (rowsInChunk < options.RowsPerChunk)
                continue;
            await HandOnAsync();
            cancellationToken.ThrowIfCancellationRequested();
        }

        await HandOnAsync();
        var report = Report(plan, import, findings, rows, tickets, known);
        return digest is null || report.IsBlocked ? report : report with { RowsRoot = digest.Root(), RowsSalt = Convert.ToBase64String(salt) };

        async ValueTask HandOnAsync()
        {
            await known.CompareAsync(chunk, cancellationToken);
            if (take is not null && !findings.HasFatal && rows.RowsRefused == 0 && chunk.Count > 0)
                await take([.. chunk]);
            progress?.Report(new ImportProgress(import, ImportPhase.Reading, rows.Position, plan.File.Bytes, rows.RowsRead));
            chunk = [];
            rowsInChunk = 0;
        }
    }

    private static ImportReport Report(ImportPlan plan, ImportId import, Findings findings, RowReader? rows, TicketReader? tickets, KnownTickets? known = null)
    {
        var refused = rows?.RowsRefused ?? 0;
        if (known is not null)
            refused += known.Refuse(findings);
        var totals = tickets?.Totals();
        return new ImportReport
        {
            Import = import,
            RowsRead = rows?.RowsRead ?? 0,
            RowsRefused = refused,
            RowsExcluded = rows?.RowsExcluded ?? 0,
            RowsRemarked = rows?.RowsRemarked ?? 0,
            Objects = totals?.Tickets ?? 0,
            IsFatal = findings.HasFatal,
            Findings = findings.ToList(import),
            ExcludedLines = plan.Excluded.Count > 0 ? plan.Excluded.ToString() : null,
            ControlTotals = totals?.ToJson(),
            CoversFromOn = tickets?.CoversFromOn,
            CoversToOn = tickets?.CoversToOn,
            Replaces = known?.Replaced ?? [],
            ComparedWith = known?.Histories ?? [],
        };
    }

    /// <summary>
    /// Tickets of the file that are in visible histories already. A file with all tickets of a history is its later
    /// edition and takes its place; one with only some of them would count those twice, so they are refused.
    /// </summary>
    private sealed class KnownTickets(ReadOnlyStore store, IReadOnlyDictionary<ImportId, (string Number, long Tickets)> histories)
    {
        private const int NumbersAtOnce = 500;

        private readonly Dictionary<ImportId, (int Tickets, LineSet Lines)> _met = [];

        public IReadOnlyList<ImportId> Histories => [.. histories.Keys];

        /// <summary>Histories all of whose tickets were met.</summary>
        public IReadOnlyList<ImportId> Replaced => [.. _met.Where(m => m.Value.Tickets == histories[m.Key].Tickets).Select(m => m.Key)];

        public static async Task<KnownTickets> OfAsync(ReadOnlyStore store, CancellationToken cancellationToken)
        {
            await using var context = store.Open();
            var histories = await context.VisibleHistories().Select(i => new { i.Id, i.Number, i.Objects }).ToListAsync(cancellationToken);
            return new KnownTickets(store, histories.ToDictionary(h => h.Id, h => (h.Number, h.Objects ?? 0)));
        }

        public async Task CompareAsync(List<ReadTicket> tickets, CancellationToken cancellationToken)
        {
            if (histories.Count == 0)
                return;
            await using var context = store.Open();
            var ids = histories.Keys.ToList();
            foreach (var some in tickets.Chunk(NumbersAtOnce))
            {
                var numbers = some.Select(t => t.Ticket.Number).ToList();
                var known = await context.Set<Ticket>()
                    .Where(t => ids.Contains(t.ImportId) && numbers.Contains(t.Number))
                    .Select(t => new { t.ImportId, t.Number })
                    .ToListAsync(cancellationToken);
                var importOf = known.ToDictionary(k => k.Number, k => k.ImportId, StringComparer.Ordinal);
                foreach (var ticket in some)
                {
                    if (importOf.TryGetValue(ticket.Ticket.Number, out var import))
                        Meet(import, ticket);
                }
            }
        }

        /// <summary>Refuses the rows of tickets that would count twice.</summary>
        /// <returns>How many rows.</returns>
        public int Refuse(Findings findings)
        {
            var refused = 0;
            foreach (var (import, met) in _met.Where(m => m.Value.Tickets < histories[m.Key].Tickets))
            {
                var (number, tickets) = histories[import];
                findings.Refuse("TicketsAreKnown", met.Lines, $"{met.Tickets} tickets of this file are in {number} already, which holds {tickets}. They would count twice. Leave these rows out, or export the whole period of {number} again: a file with all of its tickets takes its place.");
                refused += met.Lines.Count;
            }

            return refused;
        }

        private void Meet(ImportId import, ReadTicket ticket)
        {
            var (tickets, lines) = _met.TryGetValue(import, out var met) ? met : (0, new LineSet());
            foreach (var row in ticket.Events)
                lines.Add(row.Line);
            _met[import] = (tickets + 1, lines);
        }
    }
}
