using GovernanceConsole.Identity;
using GovernanceConsole.Metrics;
using GovernanceConsole.Organisation;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Metrics;

public sealed class DashboardQueriesTests
{
    [Fact]
    public async Task Ownership_WithoutAnActivePath_HasNothingToCount()
    {
        await using var console = await PathConsole.StartAsync();

        var share = await console.Use<DashboardQueries>().OwnershipAsync();

        Assert.Null(share.Percent);
        Assert.Empty(share.Coverage.Rows);
    }

    [Fact]
    [Trait("row", "M08")]
    [Trait("row", "B-10")]
    public async Task Ownership_WhenAnOwnerLeaves_FallsAtOnceAndTheRowsAddUp()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.ActivePathAsync();
        var before = await console.Use<DashboardQueries>().OwnershipAsync();
        var owner = (await console.DetailsAsync(path)).Control.Owner!.Id;

        _ = (await console.Use<MarkPersonAsLeft>().ExecuteAsync(CommandId.New(), new MarkPersonAsLeftInput(owner), Actor.ForJob("directory-feed"))).Value;

        var after = await console.Use<DashboardQueries>().OwnershipAsync();
        Assert.Equal(100, before.Percent);
        Assert.Equal(0, after.Percent);
        Assert.Equal(after.Coverage.Total, after.Coverage.Rows.Count);
        Assert.Equal(after.Coverage.Covered, after.Coverage.Rows.Count(r => r.IsCovered));
        Assert.NotNull(Assert.Single(after.Coverage.Rows).Why);
    }

    [Fact]
    [Trait("row", "M09")]
    public async Task SignOff_TheDayAfterItsLastDay_CoversNoMore()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.ActivePathAsync();
        var until = (await console.DetailsAsync(path)).SignOffs[0].ValidUntilOn;

        console.Clock.SetTo(new DateTimeOffset(until.ToDateTime(new TimeOnly(12, 0)), TimeSpan.Zero));
        var onTheLastDay = await console.Use<DashboardQueries>().SignOffAsync();
        console.Clock.Advance(TimeSpan.FromDays(1));
        var theDayAfter = await console.Use<DashboardQueries>().SignOffAsync();

        Assert.Equal(100, onTheLastDay.Percent);
        Assert.Equal(0, theDayAfter.Percent);
    }

    [Fact]
    public void Catalogue_Codes_AreDistinctAndEachHasADefinition()
    {
        Assert.Equal(MetricCatalogue.All.Count, MetricCatalogue.All.Select(m => m.Code).Distinct(StringComparer.Ordinal).Count());
        Assert.All(MetricCatalogue.All, m => Assert.False(string.IsNullOrWhiteSpace(m.Definition)));
    }
}
