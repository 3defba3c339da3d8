using GovernanceConsole.Browser.Tests.Fixtures;
using GovernanceConsole.Identity;
using GovernanceConsole.Policy;
using GovernanceConsole.Requests;
using GovernanceConsole.Web.Tests.Fixtures;
using Microsoft.Playwright;

namespace GovernanceConsole.Browser.Tests.Requests;

/// <summary>The desk's job: one agent verifies, a second looks at the same, and a third does exactly what stands there.</summary>
public sealed class VerifyAndExecuteTests(ConsoleWithRequests console) : IClassFixture<ConsoleWithRequests>
{
    [Fact]
    public async Task AModerateReset_FromTheQueueToItsExecution_TakesThreePeople()
    {
        var number = (await console.Scene.SubmitAsync(Reset())).Number;
        await using (var anna = await console.SignInAsync("Anna Agent"))
        {
            await anna.Page.GetByRole(AriaRole.Link, new() { Name = "Requests", Exact = true }).ClickAsync();
            await anna.IsAtAsync("Requests");
            await anna.Page.GetByRole(AriaRole.Link, new() { Name = number }).ClickAsync();
            await anna.IsAtAsync("Password reset for Sam Subject");
            await RecordAsync(anna, "V03");
            await Assertions.Expect(anna.Page.GetByText($"Recorded: V03 for {number}. Counts.")).ToBeVisibleAsync();
            await RecordAsync(anna, "V06");
            await Assertions.Expect(anna.Page.Locator("section[aria-labelledby=missing]")).ToContainTextAsync("A second agent.");
            anna.NothingWasComplainedAbout();
        }

        await using (var bert = await console.SignInAsync("Bert Agent"))
        {
            await bert.GoAsync($"/requests/{number}", "Password reset for Sam Subject");
            var sheet = await bert.OpenActAsync("Confirm V03");
            await sheet.GetByRole(AriaRole.Button, new() { Name = "Confirm V03" }).ClickAsync();
            await Assertions.Expect(bert.Page.Locator("section[aria-labelledby=missing]")).ToContainTextAsync("It is approved and not executed.");
            bert.NothingWasComplainedAbout();
        }

        await using (var andrew = await console.SignInAsAsync(Role.DeskAgent))
        {
            await andrew.GoAsync($"/requests/{number}", "Password reset for Sam Subject");
            var sheet = await andrew.OpenActAsync("Record the execution");
            await sheet.GetByLabel("Event in the target system").FillAsync("AD-4711");
            await sheet.GetByLabel("State before").FillAsync("Password expired, 1 factor");
            await sheet.GetByLabel("State after").FillAsync("Password to be set at the next sign-in, 1 factor");
            await sheet.GetByRole(AriaRole.Button, new() { Name = "Record the execution" }).ClickAsync();
            await Assertions.Expect(andrew.Page.GetByText("Recorded: it was executed as approved.")).ToBeVisibleAsync();
            await Assertions.Expect(andrew.Page.Locator(".timeline")).ToContainTextAsync($"executed request {number} as approved");
            andrew.NothingWasComplainedAbout();
        }
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 320)]
    [InlineData(ColorScheme.Dark, 320)]
    public async Task QueueAndStory_InBothThemesWideAndNarrow_HaveNothingForAxe(ColorScheme theme, int width)
    {
        var verifying = (await console.Scene.SubmitAsync(Reset())).Number;
        var waiting = await console.Scene.AwaitingApprovalAsync();
        await console.Scene.ApproveAsync(waiting.Id, console.Scene.Mona);
        await using var page = await console.SignInAsync("Anna Agent", theme, width);
        await page.GoAsync("/requests", "Requests");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Link, new() { Name = waiting.Number })).ToBeVisibleAsync();
        await page.AxeIsCleanAsync();
        await page.ScreenshotAsync($"requests-{theme}-{width}");
        foreach (var (number, title) in new[] { (verifying, "Password reset for Sam Subject"), (waiting.Number, "Privilege grant for Sam Subject") })
        {
            await page.GoAsync($"/requests/{number}", title);
            await Assertions.Expect(page.Page.Locator(".timeline li").First).ToBeVisibleAsync();
            foreach (var summary in await page.Page.Locator("details.act > summary").AllAsync())
                await summary.ClickAsync();
            await page.AxeIsCleanAsync();
            await page.ScreenshotAsync($"request-{title.Split(' ')[0]}-{theme}-{width}");
        }

        page.NothingWasComplainedAbout();
    }

    private SubmitRequestInput Reset() => console.Scene.Privilege() with { Parts = [new RequestContent { Kind = "K01", Effect = "Sam signs in again." }] };

    private static async Task RecordAsync(ConsolePage page, string code)
    {
        await page.Page.Locator("section[aria-labelledby=verification] details.act > summary").ClickAsync();
        await page.Page.GetByLabel("Signal", new() { Exact = true }).SelectOptionAsync(code);
        await page.Page.GetByLabel("Where it can be looked up").FillAsync("EV-1");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Record the signal" }).ClickAsync();
    }
}
