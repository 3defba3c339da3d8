using System.Diagnostics;
using GovernanceConsole.ControlTesting;
using GovernanceConsole.Identity;
using GovernanceConsole.Imports;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.Fixtures;
using GovernanceConsole.Tests.Imports;
using Xunit.Abstractions;

namespace GovernanceConsole.Tests.ControlTesting;

/// <summary>
/// The real log of a help desk, as far as it can show anything. The numbers were counted from the CSV by another program
/// with the definitions of the tests, not read off this one.
/// </summary>
public sealed class RealHistoryFindingsTests(ITestOutputHelper output)
{
    [RealHistoryFact]
    public async Task Run_OverTheRealLog_FindsWhatAnIndependentCountFinds()
    {
        await using var console = await TestConsole.StartAsync("UTC");
        await ImportAsync(console);

        var watch = Stopwatch.StartNew();
        var run = await RunControlTestsTests.RunAsync(console);
        output.WriteLine($"All control tests: {watch.ElapsedMilliseconds} ms");

        var queries = console.Use<ControlTestQueries>();
        var details = (await queries.FindAsync(console.Founder, run))!;
        Assert.Equal((24_918, 141_712), (details.Row.Tickets, details.Updates));
        Assert.Equal((new DateOnly(2016, 2, 1), new DateOnly(2017, 2, 1)), (details.FirstMonth, details.LastMonth));
        Assert.Equal(
            new Dictionary<string, (long Tested, long NotJudged, long Findings)>
            {
                ["changed-after-closing"] = (24_918, 0, 57),
                ["states-out-of-order"] = (24_918, 0, 25),
                ["outside-hours"] = (24_918, 0, 8_183),
                ["reopened"] = (24_918, 0, 275),
                ["service-level-missed"] = (24_918, 0, 9_115),
                ["handed-round"] = (24_918, 0, 919),
                ["took-too-long"] = (23_362, 1_556, 6_740),
            },
            details.Tests.Where(t => t.IsTested).ToDictionary(t => t.Code, t => (t.Tested, t.NotJudged, t.Findings)));
        Assert.Equal(8, details.Tests.Count(t => !t.IsTested));
        Assert.All(details.Tests.Where(t => !t.IsTested), t => Assert.NotNull(t.Because));
        Assert.NotEmpty(details.Assumptions);
        await AddsUpAsync(console, run, details);
        await IsFastAsync(console, run);
    }

    private static async Task AddsUpAsync(TestConsole console, ControlTestRunId run, ControlTestRunDetails details)
    {
        var queries = console.Use<ControlTestQueries>();
        foreach (var by in Enum.GetValues<HeatMapRows>())
        {
            var map = (await queries.HeatMapAsync(console.Founder, run, by, new FindingFilter(), most: int.MaxValue))!;
            Assert.Equal(new FindingCount(24_918, details.TicketsWithFindings), map.Total);
            Assert.Equal(map.Total, map.Rows.Aggregate(default(FindingCount), (sum, row) => sum + row.Total));
        }

        var reopened = (await queries.HeatMapAsync(console.Founder, run, HeatMapRows.Group, new FindingFilter("reopened"), most: int.MaxValue))!;
        foreach (var row in reopened.Rows.Take(3))
        {
            for (var m = 0; m < reopened.Months.Count; m++)
            {
                var behind = await queries.TicketsAsync(
                    console.Founder, run, new FindingFilter("reopened", reopened.Months[m], Group: row.Code), new PageRequest(Take: 1000));
                Assert.Equal(row.Cells[m].Findings, behind!.Total);
                Assert.All(behind.Rows, t => Assert.Contains(t.Findings, f => f.Code == "reopened"));
            }
        }
    }

    private async Task IsFastAsync(TestConsole console, ControlTestRunId run)
    {
        var queries = console.Use<ControlTestQueries>();
        var times = new List<double>();
        for (var i = 0; i < 40; i++)
        {
            var watch = Stopwatch.StartNew();
            _ = await queries.HeatMapAsync(console.Founder, run, HeatMapRows.Group, new FindingFilter());
            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        times.Sort();
        output.WriteLine($"Heat map of all tests by group and month: p50 {times[20]:F1} ms, p95 {times[37]:F1} ms");
    }

    private static async Task ImportAsync(TestConsole console)
    {
        await using var file = File.OpenRead(RealHistory.File!);
        var received = await console.Use<FileIntake>().ReceiveAsync(file, Path.GetFileName(RealHistory.File!));
        var mapping = ShippedMappings.ByKey["servicenow-incident-log"];
        var result = await console.Use<ImportFile>().ExecuteAsync(
            CommandId.New(), new ImportInput(ImportKind.TicketHistory, mapping.Text), received.Value, console.Founder);
        Assert.Equal(ImportState.Visible, result.Value.State);
    }
}
