using GovernanceConsole.Policy;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Imports;

/// <summary>
/// What was unclean in imported files: cells that may hold anything. The files themselves are deleted as soon as they are imported, and
/// tickets stay, because reports count them. A finding that names somebody under a legal hold keeps all findings of its import.
/// </summary>
internal sealed class FindingRetention : IRetainedRecords
{
    public string Type => "import-findings";

    public string Name => "What was unclean in imported files";

    public string Meaning => "The period begins with the import; at its end the unclean cells and what was said of them are deleted. The import, its counts and its tickets stay.";

    public Limit Period { get; } = LimitCatalogue.Of(nameof(Limits.ImportFindingMonths));

    async Task<DueRecords> IRetainedRecords.LookAsync(RetentionScope scope, string? after, CancellationToken cancellationToken)
    {
        var imports = scope.Context.Set<ImportBatch>().Where(i => i.StartedAt < scope.DueBefore && scope.Context.Set<ImportFinding>().Any(f => f.ImportId == i.Id));
        if (after is not null)
        {
            var last = ImportId.From(Guid.Parse(after));
            imports = imports.Where(i => KeyOrder.Compare(i.Id, last) > 0);
        }

        if (await imports.OrderBy(i => i.Id).Select(i => new { i.Id, i.StartedAt }).FirstOrDefaultAsync(cancellationToken) is not { } next)
            return new DueRecords(Due: 0, Held: 0, OldestAt: null, After: null, (_, _) => Task.CompletedTask);
        var findings = scope.Context.Set<ImportFinding>().Where(f => f.ImportId == next.Id);
        var count = await findings.LongCountAsync(cancellationToken);
        var isHeld = scope.Held.Any
            && (await findings.Select(f => new { f.Value, f.Sentence }).ToListAsync(cancellationToken)).Exists(f => scope.Held.AreNamedIn(f.Value) || scope.Held.AreNamedIn(f.Sentence));
        return new DueRecords(
            isHeld ? 0 : count, isHeld ? count : 0, isHeld ? null : next.StartedAt, next.Id.Value.ToString("N"),
            (change, _) => isHeld ? Task.CompletedTask : change.DeleteInBulkAsync<ImportFinding>(f => f.ImportId == next.Id));
    }

    Task<DateTimeOffset?> IRetainedRecords.NextFromAsync(GovernanceDbContext context, DateTimeOffset from, CancellationToken cancellationToken) =>
        context.Set<ImportBatch>().Where(i => i.StartedAt >= from && context.Set<ImportFinding>().Any(f => f.ImportId == i.Id)).MinAsync(i => (DateTimeOffset?)i.StartedAt, cancellationToken);
}
