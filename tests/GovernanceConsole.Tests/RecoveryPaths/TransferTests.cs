using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Outbox;
using GovernanceConsole.RecoveryPaths;
using GovernanceConsole.Tests.Fixtures;
using static GovernanceConsole.Tests.Fixtures.PathConsole;

namespace GovernanceConsole.Tests.RecoveryPaths;

public sealed class ProposeTransferTests
{
    [Fact]
    [Trait("row", "O3")]
    public async Task Propose_ByTheOwner_ChangesNothingUntilTheNextOneAccepts()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.OwnedDraftAsync();

        Accepted(await console.ProposeAsync(path, PathSeat.Control, Id(console.Nele), console.Carla));

        var seat = (await console.DetailsAsync(path)).Control;
        Assert.Equal(("Carla Control", "Nele Next", "Carla Control"), (seat.Owner!.Name, seat.Offer!.To.Name, seat.Offer.ProposedBy.Name));
        var item = Assert.Single(await console.Console.RowsAsync<InboxItem>());
        Assert.Equal((Id(console.Nele), "/paths/RP-0001"), (item.PersonId, item.Href));
    }

    [Fact]
    public async Task Propose_ASecondTimeWhileOneWaits_IsRefusedAsTransferWaitsAlready()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.OwnedDraftAsync();
        Accepted(await console.ProposeAsync(path, PathSeat.Control, Id(console.Nele), console.Carla));

        var refused = await console.ProposeAsync(path, PathSeat.Control, Id(console.Egon), console.Gesa);

        Assert.Equal("Nele Next", Refused<TransferWaitsAlready>(refused.Refusals).To);
    }

    [Fact]
    public async Task Propose_TheOtherSeatMeanwhile_IsAccepted()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.OwnedDraftAsync();
        Accepted(await console.ProposeAsync(path, PathSeat.Control, Id(console.Nele), console.Carla));

        Accepted(await console.ProposeAsync(path, PathSeat.Risk, Id(console.Egon), console.Rolf));
    }

    [Fact]
    [Trait("row", "R-003")]
    public async Task Propose_ToTheHolderOfTheOtherSeat_IsRefusedAsOnePersonInBothSeats()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.OwnedDraftAsync();

        var refused = await console.ProposeAsync(path, PathSeat.Control, Id(console.Rolf), console.Carla);

        Refused<OnePersonInBothSeats>(refused.Refusals);
    }

    [Fact]
    public async Task Propose_ToTheOwner_IsRefusedAsTransferGoesToTheOwner()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.OwnedDraftAsync();

        var refused = await console.ProposeAsync(path, PathSeat.Control, Id(console.Carla), console.Gesa);

        Refused<TransferGoesToTheOwner>(refused.Refusals);
    }

    [Fact]
    public async Task Propose_ToADistributionList_IsRefusedAsSeatsAreForIndividuals()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.OwnedDraftAsync();

        var refused = await console.ProposeAsync(path, PathSeat.Control, console.DistributionList, console.Gesa);

        Refused<SeatsAreForIndividuals>(refused.Refusals);
    }

    [Fact]
    public async Task Propose_ByTheOwnerOfTheOtherSeat_IsRefusedAsNotAllowed()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.OwnedDraftAsync();

        var refused = await console.ProposeAsync(path, PathSeat.Control, Id(console.Nele), console.Rolf);

        Refused<NotAllowed>(refused.Refusals);
    }

    [Fact]
    public async Task Propose_OnAPathThatIsNotThere_GivesAStrangerTheSameAnswerAsOnSomebodyElsesPath()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.OwnedDraftAsync();

        var foreign = await console.ProposeAsync(path, PathSeat.Control, Id(console.Nele), console.Nele);
        var missing = await console.ProposeAsync(RecoveryPathId.From(Guid.CreateVersion7()), PathSeat.Control, Id(console.Nele), console.Nele);

        Assert.Equal(foreign.Refusals, missing.Refusals);
    }
}

public sealed class AcceptTransferTests
{
    [Fact]
    [Trait("row", "O3")]
    [Trait("row", "R-017")]
    public async Task Accept_ByTheProposedOwner_PassesTheSeatAtThatInstant()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.OwnedDraftAsync();
        Accepted(await console.ProposeAsync(path, PathSeat.Control, Id(console.Nele), console.Carla));
        console.Clock.Advance(TimeSpan.FromHours(5));
        var handover = console.Clock.GetUtcNow();

        Accepted(await console.AcceptAsync(path, PathSeat.Control, console.Nele));

        var queries = console.Use<RecoveryPathQueries>();
        Assert.Equal("Carla Control", (await queries.AccountableAtAsync(path, handover.AddMilliseconds(-1))).Control!.Name);
        Assert.Equal("Nele Next", (await queries.AccountableAtAsync(path, handover)).Control!.Name);
        Assert.Contains(await console.Console.RowsAsync<InboxItem>(), i => i.PersonId == Id(console.Carla));
    }

    [Fact]
    public async Task Accept_BySomebodyElse_IsRefusedAsNotAllowed()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.OwnedDraftAsync();
        Accepted(await console.ProposeAsync(path, PathSeat.Control, Id(console.Nele), console.Carla));

        Refused<NotAllowed>((await console.AcceptAsync(path, PathSeat.Control, console.Gesa)).Refusals);
        Refused<NotAllowed>((await console.AcceptAsync(path, PathSeat.Control, console.Carla)).Refusals);
    }

    [Fact]
    public async Task Accept_AfterItWasWithdrawn_IsRefusedAsNotAllowed()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.OwnedDraftAsync();
        Accepted(await console.ProposeAsync(path, PathSeat.Control, Id(console.Nele), console.Carla));
        Accepted(await console.WithdrawAsync(path, PathSeat.Control, console.Carla));

        Refused<NotAllowed>((await console.AcceptAsync(path, PathSeat.Control, console.Nele)).Refusals);
    }

    [Fact]
    [Trait("row", "R-003")]
    public async Task Accept_BySomebodyWhoTookTheOtherSeatMeanwhile_IsRefusedAsOnePersonInBothSeats()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.OwnedDraftAsync();
        Accepted(await console.ProposeAsync(path, PathSeat.Control, Id(console.Nele), console.Carla));
        Accepted(await console.ProposeAsync(path, PathSeat.Risk, Id(console.Nele), console.Rolf));
        Accepted(await console.AcceptAsync(path, PathSeat.Control, console.Nele));

        Refused<OnePersonInBothSeats>((await console.AcceptAsync(path, PathSeat.Risk, console.Nele)).Refusals);
    }

    [Fact]
    public async Task Accept_AfterTheOwnerLeft_FillsTheSeatFromNowOn()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.OwnedDraftAsync();
        Accepted(await console.ProposeAsync(path, PathSeat.Control, Id(console.Nele), console.Carla));
        console.Clock.Advance(TimeSpan.FromDays(1));
        var leftAt = console.Clock.GetUtcNow();
        await console.LeaveAsync(console.Carla);
        console.Clock.Advance(TimeSpan.FromDays(1));

        Accepted(await console.AcceptAsync(path, PathSeat.Control, console.Nele));

        var queries = console.Use<RecoveryPathQueries>();
        Assert.Null((await queries.AccountableAtAsync(path, leftAt)).Control);
        Assert.Null((await queries.AccountableAtAsync(path, console.Clock.GetUtcNow().AddMilliseconds(-1))).Control);
        Assert.Equal("Nele Next", (await queries.AccountableAtAsync(path, console.Clock.GetUtcNow())).Control!.Name);
    }
}

public sealed class DeclineTransferTests
{
    [Fact]
    [Trait("row", "O3")]
    public async Task Decline_ByTheProposedOwner_LeavesTheSeatAsItWas()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.OwnedDraftAsync();
        Accepted(await console.ProposeAsync(path, PathSeat.Control, Id(console.Nele), console.Carla));

        Accepted(await console.DeclineAsync(path, PathSeat.Control, console.Nele));

        var seat = (await console.DetailsAsync(path)).Control;
        Assert.Equal(("Carla Control", null), (seat.Owner!.Name, seat.Offer));
        Assert.Contains(await console.Console.RowsAsync<InboxItem>(), i => i.PersonId == Id(console.Carla) && i.Subject.Contains("declined", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Decline_BySomebodyElse_IsRefusedAsNotAllowed()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.OwnedDraftAsync();
        Accepted(await console.ProposeAsync(path, PathSeat.Control, Id(console.Nele), console.Carla));

        Refused<NotAllowed>((await console.DeclineAsync(path, PathSeat.Control, console.Gesa)).Refusals);
    }
}

public sealed class WithdrawTransferTests
{
    [Fact]
    public async Task Withdraw_ByTheOwnerOrGovernance_EndsTheOffer()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.OwnedDraftAsync();
        foreach (var by in new[] { console.Carla, console.Gesa })
        {
            Accepted(await console.ProposeAsync(path, PathSeat.Control, Id(console.Nele), console.Carla));
            Accepted(await console.WithdrawAsync(path, PathSeat.Control, by));
            Assert.Null((await console.DetailsAsync(path)).Control.Offer);
        }
    }

    [Fact]
    public async Task Withdraw_WhereNoneWaits_IsRefusedAsNoTransferWaits()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.OwnedDraftAsync();

        Refused<NoTransferWaits>((await console.WithdrawAsync(path, PathSeat.Control, console.Gesa)).Refusals);
    }
}
