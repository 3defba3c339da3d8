using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.RecoveryPaths;
using GovernanceConsole.Tests.Fixtures;
using static GovernanceConsole.Tests.Fixtures.PathConsole;

namespace GovernanceConsole.Tests.RecoveryPaths;

public sealed class ConfirmOwnershipTests
{
    [Fact]
    [Trait("row", "R-017")]
    public async Task Confirm_IsDueHalfAYearAfterTheStart_OverdueTheDayAfter_AndKeptInHistory()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.OwnedDraftAsync();
        var dueOn = console.Today.AddDays(180);
        Assert.Equal(dueOn, (await console.DetailsAsync(path)).Control.ConfirmationDueOn);

        console.Clock.SetTo(new DateTimeOffset(dueOn, new TimeOnly(12, 0), TimeSpan.Zero));
        Assert.DoesNotContain(await console.GapsAsync(path), g => g.Kind == GapKind.ConfirmationOverdue);
        console.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Contains(await console.GapsAsync(path), g => g is { Kind: GapKind.ConfirmationOverdue, Seat: PathSeat.Control });

        Accepted(await console.ConfirmAsync(path, PathSeat.Control, console.Carla));

        Assert.DoesNotContain(await console.GapsAsync(path), g => g is { Kind: GapKind.ConfirmationOverdue, Seat: PathSeat.Control });
        Assert.Equal(console.Today.AddDays(180), (await console.DetailsAsync(path)).Control.ConfirmationDueOn);
        var answer = Assert.Single(await console.Use<RecoveryPathQueries>().AnswersAsync(path));
        Assert.Equal(("Carla Control", OwnershipAnswerKind.Confirmed), (answer.Person.Name, answer.Kind));
    }

    [Fact]
    public async Task Confirm_BySomebodyElse_IsRefusedAsNotAllowed()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.OwnedDraftAsync();

        Refused<NotAllowed>((await console.ConfirmAsync(path, PathSeat.Control, console.Rolf)).Refusals);
        Refused<NotAllowed>((await console.ConfirmAsync(path, PathSeat.Control, console.Gesa)).Refusals);
    }
}

public sealed class DisputeOwnershipTests
{
    [Fact]
    [Trait("row", "R-017")]
    public async Task Dispute_ByTheOwner_ShowsAsGapWhileTheyStayAccountable_UntilTheyConfirm()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.OwnedDraftAsync();

        Accepted(await console.DisputeAsync(path, PathSeat.Risk, console.Rolf));

        var gap = Assert.Single(await console.GapsAsync(path));
        Assert.Equal((GapKind.OwnershipDisputed, PathSeat.Risk, "Rolf Risk", console.Clock.GetUtcNow()), (gap.Kind, gap.Seat, gap.PersonName, gap.Since));
        Assert.Equal("Rolf Risk", (await console.Use<RecoveryPathQueries>().AccountableAtAsync(path, console.Clock.GetUtcNow())).Risk!.Name);

        Accepted(await console.ConfirmAsync(path, PathSeat.Risk, console.Rolf));
        Assert.Empty(await console.GapsAsync(path));
    }

    [Fact]
    public async Task Dispute_WithoutAReason_IsRefusedAsFieldIsEmpty()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.OwnedDraftAsync();

        var refused = await console.Use<DisputeOwnership>().ExecuteAsync(
            CommandId.New(), new DisputeOwnershipInput(path, await console.VersionAsync(path), PathSeat.Risk, ""), console.Rolf);

        Refused<FieldIsEmpty>(refused.Refusals);
    }

    [Fact]
    public async Task Dispute_BySomebodyElse_IsRefusedAsNotAllowed()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.OwnedDraftAsync();

        Refused<NotAllowed>((await console.DisputeAsync(path, PathSeat.Risk, console.Carla)).Refusals);
    }
}
