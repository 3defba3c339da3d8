using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.PolicyReplay;
using GovernanceConsole.Tests.AuditLedger;
using GovernanceConsole.Tests.ControlTesting;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.PolicyReplay;

public sealed class CancelPolicyReplayTests
{
    [Fact]
    public async Task Cancel_AReplayHalfDone_RemovesItsRowsAndIsRecorded()
    {
        await using var console = await TestConsole.StartAsync("UTC");
        var run = await HalfDoneAsync(console);

        Assert.True((await CancelAsync(console, run)).IsAccepted);

        Assert.Empty(await console.RowsAsync<ReplayRow>());
        Assert.Equal(ReplayState.Cancelled, Assert.Single(await console.RowsAsync<ReplayRun>()).State);
        Assert.Contains(await console.Use<TimelineQueries>().OfAsync(run.Value), e => e.Text == "cancelled the replay; nothing of it is stored");
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    [Fact]
    public async Task Cancel_ACompleteReplay_IsRefusedAsReplayIsNotRunning()
    {
        await using var console = await TestConsole.StartAsync("UTC");
        await new MadeUpHistory().Ticket("A1").ImportAsync(console);
        _ = await console.DraftAsync(ReplayFixture.ThreeSignals);
        var replay = await console.ReplayAsync();

        (await CancelAsync(console, replay.Summary.Id)).Refusals.RefusedAs<ReplayIsNotRunning>();

        Assert.NotEmpty(await console.RowsAsync<ReplayRow>());
    }

    [Fact]
    public async Task Cancel_AReplayThatDoesNotExist_IsRefusedAsNotFound()
    {
        await using var console = await TestConsole.StartAsync("UTC");

        (await CancelAsync(console, new ReplayId(Guid.CreateVersion7()))).Refusals.RefusedAs<NotFound>();
    }

    [Fact]
    public async Task Cancel_ByAnAuditor_IsRefusedAsNotAllowed()
    {
        await using var console = await TestConsole.StartAsync("UTC");
        var run = await HalfDoneAsync(console);

        (await CancelAsync(console, run, await console.PersonAsync("Ada", Role.Auditor))).Refusals.RefusedAs<NotAllowed>();
    }

    /// <summary>Asked for, with one row stored: as it is in the middle of the work.</summary>
    internal static async Task<ReplayId> HalfDoneAsync(TestConsole console)
    {
        await new MadeUpHistory().Ticket("A1").ImportAsync(console);
        _ = await console.DraftAsync(ReplayFixture.ThreeSignals);
        var run = await console.StartedReplayAsync();
        await HalfDoneReplay.StoreARowAsync(console, run);
        Assert.Single(await console.RowsAsync<ReplayRow>());
        return run;
    }

    private static Task<Outcome<Done>> CancelAsync(TestConsole console, ReplayId run, Actor? by = null) =>
        console.Use<CancelPolicyReplay>().ExecuteAsync(CommandId.New(), new CancelPolicyReplayInput(run), by ?? console.Founder);
}
