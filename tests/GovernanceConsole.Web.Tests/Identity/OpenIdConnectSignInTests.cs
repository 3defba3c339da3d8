using System.Net;
using System.Text.RegularExpressions;
using GovernanceConsole.AuditLedger;
using GovernanceConsole.Web.Tests.Fixtures;
using Microsoft.AspNetCore.WebUtilities;

namespace GovernanceConsole.Web.Tests.Identity;

/// <summary>Sign-in through a certified provider that is honest, and through one that is not (A8).</summary>
public sealed partial class OpenIdConnectSignInTests(ProviderAndConsole at) : IClassFixture<ProviderAndConsole>, IAsyncLifetime
{
    private readonly Visitor _visitor = new(at.Console);
    private long _before;

    public async Task InitializeAsync()
    {
        await at.Provider.BehaveAsync("honest");
        _before = await at.CountEventsAsync();
    }

    [Fact]
    public async Task SignIn_OfALinkedAccount_OpensTheConsoleWhereItWasAskedFor()
    {
        Assert.Equal("/help/keys", await _visitor.SignInAsync("anna"));

        Assert.Contains("<html", await _visitor.PageAsync("/help/keys"), StringComparison.Ordinal);
        var opened = Assert.Single(await NewEventsAsync());
        Assert.Equal(("session.opened", at.Anna), (opened.Type, opened.ActorId));
        Assert.EndsWith($"vouched for by {at.Provider.Issuer}", opened.Text, StringComparison.Ordinal);
        var asked = await at.Provider.LatestRequestAsync();
        Assert.Equal(("code", "S256", "openid profile email"), (asked["response_type"], asked["code_challenge_method"], asked["scope"]));
        Assert.False(asked.ContainsKey("prompt"));
    }

    /// <summary>Every token that does not hold: no session, and an entry.</summary>
    [Theory]
    [InlineData("nonce")]
    [InlineData("no-nonce")]
    [InlineData("audience")]
    [InlineData("authorised-party")]
    [InlineData("expired")]
    [InlineData("issuer")]
    [InlineData("subject")]
    [InlineData("signature")]
    [InlineData("alg-none")]
    [InlineData("hs256")]
    [InlineData("type")]
    [InlineData("no-token")]
    public async Task SignIn_WithATokenThatDoesNotHold_IsRefused(string mode)
    {
        await at.Provider.BehaveAsync(mode);

        await IsRejectedAsync(await _visitor.AtProviderAsync("anna"));
    }

    [Theory]
    [InlineData("iss", "http://127.0.0.1:1")]
    [InlineData("iss", null)]
    [InlineData("state", "tampered")]
    [InlineData("state", null)]
    [InlineData("code", "another")]
    public async Task SignIn_WithAnAnswerThatWasTamperedWith_IsRefused(string parameter, string? value)
    {
        var answer = await _visitor.AtProviderAsync("anna");
        var query = QueryHelpers.ParseQuery(answer.Query);
        query.Remove(parameter);
        if (value is not null)
            query[parameter] = value;

        await IsRejectedAsync(new Uri(QueryHelpers.AddQueryString(answer.GetLeftPart(UriPartial.Path), query)));
    }

    [Fact]
    public async Task SignIn_WithTwoIssuers_IsRefused()
    {
        var answer = await _visitor.AtProviderAsync("anna");

        await IsRejectedAsync(new Uri($"{answer}&iss={Uri.EscapeDataString("http://127.0.0.1:1")}"));
    }

    /// <summary>Somebody else's way back, followed in this browser.</summary>
    [Fact]
    public async Task SignIn_ThatBeganInAnotherBrowser_IsRefused()
    {
        var answer = await _visitor.AtProviderAsync("anna");
        _visitor.ForgetCorrelation();

        await IsRejectedAsync(answer);
    }

    [Fact]
    public async Task SignIn_ThatWasCancelled_IsRefused() => await IsRejectedAsync(await _visitor.AtProviderAsync(user: null));

    /// <summary>The same way back a second time, from the history or a log.</summary>
    [Fact]
    public async Task SignIn_WithAnAnswerThatWasUsed_IsRefused()
    {
        var answer = await _visitor.AtProviderAsync("anna");
        Assert.Equal("/help/keys", await _visitor.ComeBackAsync(answer));
        _before++;

        using var again = await _visitor.Http.GetAsync(answer);

        Assert.StartsWith("/sign-in?refused=ProofRejected", again.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal("was not let in: ProofRejected", Assert.Single(await NewEventsAsync()).Text);
    }

    [Fact]
    public async Task SignIn_AfterTheProvidersKeysWereRotated_SucceedsTheFirstTime()
    {
        _ = await _visitor.SignInAsync("anna");
        using var next = new Visitor(at.Console);
        await at.Provider.BehaveAsync("rotated");

        Assert.Equal("/help/keys", await next.SignInAsync("anna"));
        Assert.True(next.HasSession);
    }

    /// <summary>Identity is issuer and subject: an account of the same subject at another provider is somebody else's.</summary>
    [Theory]
    [InlineData("nobody")]
    [InlineData("otto")]
    public async Task SignIn_OfAnAccountThatIsLinkedToNobody_IsRefusedAndThePageSaysWhatToDo(string subject)
    {
        Assert.Equal("/sign-in?returnUrl=%2Fhelp%2Fkeys", await _visitor.SignInAsync(subject));

        Assert.False(_visitor.HasSession);
        Assert.Equal("was not let in: NobodyKnown", Assert.Single(await NewEventsAsync()).Text);
        var page = await _visitor.PageAsync("/sign-in");
        Assert.Contains("Ask a platform administrator to link this account", page, StringComparison.Ordinal);
        Assert.Contains($"<code>{at.Provider.Issuer}</code>", page, StringComparison.Ordinal);
        Assert.Contains($"<code>{subject}</code>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Code of the first start", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_OfALeaver_IsRefused()
    {
        Assert.StartsWith("/sign-in?refused=MayNotAct", await _visitor.SignInAsync("lea"), StringComparison.Ordinal);

        Assert.False(_visitor.HasSession);
        Assert.Equal("was not let in: MayNotAct", Assert.Single(await NewEventsAsync()).Text);
    }

    [Theory]
    [InlineData("//evil.example.test")]
    [InlineData("/%5Cevil.example.test")]
    [InlineData("https://evil.example.test")]
    public async Task SignIn_AskedToLeadElsewhere_LeadsHome(string returnUrl) =>
        Assert.Equal("/", await _visitor.SignInAsync("anna", $"/sign-in/provider?returnUrl={returnUrl}"));

    [Fact]
    public async Task SignOut_EndsTheSessionHereAndAsksTheProviderToEndItsOwn()
    {
        _ = await _visitor.SignInAsync("anna");
        var kept = _visitor.Session!;

        using var answer = await _visitor.Http.PostFormAsync("/sign-out");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.False(_visitor.HasSession);
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        Assert.Equal("\"cache\"", Assert.Single(answer.Headers.GetValues("Clear-Site-Data")));
        var there = new Uri(Refresh().Match(WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync())).Groups[1].Value);
        var query = QueryHelpers.ParseQuery(there.Query);
        Assert.Equal($"{at.Provider.Issuer}/session/end", there.GetLeftPart(UriPartial.Path));
        Assert.Equal(new Uri(at.Console.Address, "/signout-callback-oidc").AbsoluteUri, query["post_logout_redirect_uri"]);
        Assert.Equal("console", query["client_id"]);
        Assert.Equal(3, query["id_token_hint"].ToString().Split('.').Length);
        using var asked = await _visitor.Http.GetAsync(there);
        Assert.Equal(HttpStatusCode.OK, asked.StatusCode); // the provider knows the session and where to go afterwards
        using var thief = at.Console.Browser(keepsCookies: false);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { { "Cookie", kept } } };
        using var refused = await thief.SendAsync(request);
        Assert.Equal(HttpStatusCode.Redirect, refused.StatusCode);
    }

    /// <summary>Where everybody is let in by the provider alone, nobody reads who there is before they are.</summary>
    [Fact]
    public async Task SignInPage_OffersTheProvider()
    {
        var page = await _visitor.PageAsync("/sign-in?returnUrl=/policy");

        Assert.Contains("Sign in with 127.0.0.1", page, StringComparison.Ordinal);
        Assert.Contains("/sign-in/provider?returnUrl=%2Fpolicy", page, StringComparison.Ordinal);
    }

    public Task DisposeAsync()
    {
        _visitor.Dispose();
        return Task.CompletedTask;
    }

    private async Task IsRejectedAsync(Uri answer)
    {
        Assert.StartsWith("/sign-in?refused=ProofRejected", await _visitor.ComeBackAsync(answer), StringComparison.Ordinal);
        Assert.False(_visitor.HasSession);
        Assert.Equal("was not let in: ProofRejected", Assert.Single(await NewEventsAsync()).Text);
        Assert.Contains("You were not signed in", await _visitor.PageAsync("/sign-in?refused=ProofRejected"), StringComparison.Ordinal);
    }

    private Task<IReadOnlyList<TrailEntry>> NewEventsAsync() => at.EventsSinceAsync(_before);

    [GeneratedRegex("content=\"0;url=([^\"]+)\"", RegexOptions.NonBacktracking)]
    private static partial Regex Refresh();
}
