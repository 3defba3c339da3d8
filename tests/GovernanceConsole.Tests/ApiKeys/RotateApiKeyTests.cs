using GovernanceConsole.ApiKeys;
using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.ApiKeys;

public sealed class RotateApiKeyTests : IAsyncLifetime
{
    private TestConsole _console = null!;
    private HeldKey _old = null!;

    public async Task InitializeAsync()
    {
        _console = await TestConsole.StartAsync();
        _old = await _console.KeyAsync(ApiScope.PathsRead, ApiScope.LedgerRead);
    }

    public async Task DisposeAsync() => await _console.DisposeAsync();

    [Fact]
    public async Task Rotate_AKey_LetsBothWorkUntilTheOldOneEnds()
    {
        var successor = await _console.RotateKeyAsync(_old.Id, overlapHours: 24);

        Assert.Null((await _console.ComeWithAsync(_old.Text)).WhyNot);
        Assert.Equal((await _console.CallerAsync(_old)).KnownScopes, (await _console.CallerAsync(successor)).KnownScopes);
        _console.Clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromMilliseconds(1));
        Assert.Null((await _console.ComeWithAsync(_old.Text)).WhyNot);
        _console.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(KeyRefusal.KeyEnded, (await _console.ComeWithAsync(_old.Text)).WhyNot);
        Assert.Null((await _console.ComeWithAsync(successor.Text)).WhyNot);
    }

    [Fact]
    public async Task Rotate_AKey_TellsBothStories()
    {
        var successor = await _console.RotateKeyAsync(_old.Id);

        Assert.Contains("rotated the API key AK-0001, which works until 3 Mar 2026, 10:00 beside AK-0002", (await _console.Use<TimelineQueries>().OfAsync(_old.Id.Value)).Select(e => e.Text));
        Assert.Equal("created the API key AK-0002, which takes the place of AK-0001: paths:read ledger:read", Assert.Single(await _console.Use<TimelineQueries>().OfAsync(successor.Id.Value)).Text);
    }

    [Fact]
    public async Task Rotate_WithoutOverlap_EndsTheOldOneAtOnce()
    {
        await _console.RotateKeyAsync(_old.Id, overlapHours: 0);

        Assert.Equal(KeyRefusal.KeyEnded, (await _console.ComeWithAsync(_old.Text)).WhyNot);
    }

    [Fact]
    public async Task Rotate_AKeyThatEndsSooner_DoesNotMakeItLastLonger()
    {
        _console.Clock.Advance(TimeSpan.FromDays(120)); // 30 June
        var end = (await _console.RowsAsync<ApiKey>()).Single().EndsAt;

        Assert.True((await _console.TryRotateKeyAsync(_old.Id, overlapHours: 168, endsOn: new DateOnly(2026, 12, 31))).IsAccepted);

        Assert.Equal(end, (await _console.RowsAsync<ApiKey>()).Single(k => k.Number == _old.Number).EndsAt);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(169)]
    public async Task Rotate_WithAnOverlapThatIsNone_IsRefused(int hours) =>
        Assert.Equal([new OverlapIsTooLong(hours, 168)], (await _console.TryRotateKeyAsync(_old.Id, hours)).Refusals);

    [Fact]
    public async Task Rotate_ForLongerThanAYear_IsRefused() =>
        Assert.IsType<KeyLastsTooLong>(Assert.Single((await _console.TryRotateKeyAsync(_old.Id, endsOn: new DateOnly(2028, 1, 1))).Refusals));

    [Fact]
    public async Task Rotate_AKeyThatWasRotated_IsRefusedAndNamesItsSuccessor()
    {
        await _console.RotateKeyAsync(_old.Id);

        Assert.Equal([new KeyIsReplaced("AK-0001", "AK-0002")], (await _console.TryRotateKeyAsync(_old.Id)).Refusals);
    }

    [Fact]
    public async Task Rotate_ARevokedKey_IsRefused()
    {
        await _console.RevokeKeyAsync(_old.Id);

        Assert.Equal([new KeyIsRevoked("AK-0001")], (await _console.TryRotateKeyAsync(_old.Id)).Refusals);
    }

    [Fact]
    public async Task Rotate_AKeyThatHasEnded_IsRefused()
    {
        _console.Clock.Advance(TimeSpan.FromDays(130));

        Assert.Equal([new KeyHasEnded("AK-0001")], (await _console.TryRotateKeyAsync(_old.Id, endsOn: new DateOnly(2026, 12, 31))).Refusals);
    }

    [Fact]
    public async Task Rotate_WhatIsNotThere_IsRefused() =>
        Assert.Equal([new NotFound("API key")], (await _console.TryRotateKeyAsync(ApiKeyId.From(Guid.CreateVersion7()))).Refusals);

    [Fact]
    public async Task Rotate_OnTheCommandLine_IsRefusedAsNotAllowed() =>
        Assert.Equal([new NotAllowed()], (await _console.TryRotateKeyAsync(_old.Id, by: Actor.ForCommandLine("root"))).Refusals);
}
