using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Outbox;
using GovernanceConsole.Requests;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Requests;

[Trait("row", "R-078")]
public sealed class EndDelegationTests
{
    [Fact]
    [Trait("row", "D16")]
    public async Task End_ByWhoeverGaveIt_TakesTheSeatAndTheVoteThatWasCast()
    {
        await using var console = await RequestConsole.StartAsync();
        var delegation = (await console.DelegateAsync(console.Rolf, console.Paths.Nele, "K13")).Value;
        var request = await console.VerifiedAsync(console.Input(console.Access("K13").Parts[0] with { EndsAt = console.Clock.GetUtcNow().AddHours(8) }));
        Assert.True((await console.ApproveAsync(request, console.Paths.Nele)).IsAccepted);

        PathConsole.Accepted(await EndAsync(console, delegation, console.Rolf));

        Assert.Equal("SYS", Assert.Single((await console.ApproveAsync(request, console.Mona)).Value.OpenSeats));
        Assert.Equal(RequestState.Approved, (await console.ApproveAsync(request, console.Rolf)).Value.State);
        Assert.Contains(await console.Use<InboxQueries>().UnreadAsync(console.Paths.Nele), i => i.Subject == "DLG-0001 has ended");
    }

    [Fact]
    public async Task End_ByWhoeverHasIt_IsAccepted_AndThePrincipalIsTold()
    {
        await using var console = await RequestConsole.StartAsync();
        var delegation = (await console.DelegateAsync(console.Rolf, console.Paths.Nele)).Value;

        PathConsole.Accepted(await EndAsync(console, delegation, console.Paths.Nele));

        Assert.Contains(await console.Use<InboxQueries>().UnreadAsync(console.Rolf), i => i.Subject == "DLG-0001 has ended");
        Assert.Empty((await console.Use<DelegationQueries>().ListAsync(new PageRequest(), console.Rolf)).Rows);
        Assert.Single((await console.Use<DelegationQueries>().ListAsync(new PageRequest(), console.Rolf, pastToo: true)).Rows);
    }

    [Fact]
    public async Task End_ByGovernance_IsAccepted_AndByAnybodyElseRefusedAsNotAllowed()
    {
        await using var console = await RequestConsole.StartAsync();
        var delegation = (await console.DelegateAsync(console.Rolf, console.Paths.Nele)).Value;

        (await EndAsync(console, delegation, console.Mona)).Refusals.RefusedAs<NotAllowed>();
        PathConsole.Accepted(await EndAsync(console, delegation, console.Console.Founder));
    }

    [Fact]
    public async Task End_OneThatIsNotThere_AnswersAsToSomebodyWhoMayNot()
    {
        await using var console = await RequestConsole.StartAsync();

        (await EndAsync(console, ApprovalDelegationId.From(Guid.CreateVersion7()), console.Rolf)).Refusals.RefusedAs<NotAllowed>();
    }

    [Fact]
    public async Task End_Twice_OrAfterItLapsed_IsRefusedAsDelegationHasEnded()
    {
        await using var console = await RequestConsole.StartAsync();
        var ended = (await console.DelegateAsync(console.Rolf, console.Paths.Nele)).Value;
        PathConsole.Accepted(await EndAsync(console, ended, console.Rolf));
        var lapsed = (await console.DelegateAsync(console.Rolf, console.Paths.Nele, lapses: console.Clock.GetUtcNow().AddHours(1))).Value;
        console.Clock.Advance(TimeSpan.FromHours(1));

        (await EndAsync(console, ended, console.Rolf)).Refusals.RefusedAs<DelegationHasEnded>();
        (await EndAsync(console, lapsed, console.Rolf)).Refusals.RefusedAs<DelegationHasEnded>();
    }

    private static Task<Outcome<Done>> EndAsync(RequestConsole console, ApprovalDelegationId delegation, Actor by) =>
        console.Use<EndDelegation>().ExecuteAsync(CommandId.New(), new EndDelegationInput(delegation), by);
}
