using System.Net;
using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Policy;

namespace GovernanceConsole.Web.Tests.Identity;

/// <summary>Whoever approves proves themselves again, as themselves, just now and well enough (A7).</summary>
public sealed class SignInAgainTests(ProviderAndConsole at) : IClassFixture<ProviderAndConsole>, IAsyncLifetime
{
    private readonly Visitor _visitor = new(at.Console);
    private long _before;

    public async Task InitializeAsync()
    {
        await at.Provider.BehaveAsync("honest");
        _before = await at.CountEventsAsync();
    }

    [Fact]
    public async Task SignInAgain_Fresh_LeadsBackWithANewSessionThatMayApprove()
    {
        await at.Provider.BehaveAsync("old-auth-time");
        _ = await _visitor.SignInAsync("anna");
        var old = _visitor.Session!;
        await at.Provider.BehaveAsync("honest");

        Assert.Equal("/policy", await _visitor.SignInAsync("anna", "/sign-in/again?returnUrl=/policy"));

        var asked = await at.Provider.LatestRequestAsync();
        Assert.Equal(("login", "0", "phr"), (asked["prompt"], asked["max_age"], asked["acr_values"]));
        Assert.NotEqual(old, _visitor.Session);
        using var thief = at.Console.Browser(keepsCookies: false);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { { "Cookie", old } } };
        using var refused = await thief.SendAsync(request);
        Assert.Equal(HttpStatusCode.Redirect, refused.StatusCode);
        var opened = (await NewEventsAsync())[^1];
        Assert.Equal(("session.opened", at.Anna, $"signed in by phr, vouched for by {at.Provider.Issuer}"), (opened.Type, opened.ActorId, opened.Text));
    }

    /// <summary>A7: what comes back is checked here, whatever was asked for.</summary>
    [Theory]
    [InlineData("old-auth-time")]
    [InlineData("no-auth-time")]
    [InlineData("future-auth-time")]
    [InlineData("lower-acr")]
    [InlineData("no-acr")]
    public async Task SignInAgain_ThatComesBackStaleOrWeak_IsRefusedAndTheSessionStays(string mode)
    {
        _ = await _visitor.SignInAsync("anna");
        var session = _visitor.Session;
        _before++;
        await at.Provider.BehaveAsync(mode);

        Assert.StartsWith("/sign-in?refused=NotFresh&returnUrl=%2Fpolicy", await _visitor.SignInAsync("anna", "/sign-in/again?returnUrl=/policy"), StringComparison.Ordinal);

        Assert.Equal(session, _visitor.Session);
        var failed = Assert.Single(await NewEventsAsync());
        Assert.Equal(("was not let in: ProofNotFresh", "person", at.Anna.Value), (failed.Text, failed.ObjectKind, failed.ObjectId));
        Assert.Contains("You are still signed in as Anna Meier", await _visitor.PageAsync("/sign-in?refused=NotFresh"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignInAgain_WithinTheClocksTolerance_Succeeds()
    {
        _ = await _visitor.SignInAsync("anna");
        await at.Provider.BehaveAsync("auth-time-within-skew");

        Assert.Equal("/policy", await _visitor.SignInAsync("anna", "/sign-in/again?returnUrl=/policy"));
    }

    /// <summary>A7: a colleague comes back, or somebody the console does not know.</summary>
    [Theory]
    [InlineData("bert")]
    [InlineData("nobody")]
    public async Task SignInAgain_FromWhichSomebodyElseComesBack_IsRefusedAndTheSessionStays(string user)
    {
        _ = await _visitor.SignInAsync("anna");
        var session = _visitor.Session;
        _before++;
        _visitor.ForgetProvider();

        Assert.StartsWith("/sign-in?refused=SomebodyElse", await _visitor.SignInAsync(user, "/sign-in/again?returnUrl=/policy"), StringComparison.Ordinal);

        Assert.Equal(session, _visitor.Session);
        var failed = Assert.Single(await NewEventsAsync());
        Assert.Equal(("was not let in: SomebodyElseCameBack", at.Anna.Value), (failed.Text, failed.ObjectId));
    }

    [Fact]
    public async Task SignInAgain_OfNobody_AsksForASignInFirst() =>
        Assert.StartsWith(new Uri(at.Console.Address, "/sign-in?returnUrl=").AbsoluteUri, await _visitor.PageAsync("/sign-in/again?returnUrl=/policy"), StringComparison.Ordinal);

    /// <summary>What a session says of its sign-in is what the policy is asked with: nothing said is the weakest.</summary>
    [Theory]
    [InlineData("honest", null)]
    [InlineData("old-auth-time", typeof(SignInIsTooOld))]
    [InlineData("no-auth-time", typeof(SignInTimeIsNotKnown))]
    [InlineData("future-auth-time", typeof(SignInIsInTheFuture))]
    [InlineData("lower-acr", typeof(SignInIsTooWeak))]
    [InlineData("no-acr", typeof(SignInIsTooWeak))]
    public async Task Session_OfASignIn_MayApproveOnlyWhereItIsFreshAndStrong(string mode, Type? refusal)
    {
        await at.Provider.BehaveAsync(mode);
        _ = await _visitor.SignInAsync("anna");
        if (mode == "honest")
            _ = await _visitor.SignInAsync("anna", "/sign-in/again?returnUrl=/policy"); // an ordinary sign-in comes without a time

        var actor = Actor.ForPerson(at.Anna, "Anna Meier") with { SignIn = at.SignInOf(_visitor.Session!) };
        Assert.Equal(refusal, (await at.Use<ApprovalSignIn>().WhyNotYetAsync(actor))?.GetType());
    }

    public Task DisposeAsync()
    {
        _visitor.Dispose();
        return Task.CompletedTask;
    }

    private Task<IReadOnlyList<TrailEntry>> NewEventsAsync() => at.EventsSinceAsync(_before);
}
