using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Privacy;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Privacy;

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
