using Bunit;
using GovernanceConsole.ControlTesting;
using GovernanceConsole.Identity;
using GovernanceConsole.Imports;
using GovernanceConsole.Storage;
using GovernanceConsole.Web.ControlTesting;
using GovernanceConsole.Web.Metrics;
using GovernanceConsole.Web.Shell;
using GovernanceConsole.Web.Tests.Fixtures;
using Microsoft.AspNetCore.Components;

namespace GovernanceConsole.Web.Tests.ControlTesting;

public sealed class ControlTestPagesTests : PageTest
{
    [Fact]
    public void ControlTests_WithoutAHistory_SaysWhatComesFirst()
    {
        var page = Render<ControlTestsPage>();

        page.WaitForAssertion(() => Assert.Contains("No history has been tested yet", page.Markup, StringComparison.Ordinal));
        Assert.Equal("/imports", page.Find(".empty a.button").GetAttribute("href"));
    }

    [Fact]
    public async Task ControlTests_WithAHistoryThatIsStillToBeTested_OffersToTestIt()
    {
        await ImportAsync();

        var page = Render<ControlTestsPage>();

        page.WaitForAssertion(() => Assert.Contains("IMP-0001 has not been tested yet", page.Markup, StringComparison.Ordinal));
        Assert.Empty(page.FindAll(".empty a[href='/imports']"));
        var run = Assert.Single(page.FindAll("button"), b => b.TextContent.Contains("Run the control tests", StringComparison.Ordinal));
        run.Click();
        Assert.NotNull(page.Find("#hand-overs"));
    }

    [Fact]
    public async Task ControlTests_WhereNoPlaceHasEnoughTickets_SaysWhyNothingIsCompared()
    {
        await ImportAndRunAsync();

        var page = Render<ControlTestsPage>();
        page.WaitForElement("#rates");

        Assert.Contains("No group has that many tickets", page.Find("#rates").ParentElement!.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("[aria-labelledby=rates]"));
    }

    [Fact]
    public async Task ControlTests_KindsThatAMappingAssumes_AreCalledAssumedEverywhere()
    {
        await TestedHistory.ImportAsync(Use<FileIntake>(), Use<ImportFile>(), Founder, assumesKinds: true);
        var run = await TestedHistory.RunAsync(Use<RunControlTests>(), Founder);
        var ticket = (await Use<ControlTestQueries>().TicketsAsync(Founder, run, new FindingFilter("reopened"), new PageRequest()))!.Rows.Single();

        GoTo("/control-tests?by=Path");
        var map = Render<ControlTestsPage>();
        map.WaitForElement("table.heat");
        Assert.Contains("Recovery path (assumed)", map.Find("table.heat thead").TextContent, StringComparison.Ordinal);
        Assert.Contains("nobody is said to have been accountable for it then", map.Find("table.heat caption").TextContent, StringComparison.Ordinal);
        GoTo("/control-tests/findings?run=CT-0001");
        var findings = Render<FindingsPage>();
        findings.WaitForAssertion(() => Assert.Contains("Kind of request (assumed)", findings.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        var told = Render<TicketPage>(p => p.Add(t => t.Id, ticket.Id.Value));
        told.WaitForElement("#facts");

        Assert.Contains("Kind of request (assumed)", told.Find("[aria-labelledby=facts]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ControlTests_PopulationAndWhatCannotBeShown_StandBeforeTheFindings()
    {
        await ImportAndRunAsync();

        var page = Render<ControlTestsPage>();
        page.WaitForElement("table.heat");

        var order = page.FindAll("h2").Select(h => h.Id).ToList();
        Assert.Equal(["population", "not-testable", "tested", "map"], order.Take(4));
        Assert.Contains("3 tickets with 7 updates, all of IMP-0001", page.Find("#population").ParentElement!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Times without a zone are taken as Berlin time.", page.Markup, StringComparison.Ordinal);
        var reason = page.FindAll("[aria-labelledby=not-testable] tr").Single(r => r.TextContent.StartsWith("One person opened and resolved", StringComparison.Ordinal));
        Assert.Contains("the same code is not the same person", reason.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ControlTests_ACellOfTheMap_OpensItsTickets()
    {
        await ImportAndRunAsync();
        GoTo("/control-tests?test=reopened");

        var page = Render<ControlTestsPage>();
        page.WaitForElement("table.heat");

        var cell = page.Find("table.heat tbody tr td a");
        Assert.Equal("1", cell.TextContent);
        Assert.Equal("/control-tests/findings?run=CT-0001&test=reopened&month=2026-01&group=north", cell.GetAttribute("href"));
        Assert.Equal("north, Jan 2026: 1 of 2 tickets, 50 %", cell.GetAttribute("aria-label"));
    }

    [Fact]
    public async Task ControlTests_MarkupInAGroupsName_IsShownAsText()
    {
        await ImportAndRunAsync();

        var page = Render<ControlTestsPage>();
        page.WaitForElement("table.heat");

        Assert.Contains("<b>south</b>", page.FindAll("table.heat tbody th").Select(h => h.TextContent));
        Assert.Empty(page.FindAll("table.heat th b"));
    }

    [Fact]
    public async Task ControlTests_AnAuditor_ReadsAndMayNotRun()
    {
        await ImportAndRunAsync();
        await SignInAsync(await PersonAsync("Ute Brandt", Role.Auditor));

        var page = Render<ControlTestsPage>();
        page.WaitForElement("table.heat");

        Assert.DoesNotContain(page.FindAll("button"), b => b.TextContent.Contains("Run the control tests", StringComparison.Ordinal));
    }

    [Fact]
    public async Task RunControlTests_FromTheForm_ShowsTheRun()
    {
        await ImportAsync();
        var page = Render<ControlTestsPage>();
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("button")));
        page.FindAll("button").Single(b => b.TextContent.Contains("Run the control tests", StringComparison.Ordinal)).Click();

        await page.Find("#hand-overs").ChangeAsync(new ChangeEventArgs { Value = "3" });
        await page.Find("form").SubmitAsync();

        page.WaitForElement("table.heat", TimeSpan.FromSeconds(20));
        Assert.Contains("Handed round from 3 hand-overs on", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunControlTests_WithoutAHistory_SaysSo()
    {
        var page = Render<ControlTestsPage>();
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("button")));
        page.FindAll("button").Single(b => b.TextContent.Contains("Run the control tests", StringComparison.Ordinal)).Click();

        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(
            () => Assert.Contains("There is no imported ticket history to test. Import one first.", page.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Findings_OfAChoice_AreItsTickets_AndTheChoiceCanBeLetGo()
    {
        await ImportAndRunAsync();
        GoTo("/control-tests/findings?run=CT-0001&month=2026-01&group=north");

        var page = Render<FindingsPage>();
        page.WaitForAssertion(() => Assert.Contains("1 ticket", page.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(10));

        Assert.Equal("Any finding, January 2026, group north.", page.Find(".lead").TextContent);
        var row = page.FindAll("tbody tr").Single();
        Assert.EndsWith("?run=CT-0001&month=2026-01&group=north", row.QuerySelector("a")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Contains("T2", row.TextContent, StringComparison.Ordinal);
        foreach (var sentence in new[] { "Reopened once.", "The agreed service level was missed.", "Resolved after 337 hours." })
            Assert.Contains(sentence, row.TextContent, StringComparison.Ordinal);
        page.FindAll("button").Single(b => b.GetAttribute("title") == "Show every group").Click();
        Assert.EndsWith("/control-tests/findings?run=CT-0001&month=2026-01", Use<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dashboard_AfterARun_ShowsSkippedControlsWithTheirSpread()
    {
        await ImportAndRunAsync();

        var page = Render<DashboardPage>();
        page.WaitForAssertion(() => Assert.Contains("From the ticket history", page.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(10));

        var tiles = page.FindAll(".tile").ToDictionary(t => t.QuerySelector(".name span")!.TextContent, t => t);
        Assert.Matches("By [1-9] of [1-9][0-9] tests of a control; [1-9] not testable on this history", tiles["Tickets with a skipped control"].TextContent);
        Assert.EndsWith(": 33%", tiles["Tickets with a skipped control"].QuerySelector(".value")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("/control-tests/findings?run=CT-0001&test=skipped-control", tiles["Tickets with a skipped control"].QuerySelector("a.value")!.GetAttribute("href"));
        Assert.EndsWith(": –", tiles["Spread of skipped controls"].QuerySelector(".value")!.TextContent, StringComparison.Ordinal); // too few tickets
        Assert.Equal("/control-tests/findings?run=CT-0001&group=north", page.Find("[aria-labelledby=worst-Group] a").GetAttribute("href"));
    }

    [Fact]
    public async Task Search_ByTheNumberOfATicket_LeadsToIt()
    {
        await ImportAndRunAsync();
        var hits = new List<SearchHit>();
        foreach (var source in Use<IEnumerable<ISearchSource>>())
            hits.AddRange(await source.FindAsync("T2", Founder, 5, CancellationToken.None));

        var ticket = hits.Single(h => h.Kind == "Ticket");
        Assert.Equal(("T2", "IMP-0001", true), (ticket.Title, ticket.Detail, ticket.IsExact));
    }

    [Fact]
    public async Task Ticket_TellsItsStoryAndWhatWasFound()
    {
        var run = await ImportAndRunAsync();
        var ticket = (await Use<ControlTestQueries>().TicketsAsync(Founder, run, new FindingFilter("reopened"), new PageRequest()))!.Rows.Single();

        GoTo($"/tickets/{ticket.Id.Value}?run=CT-0001&test=reopened");
        var page = Render<TicketPage>(p => p.Add(t => t.Id, ticket.Id.Value));
        page.WaitForElement("#found");
        Assert.Contains(page.FindAll("a"), a => a.TextContent == "Findings" && a.GetAttribute("href") == "/control-tests/findings?run=CT-0001&test=reopened");

        Assert.Contains("Reopened once.", page.Find("#found").ParentElement!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["New", "Resolved"], page.FindAll("[aria-labelledby=updates] tbody tr").Select(r => r.Children[1].TextContent));
        Assert.NotNull(page.FindAll("button").Single(b => b.TextContent.Contains("Make this a review task", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Review_ByItsAssignee_IsClosedWithADecision()
    {
        var run = await ImportAndRunAsync();
        var owner = await PersonAsync("Carla Owner");
        _ = (await Use<CreateReviewTask>().ExecuteAsync(
            CommandId.New(), new CreateReviewTaskInput(run, new FindingFilter("reopened"), Ticket: null, "Why reopened?", "Was it the right person?", owner, new DateOnly(2026, 3, 16)), Founder)).Value;
        var carla = await SignInAsync(owner);

        var duty = Assert.Single(await WorkOfAsync(carla));
        Assert.Equal(("RT-0001 Why reopened?", "1 ticket", "/reviews/RT-0001"), (duty.What, duty.AboutWhom, duty.Href));
        var page = Render<ReviewTaskPage>(p => p.Add(r => r.Number, "RT-0001"));
        page.WaitForElement("#resolution");
        Assert.Equal("/control-tests/findings?run=CT-0001&test=reopened", page.FindAll("dl.facts a").First().GetAttribute("href"));
        await page.Find("#resolution").ChangeAsync(new ChangeEventArgs { Value = "The mailbox was shared; it has an owner now." });
        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("The mailbox was shared; it has an owner now.", page.Find("dl.facts").TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        Assert.Empty(page.FindAll("#resolution"));
        Assert.Empty(await WorkOfAsync(carla));
    }

    private async Task<IReadOnlyList<WorkItem>> WorkOfAsync(Actor actor)
    {
        var work = new List<WorkItem>();
        foreach (var source in Use<IEnumerable<IWorkSource>>())
            work.AddRange(await source.OwedByAsync(actor, CancellationToken.None));
        return work;
    }

    private Task ImportAsync() => TestedHistory.ImportAsync(Use<FileIntake>(), Use<ImportFile>(), Founder);

    private async Task<ControlTestRunId> ImportAndRunAsync()
    {
        await ImportAsync();
        return await TestedHistory.RunAsync(Use<RunControlTests>(), Founder);
    }

    private void GoTo(string address) => Use<NavigationManager>().NavigateTo(address);
}
