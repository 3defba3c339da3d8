using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Requests;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Requests;

public sealed class FollowUpRequestsTests
{
    [Fact]
    public async Task FollowUp_WhatIsApprovedAndNotExecuted_IsToldAtHalfOfItsTime_AndOnce()
    {
        await using var console = await RequestConsole.StartAsync();
        _ = await console.VerifiedAsync();
        console.Clock.Advance(TimeSpan.FromHours(36) - TimeSpan.FromMilliseconds(1));
        Assert.Equal(0, (await FollowUpAsync(console)).Value);

        console.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, (await FollowUpAsync(console)).Value);
        Assert.Equal(0, (await FollowUpAsync(console)).Value);

        Assert.True(await console.IsToldAsync(console.Anna, "REQ-2026-000001 is approved and not executed"));
    }

    [Fact]
    public async Task FollowUp_WhatHasLapsed_OrWasExecuted_IsNotToldAsWaiting()
    {
        await using var console = await RequestConsole.StartAsync();
        _ = await console.VerifiedAsync();
        console.Clock.Advance(TimeSpan.FromDays(3));
        _ = await console.ExecutedAsync(console.Reset("K02"));

        Assert.Equal(0, (await FollowUpAsync(console)).Value);
    }

    [Fact]
    public async Task FollowUp_WhenTheWindowIsOver_TellsWhoCloses_Once()
    {
        await using var console = await RequestConsole.StartAsync();
        _ = await console.ExecutedAsync();
        console.Clock.Advance(TimeSpan.FromHours(72) - TimeSpan.FromMilliseconds(1));
        Assert.Equal(0, (await FollowUpAsync(console)).Value);

        console.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, (await FollowUpAsync(console)).Value);
        Assert.Equal(0, (await FollowUpAsync(console)).Value);

        Assert.True(await console.IsToldAsync(console.Emil, "The watch of REQ-2026-000001 is over"));
    }

    [Fact]
    public async Task FollowUp_WhatMustBeRemoved_IsToldWhenItIsDue_AfterTheWindowToo()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = await console.GrantedAsync();
        console.Clock.Advance(TimeSpan.FromDays(7));
        Assert.Equal(1, (await FollowUpAsync(console)).Value);
        Assert.False(await console.IsToldAsync(console.Emil, "Remove what REQ-2026-000001 granted"));

        console.Clock.Advance((await console.MonitoringAsync(request)).Removal.DueAt!.Value - console.Clock.GetUtcNow());
        Assert.Equal(1, (await FollowUpAsync(console)).Value);
        Assert.Equal(0, (await FollowUpAsync(console)).Value);

        Assert.True(await console.IsToldAsync(console.Emil, "Remove what REQ-2026-000001 granted"));
    }

    [Fact]
    public async Task FollowUp_WhatWasRemovedInTime_IsNotTold()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = await console.GrantedAsync();
        _ = (await console.RemoveAsync(request)).Value;
        console.Clock.Advance(TimeSpan.FromDays(31));

        Assert.Equal(1, (await FollowUpAsync(console)).Value);
        Assert.False(await console.IsToldAsync(console.Emil, "Remove what REQ-2026-000001 granted"));
    }

    [Fact]
    public async Task FollowUp_WhatIsToBeReviewed_IsToldFromTheBeginningOfItsLastDay()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = await console.ReviewableAsync();
        var time = console.Use<OrganisationTime>();
        var lastDay = time.StartOf((await console.MonitoringAsync(request)).Review.DueOn!.Value);
        console.Clock.Advance(lastDay - console.Clock.GetUtcNow() - TimeSpan.FromMilliseconds(1));
        Assert.Equal(0, (await FollowUpAsync(console)).Value);

        console.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, (await FollowUpAsync(console)).Value);
        Assert.Equal(0, (await FollowUpAsync(console)).Value);

        Assert.True(await console.IsToldAsync(console.Paths.Svea, "Review REQ-2026-000001 today"));
    }

    [Fact]
    public async Task FollowUp_ByAPerson_IsRefusedAsNotAllowed()
    {
        await using var console = await RequestConsole.StartAsync();

        (await console.Use<FollowUpRequests>().ExecuteAsync(CommandId.New(), console.Console.Founder)).Refusals.RefusedAs<NotAllowed>();
    }

    private static Task<Outcome<int>> FollowUpAsync(RequestConsole console) => console.Use<FollowUpRequests>().ExecuteAsync(CommandId.New(), PathConsole.Job);
}
