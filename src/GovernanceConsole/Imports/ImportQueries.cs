using GovernanceConsole.Identity;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Imports;

/// <summary>An import as lists and its page show it.</summary>
/// <param name="Id">The import.</param>
/// <param name="Number">What people call it.</param>
/// <param name="Kind">What the file brings.</param>
/// <param name="State">Where it stands.</param>
/// <param name="FileName">The file's own name.</param>
/// <param name="FileSha256">Over the CSV, lower-case hex.</param>
/// <param name="FileBytes">Its length.</param>
/// <param name="MappingName">The mapping used.</param>
/// <param name="StartedBy">Null for the command line.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="VisibleAt">When everything became visible; null before.</param>
/// <param name="EndedAt">When it was refused, cancelled or replaced; null otherwise.</param>
/// <param name="RowsRead">Rows after the header; null while unread.</param>
/// <param name="RowsRefused">Rows that block the import.</param>
/// <param name="RowsExcluded">Rows left out.</param>
/// <param name="RowsRemarked">Rows taken with a remark.</param>
/// <param name="RowsStored">Rows in the database.</param>
/// <param name="Objects">Tickets, people, systems or paths; null while unread.</param>
/// <param name="ExcludedLines">Lines left out, as ranges; null where none.</param>
/// <param name="CoversFromOn">First day with an opened ticket; null for other kinds.</param>
/// <param name="CoversToOn">Last day with an opened ticket.</param>
/// <param name="ReplacedByNumber">The import that took its place; null otherwise.</param>
public sealed record ImportRow(
    ImportId Id,
    string Number,
    ImportKind Kind,
    ImportState State,
    string FileName,
    string FileSha256,
    long FileBytes,
    string MappingName,
    PersonId? StartedBy,
    DateTimeOffset StartedAt,
    DateTimeOffset? VisibleAt,
    DateTimeOffset? EndedAt,
    long? RowsRead,
    long RowsRefused,
    long RowsExcluded,
    long RowsRemarked,
    long RowsStored,
    long? Objects,
    string? ExcludedLines,
    DateOnly? CoversFromOn,
    DateOnly? CoversToOn,
    string? ReplacedByNumber);

/// <summary>An import with what its page shows beyond the list.</summary>
/// <param name="Row">As in the list.</param>
/// <param name="Totals">Control totals; null while unread and for other kinds.</param>
/// <param name="Changes">What a file of people, systems or paths changes; null while unread and for histories.</param>
/// <param name="Mapping">The mapping as it was used.</param>
/// <param name="RowsRoot">The Merkle root over the stored tickets; null where there is none.</param>
public sealed record ImportDetail(ImportRow Row, ControlTotals? Totals, ImportedChanges? Changes, ImportMapping Mapping, string? RowsRoot);

/// <summary>Something unclean in a file.</summary>
/// <param name="Sequence">The order of the report.</param>
/// <param name="Class">What it means for the import.</param>
/// <param name="Code">The name of the rule.</param>
/// <param name="FirstLine">The first line concerned; null where it is about the whole file.</param>
/// <param name="Lines">All lines concerned, as ranges; null likewise.</param>
/// <param name="Rows">How many rows.</param>
/// <param name="Column">The header; null where it is about the whole row.</param>
/// <param name="Value">What stood there; null where it is about no single value.</param>
/// <param name="Sentence">What was wrong, what was kept, what to do.</param>
public sealed record ImportFindingRow(
    int Sequence, FindingClass Class, string Code, int? FirstLine, string? Lines, int Rows, string? Column, string? Value, string Sentence);

/// <summary>What pages, the command line and exports read about imports. Open to governance, administrators and auditors.</summary>
public sealed class ImportQueries(ReadOnlyStore store)
{
    /// <summary>The roles that may read imports.</summary>
    public static readonly IReadOnlyList<Role> Readers = [Role.Governance, Role.PlatformAdministrator, Role.Auditor];

    /// <summary>Imports, newest first.</summary>
    /// <param name="actor">Who reads.</param>
    /// <param name="kind">Only of this kind; null for all.</param>
    /// <param name="state">Only in this state; null for all.</param>
    /// <param name="page">Which part.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Page<ImportRow>> ListAsync(Actor actor, ImportKind? kind, ImportState? state, PageRequest page, CancellationToken cancellationToken = default)
    {
        if (!MayRead(actor))
            return new Page<ImportRow>([], 0);
        await using var context = store.Open();
        var imports = context.Set<ImportBatch>().AsQueryable();
        if (kind is { } ofKind)
            imports = imports.Where(i => i.Kind == ofKind);
        if (state is { } inState)
            imports = imports.Where(i => i.State == inState);
        return await Rows(context, Ordered(imports, page)).ToPageAsync(page, cancellationToken);
    }

    /// <summary>The number of an import that has just begun; null where there is none.</summary>
    public async Task<string?> NumberOfAsync(ImportId import, CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        return await context.Set<ImportBatch>().Where(i => i.Id == import).Select(i => i.Number).SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>One import; null where there is none, or not for this actor.</summary>
    public async Task<ImportDetail?> FindAsync(Actor actor, string number, CancellationToken cancellationToken = default)
    {
        if (!MayRead(actor))
            return null;
        await using var context = store.Open();
        var imports = context.Set<ImportBatch>().Where(i => i.Number == number);
        if (await Rows(context, imports).SingleOrDefaultAsync(cancellationToken) is not { } row)
            return null;
        var kept = await imports.Select(i => new { i.ControlTotals, i.MappingText, i.RowsRoot }).SingleAsync(cancellationToken);
        var isHistory = row.Kind == ImportKind.TicketHistory;
        var totals = isHistory && kept.ControlTotals is { } json ? ControlTotals.FromJson(json) : null;
        var changes = !isHistory && kept.ControlTotals is { } told ? ImportedChanges.FromJson(told) : null;
        return new ImportDetail(row, totals, changes, ImportMapping.ParseKept(kept.MappingText), kept.RowsRoot);
    }

    /// <summary>What was unclean in the file, in the order of the report.</summary>
    public async Task<Page<ImportFindingRow>> FindingsAsync(
        Actor actor, ImportId import, FindingClass? ofClass, PageRequest page, CancellationToken cancellationToken = default)
    {
        if (!MayRead(actor))
            return new Page<ImportFindingRow>([], 0);
        await using var context = store.Open();
        var findings = context.Set<ImportFinding>().Where(f => f.ImportId == import);
        if (ofClass is { } only)
            findings = findings.Where(f => f.Class == only);
        return await findings.OrderBy(f => f.Sequence)
            .Select(f => new ImportFindingRow(f.Sequence, f.Class, f.Code, f.FirstLine, f.Lines, f.Rows, f.ColumnName, f.Value, f.Sentence))
            .ToPageAsync(page, cancellationToken);
    }

    /// <summary>The lines of all refused rows as ranges, to be left out; empty where none are refused.</summary>
    public async Task<string> RefusedLinesAsync(Actor actor, ImportId import, CancellationToken cancellationToken = default)
    {
        if (!MayRead(actor))
            return "";
        await using var context = store.Open();
        return string.Join(',', await context.Set<ImportFinding>()
            .Where(f => f.ImportId == import && f.Class == FindingClass.Refused && f.Lines != null).OrderBy(f => f.Sequence).Select(f => f.Lines).ToListAsync(cancellationToken));
    }

    /// <summary>The mapping last used for a kind, so that the form can offer it; null before the first import.</summary>
    public async Task<ImportMapping?> LastMappingAsync(Actor actor, ImportKind kind, CancellationToken cancellationToken = default)
    {
        if (!MayRead(actor))
            return null;
        await using var context = store.Open();
        var text = await context.Set<ImportBatch>().Where(i => i.Kind == kind)
            .OrderByDescending(i => i.StartedAt).Select(i => i.MappingText).FirstOrDefaultAsync(cancellationToken);
        return text is null ? null : ImportMapping.ParseKept(text);
    }

    /// <summary>The files that imports wait for or read, by hash.</summary>
    public async Task<IReadOnlySet<string>> FilesWaitedForAsync(CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        return (await context.Set<ImportBatch>()
            .Where(i => i.State == ImportState.Checked || i.State == ImportState.Checking || i.State == ImportState.Storing)
            .Select(i => i.FileSha256).ToListAsync(cancellationToken)).ToHashSet();
    }

    private static IQueryable<ImportBatch> Ordered(IQueryable<ImportBatch> imports, PageRequest page) => page.Sort switch
    {
        nameof(ImportRow.Number) => imports.By(i => i.Number, page.Descending),
        nameof(ImportRow.FileName) => imports.By(i => i.FileName, page.Descending).ThenBy(i => i.Number),
        nameof(ImportRow.Kind) => imports.By(i => i.Kind, page.Descending).ThenBy(i => i.Number),
        nameof(ImportRow.State) => imports.By(i => i.State, page.Descending).ThenBy(i => i.Number),
        nameof(ImportRow.Objects) => imports.By(i => i.Objects, page.Descending).ThenBy(i => i.Number),
        nameof(ImportRow.StartedAt) => imports.By(i => i.StartedAt, page.Descending).ThenBy(i => i.Number),
        _ => imports.OrderByDescending(i => i.StartedAt).ThenByDescending(i => i.Number),
    };

    private static IQueryable<ImportRow> Rows(GovernanceDbContext context, IQueryable<ImportBatch> imports) => imports.Select(i => new ImportRow(
        i.Id,
        i.Number,
        i.Kind,
        i.State,
        i.FileName,
        i.FileSha256,
        i.FileBytes,
        i.MappingName,
        i.StartedBy,
        i.StartedAt,
        i.VisibleAt,
        i.EndedAt,
        i.RowsRead,
        i.RowsRefused,
        i.RowsExcluded,
        i.RowsRemarked,
        i.RowsStored,
        i.Objects,
        i.ExcludedLines,
        i.CoversFromOn,
        i.CoversToOn,
        context.Set<ImportBatch>().Where(b => b.Id == i.ReplacedBy).Select(b => b.Number).FirstOrDefault()));

    private static bool MayRead(Actor actor) => actor.Kind == ActorKind.CommandLine || Readers.Any(actor.KnowsRole);
}
