using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.Requests;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Requests;

public sealed class ReviewRequestTests
{
    [Fact]
    public async Task Review_WhatThePolicyHasReviewed_IsDueInWorkingDays_AndDoneOnce()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = await console.ReviewableAsync();

        Assert.Equal(console.Console.Use<OrganisationTime>().WorkingDays.After(console.Console.Use<OrganisationTime>().Today, 5), (await console.MonitoringAsync(request)).Review.DueOn);
        _ = (await ReviewAsync(console, request)).Value;

        Assert.Equal(("Everything as asked.", RequestConsole.Id(console.Paths.Svea)), ((await console.MonitoringAsync(request)).Review.Review, (await console.MonitoringAsync(request)).Review.By!.Value));
        (await ReviewAsync(console, request)).Refusals.RefusedAs<NoReviewWaits>();
    }

    [Fact]
    public async Task Review_ByWhoExecutedIt_IsRefusedFromHighUpward()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = await console.ReviewableAsync();
        _ = await console.Console.Use<GrantRole>().ExecuteAsync(CommandId.New(), new GrantRoleInput(RequestConsole.Id(console.Emil), Role.DeskLead), console.Console.Founder);

        (await ReviewAsync(console, request, console.Emil)).Refusals.RefusedAs<ExecutorJudgesTheirOwnAct>();
    }

    [Fact]
    public async Task Review_WithoutFinding_IsRefused()
    {
        await using var console = await RequestConsole.StartAsync();

        (await ReviewAsync(console, await console.ReviewableAsync(), review: "")).Refusals.RefusedAs<FieldIsEmpty>();
    }

    [Fact]
    public async Task Review_BeforeItIsExecuted_IsRefusedAsNotAtThisStage()
    {
        await using var console = await RequestConsole.StartAsync();

        (await ReviewAsync(console, await console.VerifiedAsync())).Refusals.RefusedAs<NotAtThisStage>();
    }

    [Fact]
    public async Task Review_ByAnAgent_IsRefusedAsNotAllowed()
    {
        await using var console = await RequestConsole.StartAsync();

        (await ReviewAsync(console, await console.ReviewableAsync(), console.Bert)).Refusals.RefusedAs<NotAllowed>();
    }

    [Fact]
    public async Task Review_WhatIsNotThere_IsRefusedAsNotFound()
    {
        await using var console = await RequestConsole.StartAsync();

        (await ReviewAsync(console, RequestId.From(Guid.CreateVersion7()))).Refusals.RefusedAs<NotFound>();
    }

    [Fact]
    public void Draw_OfASample_TakesAboutAsManyAsThePolicySays_AndAlwaysTheSame()
    {
        var at = TestConsole.Start;
        var ids = Enumerable.Range(0, 10_000).Select(i => RequestId.From(new Guid(i, 7, 7, 1, 2, 3, 4, 5, 6, 7, 8))).ToList();

        var drawn = ids.Where(id => ReviewDraw.IsDrawn(id, at, 10)).ToList();

        Assert.InRange(drawn.Count, 850, 1150);
        Assert.Equal(drawn, ids.Where(id => ReviewDraw.IsDrawn(id, at, 10)));
        Assert.All(drawn, id => Assert.True(ReviewDraw.IsDrawn(id, at, 25)));
        Assert.NotEqual(drawn, ids.Where(id => ReviewDraw.IsDrawn(id, at.AddMilliseconds(1), 10)));
    }

    [Fact]
    public async Task Draw_OfEveryCase_CountsWorkingDaysFromTheActOrFromWhatIsBackOn()
    {
        await using var console = await TestConsole.StartAsync("UTC");
        var time = console.Use<OrganisationTime>();
        var id = RequestId.From(Guid.Empty);
        var monday = TestConsole.Start;

        Assert.Equal(new DateOnly(2026, 3, 9), ReviewDraw.DueOn(new ReviewDemand { WorkingDays = 5 }, id, monday, monday.AddDays(2), time));
        Assert.Equal(new DateOnly(2026, 3, 11), ReviewDraw.DueOn(new ReviewDemand { WorkingDays = 5, From = ReviewStart.BackOn }, id, monday, monday.AddDays(2), time));
        Assert.Equal(new DateOnly(2026, 3, 9), ReviewDraw.DueOn(new ReviewDemand { SamplePercent = 100, Every = SampleInterval.Weekly }, id, monday, null, time));
        Assert.Equal(new DateOnly(2026, 4, 2), ReviewDraw.DueOn(new ReviewDemand { SamplePercent = 100, Every = SampleInterval.Monthly }, id, monday, null, time));
        Assert.Null(ReviewDraw.DueOn(new ReviewDemand { SamplePercent = 0, Every = SampleInterval.Monthly }, id, monday, null, time));
    }

    private static Task<Outcome<Done>> ReviewAsync(RequestConsole console, RequestId request, Actor? by = null, string review = "Everything as asked.") =>
        console.Use<ReviewRequest>().ExecuteAsync(CommandId.New(), new ReviewRequestInput(request, review), by ?? console.Paths.Svea);
}
