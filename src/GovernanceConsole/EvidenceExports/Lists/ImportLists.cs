using GovernanceConsole.Identity;
using GovernanceConsole.Imports;
using GovernanceConsole.Organisation;
using GovernanceConsole.Storage;

namespace GovernanceConsole.EvidenceExports.Lists;

/// <summary>The lists of imports: the imports themselves, and what was unclean in the file of one.</summary>
internal static class ImportLists
{
    public static ListExport<ImportLine> Imports(ImportQueries imports, PeopleQueries people) => new()
    {
        Name = "imports",
        Title = "Imports",
        Readers = ImportQueries.Readers,
        Columns = new ExportColumns<ImportLine>()
            .Text("Number", i => i.Row.Number, width: 14)
            .Choice<ImportKind>("Kind", i => i.Row.Kind)
            .Choice<ImportState>("State", i => i.Row.State)
            .Text("File", i => i.Row.FileName)
            .Text("File SHA-256", i => i.Row.FileSha256, width: 66)
            .Whole("Bytes", i => i.Row.FileBytes)
            .Text("Mapping", i => i.Row.MappingName)
            .Text("Started by", i => i.StartedBy)
            .Instant("Began", i => i.Row.StartedAt)
            .Instant("Visible", i => i.Row.VisibleAt)
            .Instant("Ended", i => i.Row.EndedAt)
            .Whole("Rows read", i => i.Row.RowsRead)
            .Whole("Rows refused", i => i.Row.RowsRefused)
            .Whole("Rows excluded", i => i.Row.RowsExcluded)
            .Text("Excluded lines", i => i.Row.ExcludedLines)
            .Whole("Rows with a remark", i => i.Row.RowsRemarked)
            .Whole("Rows stored", i => i.Row.RowsStored)
            .Whole("Objects", i => i.Row.Objects)
            .Date("Covers from", i => i.Row.CoversFromOn)
            .Date("Covers to", i => i.Row.CoversToOn)
            .Text("Replaced by", i => i.Row.ReplacedByNumber, width: 14),
        Rows = (actor, filter, cancellationToken) =>
        {
            var (kind, state) = (filter.Choice<ImportKind>("kind", "Kind"), filter.Choice<ImportState>("state", "State"));
            return Task.FromResult(PagedRows.ReadAsync(
                filter.OrderedBy(nameof(ImportRow.Number), nameof(ImportRow.Kind), nameof(ImportRow.FileName), nameof(ImportRow.Objects), nameof(ImportRow.StartedAt), nameof(ImportRow.State)),
                async (page, token) =>
                {
                    var found = await imports.ListAsync(actor, kind, state, page, token);
                    var names = await people.NamesOfAsync(found.Rows.Select(i => i.StartedBy).OfType<PersonId>(), token);
                    return new Page<ImportLine>(
                        [.. found.Rows.Select(i => new ImportLine(i, i.StartedBy is { } person ? names.GetValueOrDefault(person) : "the command line"))], found.Total);
                },
                cancellationToken));
        },
    };

    public static ListExport<ImportFindingRow> Findings(ImportQueries imports) => new()
    {
        Name = "import-findings",
        Title = "Findings of an import",
        Readers = ImportQueries.Readers,
        Columns = new ExportColumns<ImportFindingRow>()
            .Whole("No.", f => f.Sequence)
            .Choice<FindingClass>("Class", f => f.Class, width: 12)
            .Text("Rule", f => f.Code)
            .Whole("First line", f => f.FirstLine)
            .Text("Lines", f => f.Lines)
            .Whole("Rows", f => f.Rows)
            .Text("Column", f => f.Column)
            .Text("Value", f => f.Value)
            .Text("Finding", f => f.Sentence, width: 80),
        Rows = async (actor, filter, cancellationToken) =>
        {
            var number = filter.Required("import", "Import");
            var ofClass = filter.Choice<FindingClass>("class", "Class");
            if (number is null || await imports.FindAsync(actor, number, cancellationToken) is not { } import)
                return AsyncEnumerable.Empty<ImportFindingRow>();
            return PagedRows.ReadAsync(filter.OrderedBy(), (page, token) => imports.FindingsAsync(actor, import.Row.Id, ofClass, page, token), cancellationToken);
        },
    };

    /// <param name="Row">As in the list.</param>
    /// <param name="StartedBy">The name of whoever started it; null for somebody who is no longer known.</param>
    internal sealed record ImportLine(ImportRow Row, string? StartedBy);
}
