using System.Net;
using System.Text.RegularExpressions;
using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Imports;
using GovernanceConsole.Organisation;
using GovernanceConsole.Web.Identity;
using GovernanceConsole.Web.Tests.Fixtures;
using GovernanceConsole.Web.Tests.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting.Internal;

namespace GovernanceConsole.Web.Tests.Identity;

public sealed class PersonaSignInTests : IAsyncLifetime
{
    private readonly ConsoleFactory _console = new();
    private HttpClient _browser = null!;

    public Task InitializeAsync()
    {
        _browser = _console.Browser();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task SignIn_InAnEmptyWorkspace_MakesTheFirstGovernanceAdministrator()
    {
        var page = await _browser.GetStringAsync("/sign-in");
        Assert.Contains("An empty workspace", page, StringComparison.Ordinal);

        using var answer = await PostAsync("/sign-in/first", page, ("commandId", Hidden("commandId").Match(page).Groups[1].Value), ("name", "Gesa Founder"), ("key", "P1"), ("email", "gesa@example.test"));

        Assert.Equal("/", answer.Headers.Location?.OriginalString);
        var person = Assert.Single(await _console.Services.GetRequiredService<WhoMaySignIn>().WithRolesAsync());
        Assert.Equal("Gesa Founder", person.Name);
        Assert.Equal([Role.Governance, Role.PlatformAdministrator], person.Roles.Order());
        Assert.Contains("Gesa Founder", await _browser.GetStringAsync("/sign-in"), StringComparison.Ordinal);
        var founding = (await _console.Services.GetRequiredService<TimelineQueries>().OfAsync(person.Id.Value))[^1];
        Assert.Equal(("first-sign-in", "founded the console, with Gesa Founder as its first administrator"), (founding.Machine, founding.Text));
    }

    /// <summary>Whoever opens an empty workspace and then imports the directory is one person, not two.</summary>
    [Fact]
    public async Task SignIn_InAnEmptyWorkspace_ThenImportOfTheDirectory_KeepsOnePerson()
    {
        var page = await _browser.GetStringAsync("/sign-in");
        using var answer = await PostAsync(
            "/sign-in/first", page, ("commandId", Hidden("commandId").Match(page).Groups[1].Value), ("name", "Gesa"), ("key", "P1"), ("email", ""));
        var founder = Assert.Single(await _console.Services.GetRequiredService<WhoMaySignIn>().WithRolesAsync());
        var actor = Actor.ForPerson(founder.Id, founder.Name) with { KnownRoles = founder.Roles };
        var file = (await _console.Services.GetRequiredService<FileIntake>().ReceiveAsync(
            new MemoryStream("key,name,email,kind,engagement,manager,unit,contract_ends,left\nP1,Gesa Founder,gesa@example.test,,,,,,\nP2,Ada,,,,P1,,,\n"u8.ToArray()), "people.csv")).Value;

        var import = await _console.Services.GetRequiredService<ImportFile>().ExecuteAsync(
            CommandId.New(), new ImportInput(ImportKind.People, ShippedMappings.ByKey["people"].Text), file, actor);

        Assert.Equal(ImportState.Visible, import.Value.State);
        var people = (await _console.Services.GetRequiredService<PeopleQueries>().ListAsync(actor, new(), new())).Rows;
        Assert.Equal([("Ada", "P2"), ("Gesa Founder", "P1")], people.Select(p => (p.Name, p.DirectoryKey)));
    }

    [Fact]
    public async Task SignIn_AsSomebodyRegistered_OpensTheConsole()
    {
        var founder = await FoundAsync();
        var page = await _browser.GetStringAsync("/sign-in");

        using var answer = await PostAsync("/sign-in/as", page, ("person", founder.Value.ToString()), ("returnUrl", "/help/keys"));

        Assert.Equal("/help/keys", answer.Headers.Location?.OriginalString);
        Assert.Contains("samesite=lax", CookieOf(answer), StringComparison.Ordinal);
        Assert.Contains("httponly", CookieOf(answer), StringComparison.Ordinal);
        using var home = await _browser.GetAsync("/");
        Assert.Equal(HttpStatusCode.OK, home.StatusCode);
    }

    [Fact]
    public async Task SignIn_WithoutTheFormsToken_IsRefused()
    {
        var founder = await FoundAsync();

        using var answer = await _browser.PostAsync("/sign-in/as", new FormUrlEncodedContent([new("person", founder.Value.ToString())]));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Theory]
    [InlineData("console.example.test")]
    [InlineData("192.0.2.7:5080")]
    [InlineData("localhost.example.test")]
    public async Task SignIn_UnderAHostThatIsNotLoopback_IsNotOffered(string host)
    {
        var founder = await FoundAsync();
        var page = await _browser.GetStringAsync("/sign-in");

        using var request = new HttpRequestMessage(HttpMethod.Get, "/sign-in") { Headers = { Host = host } };
        using var shown = await _browser.SendAsync(request);
        Assert.DoesNotContain(founder.Value.ToString(), await shown.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        using var post = new HttpRequestMessage(HttpMethod.Post, "/sign-in/as")
        {
            Headers = { Host = host },
            Content = new FormUrlEncodedContent([new("person", founder.Value.ToString()), new("__RequestVerificationToken", Hidden("__RequestVerificationToken").Match(page).Groups[1].Value)]),
        };
        using var answer = await _browser.SendAsync(post);
        Assert.True(answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Theory]
    [InlineData("http://0.0.0.0:5080", "localhost", "this console also listens at http://0.0.0.0:5080, where other machines reach it")]
    [InlineData("http://localhost:5080", "console.example.test", "this request came under console.example.test")]
    [InlineData("http://localhost:5080", "localhost", null)]
    public void WhyNot_NamesWhatIsTheCase(string address, string host, string? expected)
    {
        var server = new ServerAt(address);
        var context = new DefaultHttpContext { Request = { Host = new HostString(host) } };

        var reason = new PersonaSignIn(new HostingEnvironment { EnvironmentName = "Development" }, server).WhyNotFor(context);

        if (expected is null)
            Assert.Null(reason);
        else
            Assert.StartsWith(expected, reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_AsSomebodyNobodyIs_LeadsBackToTheChoice()
    {
        await FoundAsync();
        var page = await _browser.GetStringAsync("/sign-in");

        using var answer = await PostAsync("/sign-in/as", page, ("person", Guid.CreateVersion7().ToString()));

        Assert.Equal("/sign-in", answer.Headers.Location?.OriginalString);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task SignInAndOut_AreSecurityEventsOfOneSession()
    {
        var founder = await FoundAsync();
        using var signedIn = await PostAsync("/sign-in/as", await _browser.GetStringAsync("/sign-in"), ("person", founder.Value.ToString()));
        using var signedOut = await PostAsync("/sign-out", await _browser.GetStringAsync("/sign-in"));
        using var again = await PostAsync("/sign-out", await _browser.GetStringAsync("/sign-in"));

        var events = await SecurityEventsAsync();
        Assert.Equal([("session.opened", founder), ("session.ended", (PersonId?)founder)], events.Select(e => (e.Type, e.ActorId)));
        Assert.Single(events.Select(e => e.ObjectId).Distinct());
        Assert.Equal("signed in by development-persona, vouched for by development", events[0].Text);
    }

    /// <summary>Nobody vouches for a persona, so a click proves it again; the session is a new one all the same.</summary>
    [Fact]
    public async Task SignInAgain_AsAPersona_IsAsFreshAsTheClickAndEndsTheOldSession()
    {
        var founder = await FoundAsync();
        using var signedIn = await PostAsync("/sign-in/as", await _browser.GetStringAsync("/sign-in"), ("person", founder.Value.ToString()));
        var old = CookieOf(signedIn).Split(';')[0];

        using var asked = await _browser.GetAsync("/sign-in/again?returnUrl=/policy");
        Assert.Equal("/sign-in?again=true&returnUrl=%2Fpolicy", asked.Headers.Location?.OriginalString);
        var page = await _browser.GetStringAsync("/sign-in?again=true&returnUrl=%2Fpolicy");
        Assert.Contains("I am Gesa Founder", page, StringComparison.Ordinal);
        Assert.Contains("value=\"/policy\"", page, StringComparison.Ordinal);
        using var again = await PostAsync("/sign-in/as", page, ("person", founder.Value.ToString()), ("returnUrl", "/policy"));

        Assert.Equal("/policy", again.Headers.Location?.OriginalString);
        using var home = await _browser.GetAsync("/");
        Assert.Equal(HttpStatusCode.OK, home.StatusCode);
        using var thief = _console.Browser(keepsCookies: false);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { { "Cookie", old } } };
        using var refused = await thief.SendAsync(request);
        Assert.Equal(HttpStatusCode.Redirect, refused.StatusCode);
        Assert.Equal(["session.opened", "session.opened"], (await SecurityEventsAsync()).Select(e => e.Type));
    }

    [Fact]
    public async Task SignIn_ThatFails_IsASecurityEvent()
    {
        var founder = await FoundAsync();
        using var nobody = await PostAsync("/sign-in/as", await _browser.GetStringAsync("/sign-in"), ("person", Guid.CreateVersion7().ToString()));
        var leaver = (await _console.Services.GetRequiredService<RegisterPerson>().ExecuteAsync(
            CommandId.New(), new RegisterPersonInput("E2", "Lea", null), Actor.ForPerson(founder, "Gesa"))).Value;
        await _console.Services.GetRequiredService<MarkPersonAsLeft>().ExecuteAsync(CommandId.New(), new MarkPersonAsLeftInput(leaver), Actor.ForPerson(founder, "Gesa"));
        using var left = await PostAsync("/sign-in/as", await _browser.GetStringAsync("/sign-in"), ("person", leaver.Value.ToString()));

        var events = await SecurityEventsAsync();
        Assert.Equal(["was not let in: NobodyKnown", "was not let in: MayNotAct"], events.Select(e => e.Text));
        Assert.Equal(("person", leaver.Value), (events[1].ObjectKind, events[1].ObjectId));
        Assert.All(events, e => Assert.Equal((null, "sign-in-page"), (e.ActorId, e.Machine)));
    }

    private Task<IReadOnlyList<TrailEntry>> SecurityEventsAsync() => _console.Services.GetRequiredService<TrailQueries>().EntriesAsync(
        Actor.ForPerson(new PersonId(Guid.CreateVersion7()), "Auditor") with { KnownRoles = new HashSet<Role> { Role.Auditor } }, new TrailFilter(TrailLedger.SecurityEvents));

    [Theory]
    [InlineData("/sign-in/as", "person", "me")]
    [InlineData("/sign-in/as", "other", "me")]
    [InlineData("/sign-in/first", "commandId", "1")]
    [InlineData("/sign-in/first", "other", "1")]
    public async Task SignIn_WithAFieldThatIsNone_IsRefusedInASentence(string path, string field, string value)
    {
        var page = await _browser.GetStringAsync("/sign-in");

        using var answer = await PostAsync(path, page, (field, value), ("name", "Gesa"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("Load the sign-in page again", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_FromATabLoadedBeforeSomebodySignedIn_IsRefusedInASentence()
    {
        var founder = await FoundAsync();
        var stale = await _browser.GetStringAsync("/sign-in");
        using var first = await PostAsync("/sign-in/as", stale, ("person", founder.Value.ToString()));

        using var answer = await PostAsync("/sign-in/as", stale, ("person", founder.Value.ToString()));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("that page is too old", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1024 * 900, true)]
    [InlineData(1024 * 1024, false)]
    public async Task SignIn_WithABodyAroundAMegabyte_IsReadOnlyBelowIt(int filler, bool isRead)
    {
        var founder = await FoundAsync();
        var page = await _browser.GetStringAsync("/sign-in");

        using var answer = await PostAsync("/sign-in/as", page, ("person", founder.Value.ToString()), ("filler", new string('x', filler)));

        Assert.Equal(isRead, answer.Headers.Contains("Set-Cookie"));
        Assert.Equal(isRead ? HttpStatusCode.Redirect : HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("/paths?state=active", "/paths?state=active")]
    [InlineData("//evil.example.test", "/")]
    [InlineData("/\\evil.example.test", "/")]
    [InlineData("https://evil.example.test", "/")]
    [InlineData("", "/")]
    [InlineData("/é?q=ü", "/%C3%A9?q=%C3%BC")]
    [InlineData("/search?q=a%20b", "/search?q=a%20b")]
    public async Task SignIn_WithAWayBack_FollowsOnlyPathsOfThisConsole(string returnUrl, string expected)
    {
        var founder = await FoundAsync();
        var page = await _browser.GetStringAsync("/sign-in");

        using var answer = await PostAsync("/sign-in/as", page, ("person", founder.Value.ToString()), ("returnUrl", returnUrl));

        Assert.Equal(expected, answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task SignOut_EndsTheSessionEvenForWhoeverKeptTheCookie()
    {
        var founder = await FoundAsync();
        var page = await _browser.GetStringAsync("/sign-in");
        using var signedIn = await PostAsync("/sign-in/as", page, ("person", founder.Value.ToString()));
        var kept = CookieOf(signedIn).Split(';')[0];

        page = await _browser.GetStringAsync("/sign-in");
        using var answer = await PostAsync("/sign-out", page);
        Assert.Equal("/sign-in", answer.Headers.Location?.OriginalString);

        using var thief = _console.Browser(keepsCookies: false);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { { "Cookie", kept } } };
        using var refused = await thief.SendAsync(request);
        Assert.Equal(HttpStatusCode.Redirect, refused.StatusCode);
    }

    [Fact]
    public async Task SignOut_WithoutTheFormsToken_IsRefused()
    {
        using var answer = await _browser.PostAsync("/sign-out", content: null);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    public async Task Host_OutsideDevelopment_DoesNotStartWithoutOpenIdConnect(string environment)
    {
        var (code, _, error) = await ConfigurationTests.RunAsync($"--environment={environment}");

        Assert.Equal(2, code);
        Assert.Contains("Set Authentication:OpenIdConnect:Authority and Authentication:OpenIdConnect:ClientId", error, StringComparison.Ordinal);
        Assert.Contains(environment, error, StringComparison.Ordinal);
    }

    public async Task DisposeAsync()
    {
        _browser.Dispose();
        await _console.DisposeAsync();
    }

    private async Task<PersonId> FoundAsync() =>
        (await _console.Services.GetRequiredService<FoundOrganisation>().ExecuteAsync(
            CommandId.New(), new FoundOrganisationInput("Gesa Founder", "E0000", Email: null), Actor.ForCommandLine("test"))).Value;

    private Task<HttpResponseMessage> PostAsync(string path, string page, params (string Name, string Value)[] fields) =>
        _browser.PostAsync(path, new FormUrlEncodedContent(
        [
            new("__RequestVerificationToken", Hidden("__RequestVerificationToken").Match(page).Groups[1].Value),
            .. fields.Select(f => new KeyValuePair<string, string>(f.Name, f.Value)),
        ]));

    private static string CookieOf(HttpResponseMessage answer) =>
        answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("governance-session=", StringComparison.Ordinal));

    private static Regex Hidden(string name) => new($"name=\"{name}\" value=\"([^\"]+)\"", RegexOptions.NonBacktracking);

    /// <summary>A server that only says where it listens.</summary>
    private sealed class ServerAt : IServer
    {
        public ServerAt(string address)
        {
            var addresses = new ServerAddressesFeature();
            addresses.Addresses.Add(address);
            Features.Set<IServerAddressesFeature>(addresses);
        }

        public IFeatureCollection Features { get; } = new FeatureCollection();

        public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
            where TContext : notnull => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose()
        {
        }
    }
}
