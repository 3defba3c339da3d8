using System.Net;
using GovernanceConsole.ApiKeys;
using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Storage;
using GovernanceConsole.Web.Tests.Fixtures;

namespace GovernanceConsole.Web.Tests.Api;

/// <summary>Which calls come in.</summary>
public sealed class ApiKeyAuthenticationTests(ApiConsole console) : IClassFixture<ApiConsole>
{
    private const string Paths = "/api/v1/recovery-paths";

    [Fact]
    public async Task Call_WithAGoodKey_ComesIn()
    {
        var key = await console.KeyAsync(ApiScope.PathsRead);

        using var answer = await console.CallAsync(key, Paths);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(answer.Headers.CacheControl?.NoStore);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Call_WithoutAKey_IsToldHowToSendOne()
    {
        using var answer = await console.CallAsync(null, Paths);

        await answer.IsProblemAsync(HttpStatusCode.Unauthorized, "unauthenticated");
        Assert.Equal("Bearer realm=\"GovernanceConsole\"", Assert.Single(answer.Headers.WwwAuthenticate).ToString());
    }

    [Theory]
    [InlineData("unknown")]
    [InlineData("other secret")]
    [InlineData("revoked")]
    [InlineData("ended")]
    [InlineData("checksum")]
    [InlineData("letters")]
    [InlineData("no key at all")]
    public async Task Call_WithAKeyThatOpensNothing_LearnsNotWhyAndIsWrittenDown(string which)
    {
        var key = await console.KeyAsync(ApiScope.PathsRead);
        var (sent, reason) = which switch
        {
            "unknown" => (new ApiKeySecret().KeyOf("AK-9999"), "Unknown key"),
            "other secret" => (new ApiKeySecret().KeyOf(key.Number), "Unknown key"),
            "revoked" => (key.Text, "Key revoked"),
            "ended" => (key.Text, "Key ended"),
            "checksum" => (key.Text[..^8] + "00000000", "Not a key"),
            "letters" => (key.Text.ToUpperInvariant(), "Not a key"),
            _ => ("eyJhbGciOiJub25lIn0.e30.", "Not a key"),
        };
        if (which == "revoked")
            await console.RevokeAsync(key);
        if (which == "ended")
            await console.RotateAsync(key, overlapHours: 0);

        using var answer = await console.SendAsync(HttpMethod.Get, Paths, sent, body: null);

        var problem = await answer.IsProblemAsync(HttpStatusCode.Unauthorized, "unauthenticated");
        Assert.Empty(problem.Refusals());
        Assert.Equal("Bearer realm=\"GovernanceConsole\", error=\"invalid_token\"", Assert.Single(answer.Headers.WwwAuthenticate).ToString());
        var told = (await console.SecurityEventsAsync("api-key.refused"))[0];
        Assert.Equal(("http-api", $"turned a call away: {reason}"), (told.Machine, told.Text));
        Assert.Equal(which is "unknown" or "checksum" or "letters" or "no key at all" ? Guid.Empty : key.Id.Value, told.ObjectId ?? Guid.Empty);
    }

    [Fact]
    public async Task Call_WithARotatedKey_ComesInWhileBothWork()
    {
        var old = await console.KeyAsync(ApiScope.PathsRead);
        var successor = await console.RotateAsync(old, overlapHours: 1);

        using var byOld = await console.CallAsync(old, Paths);
        using var byNew = await console.CallAsync(successor, Paths);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (byOld.StatusCode, byNew.StatusCode));
    }

    [Fact]
    public async Task Call_WithoutTheScope_IsForbiddenAndWrittenDown()
    {
        var key = await console.KeyAsync(ApiScope.LedgerRead);

        using var answer = await console.CallAsync(key, $"{Paths}/RP-0001?because=secret");

        var problem = await answer.IsProblemAsync(HttpStatusCode.Forbidden, "scope-missing");
        Assert.Equal([("ScopeIsMissing", null)], problem.Refusals());
        Assert.Equal("Bearer realm=\"GovernanceConsole\", error=\"insufficient_scope\", scope=\"paths:read\"", Assert.Single(answer.Headers.WwwAuthenticate).ToString());
        var denied = (await console.SecurityEventsAsync("act.refused"))[0];
        Assert.Equal(($"key:{key.Number}", $"was refused a call: GET {Paths}/RP-0001 needs a key with the scope paths:read. The platform administrator creates one."), (denied.Machine, denied.Text));
    }

    /// <summary>Whoever is signed in to the pages is nobody here, so a foreign page in their browser can do nothing.</summary>
    [Theory]
    [InlineData("GET", Paths)]
    [InlineData("POST", "/api/v1/ledgers/decisions/proofs")]
    [InlineData("GET", "/api/v1/nothing")]
    public async Task Call_WithACookieAlone_IsNobody(string method, string address)
    {
        using var browser = console.Console.Browser();
        await browser.SignInAsync(console.Founder.Person!.Value);
        using var page = await browser.GetAsync("/");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);

        using var answer = await browser.SendAsync(new HttpRequestMessage(new HttpMethod(method), address));

        await answer.IsProblemAsync(HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/paths")]
    [InlineData("/exports/recovery-paths.xlsx")]
    [InlineData("/audit-trail/policy.json")]
    [InlineData("/_blazor/negotiate?negotiateVersion=1")]
    public async Task Key_OutsideTheApi_OpensNothing(string address)
    {
        var key = await console.KeyAsync(Enum.GetValues<ApiScope>());

        using var answer = await console.SendAsync(address.StartsWith("/_blazor", StringComparison.Ordinal) ? HttpMethod.Post : HttpMethod.Get, address, key.Text, body: null);

        Assert.True(answer.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.Unauthorized, $"{address}: {answer.StatusCode}");
    }

    [Theory]
    [InlineData("Basic")]
    [InlineData("Bearer")]
    [InlineData("bearer")]
    public async Task Call_WithAnotherScheme_IsNobody(string scheme)
    {
        var key = await console.KeyAsync(ApiScope.PathsRead);

        using var answer = await console.SendAsync(HttpMethod.Get, Paths, key: null, body: null, ("Authorization", $"{scheme} {key.Text}"));

        Assert.Equal(scheme == "Basic" ? HttpStatusCode.Unauthorized : HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Call_WithTheKeyInTheAddress_IsNobody()
    {
        var key = await console.KeyAsync(ApiScope.PathsRead);

        using var answer = await console.CallAsync(null, $"{Paths}?access_token={key.Text}");

        await answer.IsProblemAsync(HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Fact]
    public async Task Call_WithTwoKeys_IsNobody()
    {
        var key = await console.KeyAsync(ApiScope.PathsRead);

        using var answer = await console.SendAsync(HttpMethod.Get, Paths, key.Text, body: null, ("Authorization", $"Bearer {key.Text}"));

        Assert.NotEqual(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Call_OfTheDay_IsSeenInTheListOfKeys()
    {
        var key = await console.KeyAsync(ApiScope.PathsRead);
        using var first = await console.CallAsync(key, Paths);
        using var second = await console.CallAsync(key, Paths);

        var row = Assert.Single((await console.Use<ApiKeyQueries>().ListAsync(console.Founder, state: null, key.Number, new PageRequest())).Rows);
        Assert.Equal(console.Use<OrganisationTime>().Today, row.LastUsedOn);
    }
}
