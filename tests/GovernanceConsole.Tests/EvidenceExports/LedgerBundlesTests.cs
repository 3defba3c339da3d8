using System.IO.Compression;
using System.Text;
using GovernanceConsole.AuditLedger;
using GovernanceConsole.EvidenceExports;
using GovernanceConsole.Identity;
using GovernanceConsole.Ledger;
using GovernanceConsole.Ledger.Bundles;
using GovernanceConsole.Ledger.Signing;
using GovernanceConsole.Organisation;
using GovernanceConsole.Tests.Fixtures;
using GovernanceConsole.Tests.Ledger.Bundles;

namespace GovernanceConsole.Tests.EvidenceExports;

/// <summary>What leaves the console is what an auditor's verifier finds good, and nothing leaves that was changed past it.</summary>
public sealed class LedgerBundlesTests : IAsyncLifetime
{
    private static readonly Actor Operator = Actor.ForCommandLine("operator");

    private readonly string _folder = Directory.CreateTempSubdirectory("governance-console-ledger-").FullName;
    private TestConsole _console = null!;

    public async Task InitializeAsync()
    {
        _console = await TestConsole.StartAsync();
        var owner = await _console.PersonAsync("Zoë Müller", Role.Governance);
        var vendor = await _console.Use<RegisterVendor>().ExecuteAsync(CommandId.New(), new RegisterVendorInput("KONTOR", "Kontor"), owner);
        Assert.True(vendor.IsAccepted);
        Assert.False((await _console.Use<RegisterVendor>().ExecuteAsync(CommandId.New(), new RegisterVendorInput("KONTOR", "Again"), owner)).IsAccepted);
    }

    public async Task DisposeAsync()
    {
        await _console.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("row", "R-161")]
    public async Task Export_OfAConsoleAtWork_IsGoodForBothVerifiers(bool withTexts)
    {
        var (bundle, facts) = await ExportAsync(withTexts);

        var report = await BundleVerifier.VerifyAsync(new MemoryStream(bundle), Trusted() with { Fold = true });
        Assert.Null(report.Fault);
        Assert.Equal([facts.Decisions, facts.SecurityEvents], report.Ledgers.Select(l => l.Entries));
        Assert.Equal(facts.Decisions, report.Ledgers[0].SignedUpTo);
        Assert.True(report.Ledgers[0].States > 2);
        Assert.Equal(withTexts, report.Ledgers.Sum(l => l.Revealed) > 5);

        await File.WriteAllBytesAsync(Path.Combine(_folder, "bundle.zip"), bundle);
        await File.WriteAllTextAsync(Path.Combine(_folder, "policy.json"), Policy());
        var second = await SecondVerifier.RunAsync(_folder, [new SecondVerifier.Case(Path.Combine(_folder, "bundle.zip"), Path.Combine(_folder, "policy.json"), [], [])]);
        Assert.Equal(new SecondVerifier.Answer(0, "good"), Assert.Single(second));
    }

    [Fact]
    public async Task Export_WithoutTexts_HoldsNoName()
    {
        var (with, _) = await ExportAsync(withTexts: true);
        var (without, _) = await ExportAsync(withTexts: false);

        Assert.Contains("Zoë Müller", Everything(with), StringComparison.Ordinal);
        Assert.DoesNotContain("Zoë Müller", Everything(without), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("row", "R-166")]
    public async Task Export_ThatWasMade_IsASecurityEventOfTheNextOne()
    {
        var (_, first) = await ExportAsync(withTexts: false);
        var (bundle, second) = await ExportAsync(withTexts: true);

        Assert.Equal(first.SecurityEvents + 1, second.SecurityEvents);
        Assert.Contains($"\"fileHash\":\"{first.FileHash}\"", Everything(bundle), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_ByAPerson_IsRefusedAndRecorded()
    {
        var outcome = await _console.Use<LedgerBundles>().ExportAsync(new MemoryStream(), withTexts: true, _console.Founder);

        Assert.IsType<NotAllowed>(Assert.Single(outcome.Refusals));
    }

    [Fact]
    [Trait("row", "R-161")]
    public async Task Export_AfterAnEntryWasChangedPastTheConsole_IsRefused()
    {
        await _console.PastTheConsoleAsync("DROP TRIGGER ledger_entries_are_never_updated; UPDATE ledger_entries SET body = CAST(replace(CAST(body AS TEXT), 'command-line', 'nobody') AS BLOB) WHERE ledger = 1 AND idx = 0");

        await IsNotExportedAsync("not the one that entry 1 was written after");
    }

    [Fact]
    public async Task Export_AfterTheDatabaseWasSetBack_IsRefused()
    {
        await ExportAsync(withTexts: false);
        await _console.PastTheConsoleAsync("DROP TRIGGER ledger_heads_never_shrink; DROP TRIGGER ledger_heads_count_the_entries; UPDATE ledger_heads SET size = size - 1 WHERE ledger = 1");

        await IsNotExportedAsync("it was set back");
    }

    [Fact]
    [Trait("row", "R-161")]
    public async Task Export_AfterAnEntryThatWasSignedWasChanged_IsFoundByTheAuditor()
    {
        await ExportAsync(withTexts: false);
        await _console.PastTheConsoleAsync("DROP TRIGGER ledger_entries_are_never_updated; UPDATE ledger_entries SET body = CAST(replace(CAST(body AS TEXT), 'command-line', 'nobody') AS BLOB) WHERE ledger = 1 AND idx = 0");

        var (bundle, _) = await ExportAsync(withTexts: false);

        Assert.Equal(LedgerFaultCode.Content, (await BundleVerifier.VerifyAsync(new MemoryStream(bundle), Trusted())).Fault?.Code);
    }

    [Fact]
    public async Task Export_AfterAStateWasChangedPastTheConsole_IsFoundByTheAuditor()
    {
        await _console.PastTheConsoleAsync("DROP TRIGGER ledger_objects_get_newer; UPDATE ledger_objects SET state = CAST(replace(CAST(state AS TEXT), 'KONTOR', 'OTHER') AS BLOB)");

        var (bundle, _) = await ExportAsync(withTexts: false);

        Assert.Equal(LedgerFaultCode.TableDiffers, (await BundleVerifier.VerifyAsync(new MemoryStream(bundle), Trusted())).Fault?.Code);
    }

    private async Task<(byte[] Bundle, LedgerExportFacts Facts)> ExportAsync(bool withTexts)
    {
        var target = new MemoryStream();
        return ((await _console.Use<LedgerBundles>().ExportAsync(target, withTexts, Operator)).Value is var facts ? target.ToArray() : [], facts);
    }

    private async Task IsNotExportedAsync(string why)
    {
        var outcome = await _console.Use<LedgerBundles>().ExportAsync(new MemoryStream(), withTexts: false, Operator);
        Assert.Contains(why, Assert.IsType<LedgerCannotBeSigned>(Assert.Single(outcome.Refusals)).Sentence, StringComparison.Ordinal);
    }

    private Trust Trusted() => new(TrustPolicy.Parse(Encoding.UTF8.GetBytes(Policy())), [], []);

    private string Policy()
    {
        using var signer = CheckpointSigner.Open(_console.Signer.KeyFile, _console.Signer.StateFile);
        using var key = System.Security.Cryptography.ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(signer.Keys[0].PublicKey, out _);
        return MadeUpLedger.PolicyOf(null, [.. _console.Use<TimelineQueries>().NamesAsync().GetAwaiter().GetResult().Select(n => (n, new[] { (key, 0L, (long?)null) }))]);
    }

    private static string Everything(byte[] bundle)
    {
        using var zip = new ZipArchive(new MemoryStream(bundle));
        return string.Concat(zip.Entries.Select(e =>
        {
            using var reader = new StreamReader(e.Open(), Encoding.UTF8);
            return reader.ReadToEnd();
        }));
    }
}
