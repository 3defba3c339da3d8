using System.Net;
using System.Text.RegularExpressions;
using GovernanceConsole.Identity;
using GovernanceConsole.IdentityProviderForTests;
using GovernanceConsole.Organisation;
using GovernanceConsole.Web.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace GovernanceConsole.Web.Tests.Identity;

/// <summary>Consoles that are set up in other ways: empty, for a client without a secret, with roles from the provider, or wrongly.</summary>
public sealed partial class FirstStartTests(IdentityProvider provider) : IClassFixture<IdentityProvider>, IAsyncLifetime
{
    public Task InitializeAsync() => provider.BehaveAsync("honest");

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task FirstStart_WithTheCode_MakesTheFirstAdministratorWhoSignsInWithThatAccount()
    {
        await using var console = new ConsoleFactory { Settings = provider.Settings };
        using var visitor = new Visitor(console);
        Assert.Contains("open the workspace with the code", await visitor.PageAsync("/sign-in?nothing=chosen"), StringComparison.Ordinal);
        var code = Code().Match(Assert.Single(console.Log, line => line.StartsWith("Nobody is registered here yet", StringComparison.Ordinal))).Value;

        _ = await visitor.SignInAsync("gesa");
        Assert.False(visitor.HasSession);
        using var wrong = await OpenAsync(visitor, "AAAAA-AAAAA");
        Assert.Equal("/sign-in?refused=WrongCode", wrong.Headers.Location?.OriginalString);
        Assert.False(visitor.HasSession);
        using var right = await OpenAsync(visitor, code);

        Assert.Equal("/", right.Headers.Location?.OriginalString);
        Assert.True(visitor.HasSession);
        var first = Assert.Single(await console.Services.GetRequiredService<WhoMaySignIn>().WithRolesAsync());
        Assert.Equal([Role.Governance, Role.PlatformAdministrator], first.Roles.Order());
        Assert.Equal(first.Id, (await console.Services.GetRequiredService<WhoMaySignIn>().FindByAccountAsync(provider.Issuer, "gesa"))!.Id);
        using var again = new Visitor(console);
        Assert.Equal("/help/keys", await again.SignInAsync("gesa"));
        Assert.DoesNotContain(console.Log, line => line.Contains(provider.Settings["Authentication:OpenIdConnect:ClientSecret"], StringComparison.Ordinal));
    }

    /// <summary>Whoever the provider does not vouch for gets nowhere with the code alone.</summary>
    [Fact]
    public async Task FirstStart_WithTheCodeAndWithoutASignIn_IsRefused()
    {
        await using var console = new ConsoleFactory { Settings = provider.Settings };
        using var visitor = new Visitor(console);
        var page = await visitor.PageAsync("/sign-in");
        var code = Code().Match(Assert.Single(console.Log, line => line.StartsWith("Nobody is registered here yet", StringComparison.Ordinal))).Value;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in/first")
        {
            Headers = { Host = "console.example.test" },
            Content = new FormUrlEncodedContent([new("__RequestVerificationToken", Visitor.Hidden(page, "__RequestVerificationToken")), new("commandId", Guid.CreateVersion7().ToString()), new("name", "Eve"), new("key", "E1"), new("code", code)]),
        };

        using var answer = await visitor.Http.SendAsync(request);

        Assert.True(answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest);
        Assert.False(await console.Services.GetRequiredService<WhoMaySignIn>().AnybodyAsync());
    }

    [Fact]
    public async Task SignIn_OfAClientWithoutASecret_Succeeds()
    {
        var settings = provider.Settings;
        settings["Authentication:OpenIdConnect:ClientId"] = "console-without-secret";
        settings.Remove("Authentication:OpenIdConnect:ClientSecret");
        await using var console = new ConsoleFactory { Settings = settings };
        using var visitor = new Visitor(console);
        await FoundAsync(console);

        Assert.Equal("/help/keys", await visitor.SignInAsync("anna"));
        Assert.True(visitor.HasSession);
    }

    [Fact]
    public async Task SignIn_WithAWrongSecret_IsRefused()
    {
        var settings = provider.Settings;
        settings["Authentication:OpenIdConnect:ClientSecret"] = "another secret: +/=%";
        await using var console = new ConsoleFactory { Settings = settings };
        using var visitor = new Visitor(console);
        await FoundAsync(console);

        Assert.StartsWith("/sign-in?refused=ProofRejected", await visitor.SignInAsync("anna"), StringComparison.Ordinal);
        Assert.Contains(console.Log, line => line.Contains("The token endpoint answered 401", StringComparison.Ordinal));
    }

    /// <summary>Roles come with the groups of the sign-in, and go with the next one that lacks them, in every session.</summary>
    [Fact]
    public async Task SignIn_InGroupsThatAreMapped_BringsTheirRoles()
    {
        var settings = provider.Settings;
        settings["Authentication:OpenIdConnect:RoleClaim"] = "groups";
        settings["Authentication:OpenIdConnect:Roles:Auditor:0"] = "auditors";
        settings["Authentication:OpenIdConnect:Roles:Manager:0"] = "urn:example:managers";
        settings["Authentication:OpenIdConnect:Roles:Manager:1"] = "bosses";
        await using var console = new ConsoleFactory { Settings = settings };
        using var visitor = new Visitor(console);
        var anna = await FoundAsync(console);
        var people = console.Services.GetRequiredService<WhoMaySignIn>();
        await provider.GroupsAsync(new() { ["anna"] = ["auditors", "urn:example:managers", "canteen"] });

        _ = await visitor.SignInAsync("anna");
        Assert.Equal([Role.Governance, Role.Manager, Role.Auditor, Role.PlatformAdministrator], (await people.FindAsync(anna))!.Roles.Order());

        await provider.GroupsAsync(new() { ["anna"] = ["auditors"] });
        using var second = new Visitor(console);
        _ = await second.SignInAsync("anna");
        Assert.Equal([Role.Governance, Role.Auditor, Role.PlatformAdministrator], (await people.FindAsync(anna))!.Roles.Order());
    }

    [Theory]
    [InlineData("http://127.0.0.1:9")]
    [InlineData("/tenant")]
    public async Task SignIn_AtAProviderThatIsNotThereOrIsAnother_SaysSo(string authority)
    {
        var settings = provider.Settings;
        settings["Authentication:OpenIdConnect:Authority"] = authority[0] == '/' ? provider.Issuer + authority : authority;
        await using var console = new ConsoleFactory { Settings = settings };
        using var visitor = new Visitor(console);

        Assert.Equal("/sign-in?refused=ProviderIsSilent&returnUrl=%2F", await visitor.PageAsync("/sign-in/provider"));
        Assert.Contains("does not answer as it should", await visitor.PageAsync("/sign-in?refused=ProviderIsSilent"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_AtNoProvider_IsNotFound()
    {
        await using var console = new ConsoleFactory();
        using var browser = console.Browser();

        using var answer = await browser.GetAsync("/sign-in/provider");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private async Task<PersonId> FoundAsync(ConsoleFactory console)
    {
        _ = console.Address;
        return (await console.Services.GetRequiredService<FoundOrganisation>().ExecuteAsync(
            CommandId.New(), new FoundOrganisationInput("Anna Meier", "E1", null, new ProvenAccount(provider.Issuer, "anna")), Actor.ForCommandLine("test"))).Value;
    }

    private static async Task<HttpResponseMessage> OpenAsync(Visitor visitor, string code)
    {
        var page = await visitor.PageAsync("/sign-in");
        Assert.Contains("Gesa of the provider", page, StringComparison.Ordinal);
        return await visitor.Http.PostFormAsync("/sign-in/first", ("commandId", Visitor.Hidden(page, "commandId")), ("code", code), ("name", "Gesa Founder"), ("key", "E1"), ("email", "gesa@example.test"));
    }

    [GeneratedRegex("[0-9A-Z]{5}(-[0-9A-Z]{1,5})+", RegexOptions.NonBacktracking)]
    private static partial Regex Code();
}
