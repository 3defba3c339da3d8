using Bunit;
using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.RecoveryPaths;
using GovernanceConsole.Storage;
using GovernanceConsole.Web.AuditLedger;
using GovernanceConsole.Web.Shell;
using GovernanceConsole.Web.Tests.Fixtures;
using Microsoft.AspNetCore.Components;

namespace GovernanceConsole.Web.Tests.AuditLedger;

public sealed class TrailEntryPageTests : PageTest
{
    [Fact]
    public async Task Page_OfATransferThatWasAccepted_TellsWhoHowWhatAndWhatBroughtItAbout()
    {
        var carla = await PersonAsync("Carla Control");
        var nele = await PersonAsync("Nele Next", Role.DeskLead);
        var path = await PathAsync(carla);
        Assert.True((await Use<ProposeTransfer>().ExecuteAsync(CommandId.New(), new ProposeTransferInput(path.Id, 1, PathSeat.Control, nele, "She knows it."), Founder)).IsAccepted);
        Clock.Advance(TimeSpan.FromHours(1));
        Assert.True((await Use<AcceptTransfer>().ExecuteAsync(CommandId.New(), new AcceptTransferInput(path.Id, 2, PathSeat.Control, await Use<RecoveryPathQueries>().ShowOfferAsync(path.Id, PathSeat.Control)), await SignInAsync(nele))).IsAccepted);
        var auditor = await SignInAsync(await PersonAsync("Ada", Role.Auditor));
        var accepted = (await Use<TrailQueries>().PageAsync(auditor, new TrailFilter(Type: "recovery-path.transfer-accepted"), new PageRequest())).Rows[0].Idx;

        var page = Open(TrailLedger.Decisions, accepted);

        var text = page.Markup;
        Assert.Contains("Nele Next</strong> took over as control owner", text, StringComparison.Ordinal);
        Assert.Contains("then Desk lead", text, StringComparison.Ordinal);
        Assert.Contains("By development-persona, vouched for by development", text, StringComparison.Ordinal);
        Assert.Contains("2026-03-02 10:00:00.000", text, StringComparison.Ordinal);
        var offered = (await Use<TrailQueries>().PageAsync(auditor, new TrailFilter(Type: "recovery-path.transfer-proposed"), new PageRequest())).Rows[0].Idx;
        Assert.Equal($"/audit-trail/decisions/{offered}", page.FindAll("dt").Single(d => d.TextContent == "Brought about by").NextElementSibling!.QuerySelector("a")!.GetAttribute("href"));
        Assert.Equal("/paths/RP-0001", page.Find("dd a[href^='/paths/']").GetAttribute("href"));
        Assert.Contains(page.FindAll("tbody tr"), r => r.TextContent.Contains("person", StringComparison.Ordinal) && r.TextContent.Contains("Nele Next", StringComparison.Ordinal));
        var shown = page.FindAll("section[aria-labelledby=shown] dt").ToDictionary(d => d.TextContent, d => d.NextElementSibling!.TextContent.Trim());
        Assert.Equal(("control owner", "Carla Control", "She knows it."), (shown["Seat"], shown["Control owner"], shown["Reason"]));
        Assert.Single(page.FindAll("dt"), d => d.TextContent == "What was shown");
        Assert.Contains("\"type\":\"recovery-path.transfer-accepted\"", page.Find("pre").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("row", "R-166")]
    public async Task Page_OfAnEntryWithPrivateTexts_RecordsThatTheyWereRead()
    {
        var auditor = await SignInAsync(await PersonAsync("Ada", Role.Auditor));

        Open(TrailLedger.Decisions, 1);
        Open(TrailLedger.Decisions, 2); // a role granted holds no private text
        Open(TrailLedger.Decisions, 1);

        var read = Assert.Single((await Use<TrailQueries>().PageAsync(auditor, new TrailFilter(TrailLedger.SecurityEvents, Type: "trail.read"), new PageRequest())).Rows);
        Assert.Equal((auditor.Person, "read the private texts of entry 1 (Decisions)"), (read.ActorId, read.Text));
    }

    [Fact]
    public async Task Page_AfterTheRoleWasLost_ShowsNoText()
    {
        var ada = await PersonAsync("Ada", Role.Auditor);
        await SignInAsync(ada);
        await Use<EndRole>().ExecuteAsync(CommandId.New(), new EndRoleInput(ada, Role.Auditor), Founder);

        var page = Open(TrailLedger.Decisions, 1);

        Assert.Contains("You may not do this here", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("E0001", page.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("NotSignedYet", "Entry 1 is newer than the last signed checkpoint, which counts 0 entries.")]
    [InlineData("ProofDoesNotHold", "Tell internal audit and security operations now, and change nothing.")]
    [InlineData("SomethingElse", "It was not given to you.")]
    public async Task Page_AfterAProofWasRefused_SaysWhy(string code, string why)
    {
        await SignInAsync(await PersonAsync("Ada", Role.Auditor));
        Use<NavigationManager>().NavigateTo($"/audit-trail/decisions/1?refused={code}");

        var page = Open(TrailLedger.Decisions, 1);

        var told = page.Find("[role=alert]").TextContent;
        Assert.Contains("No proof was given.", told, StringComparison.Ordinal);
        Assert.Contains(why, told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("decisions", 99)]
    [InlineData("decisions", -1)]
    [InlineData("nonsense", 0)]
    public async Task Page_OfNoEntry_IsNotFound(string ledger, long idx)
    {
        await SignInAsync(await PersonAsync("Ada", Role.Auditor));
        var notFound = false;
        Use<NavigationManager>().OnNotFound += (_, _) => notFound = true;

        var page = Render<TrailEntryPage>(p => p.Add(x => x.Ledger, ledger).Add(x => x.Idx, idx));

        page.WaitForState(() => notFound);
    }

    [Theory]
    [InlineData(Role.Auditor, true)]
    [InlineData(Role.DeskLead, false)]
    public async Task Timeline_LeadsThoseWhoReadTheTrailToTheEntry(Role role, bool leads)
    {
        var person = await PersonAsync("One", role);
        await SignInAsync(person);

        var timeline = Render<Timeline>(p => p.Add(t => t.Of, person.Value));

        Assert.Equal(leads ? ["/audit-trail/decisions/2", "/audit-trail/decisions/1"] : [], timeline.FindAll(".meta a").Select(a => a.GetAttribute("href")));
    }

    private IRenderedComponent<TrailEntryPage> Open(TrailLedger ledger, long idx)
    {
        var page = Render<TrailEntryPage>(p => p.Add(x => x.Ledger, TrailWords.AddressOf(ledger)).Add(x => x.Idx, idx));
        page.WaitForElement("h1");
        return page;
    }
}
