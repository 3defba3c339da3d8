using System.Diagnostics;
using System.Globalization;
using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;

namespace GovernanceConsole.Benchmarks;

/// <summary>How long the nightly comparison of the ledger with the tables takes for each thousand objects, and what memory it adds.</summary>
internal static class Reconcile
{
    public static async Task RunAsync(int objects, int rounds)
    {
        var folder = Directory.CreateTempSubdirectory("governance-console-benchmark-").FullName;
        try
        {
            await using var console = await BenchmarkConsole.StartAsync(folder);
            var register = console.Use<RegisterPerson>();
            await Parallel.ForAsync(1, objects, new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (n, _) =>
            {
                var outcome = await register.ExecuteAsync(CommandId.New(), new RegisterPersonInput($"E{n}", $"Person number {n}", $"person{n}@example.test"), console.Founder, CancellationToken.None);
                if (!outcome.IsAccepted)
                    throw new InvalidOperationException(outcome.Refusals[0].Sentence);
            });

            for (var round = 1; round <= rounds; round++)
            {
                var before = GC.GetTotalMemory(forceFullCollection: true);
                var watch = Stopwatch.StartNew();
                var run = Task.Run(() => console.Use<Reconciliation>().RunAsync());
                var most = before;
                while (!run.IsCompleted)
                {
                    most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: false));
                    await Task.WhenAny(run, Task.Delay(20));
                }

                var report = await run;
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"round {round}: {report.Objects} objects, {report.Rows} rows, {report.Count} differences in {watch.Elapsed.TotalSeconds:F2} s: {watch.Elapsed.TotalMilliseconds / report.Objects * 1000:F0} ms for 1,000 objects, at most {(most - before) / 1048576.0:F0} MB more memory"));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
