using System.Net;
using GovernanceConsole.Identity;
using GovernanceConsole.Web.Tests.Fixtures;

namespace GovernanceConsole.Web.Tests.Api;

public sealed class RateLimitTests : IAsyncLifetime
{
    private readonly ApiConsole _console = new();

    public Task InitializeAsync()
    {
        _console.Console.Settings["Api:RequestsPerMinute"] = "3";
        return _console.InitializeAsync();
    }

    public Task DisposeAsync() => _console.DisposeAsync();

    [Fact]
    public async Task Calls_BeyondTheLimit_AreTurnedAwayForThisKeyAlone()
    {
        var (busy, other) = (await _console.KeyAsync(ApiScope.PathsRead), await _console.KeyAsync(ApiScope.PathsRead));
        foreach (var address in new[] { "/api/v1/recovery-paths", "/api/v1/nothing", "/api/v1/ledgers/trust-policy" })
            (await _console.CallAsync(busy, address)).Dispose();

        using var turnedAway = await _console.CallAsync(busy, "/api/v1/recovery-paths");
        using var byOther = await _console.CallAsync(other, "/api/v1/recovery-paths");

        await turnedAway.IsProblemAsync(HttpStatusCode.TooManyRequests, "too-many-calls");
        Assert.InRange(turnedAway.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal(HttpStatusCode.OK, byOther.StatusCode);
    }

    [Fact]
    public async Task Calls_WithoutAGoodKey_AreCountedByWhereTheyComeFrom()
    {
        for (var i = 0; i < 3; i++)
            (await _console.CallAsync(null, "/api/v1/recovery-paths")).Dispose();

        using var turnedAway = await _console.SendAsync(HttpMethod.Get, "/api/v1/recovery-paths", $"gck_000{4}_guess", body: null);

        await turnedAway.IsProblemAsync(HttpStatusCode.TooManyRequests, "too-many-calls");
    }

    [Fact]
    public async Task Pages_AreNotCounted()
    {
        using var browser = _console.Console.Browser();
        for (var i = 0; i < 6; i++)
        {
            using var answer = await browser.GetAsync("/sign-in");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }
}
