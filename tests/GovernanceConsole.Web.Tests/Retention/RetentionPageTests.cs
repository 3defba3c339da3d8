using Bunit;
using GovernanceConsole.Identity;
using GovernanceConsole.Privacy;
using GovernanceConsole.Retention;
using GovernanceConsole.Web.Retention;
using GovernanceConsole.Web.Tests.Fixtures;

namespace GovernanceConsole.Web.Tests.Retention;

public sealed class RetentionPageTests : PageTest
{
    [Fact]
    public async Task Page_OfAYoungConsole_SaysUntilWhenNothingIsDue()
    {
        var page = await OpenAsync();

        Assert.Contains("Nothing is due until 2 Jun 2026", page.Markup, StringComparison.Ordinal); // the answer of the first command
        Assert.Contains("24 months", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain(page.FindAll("summary"), s => s.TextContent.Contains("Ask to delete", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Page_ForGovernance_AsksForWhatIsDue()
    {
        Clock.Advance(TimeSpan.FromDays(200));
        var page = await OpenAsync();

        await page.FindAll("form").Single(f => f.TextContent.Contains("Delete what is due up to", StringComparison.Ordinal)).SubmitAsync();

        await page.WaitForElementAsync("section[aria-labelledby=open]");
        var panel = page.Find("section[aria-labelledby=open]").TextContent;
        Assert.Contains("RD-0001 waits for a second person", panel, StringComparison.Ordinal);
        Assert.Contains("You asked for it", panel, StringComparison.Ordinal);
        Assert.DoesNotContain(page.FindAll("button"), b => b.TextContent == "Carry out RD-0001");
    }

    [Fact]
    public async Task Page_ForTheSecondPerson_ShowsWhatWouldGoAndItsEnd()
    {
        Clock.Advance(TimeSpan.FromDays(200));
        var due = (await Use<RetentionQueries>().OverviewAsync(Founder, new DateOnly(2026, 9, 18)))!.Due;
        _ = (await Use<RequestDeletion>().ExecuteAsync(CommandId.New(), new(new DateOnly(2026, 9, 18)), Founder)).Value;
        await SignInAsync(await PersonAsync("Sina Second", Role.Governance));
        var page = await OpenAsync();
        Assert.Contains($"{due} would go", page.Find("section[aria-labelledby=open]").TextContent, StringComparison.Ordinal);

        await page.FindAll("button").Single(b => b.TextContent == "Carry out RD-0001").ClickAsync(new());
        await page.Find("section.sheet form").SubmitAsync();
        await page.WaitForAssertionAsync(() => Assert.Contains("RD-0001 is under way", page.Markup, StringComparison.Ordinal));
        await Use<Deletions>().RunAsync(Actor.ForJob(nameof(DeleteNextBatch)));

        await page.WaitForAssertionAsync(() => Assert.Contains($"Answers to sent forms: {due}", page.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        Assert.Empty(page.FindAll("section[aria-labelledby=open]"));
    }

    [Fact]
    public async Task Page_UnderALegalHoldOnEverybody_SaysSoAndOffersNothing()
    {
        Clock.Advance(TimeSpan.FromDays(200));
        _ = (await Use<PlaceLegalHold>().ExecuteAsync(CommandId.New(), new(Person: null, "Case 4711."), Founder)).Value;

        var page = await OpenAsync();

        Assert.Contains("Legal hold LH-0001", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain(page.FindAll("summary"), s => s.TextContent.Contains("Ask to delete", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Page_ForAnAuditor_OffersNoAct()
    {
        Clock.Advance(TimeSpan.FromDays(200));
        _ = (await Use<RequestDeletion>().ExecuteAsync(CommandId.New(), new(new DateOnly(2026, 9, 18)), Founder)).Value;
        await SignInAsync(await PersonAsync("Aline Auditor", Role.Auditor));

        var page = await OpenAsync();

        Assert.DoesNotContain(page.FindAll("button"), b => b.TextContent.Contains("RD-0001", StringComparison.Ordinal));
    }

    private async Task<IRenderedComponent<RetentionPage>> OpenAsync()
    {
        var page = Render<RetentionPage>();
        await page.WaitForElementAsync("section[aria-labelledby=due] table");
        return page;
    }
}
