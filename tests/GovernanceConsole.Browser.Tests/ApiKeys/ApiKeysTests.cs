using System.Net;
using System.Net.Http.Headers;
using GovernanceConsole.Browser.Tests.Fixtures;
using GovernanceConsole.Identity;
using Microsoft.Playwright;

namespace GovernanceConsole.Browser.Tests.ApiKeys;

/// <summary>The administrator lets another system in, changes its key, and shuts it out; the key that the page shows is the one that opens.</summary>
public sealed class ApiKeysTests(ConsoleInChromium console) : IClassFixture<ConsoleInChromium>
{
    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 320)]
    public async Task Key_CreatedRotatedAndRevokedInThePage_OpensTheApiUntilThen(ColorScheme theme, int width)
    {
        await using var page = await console.SignInAsAsync(Role.PlatformAdministrator, theme, width);
        await page.GoAsync("/api-keys", "API keys");
        await page.AxeIsCleanAsync();
        await page.ScreenshotAsync($"api-keys-before-{theme}-{width}");

        await page.Page.GetByText("Create an API key").ClickAsync();
        await page.Page.GetByLabel("Client").FillAsync($"ticketing, {theme}");
        await page.Page.GetByLabel("Read the recovery paths").CheckAsync();
        await page.AxeIsCleanAsync();
        await page.ScreenshotAsync($"api-keys-form-{theme}-{width}");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Create the key" }).ClickAsync();

        var shown = page.Page.Locator(".secret code");
        await Assertions.Expect(shown).ToBeVisibleAsync();
        await page.AxeIsCleanAsync();
        await page.ScreenshotAsync($"api-keys-shown-{theme}-{width}");
        var key = await shown.InnerTextAsync();
        var number = $"AK-{key.Split('_')[1]}";
        Assert.Equal(HttpStatusCode.OK, await CallAsync(key));

        var sheet = await page.OpenActAsync($"Rotate {number}");
        await page.AxeIsCleanAsync();
        await page.ScreenshotAsync($"api-keys-rotate-{theme}-{width}");
        await sheet.GetByRole(AriaRole.Button, new() { Name = $"Rotate {number}" }).ClickAsync();
        await Assertions.Expect(shown).Not.ToHaveTextAsync(key);
        var successor = await shown.InnerTextAsync();
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (await CallAsync(key), await CallAsync(successor)));

        sheet = await page.OpenActAsync($"Revoke {number}");
        await sheet.GetByLabel("Reason").FillAsync($"Changed over from {number}.");
        await sheet.GetByRole(AriaRole.Button, new() { Name = $"Revoke {number}" }).ClickAsync();
        await Assertions.Expect(page.Page.GetByText($"Changed over from {number}.")).ToBeVisibleAsync();
        await page.AxeIsCleanAsync();
        await page.ScreenshotAsync($"api-keys-{theme}-{width}");
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), (await CallAsync(key), await CallAsync(successor)));
        page.NothingWasComplainedAbout();
    }

    private async Task<HttpStatusCode> CallAsync(string key)
    {
        using var http = new HttpClient { DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key) } };
        using var answer = await http.GetAsync(new Uri($"{console.Address}/api/v1/recovery-paths"));
        return answer.StatusCode;
    }
}
