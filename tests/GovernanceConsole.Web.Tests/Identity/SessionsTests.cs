using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Web.Identity;
using GovernanceConsole.Web.Tests.Fixtures;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace GovernanceConsole.Web.Tests.Identity;

public sealed class SessionsTests : PageTest
{
    private Sessions Sessions => field ??= new Sessions(Use<WhoMaySignIn>(), Options.Create(new SignInOptions()), Clock);

    [Fact]
    public async Task Refresh_AfterARoleWasGranted_ShowsItAtOnce()
    {
        var session = await SessionOfAsync(await PersonAsync("Anna Meier", Role.Auditor), "Anna Meier");

        var now = await Sessions.RefreshAsync(session, CancellationToken.None);

        Assert.Equal([Role.Auditor], now!.RolesOf());
        Assert.Equal(session.SessionOf(), now!.SessionOf());
    }

    [Theory]
    [InlineData(12 * 60, true)]
    [InlineData((12 * 60) + 1, false)]
    public async Task Refresh_AtTheLongestLife_EndsTheSession(int minutes, bool isGood)
    {
        var session = await SessionOfAsync(await PersonAsync("Anna Meier"), "Anna Meier");
        Clock.Advance(TimeSpan.FromMinutes(minutes));

        Assert.Equal(isGood, await Sessions.RefreshAsync(session, CancellationToken.None) is not null);
    }

    [Fact]
    public async Task Refresh_OfAnEndedSession_IsRefusedAndOthersLive()
    {
        var person = await PersonAsync("Anna Meier");
        var (ended, other) = (await SessionOfAsync(person, "Anna Meier"), await SessionOfAsync(person, "Anna Meier"));

        Sessions.End(ended);

        Assert.Null(await Sessions.RefreshAsync(ended, CancellationToken.None));
        Assert.NotNull(await Sessions.RefreshAsync(other, CancellationToken.None));
    }

    [Theory]
    [InlineData(60, true)]
    [InlineData(61, false)]
    public async Task OpenPage_LeftAlone_IsSignedOutAfterTheIdleTime(int minutes, bool isGood)
    {
        var session = await SessionOfAsync(await PersonAsync("Anna Meier"), "Anna Meier");
        using var page = new PersonRevalidation(NullLoggerFactory.Instance, Sessions, new PageActivity(Clock), Options.Create(new SignInOptions()), Clock);
        Clock.Advance(TimeSpan.FromMinutes(minutes));

        Assert.Equal(isGood, await page.IsStillGoodAsync(session, CancellationToken.None));
    }

    [Fact]
    public async Task OpenPage_WhenARoleIsTaken_ForgetsIt()
    {
        var person = await PersonAsync("Anna Meier", Role.Auditor, Role.Reviewer);
        var session = await SessionOfAsync(person, "Anna Meier");
        using var page = new PersonRevalidation(NullLoggerFactory.Instance, Sessions, new PageActivity(Clock), Options.Create(new SignInOptions()), Clock);
        page.SetAuthenticationState(Task.FromResult(new AuthenticationState(session)));
        _ = (await Use<EndRole>().ExecuteAsync(CommandId.New(), new EndRoleInput(person, Role.Auditor), Founder)).Value;

        Assert.True(await page.IsStillGoodAsync(session, CancellationToken.None));
        Assert.Equal([Role.Reviewer], (await page.GetAuthenticationStateAsync()).User.RolesOf());
    }

    /// <summary>Whoever proved themselves again has one session: the old cookie is worth nothing, the open pages are as fresh as the new one.</summary>
    [Fact]
    public async Task Session_ThatWasReplaced_IsOverForRequestsAndOpenPagesGoOnInTheNext()
    {
        var person = await PersonAsync("Anna Meier", Role.Auditor);
        var old = await SessionOfAsync(person, "Anna Meier");
        using var page = new PersonRevalidation(NullLoggerFactory.Instance, Sessions, new PageActivity(Clock), Options.Create(new SignInOptions()), Clock);
        page.SetAuthenticationState(Task.FromResult(new AuthenticationState(old)));
        Clock.Advance(TimeSpan.FromMinutes(7));
        var (second, third) = (await SessionOfAsync(person, "Anna Meier"), await SessionOfAsync(person, "Anna Meier"));

        Sessions.Replace(old, second);
        Sessions.Replace(second, third);

        Assert.Null(await Sessions.RefreshAsync(old, CancellationToken.None));
        Assert.True(await page.IsStillGoodAsync(old, CancellationToken.None));
        var shown = (await page.GetAuthenticationStateAsync()).User;
        Assert.Equal((third.SessionOf(), Clock.GetUtcNow()), (shown.SessionOf(), shown.ToActor().SignIn!.At));

        Sessions.End(third);
        Assert.False(await page.IsStillGoodAsync(shown, CancellationToken.None));
    }

    [Fact]
    public async Task Actor_OfASession_KnowsPersonRolesAndSignIn()
    {
        var actor = (await SessionOfAsync(await PersonAsync("Anna Meier", Role.Auditor), "Anna Meier")).ToActor();

        Assert.Equal(ActorKind.Person, actor.Kind);
        Assert.Equal("Anna Meier", actor.Name);
        Assert.True(actor.KnowsRole(Role.Auditor));
        Assert.Equal(Clock.GetUtcNow(), actor.SignIn!.At);
        Assert.Equal("development", actor.SignIn.Issuer);
        Assert.Equal(32, actor.SignIn.SessionHash!.Length);
    }

    private async Task<System.Security.Claims.ClaimsPrincipal> SessionOfAsync(PersonId person, string name)
    {
        var standing = await Use<WhoMaySignIn>().FindAsync(person);
        Assert.Equal(name, standing!.Name);
        return SignedInPerson.NewSession(standing, Clock.GetUtcNow(), PersonaSignIn.ProofAt(Clock.GetUtcNow()));
    }
}
