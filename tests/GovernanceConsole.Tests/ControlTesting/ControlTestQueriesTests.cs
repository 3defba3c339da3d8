using GovernanceConsole.ControlTesting;
using GovernanceConsole.Identity;
using GovernanceConsole.Imports;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.ControlTesting;

public sealed class ControlTestQueriesTests
{
    [Fact]
    public async Task HeatMap_EveryCell_IsTheNumberOfRowsBehindIt()
    {
        await using var console = await TestConsole.StartAsync("UTC");
        await SpreadOut().ImportAsync(console);
        var run = await RunControlTestsTests.RunAsync(console);
        var queries = console.Use<ControlTestQueries>();

        foreach (var series in ControlTests.All.Select(t => t.Code).Append(FindingSeries.Any).Append(FindingSeries.SkippedControl))
        {
            foreach (var by in Enum.GetValues<HeatMapRows>())
            {
                var map = (await queries.HeatMapAsync(console.Founder, run, by, new FindingFilter(series)))!;
                Assert.Equal(map.Total, map.Rows.Aggregate(default(FindingCount), (sum, row) => sum + row.Total));
                Assert.Equal(map.Total, map.MonthTotals.Aggregate(default(FindingCount), (sum, month) => sum + month));
                Assert.Equal(map.Total.Findings, await CountAsync(queries, console, run, new FindingFilter(series)));
                foreach (var row in map.Rows)
                {
                    Assert.Equal(row.Total, row.Cells.Aggregate(default(FindingCount), (sum, cell) => sum + cell));
                    for (var m = 0; m < map.Months.Count; m++)
                        Assert.Equal(row.Cells[m].Findings, await CountAsync(queries, console, run, new FindingFilter(series).At(by, row.Code).In(map.Months[m])));
                }
            }
        }
    }

    [Fact]
    public async Task HeatMap_TheTileOfATest_IsWhatTheRunSays()
    {
        await using var console = await TestConsole.StartAsync("UTC");
        await SpreadOut().ImportAsync(console);
        var run = await RunControlTestsTests.RunAsync(console);
        var queries = console.Use<ControlTestQueries>();

        var details = (await queries.FindAsync(console.Founder, run))!;
        foreach (var test in details.Tests)
        {
            var map = (await queries.HeatMapAsync(console.Founder, run, HeatMapRows.Group, new FindingFilter(test.Code)))!;
            Assert.Equal(new FindingCount(test.Tested, test.Findings), map.Total);
        }

        var any = (await queries.HeatMapAsync(console.Founder, run, HeatMapRows.Group, new FindingFilter()))!;
        Assert.Equal(details.TicketsWithFindings, any.Total.Findings);
        var skipped = (await queries.HeatMapAsync(console.Founder, run, HeatMapRows.Group, new FindingFilter(FindingSeries.SkippedControl)))!;
        Assert.Equal(details.TicketsWithSkippedControl, skipped.Total.Findings);
    }

    [Fact]
    public async Task HeatMap_MonthsAndUnknownPlaces_AreToldApart()
    {
        await using var console = await TestConsole.StartAsync("UTC");
        await SpreadOut().ImportAsync(console);
        var run = await RunControlTestsTests.RunAsync(console);

        var map = (await console.Use<ControlTestQueries>().HeatMapAsync(console.Founder, run, HeatMapRows.Group, new FindingFilter("service-level-missed")))!;

        Assert.Equal([new DateOnly(2026, 4, 1), new DateOnly(2026, 5, 1), null], map.Months);
        Assert.Equal(["G1", "", "G2"], map.Rows.Select(r => r.Code));
        Assert.Equal([new FindingCount(1, 1), new FindingCount(2, 1), new FindingCount(0, 0)], map.Rows[0].Cells);
        Assert.Equal(new FindingCount(1, 1), map.Rows[1].Total);
        Assert.Equal([new FindingCount(1, 0), new FindingCount(0, 0), new FindingCount(1, 0)], map.Rows[2].Cells);
    }

    [Fact]
    public async Task HeatMap_MoreRowsThanAskedFor_AddsTheOthersUp()
    {
        await using var console = await TestConsole.StartAsync("UTC");
        await SpreadOut().ImportAsync(console);
        var run = await RunControlTestsTests.RunAsync(console);

        var map = (await console.Use<ControlTestQueries>().HeatMapAsync(console.Founder, run, HeatMapRows.Group, new FindingFilter("service-level-missed"), most: 1))!;

        Assert.Equal("G1", Assert.Single(map.Rows).Code);
        Assert.Equal(2, map.OtherRows);
        Assert.Equal(new FindingCount(3, 1), map.Others!.Total);
        Assert.Equal(new FindingCount(6, 3), map.Total);
    }

    [Fact]
    [Trait("row", "R-152")]
    [Trait("row", "M04")]
    public async Task SkippedControlRates_BetweenDesks_GivesSpreadAndOutlier()
    {
        await using var console = await TestConsole.StartAsync("UTC");
        var history = new MadeUpHistory();
        for (var i = 0; i < 100; i++)
            history.Ticket($"A{i}", (TicketField.Desk, "careful"), (TicketField.EvidenceReference, i < 2 ? "" : "DOC"));
        for (var i = 0; i < 40; i++)
            history.Ticket($"B{i}", (TicketField.Desk, "careless"), (TicketField.EvidenceReference, i < 20 ? "" : "DOC"));
        history.Ticket("C1", (TicketField.Desk, "tiny"), (TicketField.EvidenceReference, ""));
        await history.ImportAsync(console);
        var run = await RunControlTestsTests.RunAsync(console);

        var rates = (await console.Use<ControlTestQueries>().SkippedControlRatesAsync(console.Founder, run))!;

        Assert.Equal(HeatMapRows.Desk, rates.By);
        Assert.Equal(["tiny", "careless", "careful"], rates.Rows.Select(r => r.Code));
        Assert.Equal([1.0, 0.5, 0.02], rates.Rows.Select(r => r.Count.Rate!.Value));
        Assert.Equal(0.48, rates.Spread!.Value, 10); // one ticket is no rate
        Assert.Equal([false, true, true], rates.Rows.Select(r => r.IsOutlier));
    }

    [Fact]
    public async Task Tickets_SortedAndPaged_AreTheWholeList()
    {
        await using var console = await TestConsole.StartAsync("UTC");
        await MadeUpHistory.OfEachViolation().ImportAsync(console);
        var run = await RunControlTestsTests.RunAsync(console);
        var queries = console.Use<ControlTestQueries>();

        var first = (await queries.TicketsAsync(console.Founder, run, new FindingFilter(), new PageRequest(0, 10, nameof(TicketWithFindings.Number))))!;
        var second = (await queries.TicketsAsync(console.Founder, run, new FindingFilter(), new PageRequest(10, 10, nameof(TicketWithFindings.Number))))!;

        Assert.Equal((15, 15), (first.Total, second.Total));
        var numbers = first.Rows.Concat(second.Rows).Select(r => r.Number).ToList();
        Assert.Equal(ControlTests.All.Select(t => t.Code).Order(StringComparer.Ordinal), numbers);
    }

    [Fact]
    public async Task Ticket_WithFindings_TellsFactsUpdatesAndWhatWasFound()
    {
        await using var console = await TestConsole.StartAsync("UTC");
        await MadeUpHistory.OfEachViolation().ImportAsync(console);
        var run = await RunControlTestsTests.RunAsync(console);
        var id = (await console.RowsAsync<Ticket>()).Single(t => t.Number == "states-out-of-order").Id;

        var ticket = (await console.Use<ControlTestQueries>().TicketAsync(console.Founder, id))!;

        Assert.Equal(("states-out-of-order", "IMP-0001", run), (ticket.Number, ticket.ImportNumber, ticket.Run));
        Assert.Equal(["New", "Resolved", "Closed", "Active"], ticket.Updates.Select(u => u.State));
        Assert.Equal(["Updated once after it had been closed.", "One move between states out of order."], ticket.Findings.Select(f => f.Sentence));
        Assert.Contains(new TicketFact("Verified through", "call-back;manager", At: null), ticket.Facts);
        Assert.Contains(new TicketFact("Approved", Text: null, new DateTimeOffset(2026, 5, 4, 9, 30, 0, TimeSpan.Zero)), ticket.Facts);
    }

    [Fact]
    public async Task Everything_WithoutARole_IsAsIfItWereNotThere()
    {
        await using var console = await TestConsole.StartAsync("UTC");
        await MadeUpHistory.OfEachViolation().ImportAsync(console);
        var run = await RunControlTestsTests.RunAsync(console);
        var ticket = (await console.RowsAsync<Ticket>())[0].Id;
        var agent = await console.PersonAsync("Dirk Agent", Role.DeskAgent);
        var queries = console.Use<ControlTestQueries>();

        Assert.Null(await queries.LatestAsync(agent));
        Assert.Empty((await queries.RunsAsync(agent, new PageRequest())).Rows);
        Assert.Null(await queries.FindAsync(agent, run));
        Assert.Null(await queries.HeatMapAsync(agent, run, HeatMapRows.Group, new FindingFilter()));
        Assert.Null(await queries.SkippedControlRatesAsync(agent, run));
        Assert.Null(await queries.TicketsAsync(agent, run, new FindingFilter(), new PageRequest()));
        Assert.Null(await queries.TicketAsync(agent, ticket));
    }

    [Fact]
    public async Task Tickets_ToTheAssigneeOfAReview_AreOpen()
    {
        await using var console = await TestConsole.StartAsync("UTC");
        await MadeUpHistory.OfEachViolation().ImportAsync(console);
        var run = await RunControlTestsTests.RunAsync(console);
        var owner = await console.PersonAsync("Carla Owner");
        await CreateReviewTaskTests.CreateAsync(console, run, owner);

        var tickets = (await console.Use<ControlTestQueries>().TicketsAsync(owner, run, new FindingFilter(), new PageRequest()))!;
        Assert.NotNull(await console.Use<ControlTestQueries>().TicketAsync(owner, tickets.Rows[0].Id));
        var inOrder = (await console.RowsAsync<Ticket>()).Single(t => t.Number == "in-order").Id;
        Assert.Null(await console.Use<ControlTestQueries>().TicketAsync(owner, inOrder));
    }

    [Theory]
    [InlineData("test=reopened&month=2026-05&group=G%261&desk=%28not%20known%29&kind=password-reset&path=RP-0001")]
    [InlineData("month=%28not%20known%29")]
    [InlineData("")]
    public void Filter_AsTheQueryOfAnAddress_ComesBack(string query)
    {
        var values = query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=')).ToDictionary(p => p[0], p => Uri.UnescapeDataString(p[1]));

        var filter = FindingFilter.FromQuery(
            values.GetValueOrDefault("test"), values.GetValueOrDefault("month"), values.GetValueOrDefault("group"),
            values.GetValueOrDefault("desk"), values.GetValueOrDefault("kind"), values.GetValueOrDefault("path"));

        Assert.Equal(query, filter.ToQuery());
    }

    private static MadeUpHistory SpreadOut() => new MadeUpHistory()
        .Ticket("A1", (TicketField.MadeSla, "false"))
        .Ticket("A2", (TicketField.ReopenCount, "2"), (TicketField.EvidenceReference, ""))
        .Ticket("A3", (TicketField.MadeSla, "false"), (TicketField.OpenedAt, "2026-04-30 09:00"), (TicketField.RequestKind, "account-unlock"))
        .Ticket("B1", (TicketField.Group, "G2"), (TicketField.OpenedAt, "2026-04-01 09:00"))
        .Ticket("B2", (TicketField.Group, "G2"), (TicketField.OpenedAt, "?"), (TicketField.ApprovedBy, ""), (TicketField.ApprovedAt, ""))
        .Ticket("C1", (TicketField.Group, "?"), (TicketField.Desk, "?"), (TicketField.RequestKind, "?"), (TicketField.MadeSla, "false"));

    private static async Task<long> CountAsync(ControlTestQueries queries, TestConsole console, ControlTestRunId run, FindingFilter filter)
    {
        var page = (await queries.TicketsAsync(console.Founder, run, filter, new PageRequest(Take: 1000)))!;
        Assert.Equal(page.Total, page.Rows.Count);
        return page.Total;
    }
}
