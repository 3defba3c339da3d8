using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.ApiKeys;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.AuditLedger;

public sealed class CallEndpointTests
{
    [Fact]
    public async Task Call_WithoutTheScope_IsRefusedAndToldInTheTrail()
    {
        await using var console = await TestConsole.StartAsync();
        var caller = await console.CallerAsync(await console.KeyAsync(ApiScope.PathsRead));

        var outcome = await console.Use<CallEndpoint>().ExecuteAsync(CommandId.New(), new CallEndpointInput("GET", "/api/v1/ledgers/trust-policy", ApiScope.LedgerRead), caller);

        Assert.Equal([new ScopeIsMissing("GET /api/v1/ledgers/trust-policy", ApiScope.LedgerRead)], outcome.Refusals);
        var told = (await console.Use<TrailQueries>().PageAsync(await console.PersonAsync("Ada", Role.Auditor), new TrailFilter(TrailLedger.SecurityEvents, Type: "act.refused"), new PageRequest())).Rows[0];
        Assert.Equal("key:AK-0001", told.Machine);
        Assert.Contains("was refused a call: GET /api/v1/ledgers/trust-policy needs a key with the scope ledger:read.", told.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_ByAPerson_IsRefusedAsNotAllowed()
    {
        await using var console = await TestConsole.StartAsync();

        Assert.Equal([new NotAllowed()], (await console.Use<CallEndpoint>().ExecuteAsync(CommandId.New(), new CallEndpointInput("GET", "/x", ApiScope.LedgerRead), console.Founder)).Refusals);
    }

    [Fact]
    public async Task Call_OfALongAddress_KeepsItsBeginning()
    {
        await using var console = await TestConsole.StartAsync();
        var caller = await console.CallerAsync(await console.KeyAsync());

        var outcome = await console.Use<CallEndpoint>().ExecuteAsync(CommandId.New(), new CallEndpointInput("GET", "/" + new string('x', 5000), ApiScope.LedgerRead), caller);

        Assert.Equal("GET /".Length + 200, Assert.IsType<ScopeIsMissing>(Assert.Single(outcome.Refusals)).Call.Length);
    }
}
