using GovernanceConsole.Checkpoints;
using GovernanceConsole.Ledger;
using GovernanceConsole.Ledger.Bundles;
using GovernanceConsole.Outbox;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Checkpoints;

/// <summary>L5: anchors that are down, and what happens when they come back.</summary>
public sealed class CheckpointAnchoringTests : IAsyncLifetime
{
    private readonly RecordedAnchor _anchor = new();
    private TestConsole _console = null!;
    private string _ledger = "";

    public async Task InitializeAsync()
    {
        _console = await TestConsole.StartAsync();
        _ledger = (await _console.StateAsync()).Name;
    }

    public async Task DisposeAsync() => await _console.DisposeAsync();

    [Fact]
    public async Task Run_WithANewCheckpoint_HandsItOverOnce()
    {
        await _console.SealAsync();

        await _console.AnchoringTo(_anchor).RunAsync(SealingConsole.Job);
        await _console.AnchoringTo(_anchor).RunAsync(SealingConsole.Job);

        Assert.Equal((await _console.StateAsync()).Size, Assert.Single(_anchor.Kept, c => c.Origin == _ledger).Size);
        Assert.Equal((await _console.StateAsync()).Size, (await _console.StandingAsync(_anchor)).AnchoredSize);
    }

    [Fact]
    public async Task Run_AfterADayWithoutTheAnchor_CatchesUpWithoutAGap()
    {
        await _console.SealAsync();
        await _console.AnchoringTo(_anchor).RunAsync(SealingConsole.Job);
        var first = _anchor.Kept.Single(c => c.Origin == _ledger).Size;

        _anchor.Failure = "It answered 503.";
        for (var quarter = 0; quarter < 96; quarter++)
        {
            _console.Clock.Advance(TimeSpan.FromMinutes(15));
            await _console.GrowAsync(1); // decisions go on
            await _console.SealAsync();
            await _console.AnchoringTo(_anchor).RunAsync(SealingConsole.Job);
        }

        var down = await _console.StandingAsync(_anchor);
        Assert.True(down.IsLate);
        Assert.Equal("It answered 503.", Assert.Single(down.Anchors).Failure);

        _anchor.Failure = null;
        var report = await _console.AnchoringTo(_anchor).RunAsync(SealingConsole.Job);

        Assert.Equal(96, report.Kept - 1); // and one of the security events, which hold the alarm
        Assert.Equal(Enumerable.Range(0, 97).Select(i => first + i), _anchor.Kept.Where(c => c.Origin == _ledger).Select(c => c.Size));
        Assert.False((await _console.StandingAsync(_anchor)).IsLate);
    }

    [Fact]
    public async Task Standing_WhileNobodyHoldsTheEnd_IsLateAfterAnHour()
    {
        await _console.SealAsync();
        await _console.AnchoringTo(_anchor).RunAsync(SealingConsole.Job);
        await _console.GrowAsync(1);
        var waiting = _console.Clock.GetUtcNow();

        _console.Clock.Advance(TimeSpan.FromMinutes(60) - TimeSpan.FromMilliseconds(1));
        Assert.False((await _console.StandingAsync(_anchor)).IsLate);
        _console.Clock.Advance(TimeSpan.FromMilliseconds(1));

        var standing = await _console.StandingAsync(_anchor);
        Assert.True(standing.IsLate);
        Assert.Equal(waiting, standing.WaitingSince);
    }

    [Fact]
    public async Task Standing_OfALedgerThatRests_IsNeverLate()
    {
        await _console.SealAsync();
        await _console.AnchoringTo(_anchor).RunAsync(SealingConsole.Job);
        _console.Clock.Advance(TimeSpan.FromDays(30));

        Assert.False((await _console.StandingAsync(_anchor)).IsLate);
    }

    [Fact]
    public async Task Run_WithOneAnchorThatFails_ServesTheOther()
    {
        await _console.SealAsync();
        var broken = new RecordedAnchor("broken") { Failure = "No." };

        var report = await _console.AnchoringTo(broken, _anchor).RunAsync(SealingConsole.Job);

        Assert.Equal(["No."], report.Failures);
        Assert.NotEmpty(_anchor.Kept);
        Assert.False((await _console.StandingAsync(broken, _anchor)).IsLate);
    }

    [Fact]
    public async Task Run_WithAnAnchorThatIsNew_BeginsWithTheNewestCheckpoint()
    {
        await _console.SealAsync();
        await _console.GrowAsync(1);
        await _console.SealAsync();

        await _console.AnchoringTo(_anchor).RunAsync(SealingConsole.Job);

        Assert.Equal((await _console.StateAsync()).Size, Assert.Single(_anchor.Kept, c => c.Origin == _ledger).Size);
    }

    [Fact]
    public async Task Run_WithAStoredCheckpointThatWasDamaged_SaysSo()
    {
        await _console.SealAsync();
        await _console.PastTheConsoleAsync("DROP TRIGGER ledger_checkpoints_are_never_updated; UPDATE ledger_checkpoints SET note = 'x'");

        Assert.Contains("damaged", Assert.Single((await _console.AnchoringTo(_anchor).RunAsync(SealingConsole.Job)).Failures), StringComparison.Ordinal);
    }

    /// <summary>The note in the database says one thing and the file another: the file is believed, completed, and people are told.</summary>
    [Theory]
    [InlineData("the note says more")]
    [InlineData("the file is gone")]
    public async Task Run_WhereTheFileHoldsLessThanIsNoted_CompletesItAndTellsAtOnce(string how)
    {
        var file = Path.Combine(Path.GetDirectoryName(_console.File)!, "anchor", "checkpoints.jsonl");
        await _console.SealAsync();
        await _console.AnchoringTo(new FileAnchor(file)).RunAsync(SealingConsole.Job);
        await _console.GrowAsync(1);
        await _console.SealAsync();
        var size = (await _console.StateAsync()).Size;
        if (how == "the note says more")
            PastTheConsole.Execute(_console.File, $"UPDATE ledger_keepers SET size = {size} WHERE keeper = 'file' AND ledger = 1");
        else
            File.Delete(file);

        var report = await _console.AnchoringTo(new FileAnchor(file)).RunAsync(SealingConsole.Job);

        Assert.Contains(report.Failures, f => f.Contains("shortened or exchanged", StringComparison.Ordinal));
        Assert.Contains(size, AnchoredNote.ParseFile(File.OpenRead(file)).Select(n => Checkpoint.Parse(n.Note.Text)).Where(c => c.Origin == _ledger).Select(c => c.Size));
        Assert.Contains(await _console.Use<InboxQueries>().UnreadAsync(_console.Founder), n => n.Subject.Contains("no longer holds checkpoints", StringComparison.Ordinal));
        Assert.Empty((await _console.AnchoringTo(new FileAnchor(file)).RunAsync(SealingConsole.Job)).Failures);
    }
}
