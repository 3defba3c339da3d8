using Bunit;
using GovernanceConsole.Identity;
using GovernanceConsole.Policy;
using GovernanceConsole.Requests;
using GovernanceConsole.Storage;
using GovernanceConsole.Web.Organisation;
using GovernanceConsole.Web.Requests;
using GovernanceConsole.Web.Tests.Fixtures;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace GovernanceConsole.Web.Tests.Requests;

[Trait("row", "R-078")]
public sealed class DelegationsPageTests : PageTest
{
    private string LastDay => Use<OrganisationTime>().Today.AddDays(7).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public async Task Page_WithoutADelegation_SaysWhatHappensWithoutOne_AndOffersKindsThatAreDecided()
    {
        var page = Open();

        await page.WaitForAssertionAsync(() => Assert.Contains("Everybody decides for themselves", page.Find(".empty").TextContent, StringComparison.Ordinal));
        Assert.Contains("after 8 hours those who stand in", page.Find(".empty").TextContent, StringComparison.Ordinal);
        Assert.Equal(
            PolicyDocument.Default.Kinds.Where(k => PolicyDocument.Default.Rules.Any(r => r.Kind == k.Code && r.Approval.Seats.Count > 0)).Select(k => k.Title),
            page.FindAll("fieldset.choices label").Select(l => l.TextContent.Trim()));
    }

    [Fact]
    public async Task Delegate_AndGiveBack_OnThePage_AreRowsOfIt()
    {
        var nele = await PersonAsync("Nele");
        var page = Open();
        await FillAsync(page, nele, "Entitlement change");
        await page.Find("details.act form").SubmitAsync();

        await page.WaitForAssertionAsync(() => Assert.Contains("Nele", page.Find(".rz-data-grid tbody").TextContent, StringComparison.Ordinal));
        Assert.Contains("Recorded: Nele decides for you and was told so.", page.Markup, StringComparison.Ordinal);

        await SignInAsync(nele);
        page = Open();
        await page.WaitForAssertionAsync(() => Assert.Contains("DLG-0001", page.Find(".rz-data-grid tbody").TextContent, StringComparison.Ordinal));
        await page.FindAll("button").Single(b => b.TextContent == "Give DLG-0001 back").ClickAsync();
        await page.Find(".sheet form").SubmitAsync();
        await page.WaitForAssertionAsync(() => Assert.NotNull(page.Find(".empty")));

        Services.GetRequiredService<NavigationManager>().NavigateTo("/delegations?past=true");
        page = Open();
        await page.WaitForAssertionAsync(() => Assert.Contains("ended by Nele", page.Find(".rz-data-grid tbody").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Delegate_WithoutAKind_IsRefusedWithTheReason()
    {
        var page = Open();
        await FillAsync(page, await PersonAsync("Nele"), kind: null);
        await page.Find("details.act form").SubmitAsync();

        Assert.Contains("Choose at least one kind of request", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Empty((await Use<DelegationQueries>().ListAsync(new PageRequest(), Founder)).Rows);
    }

    private async Task FillAsync(IRenderedComponent<DelegationsPage> page, PersonId person, string? kind)
    {
        await page.InvokeAsync(() => page.FindComponent<PersonPicker>().Instance.ValueChanged.InvokeAsync(person));
        await page.Find("#last").ChangeAsync(new ChangeEventArgs { Value = LastDay });
        await page.Find("#why").ChangeAsync(new ChangeEventArgs { Value = "On leave." });
        if (kind is not null)
            await page.FindAll("fieldset.choices label").Single(l => l.TextContent.Trim() == kind).QuerySelector("input")!.ChangeAsync(new ChangeEventArgs { Value = true });
    }

    private IRenderedComponent<DelegationsPage> Open() => Render<DelegationsPage>();
}
