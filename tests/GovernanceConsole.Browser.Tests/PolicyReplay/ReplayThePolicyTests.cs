using System.Globalization;
using System.Text;
using GovernanceConsole.Browser.Tests.Fixtures;
using GovernanceConsole.Identity;
using GovernanceConsole.Imports;
using GovernanceConsole.Policy;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace GovernanceConsole.Browser.Tests.PolicyReplay;

/// <summary>Before a draft is proposed: what would it have done last year, to which desk, and why?</summary>
public sealed class ReplayThePolicyTests(ConsoleInChromium console) : IClassFixture<ConsoleInChromium>
{
    [Fact]
    public async Task IamPolicy_ReplaysTheDraft_AndFollowsANumberToItsCases()
    {
        await ImportAsync();
        await using (var iris = await console.SignInAsAsync(Role.IamPolicy))
        {
            await iris.GoAsync("/policy", "Policy");
            await iris.Page.GetByRole(AriaRole.Link, new() { Name = "Begin a draft" }).ClickAsync();
            await iris.Page.GetByRole(AriaRole.Button, new() { Name = "Begin with policy 1" }).ClickAsync();
            await Assertions.Expect(iris.Page.GetByText("It has not been replayed yet.")).ToBeVisibleAsync();
            await iris.GoAsync("/policy/draft/rules/K01-STD", "K01-STD Password reset, standard workforce");
            await iris.Page.GetByLabel("Independent signals").FillAsync("3");
            await iris.Page.GetByRole(AriaRole.Button, new() { Name = "Write it into the draft" }).ClickAsync();
            await Assertions.Expect(iris.Page.GetByText("Recorded: you wrote this cell of the draft.")).ToBeVisibleAsync();
            await iris.GoAsync("/policy/draft", "Draft of the next policy");
            await iris.Page.GetByRole(AriaRole.Link, new() { Name = "Replay this draft" }).ClickAsync();
            await iris.IsAtAsync("Policy replay");
            await iris.Page.GetByLabel("From", new() { Exact = true }).FillAsync("2025-01-01");
            await iris.Page.GetByLabel("Imported tickets do not tell whose access it was").SelectOptionAsync(nameof(SubjectClass.Standard));
            await iris.AxeIsCleanAsync();
            await iris.ScreenshotAsync("replay-form");
            await iris.Page.GetByRole(AriaRole.Button, new() { Name = "Replay it" }).ClickAsync();

            await iris.IsAtAsync("PR-0001 What would this policy have done?");
            await Assertions.Expect(iris.Page.GetByText("90 cases: 0 requests of this console and 90 imported tickets.")).ToBeVisibleAsync();
            // Two channels were enough for one third, one for another third, which is against both.
            await iris.Page.GetByRole(AriaRole.Link, new() { Name = "Refused: 30" }).ClickAsync();
            await iris.IsAtAsync("PR-0001 Cases of the replay");
            await Assertions.Expect(iris.Page.GetByText("30 cases", new() { Exact = true })).ToBeVisibleAsync();
            await Assertions.Expect(iris.Page.GetByText("Verified through 2 channels; 3 independent signals are asked for.").First).ToBeVisibleAsync();
            await iris.GoAsync("/policy/draft", "Draft of the next policy");
            await Assertions.Expect(iris.Page.Locator("section[aria-labelledby=replay]")).ToContainTextAsync("PR-0001: 90 cases");
            await iris.AxeIsCleanAsync();
            iris.NothingWasComplainedAbout();
        }

        foreach (var (theme, width) in new[] { (ColorScheme.Light, 1280), (ColorScheme.Dark, 320) })
        {
            await using var page = await console.SignInAsAsync(Role.Auditor, theme, width);
            foreach (var (path, title) in new[]
            {
                ("/policy/replay", "Policy replay"), ("/policy/replay/PR-0001", "PR-0001 What would this policy have done?"), ("/policy/replay/cases?run=PR-0001", "PR-0001 Cases of the replay"),
            })
            {
                await page.GoAsync(path, title);
                await page.AxeIsCleanAsync();
                await page.ScreenshotAsync($"{path.Trim('/').Split('?')[0].Replace('/', '-')}-{theme}-{width}");
            }

            page.NothingWasComplainedAbout();
        }
    }

    /// <summary>Password resets over three months, verified through one, two and three channels in turn.</summary>
    private async Task ImportAsync()
    {
        string[] channels = ["call-back", "call-back;app", "call-back;app;video"];
        var log = new StringBuilder("id,opened,resolved,kind,desk,channels\n");
        for (var i = 0; i < 90; i++)
            log.Append(CultureInfo.InvariantCulture, $"INC{i:000},2025-0{1 + (i / 30)}-{1 + (i % 28):00} 09:00,2025-0{1 + (i / 30)}-{1 + (i % 28):00} 10:00,password-reset,D{i % 4},{channels[i % 3]}\n");
        var intake = console.Services.GetRequiredService<FileIntake>();
        var file = await intake.ReceiveAsync(new MemoryStream(Encoding.UTF8.GetBytes(log.ToString())), "resets.csv");
        var result = await console.Services.GetRequiredService<ImportFile>().ExecuteAsync(
            CommandId.New(),
            new ImportInput(ImportKind.TicketHistory, """
                name: Three months of resets
                kind: ticket-history
                dates: [yyyy-MM-dd HH:mm]
                columns: { number: id, opened-at: opened, resolved-at: resolved, request-kind: kind, desk: desk, verification-channels: channels }
                """),
            file.Value, console.Founder);
        Assert.Equal(ImportState.Visible, result.Value.State);
    }
}
