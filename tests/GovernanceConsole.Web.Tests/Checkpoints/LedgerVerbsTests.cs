using GovernanceConsole.Ledger;
using GovernanceConsole.Ledger.Bundles;
using GovernanceConsole.Web.Tests.Hosting;

namespace GovernanceConsole.Web.Tests.Checkpoints;

public sealed class LedgerVerbsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("governance-console-verbs-").FullName;

    private string Bundle => Path.Combine(_folder, "bundle.zip");

    private string Policy => Path.Combine(_folder, "policy.json");

    private string Database => $"--ConnectionStrings:Governance=Data Source={Path.Combine(_folder, "governance.db")}";

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task LedgerExport_WithThePolicyOfTheSameConsole_IsGoodForAnAuditor()
    {
        Assert.Equal(0, (await ConfigurationTests.RunAsync("ledger", "policy", "--out", Policy, Database)).Code);
        Assert.Equal(0, (await ConfigurationTests.RunAsync("ledger", "export", "--out", Bundle, Database)).Code);
        Assert.Equal(0, (await ConfigurationTests.RunAsync("ledger", "export", "--out", Bundle + "2", "--with-texts", Database)).Code);

        foreach (var (bundle, securityEvents) in new[] { (Bundle, 0), (Bundle + "2", 1) })
        {
            await using var zip = File.OpenRead(bundle);
            var report = await BundleVerifier.VerifyAsync(zip, new Trust(TrustPolicy.Parse(await File.ReadAllBytesAsync(Policy)), [], []));
            Assert.Null(report.Fault);
            Assert.Equal(securityEvents, report.Ledgers[1].Entries);
        }
    }

    [Fact]
    public async Task LedgerKey_RotatedAndRetired_IsBelievedByThoseWhoHaveTheNewPolicy()
    {
        Assert.Equal(0, (await ConfigurationTests.RunAsync("ledger", "policy", "--out", Policy, Database)).Code);
        Assert.Equal(0, (await ConfigurationTests.RunAsync("ledger", "checkpoint", Database)).Code);
        Assert.Equal(0, (await ConfigurationTests.RunAsync("ledger", "key", "rotate", Database)).Code);
        Assert.Equal(0, (await ConfigurationTests.RunAsync("ledger", "checkpoint", Database)).Code);
        Assert.Null(await FaultAsync("overlap.zip", Policy)); // the entry on the new key is signed by the old one too
        Assert.Equal(0, (await ConfigurationTests.RunAsync("ledger", "key", "retire", Database)).Code);
        Assert.Equal(0, (await ConfigurationTests.RunAsync("ledger", "policy", "--out", Policy + "2", Database)).Code);

        Assert.Equal(LedgerFaultCode.Signature, (await FaultAsync("with-the-old-policy.zip", Policy))?.Code);
        Assert.Null(await FaultAsync("with-the-new-policy.zip", Policy + "2"));
        Assert.Equal(2, (await ConfigurationTests.RunAsync("ledger", "key", "list", Database)).Output.Split("ledger-key").Length - 1);
    }

    [Fact]
    public async Task LedgerKey_Revoked_IsBelievedAsFarAsTheAnchorSaw()
    {
        Assert.Equal(0, (await ConfigurationTests.RunAsync("ledger", "export", "--out", Bundle, Database)).Code);
        Assert.Equal(0, (await ConfigurationTests.RunAsync("ledger", "checkpoint", Database)).Code);
        var (_, list, _) = await ConfigurationTests.RunAsync("ledger", "key", "list", Database);

        Assert.Equal(0, (await ConfigurationTests.RunAsync("ledger", "key", "revoke", list[..8], Database)).Code);
        Assert.Equal(0, (await ConfigurationTests.RunAsync("ledger", "policy", "--out", Policy, Database)).Code);

        Assert.Null(await FaultAsync("after.zip", Policy));
        Assert.Contains("revoked", (await ConfigurationTests.RunAsync("ledger", "key", "list", Database)).Output, StringComparison.Ordinal);
        Assert.Equal(1, (await ConfigurationTests.RunAsync("ledger", "key", "revoke", list[..8], Database)).Code);
        Assert.Equal(1, (await ConfigurationTests.RunAsync("ledger", "key", "retire", Database)).Code);
    }

    [Fact]
    public async Task LedgerKey_RestartedAfterARestore_IsGoodUnderTheNewPolicy()
    {
        var backup = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder, "backups")).FullName, "1.backup");
        Assert.Equal(0, (await ConfigurationTests.RunAsync("ledger", "export", "--out", Bundle, Database)).Code);
        Assert.Equal(0, (await ConfigurationTests.RunAsync("database", "backup", "--out", backup, Database)).Code);
        Assert.Equal(1, (await ConfigurationTests.RunAsync("ledger", "key", "restart", Database)).Code); // nothing was restored
        for (var i = 0; i < 3; i++)
            Assert.Equal(0, (await ConfigurationTests.RunAsync("ledger", "export", "--out", $"{Bundle}{i}", Database)).Code);
        Assert.Equal(0, (await ConfigurationTests.RunAsync("database", "restore", "--from", backup, "--replace", Database)).Code);
        Assert.Contains("it was set back", (await ConfigurationTests.RunAsync("ledger", "checkpoint", Database)).Error, StringComparison.Ordinal);

        Assert.Equal(0, (await ConfigurationTests.RunAsync("ledger", "key", "restart", Database)).Code);
        Assert.Equal(0, (await ConfigurationTests.RunAsync("ledger", "checkpoint", Database)).Code);
        Assert.Equal(0, (await ConfigurationTests.RunAsync("ledger", "policy", "--out", Policy, Database)).Code);
        var file = Path.Combine(_folder, "after.zip");
        Assert.Equal(0, (await ConfigurationTests.RunAsync("ledger", "export", "--out", file, Database)).Code);
        await using var zip = File.OpenRead(file);
        Assert.Null((await BundleVerifier.VerifyAsync(zip, new Trust(TrustPolicy.Parse(await File.ReadAllBytesAsync(Policy)), [], []))).Fault);
    }

    [Fact]
    public async Task LedgerCheckpoint_OfAConsoleAtRest_IsInTheAnchorsFileOnce()
    {
        Assert.Equal(0, (await ConfigurationTests.RunAsync("ledger", "export", "--out", Bundle, Database)).Code);
        var (code, output, _) = await ConfigurationTests.RunAsync("ledger", "checkpoint", Database);
        var (again, second, _) = await ConfigurationTests.RunAsync("ledger", "checkpoint", Database);

        Assert.Equal((0, 0), (code, again));
        Assert.Contains("— governance-console/", output, StringComparison.Ordinal);
        Assert.Contains("nothing was added", second, StringComparison.Ordinal);
        await using var file = File.OpenRead(Path.Combine(_folder, "governance-anchor", "checkpoints.jsonl"));
        Assert.Equal(2, AnchoredNote.ParseFile(file).Count); // one of each ledger: the export signed the decisions too
    }

    [Fact]
    public async Task LedgerCheckpoint_WithAnAnchorThatFails_SaysSoAndEndsWithAnError()
    {
        Assert.Equal(0, (await ConfigurationTests.RunAsync("ledger", "export", "--out", Bundle, Database)).Code);
        await File.WriteAllTextAsync(Path.Combine(_folder, "anchors"), "a file, not a folder");

        var (code, _, error) = await ConfigurationTests.RunAsync("ledger", "checkpoint", Database, $"--Ledger:AnchorFile={Path.Combine(_folder, "anchors", "a.jsonl")}");

        Assert.Equal(1, code);
        Assert.Contains("cannot be written", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LedgerExport_OntoAFileThatIsThere_LeavesItAlone()
    {
        await File.WriteAllTextAsync(Bundle, "mine");

        var (code, _, error) = await ConfigurationTests.RunAsync("ledger", "export", "--out", Bundle, Database);

        Assert.Equal(1, code);
        Assert.Contains("is there already", error, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(Bundle));
    }

    [Fact]
    public async Task LedgerExport_WithADamagedSigner_SaysSoAndLeavesNoFile()
    {
        var state = Path.Combine(_folder, "signed.json");
        await File.WriteAllTextAsync(state, "{}");

        var (code, _, error) = await ConfigurationTests.RunAsync(
            "ledger", "export", "--out", Bundle, Database, $"--Ledger:KeyFile={Path.Combine(_folder, "key.pem")}", $"--Ledger:StateFile={state}");

        Assert.Equal(1, code);
        Assert.Contains("is damaged", error, StringComparison.Ordinal);
        Assert.False(File.Exists(Bundle));
    }

    private async Task<LedgerFault?> FaultAsync(string bundle, string policy)
    {
        var file = Path.Combine(_folder, bundle);
        Assert.Equal(0, (await ConfigurationTests.RunAsync("ledger", "export", "--out", file, Database)).Code);
        await using var zip = File.OpenRead(file);
        await using var anchors = File.OpenRead(Path.Combine(_folder, "governance-anchor", "checkpoints.jsonl"));
        return (await BundleVerifier.VerifyAsync(zip, new Trust(TrustPolicy.Parse(await File.ReadAllBytesAsync(policy)), [], AnchoredNote.ParseFile(anchors)))).Fault;
    }
}
