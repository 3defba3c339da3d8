using System.Globalization;
using GovernanceConsole.AuditLedger;
using GovernanceConsole.Ledger;
using GovernanceConsole.Policy;
using GovernanceConsole.Privacy;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Retention;

/// <summary>
/// Private texts of decisions that are not the present value of a field any more. The text and its salt go, the commitment stays. Texts of
/// people's own records stay: by their former names they are found in other texts, until they are erased as a whole.
/// </summary>
internal sealed class FormerTextRetention : IRetainedRecords
{
    private const short Decisions = (short)LedgerStream.Decisions;

    /// <summary>So many fit into one entry, however long their fields are.</summary>
    private const int TextsPerEntry = 250;

    private const int AtOnce = 2000;

    private static readonly TimeSpan ClockStep = TimeSpan.FromHours(1);

    public string Type => "former-texts";

    public string Name => "Former private texts of decisions";

    public string Meaning =>
        "Reasons, and values that a later decision replaced. The period begins with the entry; at its end the text goes and its commitment stays. What a field says now stays as long as it says so, and people's own records go by an erasure.";

    public Limit Period { get; } = LimitCatalogue.Of(nameof(Limits.FormerTextMonths));

    async Task<DueRecords> IRetainedRecords.LookAsync(RetentionScope scope, string? after, CancellationToken cancellationToken)
    {
        var from = after is null ? 0 : long.Parse(after, CultureInfo.InvariantCulture) + 1;
        var numbers = await scope.Context.Set<StoredPrivateValue>().Where(v => v.Ledger == Decisions && v.Idx >= from)
            .Select(v => v.Idx).Distinct().OrderBy(idx => idx).Take(AtOnce).ToListAsync(cancellationToken);
        var entries = await scope.Context.Set<StoredEntry>().AsNoTracking().Where(e => e.Ledger == Decisions && EF.Parameter(numbers).Contains(e.Idx)).OrderBy(e => e.Idx).ToListAsync(cancellationToken);
        var isEnd = numbers.Count < AtOnce || entries[^1].At >= scope.DueBefore + ClockStep;
        var old = entries.FindAll(e => e.At < scope.DueBefore && e.ObjectKind != "person");
        var present = await PresentState.OfAsync(scope.Context, [.. old.Select(e => e.ObjectId).OfType<Guid>().Distinct()], cancellationToken);
        var oldNumbers = old.ConvertAll(e => e.Idx);
        var texts = (await scope.Context.Set<StoredPrivateValue>().AsNoTracking().Where(v => v.Ledger == Decisions && EF.Parameter(oldNumbers).Contains(v.Idx)).ToListAsync(cancellationToken)).ToLookup(v => v.Idx);

        var (due, held, oldest) = (new List<(LedgerStream, long, string)>(), 0L, (DateTimeOffset?)null);
        foreach (var stored in old)
        {
            var entry = LedgerEntry.Parse(stored.Body);
            var isHeld = scope.Held.AreIn(stored.Body) || texts[stored.Idx].Any(t => scope.Held.AreNamedIn(t.Value));
            foreach (var commitment in (entry.Priv ?? []).Where(p => texts[stored.Idx].Any(t => t.Field == p.F)))
            {
                if (stored.ObjectId is { } id && present.GetValueOrDefault(id) is { } state && state.Says(commitment))
                    continue;
                if (isHeld)
                {
                    held++;
                    continue;
                }

                due.Add((LedgerStream.Decisions, stored.Idx, commitment.F));
                oldest ??= stored.At;
            }
        }

        return new DueRecords(due.Count, held, oldest, isEnd ? null : numbers[^1].ToString(CultureInfo.InvariantCulture), (change, deletion) => EraseAsync(change, deletion, due));
    }

    async Task<DateTimeOffset?> IRetainedRecords.NextFromAsync(GovernanceDbContext context, DateTimeOffset from, CancellationToken cancellationToken) =>
        await LedgerInstants.FirstFromAsync(context, Decisions, from, cancellationToken) is { } first
            ? await context.Set<StoredEntry>()
                .Where(e => e.Ledger == Decisions && e.Idx >= first && e.At >= from && e.ObjectKind != "person" && context.Set<StoredPrivateValue>().Any(v => v.Ledger == e.Ledger && v.Idx == e.Idx))
                .OrderBy(e => e.Idx).Select(e => (DateTimeOffset?)e.At).FirstOrDefaultAsync(cancellationToken)
            : null;

    private static async Task EraseAsync(Change change, DeletionName deletion, List<(LedgerStream Ledger, long Idx, string Field)> texts)
    {
        await change.EraseTextsAsync(texts);
        foreach (var some in texts.Chunk(TextsPerEntry))
        {
            change.Record(
                PrivacyEvents.TextsErased, "retention", deletion.Id,
                EventDetail.Public("number", deletion.Number),
                EventDetail.Public("texts", some.Length),
                EventDetail.Public("erased", some.Select(t => $"{t.Idx} {t.Field}").ToArray()));
        }
    }
}
