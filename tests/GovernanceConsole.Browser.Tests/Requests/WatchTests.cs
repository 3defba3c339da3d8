using GovernanceConsole.Browser.Tests.Fixtures;
using GovernanceConsole.Identity;
using Microsoft.Playwright;

namespace GovernanceConsole.Browser.Tests.Requests;

/// <summary>Security operations opens what must be looked at now.</summary>
public sealed class WatchTests(ConsoleInChromium console) : IClassFixture<ConsoleInChromium>
{
    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 320)]
    public async Task Watch_OfSecurityOperations_OpensWithoutAComplaint(ColorScheme theme, int width)
    {
        await using var page = await console.SignInAsAsync(Role.SecurityOperations, theme, width);

        await page.GoAsync("/requests/watch", "Watch");
        await Assertions.Expect(page.Page.GetByText("Nothing must be looked at now")).ToBeVisibleAsync();

        await page.AxeIsCleanAsync();
        await page.ScreenshotAsync($"watch-{theme}-{width}");
        page.NothingWasComplainedAbout();
    }
}
