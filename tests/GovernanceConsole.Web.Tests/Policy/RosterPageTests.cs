using Bunit;
using GovernanceConsole.Identity;
using GovernanceConsole.Policy;
using GovernanceConsole.Storage;
using GovernanceConsole.Web.Organisation;
using GovernanceConsole.Web.Policy;
using GovernanceConsole.Web.Shell;
using GovernanceConsole.Web.Tests.Fixtures;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace GovernanceConsole.Web.Tests.Policy;

[Trait("row", "R-074")]
public sealed class RosterPageTests : PageTest
{
    [Fact]
    public async Task Roster_WithNobodyOnIt_SaysWhatCannotBeApproved()
    {
        var page = Open();

        await page.WaitForAssertionAsync(() => Assert.Contains("requests that need SEC, IAM and FRD cannot be approved", page.Find(".empty").TextContent, StringComparison.Ordinal));
        Assert.Contains("Too few people are on duty for SEC", page.Find(".notice").TextContent, StringComparison.Ordinal);
        Assert.Equal(["SEC", "IAM", "FRD"], page.FindAll("#code option").Select(o => o.GetAttribute("value")));
    }

    [Fact]
    public async Task PutOnDuty_AndTakeOff_OnThePage_AreRowsOfIt()
    {
        var sanna = await PersonAsync("Sanna");
        var page = Open();
        await page.Find("#code").ChangeAsync(new ChangeEventArgs { Value = "IAM" });
        await PickAsync(page, sanna);
        await page.Find("details.act form").SubmitAsync();

        await page.WaitForAssertionAsync(() => Assert.Contains("Sanna", page.Find(".rz-data-grid tbody").TextContent, StringComparison.Ordinal));
        Assert.Contains("Recorded: Sanna approves as IAM from now on.", page.Markup, StringComparison.Ordinal);

        await page.FindAll("button").Single(b => b.TextContent == "Take Sanna off IAM").ClickAsync();
        await page.Find(".sheet form").SubmitAsync();
        await page.WaitForAssertionAsync(() => Assert.NotNull(page.Find(".empty")));

        Services.GetRequiredService<NavigationManager>().NavigateTo("/roster?ended=true");
        page = Open();
        await page.WaitForAssertionAsync(() => Assert.Contains("Sanna", page.Find(".rz-data-grid tbody").TextContent, StringComparison.Ordinal));
        Assert.EndsWith("/exports/roster.xlsx?ended=true", page.FindComponent<RowsGrid<RosterRow>>().Instance.ExportHref, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PutOnDuty_OfADeskAgentOrOneself_IsRefusedWithTheReason()
    {
        var agent = await PersonAsync("Andrew", Role.DeskAgent);
        var page = Open();
        await PickAsync(page, agent);
        await page.Find("details.act form").SubmitAsync();
        Assert.Contains("Andrew works at a desk, and desk roles never approve.", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);

        await PickAsync(page, Founder.Person!.Value);
        await page.Find("details.act form").SubmitAsync();
        Assert.Contains("Nobody puts themselves on duty.", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Empty((await Use<RosterQueries>().ListAsync(new PageRequest())).Rows);
    }

    [Fact]
    public async Task Roster_SeenByAnotherRole_HasNoActs()
    {
        Assert.True((await Use<PutOnDuty>().ExecuteAsync(CommandId.New(), new PutOnDutyInput("SEC", await PersonAsync("Sanna")), Founder)).IsAccepted);
        await SignInAsync(await PersonAsync("Iris", Role.IamPolicy));

        var page = Open();

        await page.WaitForAssertionAsync(() => Assert.Contains("Sanna", page.Find(".rz-data-grid tbody").TextContent, StringComparison.Ordinal));
        Assert.Empty(page.FindAll("details.act"));
        Assert.DoesNotContain("Take Sanna off", page.Markup, StringComparison.Ordinal);
    }

    private static Task PickAsync(IRenderedComponent<RosterPage> page, PersonId person) =>
        page.InvokeAsync(() => page.FindComponent<PersonPicker>().Instance.ValueChanged.InvokeAsync(person));

    private IRenderedComponent<RosterPage> Open() => Render<RosterPage>();
}
