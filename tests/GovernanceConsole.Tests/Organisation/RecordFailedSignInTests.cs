using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Tests.EvidenceExports;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Organisation;

public sealed class RecordFailedSignInTests
{
    [Fact]
    public async Task Failure_OfSomebodyKnown_IsAboutThatPersonAndKeepsNoText()
    {
        await using var console = await TestConsole.StartAsync();
        var lea = (await console.PersonAsync("Lea Leaver")).Person!.Value;

        await FailAsync(console, new RecordFailedSignInInput(SignInFailure.MayNotAct, lea));

        var entry = Assert.Single(await console.OfTypeAsync(SignInEvents.SignInFailed));
        Assert.Equal(("person", lea.Value.ToString("N"), "MayNotAct"), (entry.Obj.Kind, entry.Obj.Id, entry.Told("reason")));
        Assert.Equal(("sign-in-page", "ui"), (entry.Actor.Pid, entry.Via));
        Assert.Null(entry.Priv);
    }

    [Fact]
    public async Task Failure_OfNobodyKnown_NamesNobody()
    {
        await using var console = await TestConsole.StartAsync();

        await FailAsync(console, new RecordFailedSignInInput(SignInFailure.NobodyKnown, new PersonId(Guid.CreateVersion7())));

        Assert.Equal(("sign-in", Guid.Empty.ToString("N")), Assert.Single(await console.OfTypeAsync(SignInEvents.SignInFailed)) is var entry ? (entry.Obj.Kind, entry.Obj.Id) : default);
    }

    [Fact]
    public async Task Failures_InAFlood_AreCountedAndToldWithTheNextOne()
    {
        await using var console = await TestConsole.StartAsync();
        for (var i = 0; i < 40; i++)
            await FailAsync(console, new RecordFailedSignInInput(SignInFailure.NobodyKnown, null));
        console.Clock.Advance(TimeSpan.FromMinutes(1));

        await FailAsync(console, new RecordFailedSignInInput(SignInFailure.NobodyKnown, null));

        var entries = await console.OfTypeAsync(SignInEvents.SignInFailed);
        Assert.Equal(31, entries.Count);
        Assert.Equal(10L, entries[^1].Told("leftOutBefore"));
    }

    [Fact]
    public async Task Failure_ToldByAPerson_IsRefusedAsNotAllowed()
    {
        await using var console = await TestConsole.StartAsync();

        var outcome = await console.Use<RecordFailedSignIn>().ExecuteAsync(CommandId.New(), new RecordFailedSignInInput(SignInFailure.NobodyKnown, null), console.Founder);

        Assert.IsType<NotAllowed>(Assert.Single(outcome.Refusals));
    }

    private static async Task FailAsync(TestConsole console, RecordFailedSignInInput input) =>
        _ = (await console.Use<RecordFailedSignIn>().ExecuteAsync(CommandId.New(), input, Actor.ForSignInPage())).Value;
}
