using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using GovernanceConsole.Browser.Tests.Fixtures;
using GovernanceConsole.Identity;
using GovernanceConsole.Imports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace GovernanceConsole.Browser.Tests.ControlTesting;

public sealed class ControlTestingTests(ConsoleInChromium console) : IClassFixture<ConsoleInChromium>
{
    [Fact]
    public async Task Governance_TestsTheHistory_DrillsToATicket_AndAsksForAReview()
    {
        await ImportAsync();
        await using var page = await console.SignInAsAsync(Role.Governance);

        await page.GoAsync("/control-tests", "Control tests");
        await page.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Run the control tests" }).ClickAsync();
        await page.Page.Locator("form").GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Run the control tests" }).ClickAsync();
        await Assertions.Expect(page.Page.Locator("table.heat")).ToBeVisibleAsync();
        await Assertions.Expect(page.Page.GetByText("What this history cannot show")).ToBeVisibleAsync();

        await page.Page.SelectOptionAsync("#test", "reopened");
        await Assertions.Expect(page.Page.Locator("table.heat caption")).ToContainTextAsync("Reopened by group");
        await page.ScreenshotAsync("control-tests");
        var cell = page.Page.Locator("table.heat tbody td a").First;
        var findings = await cell.TextContentAsync();
        await cell.ClickAsync();
        await page.IsAtAsync("Tickets with findings");
        await Assertions.Expect(page.Page.GetByText($"{findings} {(findings == "1" ? "ticket" : "tickets")}", new PageGetByTextOptions { Exact = true })).ToBeVisibleAsync();
        await page.ScreenshotAsync("findings");
        await page.Page.Locator(".rz-data-grid td a").First.ClickAsync();
        await IsAtATicketAsync(page);
        await Assertions.Expect(page.Page.GetByText("Reopened once.")).ToBeVisibleAsync();

        // The other way to a ticket: from a number on the dashboard, whose rows add up to it.
        await page.GoAsync("/dashboard", "Dashboard");
        await page.AxeIsCleanAsync();
        await page.ScreenshotAsync("dashboard-history");
        await page.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Tickets with any finding" }).ClickAsync();
        await page.IsAtAsync("Tickets with findings");
        await Assertions.Expect(page.Page.GetByText("577 tickets", new PageGetByTextOptions { Exact = true })).ToBeVisibleAsync();
        await page.GoAsync("/control-tests/findings?test=reopened", "Tickets with findings");
        await page.Page.Locator(".rz-data-grid td a").First.ClickAsync();
        await IsAtATicketAsync(page);

        await page.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Make this a review task" }).ClickAsync();
        await page.PickAsync("review-assignee", "Dora Lindqvist");
        await page.ScreenshotAsync("ticket");
        await page.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Create review task" }).ClickAsync();
        await page.IsAtAsync("RT-0001");
        await page.ScreenshotAsync("review");
        page.NothingWasComplainedAbout();

        await LooksRightInBothThemesAsync();
    }

    /// <summary>The title alone would not tell a ticket from the list of tickets.</summary>
    private static async Task IsAtATicketAsync(ConsolePage page)
    {
        await Assertions.Expect(page.Page).ToHaveURLAsync(new Regex("/tickets/", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await page.IsAtAsync("Ticket");
    }

    private async Task LooksRightInBothThemesAsync()
    {
        foreach (var (theme, width) in new[] { (ColorScheme.Light, 1280), (ColorScheme.Dark, 1280), (ColorScheme.Light, 320), (ColorScheme.Dark, 320) })
        {
            await using var page = await console.SignInAsAsync(Role.DeskLead, theme, width);
            await page.ScreenshotAsync($"home-{theme}-{width}");
            foreach (var (path, title) in new[]
            {
                ("/control-tests", "Control tests"), ("/control-tests/findings", "Tickets with findings"), ("/reviews", "Reviews of findings"), ("/reviews/RT-0001", "RT-0001"),
            })
            {
                await page.GoAsync(path, title);
                await page.AxeIsCleanAsync();
                await page.ScreenshotAsync($"{path.Trim('/').Replace('/', '-')}-{theme}-{width}");
            }

            await page.GoAsync("/control-tests/findings", "Tickets with findings");
            await page.Page.Locator(".rz-data-grid td a").First.ClickAsync();
            await IsAtATicketAsync(page);
            await page.AxeIsCleanAsync();
            page.NothingWasComplainedAbout();
        }
    }

    /// <summary>A year of a desk with six groups, of which one reopens more than the others.</summary>
    private async Task ImportAsync()
    {
        var log = new StringBuilder("id,updated,state,opened,resolved,reopened,handed,sla,team,opener\n");
        var start = new DateTime(2025, 1, 6, 9, 0, 0);
        for (var i = 0; i < 600; i++)
        {
            var opened = start.AddHours(i * 14).AddMinutes(i % 60);
            var resolved = opened.AddHours(2 + (i % 9 * 20));
            var team = (i * 7) % 6;
            var reopened = i % (team == 3 ? 5 : 25) == 0 ? 1 : 0;
            foreach (var (state, at) in new[] { ("New", opened), ("Resolved", resolved), ("Closed", resolved.AddDays(5)) })
            {
                log.Append(CultureInfo.InvariantCulture, $"INC{i:00000},{at:yyyy-MM-dd HH:mm},{state},{opened:yyyy-MM-dd HH:mm},{resolved:yyyy-MM-dd HH:mm},{reopened},{i % 7},")
                    .Append(i % 9 < 6 ? "true" : "false").Append(CultureInfo.InvariantCulture, $",Team {team},a{i % 11}\n");
            }
        }

        var intake = console.Services.GetRequiredService<FileIntake>();
        var file = await intake.ReceiveAsync(new MemoryStream(Encoding.UTF8.GetBytes(log.ToString())), "desk.csv");
        var result = await console.Services.GetRequiredService<ImportFile>().ExecuteAsync(
            CommandId.New(),
            new ImportInput(ImportKind.TicketHistory, """
                name: A year of a desk
                kind: ticket-history
                dates: [yyyy-MM-dd HH:mm]
                time-zone: Europe/Berlin
                columns: { number: id, updated-at: updated, state: state, opened-at: opened, resolved-at: resolved, reopen-count: reopened, reassignment-count: handed, made-sla: sla, group: team, opened-by: opener }
                identity-spaces: { agents: [opened-by] }
                assumptions: [Times without a zone are taken as Berlin time.]
                """),
            file.Value,
            console.Founder);
        Assert.Equal(ImportState.Visible, result.Value.State);
    }
}
