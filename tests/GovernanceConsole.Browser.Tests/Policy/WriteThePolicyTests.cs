using GovernanceConsole.Browser.Tests.Fixtures;
using GovernanceConsole.Identity;
using GovernanceConsole.Policy;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace GovernanceConsole.Browser.Tests.Policy;

/// <summary>The whole way of a change: those who own the policy on proofing write it, and somebody of governance who did not approves it.</summary>
public sealed class WriteThePolicyTests(ConsoleInChromium console) : IClassFixture<ConsoleInChromium>
{
    [Fact]
    [Trait("row", "R-052")]
    [Trait("row", "R-203")]
    public async Task ACell_DraftedMendedProposedAndApproved_IsDemanded()
    {
        await using (var iris = await console.SignInAsAsync(Role.IamPolicy))
        {
            await iris.GoAsync("/policy", "Policy");
            await iris.Page.GetByRole(AriaRole.Link, new() { Name = "Begin a draft" }).ClickAsync();
            await iris.IsAtAsync("Draft of the next policy");
            await iris.AxeIsCleanAsync();
            await iris.ScreenshotAsync("policy-no-draft");
            await iris.Page.GetByRole(AriaRole.Button, new() { Name = "Begin with policy 1" }).ClickAsync();
            await iris.Page.GetByRole(AriaRole.Link, new() { Name = "Break-fix Moderate : K01-STD" }).ClickAsync();
            await iris.IsAtAsync("K01-STD Password reset, standard workforce");

            // One signal for a new password is what no organisation may go down to.
            await iris.Page.GetByLabel("Independent signals").FillAsync("1");
            await iris.Page.GetByLabel("of them strong").FillAsync("1");
            await iris.Page.GetByRole(AriaRole.Button, new() { Name = "Write it into the draft" }).ClickAsync();
            await Assertions.Expect(iris.Page.GetByText("takes two independent signals at the least")).ToBeVisibleAsync();
            await iris.AxeIsCleanAsync();
            await iris.ScreenshotAsync("policy-cell-finding");

            await iris.GoAsync("/policy/draft", "Draft of the next policy");
            await Assertions.Expect(iris.Page.GetByText("1 cell looser.")).ToBeVisibleAsync();
            await iris.AxeIsCleanAsync();
            await iris.ScreenshotAsync("policy-draft-finding");
            await using (var narrow = await console.SignInAsAsync(Role.IamPolicy, ColorScheme.Dark, 320))
            {
                await narrow.GoAsync("/policy/draft", "Draft of the next policy");
                await narrow.AxeIsCleanAsync();
                await narrow.GoAsync("/policy/draft/rules/K01-STD", "K01-STD Password reset, standard workforce");
                await narrow.AxeIsCleanAsync();
                await narrow.ScreenshotAsync("policy-cell-dark-320");
            }

            await iris.Page.Locator(".findings").GetByRole(AriaRole.Link, new() { Name = "Password reset, standard workforce" }).ClickAsync();
            await iris.IsAtAsync("K01-STD Password reset, standard workforce");
            await iris.Page.GetByLabel("Independent signals").FillAsync("2");
            await iris.Page.GetByLabel("of them strong").FillAsync("2");
            await iris.Page.GetByLabel("Approvals", new() { Exact = true }).FillAsync("MGR or HRX + SYS");
            await Assertions.Expect(iris.Page.GetByText("Read as: line manager of record or HR or contract trigger; and system or application owner.")).ToBeVisibleAsync();
            await iris.Page.GetByRole(AriaRole.Button, new() { Name = "Write it into the draft" }).ClickAsync();
            await Assertions.Expect(iris.Page.GetByText("Recorded: you wrote this cell of the draft.")).ToBeVisibleAsync();
            await Assertions.Expect(iris.Page.GetByText("takes two independent signals at the least")).ToHaveCountAsync(0);

            await iris.GoAsync("/policy/draft", "Draft of the next policy");
            await Assertions.Expect(iris.Page.GetByText("It holds together")).ToBeVisibleAsync();
            await Assertions.Expect(iris.Page.GetByText("1 cell stricter.")).ToBeVisibleAsync();
            var sheet = await iris.OpenActAsync("Propose this draft");
            await sheet.GetByLabel("Reason").FillAsync("Passwords were reset on one person's word.");
            await iris.AxeIsCleanAsync();
            await sheet.GetByRole(AriaRole.Button, new() { Name = "Propose this draft" }).ClickAsync();
            await iris.IsAtAsync("Policy");
            await Assertions.Expect(iris.Page.GetByText("Policy 2 waits for a second person")).ToBeVisibleAsync();
            iris.NothingWasComplainedAbout();
        }

        await using (var gudrun = await console.SignInAsAsync(Role.Governance, ColorScheme.Dark))
        {
            await gudrun.GoAsync("/policy", "Policy");
            await gudrun.AxeIsCleanAsync();
            await gudrun.ScreenshotAsync("policy-proposal-dark");
            var sheet = await gudrun.OpenActAsync("Approve policy 2");
            await gudrun.AxeIsCleanAsync();
            await sheet.GetByRole(AriaRole.Button, new() { Name = "Approve policy 2" }).ClickAsync();
            await Assertions.Expect(gudrun.Page.GetByText("Demanded now: policy 2")).ToBeVisibleAsync();
            gudrun.NothingWasComplainedAbout();
        }

        await using var agent = await console.SignInAsAsync(Role.DeskAgent, ColorScheme.Light, 320);
        await agent.GoAsync("/policy/versions/2/rules/K01-STD", "K01-STD Password reset, standard workforce");
        await Assertions.Expect(agent.Page.GetByText("approved by MGR or HRX and SYS").First).ToBeVisibleAsync();
        await agent.AxeIsCleanAsync();
        await agent.ScreenshotAsync("policy-rule-320");
        agent.NothingWasComplainedAbout();
    }

    /// <summary>What the browser sends of a chosen file, refused with its line and taken over once it is mended.</summary>
    [Fact]
    [Trait("row", "R-026")]
    public async Task AFile_ThatWasChosen_IsRefusedWithItsLineOrTakenOver()
    {
        await using var page = await console.SignInAsFounderAsync();
        var seen = await console.Services.GetRequiredService<PolicyQueries>().InForceAsync();
        Assert.True((await console.Services.GetRequiredService<BeginPolicyDraft>().ExecuteAsync(CommandId.New(), new BeginPolicyDraftInput(seen.Number), console.Founder)).IsAccepted);
        await page.GoAsync("/policy/draft", "Draft of the next policy");
        await page.Page.GetByText("Everything else:").ClickAsync();
        var yaml = PolicyFormat.ToYaml(seen.Document);

        await SendAsync(yaml.Replace("signOffDays: 180", "signOffDays: soon", StringComparison.Ordinal));
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("line 2: limits.signOffDays: a whole number belongs there.");

        await SendAsync(yaml.Replace("signOffDays: 180", "signOffDays: 150", StringComparison.Ordinal));
        await Assertions.Expect(page.Page.GetByText("Recorded: you wrote all of the draft, from the file.")).ToBeVisibleAsync();
        await Assertions.Expect(page.Page.Locator("section[aria-labelledby=difference]")).ToContainTextAsync("150 days");

        var sheet = await page.OpenActAsync("Discard the draft");
        await sheet.GetByLabel("Reason").FillAsync("Only a trial.");
        await sheet.GetByRole(AriaRole.Button, new() { Name = "Discard the draft" }).ClickAsync();
        await Assertions.Expect(page.Page.GetByText("No draft is open")).ToBeVisibleAsync();
        page.NothingWasComplainedAbout();

        async Task SendAsync(string text)
        {
            await page.Page.GetByLabel("Policy file").SetInputFilesAsync(new FilePayload { Name = "policy.yaml", MimeType = "application/yaml", Buffer = System.Text.Encoding.UTF8.GetBytes(text) });
            await page.Page.GetByRole(AriaRole.Button, new() { Name = "Put the file in place of the draft" }).ClickAsync();
        }
    }

    [Fact]
    [Trait("row", "R-074")]
    public async Task TheRoster_IsFilledByGovernance()
    {
        await using var page = await console.SignInAsFounderAsync(ColorScheme.Dark);
        await page.GoAsync("/roster", "On duty to approve");
        await page.Page.Locator("summary").Filter(new() { HasText = "Put somebody on duty" }).ClickAsync();
        await page.PickAsync("on-duty", "Sofia");
        await page.AxeIsCleanAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Put on duty", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Page.GetByText("Recorded: Sofia Marin approves as SEC from now on.")).ToBeVisibleAsync();
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Button, new() { Name = "Take Sofia Marin off SEC" })).ToBeVisibleAsync();
        await page.AxeIsCleanAsync();
        await page.ScreenshotAsync("roster-dark");
        page.NothingWasComplainedAbout();
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 320)]
    [InlineData(ColorScheme.Dark, 320)]
    public async Task EveryPageOfThePolicy_InBothThemesWideAndNarrow_HasNothingForAxe(ColorScheme theme, int width)
    {
        await using var page = await console.SignInAsFounderAsync(theme, width);
        foreach (var (address, title) in new[]
        {
            ("/policy", "Policy"), ("/policy/versions/1", "Policy 1"), ("/policy/versions/1/rules/K01-EXE", "K01-EXE Password reset, executive"),
            ("/policy/versions/1/rules/K01-SVC", "K01-SVC Password reset, service account or machine identity"), ("/roster", "On duty to approve"),
            ("/delegations", "Deciding for others"),
            ("/verification-scripts", "Verification scripts"),
        })
        {
            await page.GoAsync(address, title);
            await page.Page.EvaluateAsync("() => document.querySelectorAll('main details').forEach(d => d.open = true)");
            await page.AxeIsCleanAsync();
            await page.ScreenshotAsync($"policy{address.Replace('/', '-')}-{theme}-{width}");
        }

        page.NothingWasComplainedAbout();
    }
}
