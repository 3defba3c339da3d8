using GovernanceConsole.ApiKeys;
using GovernanceConsole.Identity;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.ApiKeys;

public sealed class RecordApiKeyUseTests : IAsyncLifetime
{
    private TestConsole _console = null!;

    public async Task InitializeAsync() => _console = await TestConsole.StartAsync();

    public async Task DisposeAsync() => await _console.DisposeAsync();

    [Fact]
    public async Task Record_OnTwoDays_KeepsTheLastAndWritesNoEntry()
    {
        var key = await _console.KeyAsync();
        var entries = (await _console.RowsAsync<GovernanceConsole.AuditLedger.StoredEntry>()).Count;

        await RecordAsync(key.Id);
        Assert.Equal(new DateOnly(2026, 3, 2), (await RowAsync()).LastUsedOn);
        _console.Clock.Advance(TimeSpan.FromDays(1));
        await RecordAsync(key.Id);

        Assert.Equal(new DateOnly(2026, 3, 3), (await RowAsync()).LastUsedOn);
        Assert.Equal(entries, (await _console.RowsAsync<GovernanceConsole.AuditLedger.StoredEntry>()).Count);
    }

    [Fact]
    public async Task Record_OfAKeyThatIsNotThere_KeepsNothing()
    {
        await RecordAsync(ApiKeyId.From(Guid.CreateVersion7()));

        Assert.Empty(await _console.RowsAsync<ApiKeyUse>());
    }

    private async Task RecordAsync(ApiKeyId key) =>
        Assert.True((await _console.Use<RecordApiKeyUse>().ExecuteAsync(CommandId.New(), new RecordApiKeyUseInput(key), Actor.ForHttpApi())).IsAccepted);

    private async Task<ApiKeyRow> RowAsync() => Assert.Single((await _console.Use<ApiKeyQueries>().ListAsync(_console.Founder, state: null, words: null, new PageRequest())).Rows);
}
