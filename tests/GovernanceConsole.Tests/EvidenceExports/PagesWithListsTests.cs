using System.Text.RegularExpressions;
using GovernanceConsole.EvidenceExports;
using GovernanceConsole.Identity;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.EvidenceExports;

/// <summary>Every list exports what it shows: a page with a paged list names an export, and the export reads the page's filter.</summary>
public sealed partial class PagesWithListsTests
{
    [Fact]
    [Trait("row", "B-07")]
    public async Task EveryPagedList_HasAnExportThatReadsItsFilter()
    {
        await using var console = await TestConsole.StartAsync();
        var known = new Dictionary<string, Reads>(StringComparer.Ordinal);
        foreach (var list in console.Use<ExportList>().Lists)
        {
            var filter = ListFilter.None;
            await list.OpenAsync(console.Founder, filter, CancellationToken.None);
            known[list.Name] = new Reads(filter.Known, filter.KnownOrders);
        }

        var pages = RepositoryTree.Files(RepositoryTree.At("src", "GovernanceConsole.Web"), "*.razor")
            .Where(file => Path.GetFileName(file) != "RowsGrid.razor")
            .Select(file => (Name: Path.GetFileName(file), Markup: File.ReadAllText(file)))
            .Where(page => page.Markup.Contains("<RowsGrid", StringComparison.Ordinal))
            .ToList();
        Assert.NotEmpty(pages);
        Expect.None(pages.SelectMany(page => Faults(page.Name, page.Markup, known)));
    }

    [Theory]
    [InlineData("<RowsGrid TRow=\"Row\" Load=\"LoadAsync\" />", "Planted.razor exports nothing")]
    [InlineData("<RowsGrid ExportHref=\"@($\"/exports/salaries.xlsx?\")\" />", "Planted.razor exports salaries, which is no list")]
    [InlineData("<RowsGrid ExportHref=\"/exports/desks.xlsx\" /> [SupplyParameterFromQuery(Name = \"colour\")]\n    private string? Shade { get; set; }", "Planted.razor filters by colour, which the export of desks does not read")]
    [InlineData("<RowsGrid ExportHref=\"/exports/desks.xlsx\" /> [SupplyParameterFromQuery(Name = \"q\")]\n    private string? Words { get; set; }", null)]
    [InlineData("<RowsGrid ExportHref=\"/exports/desks.xlsx\" /> [SupplyParameterFromQuery]\n    private string? Colour { get; set; }", "Planted.razor filters by Colour, which the export of desks does not read")]
    [InlineData("<RowsGrid ExportHref=\"/exports/desks.xlsx\" /> [SupplyParameterFromQuery]\n    private string? Q { get; set; }", null)]
    [InlineData("<RowsGrid ExportHref=\"/exports/desks.xlsx\" /> <RowsColumn Sort=\"@nameof(DeskRow.Name)\" />", null)]
    [InlineData("<RowsGrid ExportHref=\"/exports/desks.xlsx\" /> <RowsColumn Sort=\"@nameof(DeskRow.Colour)\" />", "Planted.razor orders by Colour, which the export of desks does not know")]
    public void Page_Planted_IsFound(string markup, string? fault) =>
        Assert.Equal(fault is null ? [] : [fault], Faults("Planted.razor", markup, new Dictionary<string, Reads> { ["desks"] = new(["q"], ["Name"]) }));

    /// <param name="Fields">The fields of the address it reads.</param>
    /// <param name="Orders">The columns it can be ordered by.</param>
    private sealed record Reads(IReadOnlyCollection<string> Fields, IReadOnlyCollection<string> Orders);

    private static IEnumerable<string> Faults(string page, string markup, Dictionary<string, Reads> lists)
    {
        var exported = Export().Matches(markup).Select(m => m.Groups[1].Value).Distinct().ToList();
        if (exported.Count == 0)
            return [$"{page} exports nothing"];
        return exported.SelectMany(name => lists.TryGetValue(name, out var known)
            ? Parameter().Matches(markup).Select(m => m.Groups[1].Length > 0 ? m.Groups[1].Value : m.Groups[2].Value).Where(p => !known.Fields.Contains(p, StringComparer.OrdinalIgnoreCase)).Select(p => $"{page} filters by {p}, which the export of {name} does not read")
                .Concat(Column().Matches(markup).Select(m => m.Groups[1].Value).Where(c => !known.Orders.Contains(c)).Select(c => $"{page} orders by {c}, which the export of {name} does not know"))
            : [$"{page} exports {name}, which is no list"]);
    }

    [GeneratedRegex(@"(?:/exports/|ExportHref\("")([a-z-]+)(?:\.xlsx|"")", RegexOptions.NonBacktracking)]
    private static partial Regex Export();

    [GeneratedRegex(@"SupplyParameterFromQuery(?:\(Name = ""(\w+)""\))?\]\s+(?:private|public) \S+ (\w+)", RegexOptions.NonBacktracking)]
    private static partial Regex Parameter();

    [GeneratedRegex(@"Sort=""@nameof\(\w+\.(\w+)\)""", RegexOptions.NonBacktracking)]
    private static partial Regex Column();
}
