using System.Diagnostics;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Tests.AuditLedger;
using GovernanceConsole.Tests.Fixtures;
using Xunit.Abstractions;

namespace GovernanceConsole.Tests.Faults;

/// <summary>
/// F8: 64 threads decide at once, a hundred times each; GOVERNANCE_LONG_TESTS makes it a thousand. The figures that count come from the
/// benchmark <c>write-road</c> on a quiet machine; here only nobody may starve.
/// </summary>
public sealed class ManyCallersTests(ITestOutputHelper output)
{
    private const int Threads = 64;

    private static readonly int DecisionsEach = Environment.GetEnvironmentVariable("GOVERNANCE_LONG_TESTS") == "1" ? 1000 : 100;

    [Fact]
    [Trait("row", "X1")]
    public async Task Decide_On64Threads_IsAcceptedEachTimeAndNumberedWithoutAGap()
    {
        await using var console = await TestConsole.StartAsync(translates: false);
        var before = LedgerFold.VerifyChain(console.File, 1);

        var waits = await Task.WhenAll(Enumerable.Range(0, Threads).Select(thread => Task.Factory.StartNew(
            () => DecideAsync(console, thread), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap()));

        var sorted = waits.SelectMany(w => w).Order().ToArray();
        output.WriteLine($"{sorted.Length} decisions: p50 {At(0.5):F0} ms, p99 {At(0.99):F0} ms, worst {sorted[^1].TotalMilliseconds:F0} ms");
        Assert.Equal(before + Threads * DecisionsEach, LedgerFold.VerifyChain(console.File, 1));
        await LedgerFold.EqualsTheTablesAsync(console);
        Assert.True(sorted[^1] < TimeSpan.FromSeconds(10), $"One caller waited {sorted[^1].TotalSeconds:F1} s.");

        double At(double quantile) => sorted[(int)(quantile * (sorted.Length - 1))].TotalMilliseconds;
    }

    private static async Task<List<TimeSpan>> DecideAsync(TestConsole console, int thread)
    {
        var waits = new List<TimeSpan>(DecisionsEach);
        for (var n = 0; n < DecisionsEach; n++)
        {
            var began = Stopwatch.GetTimestamp();
            var outcome = await console.Use<RegisterPerson>().ExecuteAsync(CommandId.New(), new RegisterPersonInput($"T{thread}-{n}", $"Person {thread} {n}", null), console.Founder);
            waits.Add(Stopwatch.GetElapsedTime(began));
            Assert.Empty(outcome.Refusals);
        }

        return waits;
    }
}
