using GovernanceConsole.Browser.Tests.Fixtures;
using GovernanceConsole.Identity;
using GovernanceConsole.Policy;
using GovernanceConsole.RecoveryPaths;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace GovernanceConsole.Browser.Tests.RecoveryPaths;

/// <summary>The main job: governance staff register a path and see to it that two different people answer for it.</summary>
public sealed class OwnAPathTests(ConsoleInChromium console) : IClassFixture<ConsoleInChromium>
{
    [Fact]
    [Trait("row", "R-003")]
    public async Task Register_WithOnePersonInBothSeats_IsRefusedAndWithTwoPeopleAccepted()
    {
        await using var page = await console.SignInAsAsync(Role.Governance);
        await page.GoAsync("/paths/new", "Register a recovery path");
        await page.Page.GetByLabel("Name", new() { Exact = true }).FillAsync("Reset at the front desk");
        await page.Page.GetByLabel("Password reset").CheckAsync();
        await page.Page.GetByLabel("Walk-in").CheckAsync();
        await page.Page.GetByLabel("Accounts", new() { Exact = true }).CheckAsync();
        await page.Page.GetByLabel("Note").FillAsync("Every staff account.");
        await page.PickAsync("control", "Dora");
        await page.PickAsync("risk", "Dora");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Register the path" }).ClickAsync();
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("R-003");

        await page.PickAsync("risk", "Martin");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Register the path" }).ClickAsync();

        await page.IsAtAsync("Reset at the front desk");
        await Assertions.Expect(page.Page.Locator("section[aria-label='Control owner']")).ToContainTextAsync("Dora Lindqvist");
        await Assertions.Expect(page.Page.Locator("section[aria-label='Risk owner']")).ToContainTextAsync("Martin Okafor");
        await page.AxeIsCleanAsync();
        page.NothingWasComplainedAbout();
    }

    [Fact]
    [Trait("row", "R-017")]
    public async Task Confirm_ByTheControlOwner_TakesTwoClicks()
    {
        var number = await PathOfAsync("Reset by phone", Role.DeskLead, Role.Manager);
        await using var page = await console.SignInAsAsync(Role.DeskLead);
        await page.GoAsync($"/paths/{number}", "Reset by phone");

        var sheet = await page.OpenActAsync("Confirm: I am the control owner");
        await sheet.GetByRole(AriaRole.Button, new() { Name = "Confirm: I am the control owner" }).ClickAsync();

        await Assertions.Expect(page.Page.Locator(".timeline")).ToContainTextAsync("confirmed to be the control owner");
        page.NothingWasComplainedAbout();
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 320)]
    public async Task EveryPageOfTheSlice_InBothThemesWideAndNarrow_HasNothingForAxe(ColorScheme theme, int width)
    {
        var number = await PathOfAsync($"Reset seen in {theme} at {width}", Role.DeskLead, risk: null);
        var review = (await console.Services.GetRequiredService<RecordGovernanceReview>().ExecuteAsync(
            CommandId.New(), new RecordGovernanceReviewInput(DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime), [console.People[Role.Governance].Id], "One path has no risk owner.", Decisions: null), console.Founder)).Value;
        await using var page = await console.SignInAsAsync(Role.Governance, theme, width);
        foreach (var (path, title) in new[]
        {
            ("/paths", "Recovery paths"), ("/gaps", "Accountability gaps"), ("/areas", "Control areas"), ("/weakest-paths", "Weakest paths"), ("/dashboard", "Dashboard"), ("/dashboard/M08", "Ownership coverage"),
            ("/policy", "Policy"), ("/policy/versions/1", "Policy 1"), ("/governance-reviews", "Governance reviews"), ($"/governance-reviews/{review.Number}", review.Number),
            ("/paths/new", "Register a recovery path"), ($"/paths/{number}", $"Reset seen in {theme} at {width}"),
            ($"/paths/{number}/edit/SetResponsibilities", "Set responsibilities"), ($"/paths/{number}/edit/GrantAuthority", "Grant authority"),
        })
        {
            await page.GoAsync(path, title);
            await page.AxeIsCleanAsync();
            await page.ScreenshotAsync($"{path.Trim('/').Replace('/', '-')}-{theme}-{width}");
        }

        page.NothingWasComplainedAbout();
    }

    [Fact]
    public async Task Path_OfAnUnknownNumber_IsAnsweredLikeOneThatIsNotOpen()
    {
        await using var page = await console.SignInAsAsync(Role.Auditor);

        await page.GoAsync("/paths/RP-9999", "There is nothing here for you");
    }

    private async Task<string> PathOfAsync(string name, Role control, Role? risk)
    {
        var description = new PathDescription(
            name, PathType.Phone, Lane.BreakFix, RiskLevel.Moderate, [IntakeChannel.Phone], [RequestKind.PasswordReset], DesignedBy.Iam,
            Designer: null, Area: null, IdentityDomain: null, Desks: []);
        var registered = await console.Services.GetRequiredService<RegisterRecoveryPath>().ExecuteAsync(
            CommandId.New(),
            new RegisterRecoveryPathInput(
                description, new ReachDescription([ReachKind.Accounts], "Every staff account.", []), console.People[control].Id, risk is { } other ? console.People[other].Id : null),
            console.Founder);
        return registered.Value.Number;
    }
}
