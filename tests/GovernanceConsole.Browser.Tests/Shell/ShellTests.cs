using GovernanceConsole.Browser.Tests.Fixtures;
using GovernanceConsole.Identity;
using Microsoft.Playwright;

namespace GovernanceConsole.Browser.Tests.Shell;

public sealed class ShellTests(ConsoleInChromium console) : IClassFixture<ConsoleInChromium>
{
    [Fact]
    public async Task SignIn_ByChoosingAPersona_LeadsToTheirWork()
    {
        await using var page = await console.SignInAsAsync(Role.Governance);

        await Assertions.Expect(page.Page.Locator("header .whoami")).ToContainTextAsync("Gudrun Vogel");
        await Assertions.Expect(page.Page.Locator("header .whoami")).ToContainTextAsync("Governance");
        page.NothingWasComplainedAbout();
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
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
            await inside.ScreenshotAsync($"{path.Trim('/').Split('?')[0].Replace('/', '-')}-{theme}-{width}");
        }

        page.NothingWasComplainedAbout();
        inside.NothingWasComplainedAbout();
    }
}
