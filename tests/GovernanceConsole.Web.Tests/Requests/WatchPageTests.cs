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

public sealed class WatchPageTests : PageTest
{
    private RequestScene _scene = null!;
    private PersonId _security;
    private Actor _emil = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _scene = await RequestScene.StartAsync(Services, Founder);
        _emil = Elsewhere(await PersonAsync("Emil Agent", Role.DeskAgent), "Emil Agent");
        _security = await PersonAsync("Siri Security", Role.SecurityOperations);
    }

    [Fact]
    public async Task Page_WithNothingToLookAt_SaysWhatWouldComeHere()
    {
        await SignInAsync(_security);

        Assert.Contains("Nothing must be looked at now", Open().Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_OfSecurityOperations_RevokesWithAReason_AndSaysBeforeWhatItWillRecord()
    {
        var request = await SuspectedAsync();
        await SignInAsync(_security);
        var page = Open();
        await page.WaitForAssertionAsync(() => Assert.Contains("Under investigation", page.Find("table tbody").TextContent, StringComparison.Ordinal));

        await page.FindAll("button").First(b => b.TextContent == "Revoke now").ClickAsync(new());
        await page.WaitForAssertionAsync(() => Assert.Contains($"You order to revoke for {request.Number}: sessions, credentials.", page.Find(".sheet").TextContent, StringComparison.Ordinal));
        await page.Find(".sheet textarea").InputAsync(new ChangeEventArgs { Value = "It was not Sam." });
        await page.Find(".sheet form").SubmitAsync();

        await page.WaitForAssertionAsync(() => Assert.Contains($"Recorded: everything that {request.Number} touched is to be revoked.", page.Markup, StringComparison.Ordinal));
        var view = (await Use<MonitoringQueries>().FindAsync(request.Id))!;
        Assert.Equal(("It was not Sam.", true, _security), (view.Revocations[^1].Reason, view.Revocations[^1].IsOfEverything, view.Revocations[^1].OrderedBy));
    }

    [Fact]
    public async Task Page_OfAnAuditor_ShowsTheSameAndOffersNoAct()
    {
        var request = await SuspectedAsync();
        await SignInAsync(await PersonAsync("Aline Auditor", Role.Auditor));

        var page = Open();

        await page.WaitForAssertionAsync(() => Assert.Contains(request.Number, page.Find("table tbody").TextContent, StringComparison.Ordinal));
        Assert.DoesNotContain(page.FindAll("button"), b => b.TextContent.StartsWith("Revoke", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Panel_OfAWatchedRequest_RecordsAHit_AndThenShowsTheInvestigation()
    {
        var request = await ExecutedAsync();
        await SignInAsync(_security);
        var panel = Render<MonitoringPanel>(p => p.Add(c => c.Request, request.Id));
        Assert.Contains("Manual evidence: a second person looks", panel.Markup, StringComparison.Ordinal);
        Assert.Contains("is watched until", panel.Find("h3:contains('Before it can be closed') + ul").TextContent, StringComparison.Ordinal);

        var row = panel.FindAll("tr").Single(r => r.TextContent.Contains("New mailbox rule", StringComparison.Ordinal));
        await row.QuerySelector("select")!.ChangeAsync(new ChangeEventArgs { Value = nameof(PostCheckResult.Hit) });
        row = panel.FindAll("tr").Single(r => r.TextContent.Contains("New mailbox rule", StringComparison.Ordinal));
        await row.QuerySelector("input")!.ChangeAsync(new ChangeEventArgs { Value = "EXO-3" });
        row = panel.FindAll("tr").Single(r => r.TextContent.Contains("New mailbox rule", StringComparison.Ordinal));
        await row.QuerySelector("form")!.SubmitAsync();

        await panel.WaitForAssertionAsync(() => Assert.Contains("A check found something: New mailbox rule.", panel.Markup, StringComparison.Ordinal));
        Assert.Contains("EXO-3", panel.Markup, StringComparison.Ordinal);
        Assert.Contains($"End the investigation of {request.Number}", panel.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain($"Close {request.Number}", panel.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Panel_OfWhatIsFinished_ClosesIt()
    {
        var request = await ExecutedAsync();
        var bert = _scene.Bert;
        _ = (await Use<ConfirmExecution>().ExecuteAsync(CommandId.New(), new ConfirmExecutionInput(request.Id, ExecutionVerdict.AsApproved, "open", "AD-2"), bert)).Value;
        Clock.Advance(TimeSpan.FromHours(72));
        foreach (var check in (await Use<MonitoringQueries>().FindAsync(request.Id))!.Checks)
            _ = (await Use<RecordCheck>().ExecuteAsync(CommandId.New(), new RecordCheckInput(request.Id, check.Id, PostCheckResult.Clear, "SIEM-1"), bert)).Value;
        foreach (var notice in (await Use<RequestNoticeQueries>().OfAsync(request.Id)).Where(n => n.IsOpen))
            Assert.True((await Use<ConfirmNotice>().ExecuteAsync(CommandId.New(), new ConfirmNoticeInput(notice.Id, "The operator on shift was called.", "CALL-1"), bert)).IsAccepted);
        await SignInAsync(bert.Person!.Value);
        var panel = Render<MonitoringPanel>(p => p.Add(c => c.Request, request.Id));

        await panel.FindAll("button").Single(b => b.TextContent == $"Close {request.Number}").ClickAsync(new());
        await panel.Find(".sheet form").SubmitAsync();

        await panel.WaitForAssertionAsync(() => Assert.Contains("Recorded: it is closed.", panel.Markup, StringComparison.Ordinal));
        Assert.Equal(RequestState.Closed, (await Use<MonitoringQueries>().FindAsync(request.Id))!.State);
    }

    [Fact]
    public async Task Panel_BeforeTheExecution_IsNotThere()
    {
        var request = await _scene.SubmitAsync(Reset());

        Assert.Equal("", Render<MonitoringPanel>(p => p.Add(c => c.Request, request.Id)).Markup);
    }

    [Fact]
    public async Task Home_OfSecurityOperations_HasALineForEachReason_AndOfAnAgentNone()
    {
        var request = await SuspectedAsync();
        Clock.Advance(TimeSpan.FromMinutes(1));
        var work = Use<IEnumerable<IWorkSource>>().OfType<WatchWork>().Single();

        var owed = await work.OwedByAsync(await SignInAsync(_security), CancellationToken.None);

        Assert.Equal(
            [("Under investigation", request.Number, "/requests/watch?reason=UnderInvestigation"), ("Being revoked", request.Number, "/requests/watch?reason=BeingRevoked")],
            owed.Select(w => (w.What, w.AboutWhom, w.Href)));
        Assert.Empty(await work.OwedByAsync(await SignInAsync(_scene.Anna.Person!.Value), CancellationToken.None));
    }

    private IRenderedComponent<WatchPage> Open() => Render<WatchPage>();

    private SubmitRequestInput Reset() => new(
        [new RequestContent { Kind = "K01", Effect = "Sam can sign in again." }], SubjectKind.Person, _scene.Sam.Person, SubjectReference: null, _scene.Sam.Person, Caller: null, IntakeChannel.Phone);

    private async Task<SubmittedRequest> ExecutedAsync()
    {
        var request = await _scene.SubmitAsync(Reset());
        await _scene.VerifyAsync(request.Id);
        var content = (await _scene.FindAsync(request.Id)).ContentHash;
        _ = (await Use<ExecuteRequest>().ExecuteAsync(CommandId.New(), new ExecuteRequestInput(request.Id, content, "AD-1", "locked", "open"), _emil)).Value;
        return request;
    }

    private async Task<SubmittedRequest> SuspectedAsync()
    {
        var request = await ExecutedAsync();
        _ = (await Use<ReportSuspicion>().ExecuteAsync(CommandId.New(), new ReportSuspicionInput(request.Id, "A sign-in from a country nobody is in."), _emil)).Value;
        return request;
    }
}
