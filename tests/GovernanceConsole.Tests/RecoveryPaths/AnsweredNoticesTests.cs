using GovernanceConsole.Outbox;
using GovernanceConsole.RecoveryPaths;
using GovernanceConsole.Tests.Fixtures;
using static GovernanceConsole.Tests.Fixtures.PathConsole;

namespace GovernanceConsole.Tests.RecoveryPaths;

/// <summary>A notice that asks for something goes when it was done, or cannot be done any more.</summary>
public sealed class AnsweredNoticesTests
{
    [Theory]
    [InlineData("accepted")]
    [InlineData("declined")]
    [InlineData("withdrawn")]
    [InlineData("retired")]
    public async Task AnOfferOfASeat_Answered_LeavesTheInbox(string answer)
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.OwnedDraftAsync();
        var inbox = console.Use<InboxQueries>();
        Accepted(await console.ProposeAsync(path, PathSeat.Risk, Id(console.Nele), console.Rolf));
        Assert.Single(await inbox.UnreadAsync(console.Nele));

        Accepted(answer switch
        {
            "accepted" => await console.AcceptAsync(path, PathSeat.Risk, console.Nele),
            "declined" => await console.DeclineAsync(path, PathSeat.Risk, console.Nele),
            "withdrawn" => await console.WithdrawAsync(path, PathSeat.Risk, console.Rolf),
            _ => await console.RetireAsync(path),
        });

        Assert.Empty(await inbox.UnreadAsync(console.Nele));
    }

    [Fact]
    public async Task AnOfferOfOneSeat_StaysWhileTheOtherSeatIsAnswered()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.OwnedDraftAsync();
        Accepted(await console.ProposeAsync(path, PathSeat.Risk, Id(console.Nele), console.Rolf));

        Accepted(await console.ConfirmAsync(path, PathSeat.Control, console.Carla));

        Assert.Single(await console.Use<InboxQueries>().UnreadAsync(console.Nele));
    }
}
