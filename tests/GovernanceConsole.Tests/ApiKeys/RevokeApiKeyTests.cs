using GovernanceConsole.ApiKeys;
using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.ApiKeys;

public sealed class RevokeApiKeyTests : IAsyncLifetime
{
    private TestConsole _console = null!;
    private HeldKey _key = null!;

    public async Task InitializeAsync()
    {
        _console = await TestConsole.StartAsync();
        _key = await _console.KeyAsync(ApiScope.LedgerProve);
    }

    public async Task DisposeAsync() => await _console.DisposeAsync();

    [Fact]
    public async Task Revoke_AKey_EndsItAtOnce()
    {
        Assert.True((await _console.RevokeKeyAsync(_key.Id)).IsAccepted);

        Assert.Equal(KeyRefusal.KeyRevoked, (await _console.ComeWithAsync(_key.Text)).WhyNot);
    }

    [Fact]
    public async Task Revoke_Twice_IsRefusedTheSecondTime()
    {
        await _console.RevokeKeyAsync(_key.Id);

        Assert.Equal([new KeyIsRevoked("AK-0001")], (await _console.RevokeKeyAsync(_key.Id)).Refusals);
    }

    [Fact]
    public async Task Revoke_AKeyThatHasEnded_IsRefused()
    {
        _console.Clock.Advance(TimeSpan.FromDays(130));

        Assert.Equal([new KeyHasEnded("AK-0001")], (await _console.RevokeKeyAsync(_key.Id)).Refusals);
    }

    [Fact]
    public async Task Revoke_WithoutAReason_IsRefused() => Assert.IsType<FieldIsEmpty>(Assert.Single((await _console.RevokeKeyAsync(_key.Id, " ")).Refusals));

    [Fact]
    public async Task Revoke_WhatIsNotThere_IsRefused() => Assert.Equal([new NotFound("API key")], (await _console.RevokeKeyAsync(ApiKeyId.From(Guid.CreateVersion7()))).Refusals);

    [Fact]
    public async Task Revoke_ByAnAuditor_IsRefusedAsNotAllowed() =>
        Assert.Equal([new NotAllowed()], (await _console.RevokeKeyAsync(_key.Id, by: await _console.PersonAsync("Aline Auditor", Role.Auditor))).Refusals);
}
