using GovernanceConsole.Browser.Tests.Fixtures;
using GovernanceConsole.Identity;
using Microsoft.Playwright;

namespace GovernanceConsole.Browser.Tests.Shell;

public sealed class ShellTests(ConsoleInChromium console) : IClassFixture<ConsoleInChromium>
{
    private const int MostBytesOfTheFirstPage = 500_000;

    [Fact]
    public async Task SignIn_ByChoosingAPersona_LeadsToTheirWork()
    {
        await using var page = await console.SignInAsAsync(Role.Governance);

        await Assertions.Expect(page.Page.Locator("header .whoami")).ToContainTextAsync("Gudrun Vogel");
        await Assertions.Expect(page.Page.Locator("header .whoami")).ToContainTextAsync("Governance");
        page.NothingWasComplainedAbout();
    }

    [Fact]
    public async Task SignOut_LeadsBackToTheChoice()
    {
        await using var page = await console.SignInAsAsync(Role.Auditor);

        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();

        await page.IsAtAsync("Who are you today?");
        page.NothingWasComplainedAbout();
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 640)] // 1280 px at 200 % zoom
    [InlineData(ColorScheme.Light, 320)]
    [InlineData(ColorScheme.Dark, 320)]
    public async Task EveryPageOfTheShell_InBothThemesWideAndNarrow_HasNothingForAxe(ColorScheme theme, int width)
    {
        await using var page = await console.OpenAsync(theme, width);
        await page.GoAsync("/sign-in", "Who are you today?");
        await page.AxeIsCleanAsync();
        await page.ScreenshotAsync($"sign-in-{theme}-{width}");

        await using var inside = await console.SignInAsAsync(Role.Governance, theme, width);
        foreach (var (path, title) in new[] { ("/", "My work"), ("/search?q=zzz", "Search for “zzz”"), ("/help/keys", "Keyboard"), ("/help/rules", "Rules"), ("/access-denied", "Not for your role"), ("/not-found", "There is nothing here for you") })
        {
            await inside.GoAsync(path, title);
            await inside.AxeIsCleanAsync();
            await inside.ScreenshotAsync($"{(path == "/" ? "home" : path.Trim('/').Split('?')[0].Replace('/', '-'))}-{theme}-{width}");
        }

        await using var administration = await console.SignInAsAsync(Role.PlatformAdministrator, theme, width);
        foreach (var (path, title) in new[] { ("/administration/jobs", "Jobs"), ("/administration/mail", "Mail") })
        {
            await administration.GoAsync(path, title);
            await administration.AxeIsCleanAsync();
            await administration.ScreenshotAsync($"{title.ToLowerInvariant()}-{theme}-{width}");
        }

        page.NothingWasComplainedAbout();
        inside.NothingWasComplainedAbout();
        administration.NothingWasComplainedAbout();
    }

    [Fact]
    public async Task FirstPage_WithFontsAndScripts_IsLight()
    {
        await using var page = await console.SignInAsAsync(Role.Governance);

        var bytes = await page.Page.EvaluateAsync<long>(
            "() => document.fonts.ready.then(() => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')].reduce((sum, e) => sum + (e.transferSize || e.encodedBodySize), 0))");

        Assert.InRange(bytes, 50_000, MostBytesOfTheFirstPage);
    }

    [Fact]
    public async Task SkipLink_ByKeyboard_LeadsPastTheNavigation()
    {
        await using var page = await console.SignInAsAsync(Role.Governance);
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeFocusedAsync();
        await page.Page.EvaluateAsync("() => { document.body.tabIndex = -1; document.body.focus(); }"); // to the top of the page, where a reader begins

        await page.Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Page.Locator("a.skip-link")).ToBeFocusedAsync();
        await page.Page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.Page.Locator("main")).ToBeFocusedAsync();
        await page.IsAtAsync("My work");
    }

    [Fact]
    public async Task Slash_AnywhereButInAField_LeadsToTheSearch()
    {
        await using var page = await console.SignInAsAsync(Role.Governance);

        // The title takes the focus when a page opens, a moment after it is seen: a key pressed in between would lose it again.
        await Assertions.Expect(page.Page.Locator("h1")).ToBeFocusedAsync();
        await page.Page.Keyboard.PressAsync("/");
        await Assertions.Expect(page.Page.Locator("#search")).ToBeFocusedAsync();
        await page.Page.Keyboard.TypeAsync("a/b?");
        await page.Page.Keyboard.PressAsync("Enter");

        await page.IsAtAsync("Search for “a/b?”");
        await Assertions.Expect(page.Page).ToHaveURLAsync($"{console.Address}/search?q=a%2Fb%3F");
        page.NothingWasComplainedAbout();
    }

    [Fact]
    public async Task Theme_Switched_StaysSwitched()
    {
        await using var page = await console.SignInAsAsync(Role.Governance);
        var ground = () => page.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor");
        var light = await ground();

        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Switch between light and dark" }).ClickAsync();
        await Assertions.Expect(page.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        var dark = await ground();
        await page.Page.ReloadAsync();
        await page.IsAtAsync("My work");

        Assert.NotEqual(light, dark);
        Assert.Equal(dark, await ground());
        await Assertions.Expect(page.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
    }

    [Fact]
    public async Task Connection_Lost_SaysWhatIsKeptAndComesBackWithIt()
    {
        await using var page = await console.SignInAsAsync(Role.Governance);
        await page.Page.Locator("#search").FillAsync("typed before");

        await page.Page.Context.SetOfflineAsync(true);
        await page.Page.EvaluateAsync("() => Blazor._internal.forceCloseConnection()");
        var told = page.Page.Locator("#components-reconnect-modal");
        await Assertions.Expect(told).ToContainTextAsync("still holds what you typed");
        await Assertions.Expect(told.Locator(".while-trying, .when-failed").Filter(new() { Visible = true })).ToHaveCountAsync(1);
        await page.AxeIsCleanAsync();

        await page.Page.Context.SetOfflineAsync(false);
        await Assertions.Expect(told).ToBeHiddenAsync();
        await Assertions.Expect(page.Page.Locator("#search")).ToHaveValueAsync("typed before");
    }

    [Fact]
    public async Task Address_OfNothing_GetsOneAnswerForMissingAndForeign()
    {
        await using var page = await console.SignInAsAsync(Role.DeskAgent);
        var answer = await page.Page.GotoAsync("/no/such/page");

        Assert.Equal(404, answer!.Status);
        await page.IsAtAsync("There is nothing here for you");
    }
}
