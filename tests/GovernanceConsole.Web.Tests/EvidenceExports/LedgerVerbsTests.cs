using GovernanceConsole.Ledger.Bundles;
using GovernanceConsole.Web.Tests.Hosting;

namespace GovernanceConsole.Web.Tests.EvidenceExports;

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
}
