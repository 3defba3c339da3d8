using GovernanceConsole.Tests.Fixtures;
using Xunit.Abstractions;

namespace GovernanceConsole.Tests.Faults;

/// <summary>
/// F1: a process that commits as fast as it can is ended at any time, opening and closing included, and what it had answered is there
/// afterwards, each time. GOVERNANCE_LONG_TESTS makes it a thousand kills.
/// </summary>
public sealed class KilledConsoleTests(ITestOutputHelper output)
{
    private const int Lanes = 2;

    private static readonly bool IsLong = Environment.GetEnvironmentVariable("GOVERNANCE_LONG_TESTS") == "1";
    private static readonly int Databases = IsLong ? 100 : 5;
    private const int KillsOfOneDatabase = 10;

    [Fact]
    [Trait("row", "X1")]
    public async Task Kill_AtAnyTime_LosesNothingThatWasAcknowledged()
    {
        var (kills, acknowledged) = (0, 0);
        await Parallel.ForEachAsync(Enumerable.Range(0, Databases), new ParallelOptions { MaxDegreeOfParallelism = Lanes }, async (database, _) =>
        {
            var random = new Random(database);
            await using var console = await TestConsole.StartAsync();
            List<Acknowledgement> before = [];
            for (var kill = 0; kill < KillsOfOneDatabase; kill++)
            {
                List<Acknowledgement> fresh = [];
                await console.WhileStoppedAsync(async () =>
                {
                    using var running = await RunningConsole.StartAsync(console);
                    await running.RunAsync(database * 1000 + kill);
                    await Task.Delay(random.Next(1, 500));
                    fresh = await running.KillAsync();
                });

                before.AddRange(fresh);
                await AfterAFault.NothingIsLostAsync(console, before);
                await AfterAFault.AskingAgainIsAnsweredAlikeAsync(console, fresh.TakeLast(20));
                Interlocked.Increment(ref kills);
                Interlocked.Add(ref acknowledged, fresh.Count);
            }
        });

        output.WriteLine($"{kills} kills, {acknowledged} decisions acknowledged, none lost");
        Assert.True(acknowledged > 2 * kills, $"Only {acknowledged} decisions were acknowledged: it was killed before it had begun.");
    }
}
