using System.Security.Cryptography;
using GovernanceConsole.AuditLedger;
using GovernanceConsole.Checkpoints;
using GovernanceConsole.Identity;
using GovernanceConsole.Ledger;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Checkpoints;

public sealed class RecordKeyChangeTests
{
    private static readonly byte[] Key = MakeKey();

    [Theory]
    [InlineData(KeyChange.Rotated, "ledger.key.rotated")]
    [InlineData(KeyChange.Retired, "ledger.key.retired")]
    [InlineData(KeyChange.Revoked, "ledger.key.revoked")]
    [InlineData(KeyChange.Restarted, "ledger.key.restarted")]
    public async Task Record_AChangeOfAKey_StandsAmongTheDecisionsWithTheKeyAndItsSizes(KeyChange what, string type)
    {
        await using var console = await TestConsole.StartAsync();

        Assert.True((await RecordAsync(console, what, Actor.ForCommandLine("operator"))).IsAccepted);

        var entry = LedgerEntry.Parse((await console.RowsAsync<StoredEntry>()).Single(e => e.Type == type && e.Ledger == 1).Body);
        Assert.Equal(Convert.ToBase64String(Key), entry.Act.Single(a => a.Key == "key").Value);
        Assert.Equal(["7 a/decisions", "9 a/security-events"], (IReadOnlyList<string>)entry.Act.Single(a => a.Key == "sizes").Value!);
    }

    [Fact]
    public async Task Record_ByAPerson_IsRefusedAsNotAllowed()
    {
        await using var console = await TestConsole.StartAsync();

        Assert.IsType<NotAllowed>(Assert.Single((await RecordAsync(console, KeyChange.Rotated, console.Founder)).Refusals));
    }

    private static Task<Outcome<Done>> RecordAsync(TestConsole console, KeyChange what, Actor actor) => console.Use<RecordKeyChange>().ExecuteAsync(
        CommandId.New(), new KeyChangeFacts(what, "0123abcd", Key, new Dictionary<string, long> { ["a/security-events"] = 9, ["a/decisions"] = 7 }), actor);

    private static byte[] MakeKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportSubjectPublicKeyInfo();
    }
}
