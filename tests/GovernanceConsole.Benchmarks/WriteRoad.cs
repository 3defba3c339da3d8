using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Storage;

namespace GovernanceConsole.Benchmarks;

/// <summary>
/// Full commands per second on SQLite: queue, authorisation, rules, entity, ledger entry with commitments and state
/// hash, stored answer, group commit with a disk flush. Beside it, in the same run, the machine's own measure: how many
/// bare one-row commits the same disk takes, and how fast it hashes. With an import, each round lasts as long as a
/// help desk's log of 141,712 rows takes beside the callers.
/// </summary>
internal static class WriteRoad
{
    /// <summary>Until then the runtime still compiles what runs often, on a core of the two.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(25);

    public static async Task RunAsync(int callers, TimeSpan duration, int rounds, bool withImport)
    {
        var csv = withImport ? ImportHistory.WriteMadeUpLog(Path.GetTempFileName()) : null;
        var perSecond = new List<double>();
        for (var round = 0; round <= rounds; round++)
        {
            var (rate, latencies, cpu, imported) = await RoundAsync(callers, round == 0 ? WarmUp : duration, csv);
            if (round == 0)
                continue;
            perSecond.Add(rate);
            Array.Sort(latencies);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"round {round}: {rate:F0} commands/s, p50 {At(latencies, 0.50):F1} ms, p95 {At(latencies, 0.95):F1} ms, p99 {At(latencies, 0.99):F1} ms, worst {latencies[^1]:F1} ms, {cpu:F3} ms of processor time a command") + imported);
        }

        if (csv is not null)
            File.Delete(csv);
        perSecond.Sort();
        var bare = BareCommits(TimeSpan.FromSeconds(3));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"median {perSecond[perSecond.Count / 2]:F0} commands/s with {callers} callers; bare one-row commits {bare:F0}/s; ratio {perSecond[perSecond.Count / 2] / bare:F2}"));
    }

    private static async Task<(double PerSecond, double[] Milliseconds, double ProcessorMilliseconds, string Import)> RoundAsync(int callers, TimeSpan duration, string? csv)
    {
        var folder = Directory.CreateTempSubdirectory("governance-console-benchmark-").FullName;
        try
        {
            await using var console = await BenchmarkConsole.StartAsync(folder);
            var (founder, actor) = (console.Founder.Person!.Value, console.Founder);
            var register = console.Use<RegisterPerson>();

            using var process = Process.GetCurrentProcess();
            var processor = process.TotalProcessorTime;
            var began = Stopwatch.GetTimestamp();
            var import = csv is null ? Task.Delay(duration) : Task.Run(() => console.ImportAsync(csv));
            var number = 0;
            var all = await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
            {
                var mine = new List<double>();
                while (!import.IsCompleted)
                {
                    var n = Interlocked.Increment(ref number);
                    var asked = Stopwatch.GetTimestamp();
                    var outcome = await register.ExecuteAsync(
                        CommandId.New(), new RegisterPersonInput($"E{n}", $"Person number {n}", $"person{n}@example.test", ManagerId: founder), actor);
                    mine.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
                    if (!outcome.IsAccepted)
                        throw new InvalidOperationException(outcome.Refusals[0].Sentence);
                }

                return mine;
            })));
            await import;
            var latencies = all.SelectMany(m => m).ToArray();
            process.Refresh();
            var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
            return (
                latencies.Length / seconds, latencies, (process.TotalProcessorTime - processor).TotalMilliseconds / latencies.Length,
                csv is null ? "" : string.Create(CultureInfo.InvariantCulture, $", import {seconds:F1} s"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static double BareCommits(TimeSpan duration)
    {
        var folder = Directory.CreateTempSubdirectory("governance-console-benchmark-").FullName;
        try
        {
            using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(folder, "bare.db")};Pooling=False");
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t (id INTEGER PRIMARY KEY, body BLOB)";
            command.ExecuteNonQuery();
            command.CommandText = "INSERT INTO t (body) VALUES ($1)";
            command.Parameters.AddWithValue("$1", RandomNumberGenerator.GetBytes(400));
            var watch = Stopwatch.StartNew();
            var count = 0;
            for (; watch.Elapsed < duration; count++)
                command.ExecuteNonQuery();
            return count / watch.Elapsed.TotalSeconds;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static double At(double[] sorted, double quantile) => sorted[(int)(quantile * (sorted.Length - 1))];
}
