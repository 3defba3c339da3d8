using GovernanceConsole.ApiKeys;
using GovernanceConsole.Identity;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.ApiKeys;

public sealed class RecordRefusedKeyTests : IAsyncLifetime
{
    private TestConsole _console = null!;

    public async Task InitializeAsync() => _console = await TestConsole.StartAsync();

    public async Task DisposeAsync() => await _console.DisposeAsync();

    [Fact]
    public async Task Record_AKnownKey_IsAboutIt()
    {
        var key = await _console.KeyAsync();

        await RecordAsync(KeyRefusal.KeyRevoked, key.Id);

        var entry = Assert.Single(await _console.EntriesAsync(ApiKeyEvents.KeyRefused));
        Assert.Equal(("http-api", "api", "api-key", key.Id.Value.ToString("N")), (entry.Actor.Pid, entry.Via, entry.Obj.Kind, entry.Obj.Id));
    }

    [Fact]
    public async Task Record_AFlood_IsCountedAndToldWithTheNextOne()
    {
        for (var i = 0; i < 40; i++)
            await RecordAsync(KeyRefusal.NotAKey, key: null);
        Assert.Equal(30, (await _console.EntriesAsync(ApiKeyEvents.KeyRefused)).Count);

        _console.Clock.Advance(TimeSpan.FromMinutes(1));
        await RecordAsync(KeyRefusal.NotAKey, key: null);

        Assert.Equal(10L, (await _console.EntriesAsync(ApiKeyEvents.KeyRefused))[^1].Act.Single(a => a.Key == "leftOutBefore").Value);
    }

    private async Task RecordAsync(KeyRefusal reason, ApiKeyId? key) =>
        Assert.True((await _console.Use<RecordRefusedKey>().ExecuteAsync(CommandId.New(), new RecordRefusedKeyInput(reason, key), Actor.ForHttpApi())).IsAccepted);
}
