using Bunit;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Storage;
using GovernanceConsole.Web.Organisation;
using GovernanceConsole.Web.Shell;
using GovernanceConsole.Web.Tests.Fixtures;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace GovernanceConsole.Web.Tests.Organisation;

public sealed class DeskPageTests : PageTest
{
    [Fact]
    [Trait("row", "R-014")]
    public async Task Page_OfAProposedDesk_LetsTheSecondPersonConfirmAndNotTheFirst()
    {
        var desk = await DeskAsync();
        await Use<ProposeDeskAsDecisionMaker>().ExecuteAsync(CommandId.New(), new ProposeDeskAsDecisionMakerInput(desk, "It knows its users."), Founder);
        Assert.DoesNotContain("Confirm as decision-maker", Open(desk).Markup, StringComparison.Ordinal);

        await SignInAsync(await PersonAsync("Gert Second", Role.Governance));
        var page = Open(desk);
        await Button(page, "Confirm as decision-maker").ClickAsync();
        await page.Find("form").SubmitAsync();

        Assert.Equal(DeskDecisionMode.DecisionMaker, (await Use<OrganisationQueries>().DeskAsync(desk))!.DecisionMode);
        Assert.Contains("Decision-maker", page.Find(".page-heading").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("row", "R-014")]
    public async Task Home_OfTheSecondPerson_SaysWhatWaits()
    {
        var desk = await DeskAsync();
        await Use<ProposeDeskAsDecisionMaker>().ExecuteAsync(CommandId.New(), new ProposeDeskAsDecisionMakerInput(desk, "It knows its users."), Founder);
        var second = await SignInAsync(await PersonAsync("Gert Second", Role.Governance));
        var work = Services.GetServices<IWorkSource>().OfType<OrganisationWork>().Single();

        Assert.Equal("Night desk is proposed as a decision-maker", Assert.Single(await work.OwedByAsync(second, default)).What);
        Assert.Empty(await work.OwedByAsync(Founder, default));
        Assert.Empty(await work.OwedByAsync(await SignInAsync(await PersonAsync("Ute", Role.Auditor)), default));
    }

    [Fact]
    [Trait("row", "R-177")]
    public async Task Page_OfAnOutsourcedDeskWithoutAWholeContract_NamesWhatIsMissing()
    {
        var vendor = (await Use<RegisterVendor>().ExecuteAsync(CommandId.New(), new RegisterVendorInput("N", "Northwind"), Founder)).Value;
        var desk = (await Use<RegisterDesk>().ExecuteAsync(
            CommandId.New(),
            new RegisterDeskInput("D", "Night desk", DeskKind.Outsourced, Founder.Person!.Value, vendor, Contract: new VendorContract("C-12", null, null, new DateOnly(2027, 1, 31))),
            Founder)).Value;

        var page = Open(desk);

        Assert.Contains(
            "The contract behind Night desk does not name the clause on accountability, the accountable person.", page.Find(".notice").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_OfADeskWhoseLeadHasLeft_SaysSo()
    {
        var lena = await PersonAsync("Lena Lead");
        var desk = await DeskAsync(lena);
        await Use<MarkPersonAsLeft>().ExecuteAsync(CommandId.New(), new MarkPersonAsLeftInput(lena), Founder);

        Assert.Contains("Lena Lead, who leads the desk, has left.", Open(desk).Find(".notice").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_Edited_KeepsTheHoursThatWereChosen()
    {
        var desk = await DeskAsync();
        var page = Open(desk);

        await Button(page, "Edit").ClickAsync();
        await page.FindAll("input[type=checkbox]")[0].ChangeAsync(new ChangeEventArgs { Value = true });
        await page.FindAll("input[type=checkbox]")[1].ChangeAsync(new ChangeEventArgs { Value = true });
        await page.Find("#from").ChangeAsync(new ChangeEventArgs { Value = "22:00:00" });
        await page.Find("#until").ChangeAsync(new ChangeEventArgs { Value = "06:00:00" });
        await page.Find("form").SubmitAsync();

        Assert.Equal(new WorkingHours(WeekDays.Monday, new(22, 0), new(6, 0)), (await Use<OrganisationQueries>().DeskAsync(desk))!.Hours);
        Assert.Contains("Monday, 22:00 to 06:00 on the next day", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Desks_FilteredByAddress_ShowWhatMatches()
    {
        var desk = await DeskAsync();
        await Use<RegisterDesk>().ExecuteAsync(CommandId.New(), new RegisterDeskInput("X", "Other desk", DeskKind.Own, Founder.Person!.Value), Founder);
        await Use<ProposeDeskAsDecisionMaker>().ExecuteAsync(CommandId.New(), new ProposeDeskAsDecisionMakerInput(desk, "It knows its users."), Founder);
        Use<NavigationManager>().NavigateTo("/desks?waits=true");

        var page = Render<DesksPage>();

        await page.WaitForAssertionAsync(() => Assert.Contains("Night desk", page.Find("tbody").TextContent, StringComparison.Ordinal));
        Assert.Contains("Proposed to decide", page.Find("tbody").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Other desk", page.Markup, StringComparison.Ordinal);
    }

    private async Task<DeskId> DeskAsync(PersonId? lead = null) =>
        (await Use<RegisterDesk>().ExecuteAsync(CommandId.New(), new RegisterDeskInput("D", "Night desk", DeskKind.Own, lead ?? Founder.Person!.Value), Founder)).Value;

    private IRenderedComponent<DeskPage> Open(DeskId desk)
    {
        var page = Render<DeskPage>(p => p.Add(x => x.Id, desk.Value));
        page.WaitForState(() => page.FindAll("h1").Count == 1);
        return page;
    }

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<DeskPage> page, string words) =>
        page.FindAll("button").First(b => b.TextContent.Trim() == words);
}
