using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Integrity;
using GovernanceConsole.Ledger;
using GovernanceConsole.Organisation;
using GovernanceConsole.Outbox;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.EvidenceExports;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.AuditLedger;

/// <summary>Somebody appends to a ledger with another program while the console runs. The guards allow it: it is the next entry.</summary>
public sealed class ForeignEntriesTests : IAsyncLifetime
{
    private static readonly byte[] Body = "{}"u8.ToArray();

    private TestConsole _console = null!;
    private Actor _agent = null!;
    private Actor _auditor = null!;

    public async Task InitializeAsync()
    {
        _console = await TestConsole.StartAsync();
        _agent = await _console.PersonAsync("Dirk Agent", Role.DeskAgent);
        _auditor = await _console.PersonAsync("Ada Auditor", Role.Auditor);
        Assert.IsType<NotAllowed>(await RefusedAsync());
    }

    public async Task DisposeAsync() => await _console.DisposeAsync();

    [Fact]
    public async Task Refusal_BehindAnEntryThatTheHeadDoesNotCount_SaysSoAndPeopleAreToldOnce()
    {
        Append(ledger: 2);

        Assert.IsType<LedgerWasChanged>(await RefusedAsync());
        Assert.IsType<LedgerWasChanged>(await RefusedAsync());

        Assert.Contains("past the console", Assert.Single(await _console.Use<IntegrityQueries>().EndFaultsAsync()), StringComparison.Ordinal);
        var told = LedgerEntry.Parse(Assert.Single(await _console.RowsAsync<StoredEntry>(), e => e.Type == IntegrityEvents.SecurityEventsChanged.Type).Body);
        Assert.Contains("counts 1 entries", (string)told.Told("fault")!, StringComparison.Ordinal);
        Assert.Contains("counts 1 entries", Assert.Single(await _console.Use<InboxQueries>().UnreadAsync(_auditor)).Text, StringComparison.Ordinal);
        await _console.PersonAsync("Still Works");
    }

    [Fact]
    public async Task Decision_BehindAnEntryThatTheHeadDoesNotCount_SaysSoAndPeopleAreTold()
    {
        Append(ledger: 1);

        Assert.IsType<LedgerWasChanged>(Assert.Single((await RegisterAsync(_console.Founder)).Refusals));

        Assert.Contains("past the console", await _console.Use<IntegrityQueries>().LastFaultAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(await _console.RowsAsync<Person>(), p => p.DirectoryKey == "E9");
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(2, true)]
    public async Task Act_BehindAnEntryThatSomebodyElseCounted_IsAnsweredAndPeopleAreTold(int ledger, bool whileTheHeadsAreForgotten)
    {
        if (whileTheHeadsAreForgotten)
            await WriteAndUndoAsync();
        Append(ledger);
        MoveTheHead(ledger);

        Assert.True((await RegisterAsync(_console.Founder)).IsAccepted);
        Assert.IsType<NotAllowed>(await RefusedAsync());

        var type = ledger == 1 ? IntegrityEvents.FaultFound.Type : IntegrityEvents.SecurityEventsChanged.Type;
        Assert.Single(await _console.RowsAsync<StoredEntry>(), e => e.Type == type);
        Assert.Contains("somebody wrote into it past the console", Assert.Single(await _console.Use<InboxQueries>().UnreadAsync(_auditor)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refusal_BehindAnEntryOfSomebodyWhoTookTheGuardsAway_SaysSo()
    {
        Append(ledger: 2);
        PastTheConsole.ExecuteUnguarded(_console.File, "UPDATE ledger_heads SET size = size");

        Assert.IsType<LedgerWasChanged>(await RefusedAsync());
    }

    [Fact]
    public async Task Act_WhereNeitherLedgerTakesAnEntry_SaysSo()
    {
        Append(ledger: 1);
        Append(ledger: 2);

        Assert.IsType<LedgerWasChanged>(await RefusedAsync());
        Assert.IsType<LedgerWasChanged>(Assert.Single((await RegisterAsync(_console.Founder)).Refusals));

        Assert.Equal(2, (await _console.Use<IntegrityQueries>().EndFaultsAsync()).Count);
    }

    private Task WriteAndUndoAsync() => _console.Store.WriteAsync(
        async session =>
        {
            await session.NextNumberAsync("X");
            await session.UndoAsync();
            return 0;
        },
        default);

    private void Append(int ledger) => PastTheConsole.Execute(
        _console.File,
        "INSERT INTO ledger_entries (rowid, ledger, idx, type, at, body) SELECT (SELECT max(rowid) + 1 FROM ledger_entries), ledger, max(idx) + 1, 'x', max(at), $body FROM ledger_entries WHERE ledger = $ledger",
        ("$ledger", ledger), ("$body", Body));

    private void MoveTheHead(int ledger)
    {
        object? Head(string column) => PastTheConsole.Read(_console.File, $"SELECT {column} FROM ledger_heads WHERE ledger = {ledger}");
        var frontier = MerkleFrontier.Restore((long)Head("size")!, (byte[])Head("frontier")!);
        frontier.Append(LeafHash.Of(Body));
        PastTheConsole.Execute(
            _console.File,
            "UPDATE ledger_heads SET size = $size, frontier = $frontier, root = $root, last_leaf = $leaf WHERE ledger = $ledger",
            ("$ledger", ledger), ("$size", frontier.Size), ("$frontier", frontier.ToBytes()), ("$root", frontier.Root()), ("$leaf", LeafHash.Of(Body)));
    }

    private async Task<Refusal> RefusedAsync() => Assert.Single((await RegisterAsync(_agent)).Refusals);

    private Task<Outcome<PersonId>> RegisterAsync(Actor by) => _console.Use<RegisterPerson>().ExecuteAsync(CommandId.New(), new RegisterPersonInput("E9", "Eve", null), by);
}
