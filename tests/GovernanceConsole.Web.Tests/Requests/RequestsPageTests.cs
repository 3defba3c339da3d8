using Bunit;
using GovernanceConsole.Identity;
using GovernanceConsole.Policy;
using GovernanceConsole.Requests;
using GovernanceConsole.Web.Requests;
using GovernanceConsole.Web.Shell;
using GovernanceConsole.Web.Tests.Fixtures;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace GovernanceConsole.Web.Tests.Requests;

/// <summary>The queue, what of it waits for somebody on their home page, and what the search finds.</summary>
public sealed class RequestsPageTests : PageTest
{
    private RequestScene _scene = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _scene = await RequestScene.StartAsync(Services, Founder);
    }

    [Fact]
    public async Task Queue_ShowsWhatIsOpen_WithItsDeadline()
    {
        var request = await _scene.SubmitAsync(Reset());
        var cancelled = await _scene.SubmitAsync(Reset("K02"));
        Assert.True((await Use<CancelRequest>().ExecuteAsync(CommandId.New(), new CancelRequestInput(cancelled.Id, "Found it."), _scene.Anna)).IsAccepted);

        var page = await OpenAsync("/requests");

        var row = Assert.Single(page.FindAll(".rz-data-grid tbody tr"));
        Assert.Contains(request.Number, row.TextContent, StringComparison.Ordinal);
        Assert.Contains("Password reset", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("Sam Subject", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("Verifying", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("in 7 days", row.TextContent, StringComparison.Ordinal);
        Assert.Contains(cancelled.Number, (await OpenAsync("/requests?view=Ended")).Find(".rz-data-grid tbody").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Queues_KeepTheLanesApart()
    {
        var repair = await _scene.SubmitAsync(Reset());
        var access = await _scene.SubmitAsync(_scene.Privilege());

        var breakFix = (await OpenAsync("/requests?lane=BreakFix")).Find(".rz-data-grid tbody").TextContent;
        var governed = await OpenAsync("/requests?lane=GovernedAccess");

        Assert.Contains(repair.Number, breakFix, StringComparison.Ordinal);
        Assert.DoesNotContain(access.Number, breakFix, StringComparison.Ordinal);
        Assert.Contains(access.Number, governed.Find(".rz-data-grid tbody").TextContent, StringComparison.Ordinal);
        Assert.Equal("Governed access", governed.Find("nav [aria-current=page]").TextContent);
    }

    [Fact]
    public async Task ApprovedAndNotExecuted_ShowsItsAge()
    {
        var request = await _scene.SubmitAsync(Reset());
        await _scene.VerifyAsync(request.Id);
        Clock.Advance(TimeSpan.FromDays(2));

        var page = await OpenAsync("/requests?view=NotExecuted&sort=ApprovedAt");

        Assert.Contains("2 days ago", Assert.Single(page.FindAll(".rz-data-grid tbody tr")).TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_IsOfferedWithTheFiltersOfThePage_ButNotToAnAgent()
    {
        await _scene.SubmitAsync(Reset());
        var page = await OpenAsync("/requests?lane=BreakFix");
        Assert.EndsWith("/exports/requests.xlsx?lane=BreakFix", page.FindComponent<RowsGrid<RequestRow>>().Instance.ExportHref, StringComparison.Ordinal);

        await SignInAsync(_scene.Anna.Person!.Value);
        Assert.Null((await OpenAsync("/requests?lane=BreakFix")).FindComponent<RowsGrid<RequestRow>>().Instance.ExportHref);
    }

    [Fact]
    public async Task Queue_WithNothingInIt_SaysWhatWouldBe_AndWithFiltersTheWayBack()
    {
        var page = await OpenAsync("/requests", waitForRows: false);
        await page.WaitForAssertionAsync(() => Assert.Contains("Nothing is open", page.Find(".empty").TextContent, StringComparison.Ordinal));

        page = await OpenAsync("/requests?level=Critical&waits=Nonsense&desk=x", waitForRows: false);
        await page.WaitForAssertionAsync(() => Assert.Contains("No request fits these filters", page.Find(".empty").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Home_HasALineForEachDuty_WithDeadlineAndConsequence()
    {
        var verifying = await _scene.SubmitAsync(Reset());
        var waiting = await _scene.AwaitingApprovalAsync();

        var anna = await OwedAsync(_scene.Anna);
        var mona = Assert.Single(await OwedAsync(_scene.Mona));

        var verify = Assert.Single(anna);
        Assert.Equal(("Verify who asks", $"{verifying.Number} Password reset", "Sam Subject", $"/requests/{verifying.Number}"), (verify.Duty, verify.What, verify.AboutWhom, verify.Href));
        Assert.Equal(new DateOnly(2026, 3, 9), verify.DueOn);
        Assert.Equal(("Decide a request", "It lapses. Silence never approves.", $"/requests/{waiting.Number}/approve"), (mona.Duty, mona.Consequence, mona.Href));
        Assert.Empty(await OwedAsync(_scene.Sam));
    }

    [Fact]
    public async Task Home_WithALongQueue_HasOneLineForTheRest()
    {
        for (var i = 0; i < 10; i++)
            await _scene.SubmitAsync(Reset());

        var owed = await OwedAsync(_scene.Bert);

        Assert.Equal(9, owed.Count);
        Assert.Equal(("2 more", "/requests?waits=Verify&sort=LapsesAt"), (owed[^1].What, owed[^1].Href));
    }

    [Fact]
    public async Task Search_FindsByNumberAndByName_OnlyWhatOneMaySee()
    {
        var request = await _scene.SubmitAsync(Reset());
        var stranger = await SignInAsync(await PersonAsync("Stella Stranger", Role.Manager));

        var byNumber = Assert.Single(await FindAsync(request.Number.ToLowerInvariant(), _scene.Anna));
        Assert.Equal((true, $"/requests/{request.Number}", "Verifying, for Sam Subject"), (byNumber.IsExact, byNumber.Href, byNumber.Detail));
        Assert.False(Assert.Single(await FindAsync("sam subj", _scene.Anna)).IsExact);
        Assert.Empty(await FindAsync(request.Number, stranger));
    }

    private SubmitRequestInput Reset(string kind = "K01") => _scene.Privilege() with { Parts = [new RequestContent { Kind = kind, Effect = "Sam signs in again." }] };

    private async Task<IReadOnlyList<WorkItem>> OwedAsync(Actor actor) =>
        await Services.GetServices<IWorkSource>().OfType<RequestWork>().Single().OwedByAsync(actor, CancellationToken.None);

    private async Task<IReadOnlyList<SearchHit>> FindAsync(string text, Actor actor) =>
        await Services.GetServices<ISearchSource>().OfType<RequestSearch>().Single().FindAsync(text, actor, limit: 5, CancellationToken.None);

    private async Task<IRenderedComponent<RequestsPage>> OpenAsync(string address, bool waitForRows = true)
    {
        Use<NavigationManager>().NavigateTo(address);
        var page = Render<RequestsPage>();
        if (waitForRows)
            await page.WaitForAssertionAsync(() => Assert.Contains("REQ-", page.Find(".rz-data-grid tbody").TextContent, StringComparison.Ordinal));
        return page;
    }
}
