using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Outbox;
using GovernanceConsole.Requests;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Requests;

[Trait("row", "D13")]
public sealed class ExpireRequestsTests
{
    [Fact]
    public async Task Expire_WhatHasLapsed_NotesItOnceAndTellsWhoEnteredIt_AndLeavesTheRest()
    {
        await using var console = await RequestConsole.StartAsync();
        var old = (await console.SubmittedAsync()).Id;
        console.Clock.Advance(TimeSpan.FromDays(7));
        var young = (await console.SubmittedAsync(console.Reset("K02"))).Id;

        Assert.Equal(1, (await ExpireAsync(console)).Value);
        Assert.Equal(0, (await ExpireAsync(console)).Value);

        Assert.Equal((RequestState.Expired, RequestState.Verifying), (await console.StateAsync(old), await console.StateAsync(young)));
        Assert.Contains(await console.Use<InboxQueries>().UnreadAsync(console.Anna), i => i.Subject == "REQ-2026-000001 has lapsed");
    }

    [Fact]
    public async Task Expire_WhatIsBeingWatched_DoesNotTouchIt()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = await console.VerifiedAsync();
        _ = (await console.ExecuteAsync(request)).Value;
        console.Clock.Advance(TimeSpan.FromDays(30));

        Assert.Equal(0, (await ExpireAsync(console)).Value);
        Assert.Equal(RequestState.Monitoring, await console.StateAsync(request));
    }

    [Fact]
    public async Task Expire_ByAPerson_IsRefusedAsNotAllowed()
    {
        await using var console = await RequestConsole.StartAsync();

        (await console.Use<ExpireRequests>().ExecuteAsync(CommandId.New(), console.Console.Founder)).Refusals.RefusedAs<NotAllowed>();
    }

    private static Task<Outcome<int>> ExpireAsync(RequestConsole console) => console.Use<ExpireRequests>().ExecuteAsync(CommandId.New(), PathConsole.Job);
}
