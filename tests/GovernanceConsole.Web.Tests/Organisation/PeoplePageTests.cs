using Bunit;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Web.Organisation;
using GovernanceConsole.Web.Tests.Fixtures;
using Microsoft.AspNetCore.Components;

namespace GovernanceConsole.Web.Tests.Organisation;

public sealed class PeoplePageTests : PageTest
{
    [Fact]
    public async Task People_OpenedByALinkWithFilters_ShowsWhoMatches()
    {
        var ada = await PersonAsync("Ada Lovelace", Role.Auditor);
        await PersonAsync("Bert Brown");
        await Use<MarkPersonAsLeft>().ExecuteAsync(CommandId.New(), new MarkPersonAsLeftInput(ada), Founder);
        Use<NavigationManager>().NavigateTo("/people?q=ada&state=Left&kind=Individual");

        var page = Render<PeoplePage>();

        await page.WaitForAssertionAsync(() => Assert.Contains("Ada Lovelace", page.Find("tbody").TextContent, StringComparison.Ordinal));
        Assert.DoesNotContain("Bert Brown", page.Markup, StringComparison.Ordinal);
        Assert.Contains("1 entry", page.Markup, StringComparison.Ordinal);
        Assert.Contains("Has left", page.Find("tbody").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task People_WithAFilterNobodyUnderstands_ShowsEverybody()
    {
        await PersonAsync("Bert Brown");
        Use<NavigationManager>().NavigateTo("/people?state=Sleeping&unit=x&role=King");

        var page = Render<PeoplePage>();

        await page.WaitForAssertionAsync(() => Assert.Contains("2 entries", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task People_ChoosingAFilter_PutsItIntoTheAddress()
    {
        Use<NavigationManager>().NavigateTo("/people");
        var page = Render<PeoplePage>();

        await page.FindAll("select").First(s => s.TextContent.Contains("Has left", StringComparison.Ordinal)).ChangeAsync(new ChangeEventArgs { Value = "Left" });

        Assert.EndsWith("/people?state=Left", Use<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task People_ForAnAuditor_OffersNoActs()
    {
        await SignInAsync(await PersonAsync("Ute Brandt", Role.Auditor));

        var page = Render<PeoplePage>();

        await page.WaitForAssertionAsync(() => Assert.Contains("2 entries", page.Markup, StringComparison.Ordinal));
        Assert.DoesNotContain("Register a person", page.Markup, StringComparison.Ordinal);
    }
}
