using System.Diagnostics;
using System.Globalization;
using GovernanceConsole.Ledger;
using GovernanceConsole.Sqlite;
using GovernanceConsole.Storage;

namespace GovernanceConsole.Benchmarks;

/// <summary>
/// Entries per second through the writer alone: queue, body, leaf hash, tree, prepared inserts and a group commit with a
/// disk flush, but no permission, rule, entity or state. What the ledger itself costs a decision.
/// </summary>
internal static class RawAppend
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(int producers, TimeSpan duration, int rounds)
    {
        var perSecond = new List<double>();
        for (var round = 0; round <= rounds; round++)
        {
            var (rate, latencies, processor) = await RoundAsync(producers, round == 0 ? WarmUp : duration);
            if (round == 0)
                continue;
            perSecond.Add(rate);
            Array.Sort(latencies);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"round {round}: {rate:F0} entries/s, p50 {At(latencies, 0.5):F1} ms, p99 {At(latencies, 0.99):F1} ms, worst {latencies[^1]:F1} ms, {processor * 1000:F0} us of processor time an entry"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"median {perSecond.Order().ElementAt(perSecond.Count / 2):F0} entries/s with {producers} producers (at least 20000)"));
    }

    private static async Task<(double PerSecond, double[] Milliseconds, double ProcessorMilliseconds)> RoundAsync(int producers, TimeSpan duration)
    {
        var folder = Directory.CreateTempSubdirectory("governance-console-benchmark-").FullName;
        try
        {
            await using var opened = SqliteGovernanceStore.Open(new SqliteOptions { File = Path.Combine(folder, "governance.db") }, TimeProvider.System);
            IGovernanceStore store = opened;
            var (began, processor) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            var all = await Task.WhenAll(Enumerable.Range(0, producers).Select(_ => Task.Run(async () =>
            {
                var mine = new List<double>();
                while (Stopwatch.GetElapsedTime(began) < duration)
                {
                    var asked = Stopwatch.GetTimestamp();
                    await store.WriteAsync(AppendAsync, CancellationToken.None);
                    mine.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
                }

                return mine;
            })));
            var latencies = all.SelectMany(m => m).ToArray();
            return (latencies.Length / Stopwatch.GetElapsedTime(began).TotalSeconds, latencies, (Environment.CpuUsage.TotalTime - processor).TotalMilliseconds / latencies.Length);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<long> AppendAsync(IWriteSession session)
    {
        var head = await session.ReadHeadAsync(LedgerStream.Decisions);
        var (idx, id, transaction, command, person) = (head.Frontier.Size, Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        var at = TimeProvider.System.GetUtcNow();
        var body = new LedgerEntry
        {
            Ledger = head.Name,
            Idx = idx,
            Prev = head.LastLeaf,
            Id = id,
            Cmd = command,
            Type = "person.registered",
            At = at,
            Node = "web-1",
            Tx = new LedgerTransaction(transaction, 1, 1),
            Actor = new LedgerActor("019aaaf1068074e0acd480e7df454ce2", "idp-1"),
            Via = "ui",
            Obj = new LedgerObject("person", person.ToString("N"), To: 1, StateHash: head.LastLeaf),
            Act = [new("set.engagement", "Employee"), new("set.kind", "Person"), new("set.key", "E1")],
        }.ToBody();
        var leaf = LeafHash.Of(body);
        head.Frontier.Append(leaf);
        await session.WriteEntriesAsync(head with { LastLeaf = leaf }, [new LedgerRow(LedgerStream.Decisions, idx, "person.registered", at, "person", person, person, CommandId: null, body, [])]);
        return idx;
    }

    private static double At(double[] sorted, double quantile) => sorted[(int)(quantile * (sorted.Length - 1))];
}
