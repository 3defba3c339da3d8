using GovernanceConsole.Tests.Fixtures;
using Xunit.Abstractions;

namespace GovernanceConsole.Tests.Faults;

/// <summary>
/// F1: a process that commits as fast as it can is ended at any time, opening and closing included, and what it had answered is there
/// afterwards, each time. Because a new process costs more than all the rest, each is also frozen several times and the files it would
/// have left by a kill at that instant are kept and judged. GOVERNANCE_LONG_TESTS makes it a thousand kills.
/// </summary>
public sealed class KilledConsoleTests(ITestOutputHelper output)
{
    private const int Lanes = 2;

    private static readonly bool IsLong = Environment.GetEnvironmentVariable("GOVERNANCE_LONG_TESTS") == "1";
    private static readonly int Databases = IsLong ? 100 : 2;
    private static readonly int KillsOfOneDatabase = IsLong ? 10 : 4;
    private static readonly int FreezesBeforeAKill = !OperatingSystem.IsLinux() ? 0 : IsLong ? 1 : 6;

    [Fact]
    [Trait("row", "X1")]
    public async Task Kill_AtAnyTime_LosesNothingThatWasAcknowledged()
    {
        var (kills, freezes, acknowledged) = (0, 0, 0);
        await Parallel.ForEachAsync(Enumerable.Range(0, Databases), new ParallelOptions { MaxDegreeOfParallelism = Lanes }, async (database, _) =>
        {
            var random = new Random(database);
            await using var console = await TestConsole.StartAsync();
            List<Acknowledgement> before = [];
            for (var kill = 0; kill < KillsOfOneDatabase; kill++)
            {
                List<Acknowledgement> fresh = [];
                var frozen = new List<(string Folder, List<Acknowledgement> Acknowledged)>();
                await console.WhileStoppedAsync(async () =>
                {
                    using var running = await RunningConsole.StartAsync(console);
                    await running.RunAsync(database * 1000 + kill);
                    for (var i = 0; i < FreezesBeforeAKill; i++)
                    {
                        await Task.Delay(random.Next(1, 300));
                        var folder = Directory.CreateTempSubdirectory("governance-console-tests-").FullName;
                        frozen.Add((folder, await running.FreezeAsync(console.File, folder)));
                    }

                    await Task.Delay(random.Next(1, 300));
                    fresh = await running.KillAsync();
                });

                foreach (var (folder, until) in frozen)
                {
                    await using var copy = TestConsole.OnACopy(folder, console.Founder);
                    await AfterAFault.NothingIsLostAsync(copy, [.. before, .. until]);
                    await AfterAFault.AskingAgainIsAnsweredAlikeAsync(copy, until.TakeLast(20));
                    Interlocked.Increment(ref freezes);
                }

                before.AddRange(fresh);
                await AfterAFault.NothingIsLostAsync(console, before);
                await AfterAFault.AskingAgainIsAnsweredAlikeAsync(console, fresh.TakeLast(20));
                Interlocked.Increment(ref kills);
                Interlocked.Add(ref acknowledged, fresh.Count);
            }
        });

        output.WriteLine($"{kills} kills and {freezes} frozen instants, {acknowledged} decisions acknowledged, none lost");
        Assert.True(acknowledged > 10 * kills, $"Only {acknowledged} decisions were acknowledged: it was killed before it had begun.");
    }
}
