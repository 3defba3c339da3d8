using Bunit;
using GovernanceConsole.Identity;
using GovernanceConsole.Policy;
using GovernanceConsole.Storage;
using GovernanceConsole.Web.Policy;
using GovernanceConsole.Web.Shell;
using GovernanceConsole.Web.Tests.Fixtures;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace GovernanceConsole.Web.Tests.Policy;

[Trait("row", "R-204")]
public sealed class GovernanceReviewPagesTests : PageTest
{
    [Fact]
    public async Task Record_OnThePage_NamesTheOneWhoRecordsAndMovesTheNextDay()
    {
        var page = Open();
        Assert.Contains("Gesa Founder", page.Find("ul.picked").TextContent, StringComparison.Ordinal);
        Assert.Contains("3 months", page.Find("dl.facts").TextContent, StringComparison.Ordinal);

        await page.Find("#minutes").ChangeAsync(new ChangeEventArgs { Value = "Two gaps, one of them old." });
        await page.Find("#decisions").ChangeAsync(new ChangeEventArgs { Value = "The old gap is closed by April." });
        await page.Find("form").SubmitAsync();

        var review = (await Use<GovernanceReviewQueries>().FindAsync("GR-0001"))!;
        Assert.Equal((new DateOnly(2026, 3, 2), new DateOnly(2026, 6, 2)), (review.HeldOn, review.NextDueOn));
        Assert.Equal([Founder.Person!.Value], review.Attendees);
        await page.WaitForAssertionAsync(() => Assert.Contains("The old gap is closed by April.", page.Find(".rz-data-grid tbody").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Page_ForSomebodyOutsideGovernance_ShowsTheCalendarWithoutTheForm()
    {
        await SignInAsync(await PersonAsync("Lena Lead", Role.DeskLead));

        var page = Open();

        Assert.Contains("Due", page.Find("dl.facts").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("#minutes"));
    }

    [Fact]
    public async Task RecordPage_OfAReview_ShowsItsMinutes()
    {
        await HoldAsync();

        var page = Render<GovernanceReviewPage>(p => p.Add(x => x.Number, "GR-0001"));

        await page.WaitForAssertionAsync(() => Assert.Contains("Two gaps, one of them old.", page.Find("blockquote").TextContent, StringComparison.Ordinal));
        Assert.Contains("Nothing was decided.", page.Markup, StringComparison.Ordinal);
        await page.WaitForAssertionAsync(() => Assert.Contains("recorded the governance review of 2 Mar 2026", page.Find(".timeline").TextContent, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(61, false)]
    [InlineData(62, true)] // 30 days before 2 June
    [InlineData(100, true)]
    public async Task Home_OfGovernance_ShowsTheReviewFromAMonthBefore(int days, bool isShown)
    {
        Clock.Advance(TimeSpan.FromDays(days));
        var work = Services.GetServices<IWorkSource>().OfType<PolicyWork>().Single();

        Assert.Equal(
            isShown ? [("Look at the results, and record the minutes", (DateOnly?)new DateOnly(2026, 6, 2))] : [],
            (await work.OwedByAsync(Founder, default)).Where(w => w.Href == "/governance-reviews").Select(w => (w.What, w.DueOn)));
        Assert.Empty(await work.OwedByAsync(await SignInAsync(await PersonAsync("Ute", Role.Auditor)), default));
        await HoldAsync();
        Assert.DoesNotContain(await work.OwedByAsync(Founder, default), w => w.Href == "/governance-reviews");
    }

    [Fact]
    public async Task Search_ForTheNumber_FindsTheReview()
    {
        await HoldAsync();
        var search = Services.GetServices<ISearchSource>().OfType<GovernanceReviewSearch>().Single();

        Assert.Equal("/governance-reviews/GR-0001", Assert.Single(await search.FindAsync(" gr-0001", Founder, 5, default)).Href);
        Assert.Empty(await search.FindAsync("GR-0002", Founder, 5, default));
    }

    private async Task HoldAsync() =>
        _ = (await Use<RecordGovernanceReview>().ExecuteAsync(
            CommandId.New(),
            new RecordGovernanceReviewInput(Use<OrganisationTime>().Today, [Founder.Person!.Value], "Two gaps, one of them old.", Decisions: null),
            Founder)).Value;

    private IRenderedComponent<GovernanceReviewsPage> Open()
    {
        var page = Render<GovernanceReviewsPage>();
        page.WaitForState(() => page.FindAll("dl.facts").Count == 1);
        return page;
    }
}
