using GovernanceConsole.AuditLedger;
using GovernanceConsole.Checkpoints;
using GovernanceConsole.Identity;
using GovernanceConsole.Integrity;
using GovernanceConsole.Outbox;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Checkpoints;

public sealed class RecordKeepingTests : IAsyncLifetime
{
    private TestConsole _console = null!;
    private string _ledger = "";

    public async Task InitializeAsync()
    {
        _console = await TestConsole.StartAsync();
        await _console.PersonAsync("Aline Auditor", Role.Auditor);
        _ledger = (await _console.StateAsync()).Name;
    }

    public async Task DisposeAsync() => await _console.DisposeAsync();

    [Theory]
    [InlineData(3599, 0)]
    [InlineData(3600, 2)]
    public async Task Failure_ThatLasts_IsToldAfterAnHourToThoseWhoMustKnow(int seconds, int told)
    {
        await FailAsync();
        _console.Clock.Advance(TimeSpan.FromSeconds(seconds));
        await FailAsync();

        Assert.Equal(told, (await InboxAsync()).Count);
        Assert.Equal(told > 0 ? 1 : 0, (await EventsAsync("ledger.keeping-failed")).Count);
    }

    [Fact]
    public async Task Failure_OfTheLedgerItself_IsToldAtOnce()
    {
        await SetBackAsync();

        Assert.Equal(2, (await InboxAsync()).Count);
        Assert.All(await InboxAsync(), told => Assert.Equal("The audit trail was changed past the console, or set back", told.Subject));
        Assert.All(await InboxAsync(), told => Assert.StartsWith("No checkpoint is signed any more. It was set back. Change nothing", told.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Failure_OfTheLedgerItselfAfterARestore_TellsThatItWasOneAndWhatToDo()
    {
        Assert.True((await _console.Use<RecordRestore>().ExecuteAsync(
            CommandId.New(), new RecordRestoreInput(new RestoredLedger(9, null, 4), new RestoredLedger(0, null, 0), new string('0', 64), "signer"), Actor.ForCommandLine("test"))).IsAccepted);

        await SetBackAsync();

        Assert.Equal(2, (await InboxAsync()).Count);
        Assert.All(await InboxAsync(), told => Assert.Equal("A backup was restored: no checkpoint is signed before somebody has compared", told.Subject));
        Assert.All(await InboxAsync(), told => Assert.Contains("start a new key", told.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Failure_OfTheLedgerItselfLongAfterARestore_IsNotTakenForTheRestore()
    {
        Assert.True((await _console.Use<RecordRestore>().ExecuteAsync(
            CommandId.New(), new RecordRestoreInput(new RestoredLedger(9, null, 4), new RestoredLedger(0, null, 0), new string('0', 64), "signer"), Actor.ForCommandLine("test"))).IsAccepted);
        _console.Clock.Advance(TimeSpan.FromHours(1));
        await _console.Use<RecordKeeping>().ExecuteAsync(CommandId.New(), new RecordKeepingInput("signer", _ledger, 4, Failure: null), SealingConsole.Job);
        _console.Clock.Advance(TimeSpan.FromHours(1));

        await SetBackAsync();

        Assert.All(await InboxAsync(), told => Assert.Equal("The audit trail was changed past the console, or set back", told.Subject));
    }

    [Fact]
    public async Task Failure_ThatIsKnown_IsNotToldAgain()
    {
        for (var hour = 0; hour < 5; hour++)
        {
            await FailAsync();
            _console.Clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal(2, (await InboxAsync()).Count);
        Assert.Single(await EventsAsync("ledger.keeping-failed"));
    }

    [Fact]
    public async Task Success_AfterAnAlarm_CallsItOffAndTakesTheNoticesBack()
    {
        await FailAsync();
        _console.Clock.Advance(TimeSpan.FromHours(1));
        await FailAsync();

        await ConfirmAsync(4);

        Assert.Empty(await InboxAsync());
        Assert.Single(await EventsAsync("ledger.keeping-resumed"));
        var keeper = Assert.Single(await _console.RowsAsync<LedgerKeeper>());
        Assert.Equal((4L, null, null, null), (keeper.Size, keeper.FailingSince, keeper.Failure, keeper.AlarmedAt));
    }

    [Fact]
    public async Task Success_BeforeAnAlarm_LeavesNoEntry()
    {
        await FailAsync();

        await ConfirmAsync(4);

        Assert.Empty(await EventsAsync("ledger.keeping-resumed"));
    }

    [Fact]
    public async Task Record_OfALedgerOfAnotherConsole_IsRefused() =>
        Assert.IsType<NotFound>(Assert.Single((await _console.Use<RecordKeeping>().ExecuteAsync(
            CommandId.New(), new RecordKeepingInput("file", "another/ledger", 1, Failure: null), SealingConsole.Job)).Refusals));

    [Fact]
    public async Task Record_ByAPerson_IsRefusedAsNotAllowed() =>
        Assert.IsType<NotAllowed>(Assert.Single((await _console.Use<RecordKeeping>().ExecuteAsync(
            CommandId.New(), new RecordKeepingInput("file", _ledger, 1, Failure: null), _console.Founder)).Refusals));

    private Task SetBackAsync() => _console.Use<RecordKeeping>().ExecuteAsync(
        CommandId.New(), new RecordKeepingInput("signer", _ledger, Size: null, "It was set back.", IsFaultOfTheLedger: true), SealingConsole.Job);

    private Task FailAsync() => _console.Use<RecordKeeping>().ExecuteAsync(
        CommandId.New(), new RecordKeepingInput("webhook", _ledger, Size: null, "It answered 503."), SealingConsole.Job);

    private Task ConfirmAsync(long size) => _console.Use<RecordKeeping>().ExecuteAsync(CommandId.New(), new RecordKeepingInput("webhook", _ledger, size, Failure: null), SealingConsole.Job);

    private async Task<List<InboxItem>> InboxAsync() => [.. (await _console.RowsAsync<InboxItem>()).Where(i => i.ReadAt is null)];

    private async Task<List<StoredEntry>> EventsAsync(string type) => [.. (await _console.RowsAsync<StoredEntry>()).Where(e => e.Type == type)];
}
