using GovernanceConsole.ControlTesting;
using GovernanceConsole.Identity;
using GovernanceConsole.Imports;
using GovernanceConsole.Integrity;
using GovernanceConsole.Metrics;
using GovernanceConsole.Organisation;
using GovernanceConsole.PolicyReplay;
using GovernanceConsole.Storage;

namespace GovernanceConsole.Web.Tests.Demo;

/// <summary>Whoever opens the demo finds something on every page that looks back at a help desk's history.</summary>
public sealed class DemoYearTests(DemoInATemporaryFolder demo) : IClassFixture<DemoInATemporaryFolder>
{
    private static readonly PageRequest All = new(0, 50);

    [Fact]
    public void Load_LeavesTheDatabaseAndNothingBesideIt()
    {
        Assert.Equal(0, demo.ExitCode);
        Assert.Equal(["demo.db"], demo.Files);
    }

    /// <summary>A year of everything people do: no difference, no broken chain.</summary>
    [Fact]
    [Trait("row", "X1")]
    public async Task DatabaseCheck_OverTheYear_FindsNothingWrong()
    {
        var report = await demo.Use<DatabaseCheck>().RunAsync();

        Assert.True(report.IsGood, string.Join("; ", report.Damage.Concat(report.SchemaDifferences).Concat(report.Tables?.Differences.Select(d => $"{d.Place}: {d.LedgerSays} / {d.TableSays}") ?? [])));
        Assert.InRange(report.Tables!.Objects, 100, 1000);
    }

    [Fact]
    public async Task Imports_BroughtPeopleAndTwoHistories_WithRemarksAndRowsLeftOut()
    {
        var imports = (await demo.Use<ImportQueries>().ListAsync(DemoInATemporaryFolder.Governance, kind: null, state: null, All)).Rows;

        Assert.Equal([ImportKind.TicketHistory, ImportKind.TicketHistory, ImportKind.People], imports.Select(i => i.Kind));
        Assert.All(imports, i => Assert.Equal(ImportState.Visible, i.State));
        var histories = imports.Where(i => i.Kind == ImportKind.TicketHistory).ToList();
        Assert.InRange(histories.Sum(h => h.Objects!.Value), 4_000, 6_000);
        Assert.All(histories, h => Assert.Equal((0, 2), (h.RowsRefused, h.RowsExcluded)));
        foreach (var history in histories)
        {
            var remarks = (await demo.Use<ImportQueries>().FindingsAsync(DemoInATemporaryFolder.Governance, history.Id, FindingClass.Remark, All)).Rows;
            Assert.Contains(remarks, r => r is { Code: "ValueIsUnknown", Value: "?" });
            Assert.Contains(remarks, r => r is { Code: "ValueIsUnexpected", Column: "state", Value: "-100" });
        }
    }

    [Fact]
    public async Task ControlTests_OverAllOfTheHistory_AreEachMadeAndFindSomething()
    {
        var run = await LatestRunAsync();

        Assert.True(run.IsCurrent);
        Assert.All(run.Tests, t => Assert.True(t is { IsTested: true, Because: null }, t.Because));
        Assert.All(run.Tests, t => Assert.InRange(t.Findings, 1, t.Tested / 4));
        Assert.InRange(run.TicketsWithSkippedControl, run.Row.Tickets / 5, run.Row.Tickets / 2);
    }

    [Fact]
    public async Task SkippedControls_DifferFromDeskToDesk()
    {
        var rates = (await demo.Use<ControlTestQueries>().SkippedControlRatesAsync(DemoInATemporaryFolder.Governance, (await LatestRunAsync()).Row.Id))!;

        Assert.Equal(HeatMapRows.Desk, rates.By);
        var byDesk = rates.Rows.ToDictionary(r => r.Code, r => r);
        Assert.True(byDesk["KONTOR"].Count.Rate > 1.5 * byDesk["SD-NORTH"].Count.Rate);
        Assert.True(byDesk["SD-FIELD"].Count.Rate > 1.2 * byDesk["KONTOR"].Count.Rate);
        Assert.True(byDesk["KONTOR"].IsOutlier);
        Assert.True(rates.Spread > 0.2);
    }

    [Theory]
    [InlineData(HeatMapRows.Path, 10)]
    [InlineData(HeatMapRows.Desk, 6)]
    [InlineData(HeatMapRows.Group, 10)]
    [InlineData(HeatMapRows.Kind, 10)]
    public async Task HeatMap_SaysSomethingOfMostTickets_AndItGetsBetter(HeatMapRows by, int atLeast)
    {
        var map = await MapAsync(by, new FindingFilter(FindingSeries.SkippedControl));

        var known = map.Rows.Where(r => r.Code.Length > 0 && r.Total.Findings > 0).ToList();
        Assert.True(known.Count >= atLeast, $"{known.Count} rows.");
        Assert.True(known.Sum(r => r.Total.Tickets) > map.Total.Tickets * 9 / 10);
        Assert.InRange(map.Months.Count, 12, 13);
        Assert.True(Rate(map.MonthTotals.Take(4)) > 1.5 * Rate(map.MonthTotals.TakeLast(4)));
    }

    [Fact]
    public async Task NightDesk_AfterItsReview_VerifiesCallers()
    {
        var map = await MapAsync(HeatMapRows.Desk, new FindingFilter(ControlTests.VerificationMissing.Code));

        var months = map.Rows.Single(r => r.Code == "KONTOR").Cells;
        Assert.True(Rate(months.Take(5)) > 4 * Rate(months.TakeLast(4)));
    }

    [Fact]
    public async Task Reviews_OneIsDecidedAndOneIsDueSoon()
    {
        var reviews = demo.Use<ReviewTaskQueries>();
        var all = (await reviews.ListAsync(DemoInATemporaryFolder.Governance, state: null, All)).Rows;

        Assert.Equal([ReviewTaskState.Open, ReviewTaskState.Done], all.Select(r => r.State));
        Assert.All(all, r => Assert.True(r.Tickets > 50));
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        Assert.InRange(all[0].DueOn, today, today.AddDays(4));
        Assert.Equal(all[0].Id, Assert.Single(await reviews.OpenForAsync(all[0].Assignee)).Id);
        Assert.Equal("Dorota Wysocka", (await demo.Use<PeopleQueries>().NamesOfAsync([all[0].Assignee])).Single().Value);

        var decided = (await reviews.FindAsync(DemoInATemporaryFolder.Governance, all[1].Number))!;
        Assert.Contains("without a verified caller", decided.Resolution, StringComparison.Ordinal);
        var behind = await demo.Use<ControlTestQueries>().TicketsAsync(
            DemoInATemporaryFolder.Governance, decided.Run, new FindingFilter(decided.Series, Desk: "KONTOR"), All);
        Assert.Equal(all[1].Tickets, behind!.Total);
    }

    [Fact]
    public async Task Dashboard_HasFiguresOfOwnershipAndOfTheHistory()
    {
        var figures = demo.Use<DashboardQueries>();

        Assert.InRange((await figures.OwnershipAsync()).Percent!.Value, 50, 99);
        Assert.NotNull((await figures.SignOffAsync()).Percent);
        var weakest = (await MapAsync(HeatMapRows.Path, new FindingFilter())).Rows[0];
        Assert.StartsWith("RP-", weakest.Code, StringComparison.Ordinal);
        Assert.True(weakest.Total.Findings > 100);
    }

    [Fact]
    public async Task Replay_OfTheStricterDraft_IsComplete_AndEachNumberHasItsCases()
    {
        var replays = demo.Use<ReplayQueries>();

        var last = (await replays.LastOfDraftAsync(DemoInATemporaryFolder.Governance))!;

        Assert.Equal(ReplayedDraft.Unchanged, last.Draft);
        Assert.True(last.Counts.Population > 1000);
        foreach (var outcome in new[] { ReplayOutcome.Refused, ReplayOutcome.Stricter, ReplayOutcome.Looser })
        {
            Assert.True(last.Counts[outcome] > 0);
            Assert.Equal(last.Counts[outcome], (await replays.CasesAsync(DemoInATemporaryFolder.Governance, last.Id, new ReplayFilter(outcome), All)).Total);
        }
    }

    private async Task<ControlTestRunDetails> LatestRunAsync()
    {
        var tests = demo.Use<ControlTestQueries>();
        return (await tests.FindAsync(DemoInATemporaryFolder.Governance, (await tests.LatestAsync(DemoInATemporaryFolder.Governance))!.Value))!;
    }

    private async Task<HeatMap> MapAsync(HeatMapRows by, FindingFilter filter) =>
        (await demo.Use<ControlTestQueries>().HeatMapAsync(DemoInATemporaryFolder.Governance, (await LatestRunAsync()).Row.Id, by, filter))!;

    private static double Rate(IEnumerable<FindingCount> counts) =>
        counts.Aggregate(default(FindingCount), (sum, count) => sum + count).Rate ?? 0;
}
