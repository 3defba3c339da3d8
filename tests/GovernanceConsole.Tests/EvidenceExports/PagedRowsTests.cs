using GovernanceConsole.EvidenceExports;
using GovernanceConsole.Storage;

namespace GovernanceConsole.Tests.EvidenceExports;

public sealed class PagedRowsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(999)]
    [InlineData(1000)]
    [InlineData(1001)]
    [InlineData(2500)]
    public async Task Read_OfAListOfAnyLength_GivesEveryRowOnceInOrder(int length)
    {
        var rows = await PagedRows.ReadAsync(new PageRequest(), (page, _) => Task.FromResult(Pages(page, length, length))).ToListAsync();
        Assert.Equal(Enumerable.Range(0, length), rows);
    }

    [Fact]
    public async Task Read_PassesTheOrderOn()
    {
        var asked = new List<PageRequest>();
        await PagedRows.ReadAsync(new PageRequest(Sort: "Name", Descending: true), (page, _) =>
        {
            asked.Add(page);
            return Task.FromResult(Pages(page, 1500, 1500));
        }).ToListAsync();

        Assert.Equal([0, 1000], asked.Select(p => p.Skip));
        Assert.All(asked, p => Assert.Equal((1000, "Name", true), (p.Take, p.Sort, p.Descending)));
    }

    [Fact]
    public async Task Read_OfAListThatGivesLessThanItCounts_Fails()
    {
        var read = PagedRows.ReadAsync(new PageRequest(), (page, _) => Task.FromResult(Pages(page, 1200, 1300)));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await read.ToListAsync());
    }

    private static Page<int> Pages(PageRequest page, int length, int total) => new([.. Enumerable.Range(0, length).Skip(page.Skip).Take(page.Take)], total);
}
