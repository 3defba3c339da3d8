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
