using System.Security.Cryptography;
using System.Text;
using GovernanceConsole.Ledger;
using GovernanceConsole.Ledger.Bundles;

namespace GovernanceConsole.Tests.Ledger.Bundles;

/// <summary>Both verifiers over the tamper corpus, over clean ledgers and over ledgers with a byte changed anywhere.</summary>
public sealed class BundleVerifierTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("governance-console-bundles-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    [Trait("row", "R-161")]
    public async Task Verify_EachCaseOfTheTamperCorpus_IsFoundByBothVerifiersWithItsCode()
    {
        var cases = TamperCorpus.All().ToList();
        Assert.Equal(cases.Count, cases.DistinctBy(c => c.Name).Count());

        var second = await SecondVerifier.RunAsync(_folder, [.. cases.Select(Write)]);

        var wrong = new List<string>();
        foreach (var (tampered, other) in cases.Zip(second))
        {
            var first = await VerifyAsync(tampered);
            if (first.ExitCode != tampered.Code)
                wrong.Add($"{tampered.Name}: the first verifier says {first.ExitCode} instead of {tampered.Code}: {first.Fault?.Text}");
            if (other.Code != tampered.CodeOfSecond)
                wrong.Add($"{tampered.Name}: the second verifier says {other.Code} instead of {tampered.CodeOfSecond}: {other.Text}");
        }

        Assert.Empty(wrong);
    }

    /// <summary>What an auditor wrote by hand is believed or refused by both alike.</summary>
    [Fact]
    public async Task Policies_ThatAreStrange_AreReadOrRefusedByBothVerifiersAlike()
    {
        var ledger = new MadeUpLedger().Grow(4);
        var good = ledger.Policy(75);
        using var p384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var rsa = RSA.Create(2048);
        var key = Convert.ToBase64String(ledger.Key.ExportSubjectPublicKeyInfo());
        (string Policy, bool IsRead)[] policies =
        [
            (good, true),
            (good.Replace("\"from\":0", "\"from\":null", StringComparison.Ordinal), true),
            (good.Replace("\"from\":0,\"to\":null", "\"note\":\"1.5e3\"", StringComparison.Ordinal), true),
            (good.Replace("\"v\":1", "\"v\":2", StringComparison.Ordinal), false),
            (good.Replace("\"v\":1", "\"v\":\"1\"", StringComparison.Ordinal), false),
            (good.Replace("\"v\":1,", "", StringComparison.Ordinal), false),
            (good.Replace("\"from\":0", "\"from\":0.0", StringComparison.Ordinal), false),
            (good.Replace("\"from\":0", "\"from\":1e0", StringComparison.Ordinal), false),
            (good.Replace("\"from\":0", "\"from\":\"0\"", StringComparison.Ordinal), false),
            (good.Replace("\"from\":0", "\"from\":-1", StringComparison.Ordinal), false),
            (good.Replace("\"to\":null", "\"to\":9007199254740993", StringComparison.Ordinal), false),
            (good.Replace(":75", ":75.5", StringComparison.Ordinal), false),
            (good.Replace(":75", ":null", StringComparison.Ordinal), false),
            (good.Replace(key, Convert.ToBase64String(p384.ExportSubjectPublicKeyInfo()), StringComparison.Ordinal), false),
            (good.Replace(key, Convert.ToBase64String(rsa.ExportSubjectPublicKeyInfo()), StringComparison.Ordinal), false),
            (good.Replace(key, Convert.ToBase64String([.. ledger.Key.ExportSubjectPublicKeyInfo(), 0]), StringComparison.Ordinal), false),
            (good.Replace(key, $" {key}", StringComparison.Ordinal), false),
            (good.Replace(key, "", StringComparison.Ordinal), false),
            (good.Replace("\"ledgers\":[", $"\"ledgers\":[{{\"name\":\"{ledger.Name}\",\"keys\":[]}},", StringComparison.Ordinal), false),
            (good.Replace(ledger.Name, "two words", StringComparison.Ordinal), false),
            ($"[{good}]", false),
            ($"{good},", false),
            ($"{good}{new string(' ', 1024 * 1024)}", false),
            ("", false),
        ];

        var second = await SecondVerifier.RunAsync(_folder, [.. policies.Select((p, i) => Write(new TamperCase($"policy-{i}", 0, ledger.Bundle(), p.Policy)))]);

        foreach (var ((policy, isRead), other) in policies.Zip(second))
        {
            Assert.True((other.Code == 0, other.Code == 2) == (isRead, !isRead), $"The second verifier says {other.Code} ({other.Text}) to {policy[..Math.Min(300, policy.Length)]}");
            var failure = Record.Exception(() => TrustPolicy.Parse(Encoding.UTF8.GetBytes(policy)));
            Assert.True(isRead ? failure is null : failure is LedgerFormatException, $"The first verifier says {failure} to {policy[..Math.Min(300, policy.Length)]}");
        }
    }

    /// <summary>The ranges are gone through once, sorted: whatever their order and overlap, each pruned entry must be named.</summary>
    [Theory]
    [InlineData(-1, 0)]
    [InlineData(50, 21)]
    public async Task Verify_ManyPrunedRangesToldInAnyOrder_MissesOnlyWhatNobodyNames(int untold, int code)
    {
        var ledger = new MadeUpLedger().Grow(120); // the newest entry about each object is never pruned
        foreach (var idx in Enumerable.Range(0, 100))
            ledger.Bodies[idx] = null;
        foreach (var idx in Enumerable.Range(0, 50).Reverse().Where(i => i * 2 != untold))
            ledger.Tell("ledger.pruned", ("from", 2L * idx), ("to", (2L * idx) + 1));
        ledger.Tell("ledger.pruned", ("from", 10L), ("to", 40L));
        var many = new TamperCase("many", code, ledger.Sign().Bundle(reveals: PrivateTexts.None, texts: []), ledger.Policy());

        Assert.Equal(code, (await SecondVerifier.RunAsync(_folder, [Write(many)]))[0].Code);
        Assert.Equal(code, (await VerifyAsync(many)).ExitCode);
    }

    [Fact]
    [Trait("row", "R-161")]
    public async Task Verify_AThousandCleanLedgers_RaisesNoAlarm()
    {
        var random = new Random(20260105);
        for (var i = 0; i < 1000; i++)
        {
            var ledger = new MadeUpLedger().Grow(random.Next(1, 60));
            if (i % 2 == 0)
                ledger.Change("desk", "d-1", "p-1", group: (1, 2)).Change("desk", "d-2", "p-1", group: (2, 2)).Grow(random.Next(1, 9));
            var report = await VerifyAsync(new TamperCase("clean", 0, ledger.Bundle(), ledger.Policy()));
            Assert.True(report.ExitCode == 0, $"Ledger {i}: {report.Fault?.Text}");
        }
    }

    [Fact]
    [Trait("row", "R-161")]
    public async Task Verify_AnyByteOfTheEntriesChanged_IsFoundByBothVerifiersAlike()
    {
        var random = new Random(1105);
        var ledger = new MadeUpLedger().Grow(20);
        var zip = ledger.Bundle();
        var cases = Enumerable.Range(0, 300).Select(i => new TamperCase($"byte-{i}", 0, MadeUpLedger.With(zip, "ledger-0/entries.bin", b => Changed(b, random)), ledger.Policy())).ToList();

        var second = await SecondVerifier.RunAsync(_folder, [.. cases.Select(Write)]);

        foreach (var (changed, other) in cases.Zip(second))
        {
            var first = await VerifyAsync(changed);
            Assert.NotEqual(0, first.ExitCode);
            Assert.True(first.ExitCode == other.Code, $"{changed.Name}: {first.ExitCode} ({first.Fault?.Text}) against {other.Code} ({other.Text})");
        }
    }

    [Fact]
    public async Task Verify_ALedgerOfSeveralBlocks_FindsAFaultInTheirOrder()
    {
        var ledger = new MadeUpLedger().Grow(3000);
        Assert.True(ledger.Bodies.Sum(b => b!.Length) > 2 * 512 * 1024, "The ledger was to be longer than two blocks.");
        var clean = await VerifyAsync(new TamperCase("clean", 0, ledger.Bundle(), ledger.Policy()));
        Assert.Null(clean.Fault);
        Assert.Equal(3000, clean.Ledgers[0].Entries);

        ledger.Replace(2900, b => b.Replace("p-1", "p-2", StringComparison.Ordinal)).Replace(1500, b => b.Replace("p-1", "p-2", StringComparison.Ordinal));
        var spoiled = await VerifyAsync(new TamperCase("spoiled", 20, ledger.Bundle(), ledger.Policy()));
        Assert.Equal(1501, spoiled.Fault?.Idx);
    }

    [Fact]
    public async Task Verify_Folding_FindsAStateThatItsEntriesDoNotMake()
    {
        var ledger = new MadeUpLedger().Grow(20).Rewrite(7, e => e with { Obj = e.Obj with { StateHash = new byte[32] } });
        var trust = new Trust(TrustPolicy.Parse(Encoding.UTF8.GetBytes(ledger.Policy())), [], []);

        Assert.Null((await BundleVerifier.VerifyAsync(new MemoryStream(ledger.Bundle()), trust)).Fault);
        Assert.Equal(LedgerFaultCode.TableDiffers, (await BundleVerifier.VerifyAsync(new MemoryStream(ledger.Bundle()), trust with { Fold = true })).Fault?.Code);
    }

    [Fact]
    public async Task Verify_CancelledHalfWay_Stops()
    {
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();
        var ledger = new MadeUpLedger().Grow(20);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => BundleVerifier.VerifyAsync(
            new MemoryStream(ledger.Bundle()), new Trust(TrustPolicy.Parse(Encoding.UTF8.GetBytes(ledger.Policy())), [], []), progress: null, cancellation.Token));
    }

    internal static Task<BundleReport> VerifyAsync(TamperCase tampered) => BundleVerifier.VerifyAsync(
        new MemoryStream(tampered.Bundle),
        new Trust(
            TrustPolicy.Parse(Encoding.UTF8.GetBytes(tampered.Policy)),
            NoteFile.Parse(tampered.Known),
            tampered.Anchors is null ? [] : AnchoredNote.ParseFile(new MemoryStream(Encoding.UTF8.GetBytes(tampered.Anchors)))));

    private SecondVerifier.Case Write(TamperCase tampered)
    {
        var path = Path.Combine(_folder, tampered.Name);
        File.WriteAllBytes(path + ".zip", tampered.Bundle);
        File.WriteAllText(path + ".policy.json", tampered.Policy);
        File.WriteAllText(path + ".known", tampered.Known);
        if (tampered.Anchors is not null)
            File.WriteAllText(path + ".anchors", tampered.Anchors);
        return new SecondVerifier.Case(path + ".zip", path + ".policy.json", [path + ".known"], tampered.Anchors is null ? [] : [path + ".anchors"]);
    }

    private static byte[] Changed(byte[] bytes, Random random)
    {
        var at = random.Next(bytes.Length);
        bytes[at] ^= (byte)random.Next(1, 256);
        return bytes;
    }
}
