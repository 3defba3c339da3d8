using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using GovernanceConsole.Ledger;
using GovernanceConsole.Ledger.Bundles;

namespace GovernanceConsole.Benchmarks;

/// <summary>
/// Entries per second of ledger-verify over a bundle, on one core and on all, with its peak memory; beside it, in the same run, plain
/// SHA-256 over the same bytes on one core.
/// </summary>
internal static class VerifyLedger
{
    private const string Ledger = "benchmark.example/ledger/1";

    public static async Task RunAsync(int entries, int rounds)
    {
        var folder = Directory.CreateTempSubdirectory("governance-console-benchmark-").FullName;
        try
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var (bundle, policy) = (Path.Combine(folder, "bundle.zip"), Path.Combine(folder, "policy.json"));
            var bytes = Make(bundle, entries, key);
            await File.WriteAllTextAsync(policy, JsonSerializer.Serialize(new
            {
                v = 1,
                ledgers = new[] { new { name = Ledger, keys = new[] { new { key = Convert.ToBase64String(key.ExportSubjectPublicKeyInfo()) } } } },
            }));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{entries} entries, {bytes / entries} bytes each, bundle {new FileInfo(bundle).Length >> 20} MB"));

            List<double> one = [], all = [], plain = [];
            for (var round = 1; round <= rounds; round++)
            {
                plain.Add(PlainHashes(bytes, entries));
                var (alone, memoryAlone) = await VerifyAsync(bundle, policy, entries, "0");
                var (together, memory) = await VerifyAsync(bundle, policy, entries, $"0-{Environment.ProcessorCount - 1}");
                one.Add(alone);
                all.Add(together);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"round {round}: one core {alone:F0}/s ({memoryAlone} MB), {Environment.ProcessorCount} cores {together:F0}/s ({memory} MB), plain SHA-256 {plain[^1]:F0}/s"));
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"median one core {Median(one):F0} entries/s, {Environment.ProcessorCount} cores {Median(all):F0}/s, plain SHA-256 {Median(plain):F0}/s; ratio of one core to plain {Median(one) / Median(plain):F2}"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static long Make(string bundle, int entries, ECDsa key)
    {
        long bytes = 0;
        using var file = File.Create(bundle);
        var told = new BundledLedger(Ledger, "decisions", PrivateTexts.None);
        using var writer = new BundleWriter(file, new BundleManifest([told], DateTimeOffset.UnixEpoch));
        var frontier = new MerkleFrontier();
        var prev = LedgerGenesis.Prev(Ledger);
        var hash = RandomNumberGenerator.GetBytes(32);
        using (var stream = writer.Entries(told))
        {
            var frames = new EntryFrameWriter(stream);
            for (var i = 0; i < entries; i++)
            {
                var body = new LedgerEntry
                {
                    Ledger = Ledger,
                    Idx = i,
                    Prev = prev,
                    Id = Guid.CreateVersion7(),
                    Cmd = Guid.CreateVersion7(),
                    Type = "person.registered",
                    At = DateTimeOffset.UnixEpoch.AddMilliseconds(i),
                    Node = "web-1",
                    Tx = new LedgerTransaction(Guid.CreateVersion7(), 1, 1),
                    Actor = new LedgerActor("019aaaf1068074e0acd480e7df454ce2", "idp-1"),
                    Via = "ui",
                    Obj = new LedgerObject("person", Guid.CreateVersion7().ToString("N"), To: 1, StateHash: hash),
                    Act = [new("set.engagement", "Employee"), new("set.kind", "Person"), new("set.key", "E" + i.ToString(CultureInfo.InvariantCulture))],
                    Priv = [new LedgerCommitment("set.name", hash)],
                }.ToBody();
                frames.Write(body);
                bytes += body.Length;
                prev = LeafHash.Of(body);
                frontier.Append(prev);
            }
        }

        writer.Checkpoints(told, [SignedNote.Sign(new Checkpoint(Ledger, entries, frontier.Root()).ToText(), key, Ledger)]);
        return bytes;
    }

    private static async Task<(double PerSecond, long MegaBytes)> VerifyAsync(string bundle, string policy, int entries, string cores)
    {
        var command = Path.Combine(AppContext.BaseDirectory, "ledger-verify.dll");
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo("taskset", ["-c", cores, "dotnet", command, bundle, "--policy", policy]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        long most = 0;
        while (!process.HasExited)
        {
            process.Refresh();
            if (!process.HasExited)
                most = Math.Max(most, process.WorkingSet64);
            await Task.Delay(50);
        }

        return process.ExitCode == 0
            ? (entries / watch.Elapsed.TotalSeconds, most >> 20)
            : throw new InvalidOperationException(await process.StandardOutput.ReadToEndAsync());
    }

    private static double PlainHashes(long bytes, int entries)
    {
        var body = RandomNumberGenerator.GetBytes((int)(bytes / entries));
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < entries; i++)
            SHA256.HashData(body);
        return entries / watch.Elapsed.TotalSeconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
