using Bunit;
using Bunit.TestDoubles;
using GovernanceConsole.Storage;
using GovernanceConsole.Web.Shell;
using GovernanceConsole.Web.Tests.Fixtures;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace GovernanceConsole.Web.Tests.Shell;

public sealed class RowsGridTests : PageTest
{
    private readonly List<PageRequest> _asked = [];

    [Fact]
    public void Grid_WhenOpened_AsksForTheFirstPageInTheListsOwnOrder()
    {
        var grid = RenderGrid(total: 60);

        Assert.Equal(new PageRequest(0, 25), _asked[^1]);
        Assert.Equal(25, grid.FindAll("tbody tr").Count);
        Assert.Contains("60 rows", grid.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Grid_OpenedByALink_ShowsThatPageInThatOrder()
    {
        Use<NavigationManager>().NavigateTo("/list?page=2&sort=Name&desc=true");

        RenderGrid(total: 60);

        Assert.Equal(new PageRequest(25, 25, "Name", Descending: true), _asked[^1]);
        Assert.All(_asked, asked => Assert.Equal(25, asked.Skip));
    }

    [Fact]
    public async Task Grid_SortedAndTurned_KeepsBothInTheAddress()
    {
        var grid = RenderGrid(total: 60);

        await grid.Find("th .rz-sortable-column, th[class*=rz-sortable-column] > div").ClickAsync();
        Assert.Equal("Name", _asked[^1].Sort);
        await grid.Find(".rz-pager-next").ClickAsync();

        Assert.Equal(25, _asked[^1].Skip);
        Assert.EndsWith("/list?sort=Name&page=2", Use<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public void Grid_WithoutRows_ShowsWhatWouldFillIt()
    {
        var grid = RenderGrid(total: 0);

        Assert.Contains("No row yet", grid.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Grid_WhenTheFilterChanges_StartsOver()
    {
        Use<NavigationManager>().NavigateTo("/list?page=2");
        var grid = RenderGrid(total: 60);

        grid.Render(p => p.Add(g => g.Filter, "another"));

        await grid.WaitForAssertionAsync(() => Assert.Equal(0, _asked[^1].Skip));
    }

    private IRenderedComponent<RowsGrid<Row>> RenderGrid(int total, string? exportHref = "/exports/people.xlsx")
    {
        if (!Use<NavigationManager>().Uri.Contains("/list", StringComparison.Ordinal))
            Use<NavigationManager>().NavigateTo("/list");
        return Render<RowsGrid<Row>>(p => p
            .Add(g => g.Filter, "one")
            .Add(g => g.ExportHref, exportHref)
            .Add(g => g.Empty, "<p>No row yet</p>")
            .Add(g => g.Columns, builder =>
            {
                builder.OpenComponent<RowsColumn<Row>>(0);
                builder.AddAttribute(1, nameof(RowsColumn<>.Title), "Name");
                builder.AddAttribute(2, nameof(RowsColumn<>.Sort), nameof(Row.Name));
                builder.AddAttribute(3, nameof(RowsColumn<>.Template), (RenderFragment<Row>)(row => cell => cell.AddContent(0, row.Name)));
                builder.CloseComponent();
            })
            .Add(g => g.Load, (page, _) =>
            {
                _asked.Add(page);
                return Task.FromResult(new Page<Row>([.. Enumerable.Range(page.Skip, Math.Min(page.Take, Math.Max(0, total - page.Skip))).Select(i => new Row($"Row {i}"))], total));
            }));
    }

    private sealed record Row(string Name);
}
