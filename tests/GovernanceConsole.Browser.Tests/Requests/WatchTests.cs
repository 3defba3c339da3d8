using GovernanceConsole.Browser.Tests.Fixtures;
using GovernanceConsole.Identity;
using GovernanceConsole.Policy;
using GovernanceConsole.Requests;
using GovernanceConsole.Web.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace GovernanceConsole.Browser.Tests.Requests;

/// <summary>Somebody got in who should not have: security operations sees it first on its page, and takes back what the case touched.</summary>
public sealed class WatchTests(ConsoleInChromium console) : IClassFixture<ConsoleInChromium>
{
    [Fact]
    public async Task Watch_OfSecurityOperations_ShowsTheSuspicionFirst_AndRevokesWithOneReason()
    {
        await using var page = await console.SignInAsAsync(Role.SecurityOperations);
        await page.GoAsync("/requests/watch", "Watch");
        await Assertions.Expect(page.Page.GetByText("Nothing must be looked at now")).ToBeVisibleAsync();
        await page.AxeIsCleanAsync();

        var number = await SuspectedAsync();
        await page.GoAsync("/requests/watch", "Watch");
        await Assertions.Expect(page.Page.GetByText("A sign-in from a country nobody is in.").First).ToBeVisibleAsync();
        await page.AxeIsCleanAsync();
        await page.ScreenshotAsync("watch");

        var sheet = await page.OpenActAsync("Revoke now");
        await Assertions.Expect(sheet.GetByText($"You order to revoke for {number}: sessions, credentials.")).ToBeVisibleAsync();
        await sheet.GetByLabel("Reason").FillAsync("It was not Sam.");
        await page.AxeIsCleanAsync();
        await page.ScreenshotAsync("watch-revoke");
        await sheet.GetByRole(AriaRole.Button, new() { Name = "Revoke now" }).ClickAsync();
        await Assertions.Expect(page.Page.GetByText($"Recorded: everything that {number} touched is to be revoked.")).ToBeVisibleAsync();
        await page.AxeIsCleanAsync();
        page.NothingWasComplainedAbout();

        await using var narrow = await console.SignInAsAsync(Role.SecurityOperations, ColorScheme.Dark, 320);
        await narrow.GoAsync("/requests/watch", "Watch");
        await Assertions.Expect(narrow.Page.GetByText("Being revoked").First).ToBeVisibleAsync();
        await narrow.AxeIsCleanAsync();
        await narrow.ScreenshotAsync("watch-narrow");
        narrow.NothingWasComplainedAbout();
    }

    /// <summary>A reset of Sam's password that was executed, and what an agent saw afterwards.</summary>
    private async Task<string> SuspectedAsync()
    {
        var scene = await RequestScene.StartAsync(console.Services, console.Founder);
        var request = await scene.SubmitAsync(new SubmitRequestInput(
            [new RequestContent { Kind = "K01", Effect = "Sam can sign in again." }], SubjectKind.Person, scene.Sam.Person, SubjectReference: null, scene.Sam.Person, Caller: null, IntakeChannel.Phone));
        await scene.VerifyAsync(request.Id);
        var (executor, name) = console.People[Role.DeskAgent];
        var agent = Actor.ForPerson(executor, name);
        _ = (await console.Services.GetRequiredService<ExecuteRequest>().ExecuteAsync(
            CommandId.New(), new ExecuteRequestInput(request.Id, (await scene.FindAsync(request.Id)).ContentHash, "AD-1", "locked", "open"), agent)).Value;
        _ = (await console.Services.GetRequiredService<ReportSuspicion>().ExecuteAsync(CommandId.New(), new ReportSuspicionInput(request.Id, "A sign-in from a country nobody is in."), agent)).Value;
        return request.Number;
    }
}
