using System.Security.Cryptography;
using GovernanceConsole.ApiKeys;
using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Outbox;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.ApiKeys;

public sealed class CreateApiKeyTests : IAsyncLifetime
{
    private TestConsole _console = null!;

    public async Task InitializeAsync() => _console = await TestConsole.StartAsync();

    public async Task DisposeAsync() => await _console.DisposeAsync();

    [Fact]
    public async Task Create_AKey_OpensWhatItsScopesSay()
    {
        var key = await _console.KeyAsync(ApiScope.LedgerRead, ApiScope.PathsRead);

        var caller = await _console.CallerAsync(key);
        Assert.Equal(("AK-0001", ActorKind.ApiKey, "api"), (caller.Name, caller.Kind, caller.Via));
        Assert.True(caller.KnowsScope(ApiScope.PathsRead) && caller.KnowsScope(ApiScope.LedgerRead));
        Assert.False(caller.KnowsScope(ApiScope.LedgerProve));
    }

    [Fact]
    public async Task Create_AKey_IsInTheLedgerWithoutItsSecret()
    {
        var key = await _console.KeyAsync(ApiScope.LedgerRead, ApiScope.PathsRead);

        var act = Assert.Single(await _console.EntriesAsync(ApiKeyEvents.Created)).Act.ToDictionary(a => a.Key, a => a.Value);
        Assert.Equal(("AK-0001", "paths:read ledger:read"), (act["set.number"], act["set.scopes"]));
        Assert.Equal("created the API key AK-0001 for “ticketing, production”: paths:read ledger:read", Assert.Single(await _console.Use<TimelineQueries>().OfAsync(key.Id.Value)).Text);
    }

    /// <summary>Not in the tables, the ledger, the answers of commands or what people were told: anywhere in the files.</summary>
    [Fact]
    public async Task Create_AKey_StoresItsSecretNowhere()
    {
        var key = await _console.KeyAsync();

        var secret = key.Text.Split('_')[2][..64];
        var stored = await _console.EverythingStoredAsync();
        Assert.Contains(System.Text.Encoding.Latin1.GetString(SHA256.HashData(Convert.FromHexString(secret))), stored, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, stored, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Convert.ToBase64String(Convert.FromHexString(secret)), stored, StringComparison.Ordinal);
        Assert.DoesNotContain(System.Text.Encoding.Latin1.GetString(Convert.FromHexString(secret)), stored, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_AKey_IsToldToTheOtherAdministratorsAndSecurityOperations()
    {
        var other = await _console.PersonAsync("Ada Admin", Role.PlatformAdministrator);
        var watch = await _console.PersonAsync("Sofia Watch", Role.SecurityOperations);
        await _console.PersonAsync("Dan Desk", Role.DeskAgent);

        await _console.KeyAsync();

        var told = (await _console.RowsAsync<InboxItem>()).Where(i => i.Subject == "API key AK-0001 was created").Select(i => i.PersonId).ToHashSet();
        Assert.True(told.SetEquals([other.Person!.Value, watch.Person!.Value]));
    }

    [Fact]
    public async Task Create_OnTheCommandLine_NamesNobody()
    {
        Assert.True((await _console.CreateKeyAsync(by: Actor.ForCommandLine("root"))).IsAccepted);

        Assert.Null(Assert.Single(await _console.RowsAsync<ApiKey>()).CreatedById);
    }

    [Fact]
    public async Task Create_TheSameCommandAgain_GetsTheSameNumber()
    {
        var (id, input) = (CommandId.New(), new CreateApiKeyInput("witness", [ApiScope.LedgerRead], KeyConsole.EndsOn, new ApiKeySecret().Hash));

        var first = await _console.Use<CreateApiKey>().ExecuteAsync(id, input, _console.Founder);
        var again = await _console.Use<CreateApiKey>().ExecuteAsync(id, input, _console.Founder);

        Assert.Equal(first.Value, again.Value);
        Assert.Single(await _console.RowsAsync<ApiKey>());
    }

    [Fact]
    public async Task Create_WithoutClientScopeAndTime_IsRefusedForEachAtOnce() =>
        Assert.Equal(
            [nameof(FieldIsEmpty), nameof(KeyNeedsAScope), nameof(KeyEndsInThePast)],
            (await _console.CreateKeyAsync(client: " ", scopes: [], endsOn: new DateOnly(2026, 3, 1))).Refusals.Select(r => r.Code));

    [Theory]
    [InlineData(0, true)]
    [InlineData(365, true)]
    [InlineData(366, false)]
    public async Task Create_UntilADay_IsForAYearAtMost(int days, bool isAccepted)
    {
        var outcome = await _console.CreateKeyAsync(endsOn: new DateOnly(2026, 3, 2).AddDays(days));

        Assert.Equal(isAccepted ? [] : [new KeyLastsTooLong(365, new DateOnly(2027, 3, 2))], outcome.Refusals);
    }

    [Fact]
    public async Task Create_WithSomethingElseThanAHash_Throws() =>
        await Assert.ThrowsAsync<ArgumentException>(() => _console.Use<CreateApiKey>().ExecuteAsync(
            CommandId.New(), new CreateApiKeyInput("witness", [ApiScope.LedgerRead], KeyConsole.EndsOn, [1, 2, 3]), _console.Founder));

    [Fact]
    public async Task Create_ByGovernance_IsRefusedAsNotAllowed() =>
        Assert.Equal([new NotAllowed()], (await _console.CreateKeyAsync(by: await _console.PersonAsync("Gudrun", Role.Governance))).Refusals);

    [Fact]
    public async Task Create_ByAKey_IsRefusedAsNotAllowed() =>
        Assert.Equal([new NotAllowed()], (await _console.CreateKeyAsync(by: await _console.CallerAsync(await _console.KeyAsync(Enum.GetValues<ApiScope>())))).Refusals);
}
