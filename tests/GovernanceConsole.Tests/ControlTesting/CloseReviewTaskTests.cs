using GovernanceConsole.AuditLedger;
using GovernanceConsole.ControlTesting;
using GovernanceConsole.Identity;
using GovernanceConsole.Tests.AuditLedger;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.ControlTesting;

public sealed class CloseReviewTaskTests
{
    [Fact]
    public async Task Close_ByTheAssignee_KeepsTheResolution()
    {
        await using var console = await TestConsole.StartAsync("UTC");
        var (task, owner) = await TaskAsync(console);

        var outcome = await CloseAsync(console, task, owner, "The desk had no second channel that week; it has one now.");

        Assert.True(outcome.IsAccepted);
        var details = (await console.Use<ReviewTaskQueries>().FindAsync(owner, task))!;
        Assert.Equal((ReviewTaskState.Done, "The desk had no second channel that week; it has one now."), (details.Row.State, details.Resolution));
        Assert.Equal(TestConsole.Start, details.Row.ClosedAt);
        Assert.Empty(await console.Use<ReviewTaskQueries>().OpenForAsync(owner.Person!.Value));
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    [Fact]
    public async Task Close_BySomebodyElse_IsRefusedAsNotAllowed()
    {
        await using var console = await TestConsole.StartAsync("UTC");
        var (task, _) = await TaskAsync(console);

        Assert.IsType<NotAllowed>(Assert.Single((await CloseAsync(console, task, console.Founder, "Done.")).Refusals));
    }

    [Fact]
    public async Task Close_AMissingTask_GetsTheSameAnswerAsAForeignOne()
    {
        await using var console = await TestConsole.StartAsync("UTC");

        Assert.IsType<NotAllowed>(Assert.Single((await CloseAsync(console, new ReviewTaskId(Guid.CreateVersion7()), console.Founder, "Done.")).Refusals));
    }

    [Fact]
    public async Task Close_WithoutAResolution_IsRefusedAsFieldIsEmpty()
    {
        await using var console = await TestConsole.StartAsync("UTC");
        var (task, owner) = await TaskAsync(console);

        Assert.IsType<FieldIsEmpty>(Assert.Single((await CloseAsync(console, task, owner, " ")).Refusals));
    }

    [Fact]
    public async Task Close_Twice_IsRefusedAsReviewIsClosed()
    {
        await using var console = await TestConsole.StartAsync("UTC");
        var (task, owner) = await TaskAsync(console);
        await CloseAsync(console, task, owner, "Looked at.");

        Assert.IsType<ReviewIsClosed>(Assert.Single((await CloseAsync(console, task, owner, "Looked at again.")).Refusals));
    }

    private static async Task<(ReviewTaskId Task, Actor Owner)> TaskAsync(TestConsole console)
    {
        await MadeUpHistory.OfEachViolation().ImportAsync(console);
        var run = await RunControlTestsTests.RunAsync(console);
        var owner = await console.PersonAsync("Carla Owner");
        return ((await CreateReviewTaskTests.CreateAsync(console, run, owner)).Value, owner);
    }

    private static Task<Outcome<Done>> CloseAsync(TestConsole console, ReviewTaskId task, Actor actor, string resolution) =>
        console.Use<CloseReviewTask>().ExecuteAsync(CommandId.New(), new CloseReviewTaskInput(task, resolution), actor);
}
