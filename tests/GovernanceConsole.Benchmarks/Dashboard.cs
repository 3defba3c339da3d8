using System.Diagnostics;
using System.Globalization;
using GovernanceConsole.ControlTesting;
using GovernanceConsole.Identity;
using GovernanceConsole.Metrics;
using GovernanceConsole.RecoveryPaths;
using GovernanceConsole.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace GovernanceConsole.Benchmarks;

/// <summary>
/// The queries of the dashboard over an imported and tested history, each on its own and all that one visit asks, on the
/// connections pages read through.
/// </summary>
internal static class Dashboard
{
    private const double MostMilliseconds = 50;

    public static async Task<int> RunAsync(int visits, string? csv)
    {
        var folder = Directory.CreateTempSubdirectory("governance-console-benchmark-").FullName;
        try
        {
            var file = csv ?? ImportHistory.WriteMadeUpLog(Path.Combine(folder, "log.csv"));
            await using var console = await BenchmarkConsole.StartAsync(folder);
            await console.ImportAsync(file);
            _ = (await console.Use<RunControlTests>().ExecuteAsync(CommandId.New(), new RunControlTestsInput(OnlyImport: null, ControlTestParameters.Proposed), console.Founder)).Value;
            var run = (await console.Use<ControlTestQueries>().LatestAsync(console.Founder))!.Value;

            var queries = new (string Name, Func<Task> Ask)[]
            {
                ("ownership coverage", () => console.Use<DashboardQueries>().OwnershipAsync()),
                ("sign-off currency", () => console.Use<DashboardQueries>().SignOffAsync()),
                ("accountability gaps", () => console.Use<AccountabilityGapQueries>().SummaryAsync()),
                ("gaps by month", () => console.Use<AccountabilityGapQueries>().ByMonthAsync()),
                ("weakest ways in", () => console.Use<WaysInQueries>().ListAsync(beside: null, new PageRequest())),
                ("last run", () => console.Use<ControlTestQueries>().FindAsync(console.Founder, run)),
                ("findings by path", () => console.Use<ControlTestQueries>().HeatMapAsync(console.Founder, run, HeatMapRows.Path, new FindingFilter())),
                ("findings by desk", () => console.Use<ControlTestQueries>().HeatMapAsync(console.Founder, run, HeatMapRows.Desk, new FindingFilter())),
                ("findings by group", () => console.Use<ControlTestQueries>().HeatMapAsync(console.Founder, run, HeatMapRows.Group, new FindingFilter())),
                ("skipped controls", () => console.Use<ControlTestQueries>().SkippedControlRatesAsync(console.Founder, run)),
                ("tickets of a finding", () => console.Use<ControlTestQueries>().TicketsAsync(console.Founder, run, new FindingFilter(), new PageRequest())),
            };
            foreach (var (_, ask) in queries)
            {
                for (var i = 0; i < 30; i++)
                    await ask();
            }

            var slowest = 0.0;
            foreach (var (name, ask) in queries)
            {
                var milliseconds = new List<double>(visits);
                for (var i = 0; i < visits; i++)
                {
                    var began = Stopwatch.GetTimestamp();
                    await ask();
                    milliseconds.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                }

                milliseconds.Sort();
                slowest = Math.Max(slowest, At(milliseconds, 0.95));
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-22} p50 {At(milliseconds, 0.5),6:F1} ms  p95 {At(milliseconds, 0.95),6:F1} ms"));
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"slowest p95 {slowest:F1} ms (at most {MostMilliseconds:F0})"));
            return slowest <= MostMilliseconds ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static double At(List<double> sorted, double quantile) => sorted[(int)(quantile * (sorted.Count - 1))];
}
