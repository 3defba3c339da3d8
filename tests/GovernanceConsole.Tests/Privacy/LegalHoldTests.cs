using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Privacy;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Privacy;

public sealed class PlaceLegalHoldTests : IAsyncLifetime
{
    private TestConsole _console = null!;

    public async Task InitializeAsync() => _console = await TestConsole.StartAsync();

    public async Task DisposeAsync() => await _console.DisposeAsync();

    [Fact]
    public async Task Place_OnEverybody_Stands()
    {
        Assert.True((await _console.HoldAsync(null)).IsAccepted);

        Assert.True(Assert.Single(await _console.RowsAsync<LegalHold>()).Stands);
    }

    [Fact]
    public async Task Place_OnSomebodyWhoIsNotThere_IsRefused() =>
        Assert.IsType<NotFound>(Assert.Single((await _console.HoldAsync(PersonId.From(Guid.CreateVersion7()))).Refusals));

    [Fact]
    public async Task Place_WithoutAReason_IsRefused() =>
        Assert.IsType<FieldIsEmpty>(Assert.Single((await _console.Use<PlaceLegalHold>().ExecuteAsync(CommandId.New(), new PlaceLegalHoldInput(null, ""), _console.Founder)).Refusals));

    [Fact]
    public async Task Place_ByAnAdministrator_IsRefusedAsNotAllowed() =>
        Assert.IsType<NotAllowed>(Assert.Single((await _console.Use<PlaceLegalHold>().ExecuteAsync(
            CommandId.New(), new PlaceLegalHoldInput(null, "Case."), await _console.PersonAsync("Ada Admin", Role.PlatformAdministrator))).Refusals));
}

public sealed class LiftLegalHoldTests : IAsyncLifetime
{
    private TestConsole _console = null!;
    private LegalHoldId _hold;

    public async Task InitializeAsync()
    {
        _console = await TestConsole.StartAsync();
        _hold = (await _console.HoldAsync(null)).Value;
    }

    public async Task DisposeAsync() => await _console.DisposeAsync();

    [Fact]
    public async Task Lift_AHold_EndsIt()
    {
        Assert.True((await LiftAsync(_hold)).IsAccepted);

        Assert.False(Assert.Single(await _console.RowsAsync<LegalHold>()).Stands);
    }

    [Fact]
    public async Task Lift_Twice_IsRefusedTheSecondTime()
    {
        await LiftAsync(_hold);

        Assert.IsType<HoldIsLifted>(Assert.Single((await LiftAsync(_hold)).Refusals));
    }

    [Fact]
    public async Task Lift_WithoutAReason_IsRefused() => Assert.IsType<FieldIsEmpty>(Assert.Single((await LiftAsync(_hold, " ")).Refusals));

    [Fact]
    public async Task Lift_WhatIsNotThere_IsRefused() => Assert.IsType<NotFound>(Assert.Single((await LiftAsync(LegalHoldId.From(Guid.CreateVersion7()))).Refusals));

    [Fact]
    public async Task Lift_ByAnAuditor_IsRefusedAsNotAllowed() =>
        Assert.IsType<NotAllowed>(Assert.Single((await LiftAsync(_hold, by: await _console.PersonAsync("Aline Auditor", Role.Auditor))).Refusals));

    private Task<Outcome<Done>> LiftAsync(LegalHoldId hold, string reason = "Closed.", Actor? by = null) =>
        _console.Use<LiftLegalHold>().ExecuteAsync(CommandId.New(), new LiftLegalHoldInput(hold, reason), by ?? _console.Founder);
}

public sealed class WithdrawErasureTests
{
    [Fact]
    public async Task Withdraw_WhileItWaits_KeepsEverythingAndAllowsAnother()
    {
        await using var console = await TestConsole.StartAsync();
        var person = await console.LeaverAsync();
        var erasure = (await console.RequestErasureAsync(person)).Value;

        Assert.True((await WithdrawAsync(console, erasure, console.Founder)).IsAccepted);

        Assert.IsType<ErasureIsDecided>(Assert.Single((await WithdrawAsync(console, erasure, console.Founder)).Refusals));
        Assert.True((await console.RequestErasureAsync(person)).IsAccepted);
    }

    [Fact]
    public async Task Withdraw_WhatIsNotThere_IsRefused()
    {
        await using var console = await TestConsole.StartAsync();

        Assert.IsType<NotFound>(Assert.Single((await WithdrawAsync(console, ErasureId.From(Guid.CreateVersion7()), console.Founder)).Refusals));
    }

    [Fact]
    public async Task Withdraw_ByAnAuditor_IsRefusedAsNotAllowed()
    {
        await using var console = await TestConsole.StartAsync();
        var erasure = (await console.RequestErasureAsync(await console.LeaverAsync())).Value;

        Assert.IsType<NotAllowed>(Assert.Single((await WithdrawAsync(console, erasure, await console.PersonAsync("Aline Auditor", Role.Auditor))).Refusals));
    }

    private static Task<Outcome<Done>> WithdrawAsync(TestConsole console, ErasureId erasure, Actor by) =>
        console.Use<WithdrawErasure>().ExecuteAsync(CommandId.New(), new WithdrawErasureInput(erasure), by);
}
