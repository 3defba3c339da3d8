using GovernanceConsole.AuditLedger;
using GovernanceConsole.Checkpoints;
using GovernanceConsole.EvidenceExports;
using GovernanceConsole.Identity;
using GovernanceConsole.Integrity;
using GovernanceConsole.Ledger;
using GovernanceConsole.Outbox;
using GovernanceConsole.RecoveryPaths;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.Checkpoints;
using GovernanceConsole.Tests.Fixtures;
using static GovernanceConsole.Tests.Fixtures.PathConsole;

namespace GovernanceConsole.Tests.AuditLedger;

/// <summary>Who may write to the database chains what they like to the end of a ledger: what no command can have written is found and not signed.</summary>
[Trait("row", "R-161")]
public sealed class EntryOfTheRoadTests : IAsyncLifetime
{
    private PathConsole _console = null!;

    public async Task InitializeAsync()
    {
        _console = await PathConsole.StartAsync();
        var path = await _console.OwnedDraftAsync();
        var (version, shown) = (await _console.VersionAsync(path), await _console.Use<RecoveryPathQueries>().ShowForApprovalAsync(path, nameof(SignOffPath)));
        Accepted(await _console.Use<SignOffPath>().ExecuteAsync(CommandId.New(), new SignOffPathInput(path, version, _console.Today, Conditions: null, shown), _console.Sina));
        Assert.NotNull((await _console.Console.SealAsync()).Note);
    }

    public async Task DisposeAsync() => await _console.Console.DisposeAsync(); // the path's own fixture would fold a ledger that is forged

    public static TheoryData<string, string> Forgeries => new()
    {
        { "no command", "it names no command" },
        { "no state", "it names no version and no state of the recovery-path" },
        { "version zero", "does not follow" },
        { "version that skips", "does not follow" },
        { "no state hash", "it names no state of the recovery-path" },
        { "nothing shown", "does not name what was approved and what was shown" },
        { "nothing approved", "does not name what was approved and what was shown" },
        { "another view", "is not what it names" },
        { "no commitment", "is not what it names" },
        { "unknown type", "nothing of that name happens here" },
        { "another kind", "it is about a desk" },
        { "other ledger", "that is told in the other ledger" },
        { "made-up command", "its command was accepted, and the answer, which stays for 30 days, is gone" },
    };

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task ForgedSignOff_ThatNoCommandCanHaveWritten_IsNamedByTheChecksAndNotSigned(string forgery, string why)
    {
        var idx = await _console.Console.ForgeAsync("recovery-path.signed-off", entry => Forged(entry, forgery));

        var auditor = await _console.Console.PersonAsync("Ada Auditor", Role.Auditor);
        await _console.Use<LedgerCheck>().Start(auditor);
        var check = await new DatabaseCheck(_console.Console.Store, [], _console.Console.Signer).RunAsync();
        var refused = await _console.Console.SealAsync();
        using var target = new MemoryStream();
        var export = await _console.Use<LedgerBundles>().ExportAsync(target, withTexts: true, Actor.ForCommandLine("operator"));

        Assert.Equal((TrailLedger.Decisions, idx), (_console.Use<LedgerCheck>().Last!.Fault!.Ledger, _console.Use<LedgerCheck>().Last!.Fault!.Idx));
        Assert.All(
            new[] { _console.Use<LedgerCheck>().Last!.Fault!.Sentence, check.Chains[0].Fault, refused.Failure, Assert.Single(export.Refusals).Sentence },
            said => Assert.Contains($"Entry {idx}", said, StringComparison.Ordinal));
        Assert.Contains(why, refused.Failure, StringComparison.Ordinal);
        Assert.Null(refused.Note);
        Assert.Contains(await _console.Console.RowsAsync<InboxItem>(), item => item.Subject.Contains("changed past the console", StringComparison.Ordinal));
    }

    private static LedgerEntry Forged(LedgerEntry entry, string forgery) => forgery switch
    {
        "no command" => entry with { Cmd = null },
        "no state" => entry with { Obj = entry.Obj with { From = null, To = 0, StateHash = null } },
        "version zero" => entry with { Obj = entry.Obj with { To = 0 } },
        "version that skips" => entry with { Obj = entry.Obj with { To = entry.Obj.To + 1 } },
        "no state hash" => entry with { Obj = entry.Obj with { StateHash = null } },
        "nothing shown" => entry with { Act = Without(entry, "viewHash"), Priv = null },
        "nothing approved" => entry with { Act = Without(entry, "subjectHash") },
        "another view" => entry with { Act = [.. Without(entry, "viewHash"), new("viewHash", new byte[32])] },
        "no commitment" => entry with { Priv = null },
        "unknown type" => entry with { Type = "recovery-path.blessed" },
        "another kind" => entry with { Obj = entry.Obj with { Kind = "desk" } },
        "other ledger" => entry with { Type = "act.refused" },
        "made-up command" => entry with { Cmd = Guid.CreateVersion7() },
        _ => throw new ArgumentOutOfRangeException(nameof(forgery), forgery, null),
    };

    private static IReadOnlyList<KeyValuePair<string, object?>> Without(LedgerEntry entry, string key) => [.. entry.Act.Where(a => a.Key != key)];
}
