using Bunit;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Web.Organisation;
using GovernanceConsole.Web.Tests.Fixtures;
using Microsoft.AspNetCore.Components;

namespace GovernanceConsole.Web.Tests.Organisation;

public sealed class IdentityDomainPageTests : PageTest
{
    [Fact]
    [Trait("row", "R-021")]
    public async Task Page_AfterANewVersion_ShowsItInForceAndTheEarlierOneBelow()
    {
        var domain = await DomainAsync();
        Clock.Advance(TimeSpan.FromDays(1));
        var page = Open(domain);

        await page.Find("#statement").ChangeAsync(new ChangeEventArgs { Value = "The desk decides nothing." });
        await page.FindAll("form").First(f => f.TextContent.Contains("Publish boundary statement", StringComparison.Ordinal)).SubmitAsync();

        var panels = page.FindAll("section.panel");
        Assert.Contains("The desk decides nothing.", panels.First(p => p.TextContent.Contains("in force", StringComparison.Ordinal)).TextContent, StringComparison.Ordinal);
        Assert.Contains("Version 1, approved by Gesa Founder", panels.First(p => p.TextContent.Contains("Earlier versions", StringComparison.Ordinal)).TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_OfADomainNobodyAnswersFor_SaysThatItIsAGap()
    {
        var page = Open(await DomainAsync());

        Assert.Contains("Nobody accepts the risk that remains.", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_ForAnAuditor_ShowsTheRecordWithoutItsActs()
    {
        var domain = await DomainAsync();
        await SignInAsync(await PersonAsync("Ute Brandt", Role.Auditor));

        var page = Open(domain);

        Assert.Contains("The business decides on risk.", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("form"));
    }

    private async Task<IdentityDomainId> DomainAsync() =>
        (await Use<RegisterIdentityDomain>().ExecuteAsync(
            CommandId.New(), new RegisterIdentityDomainInput("AD", "Corporate directory", "The business decides on risk."), Founder)).Value;

    private IRenderedComponent<IdentityDomainPage> Open(IdentityDomainId domain)
    {
        var page = Render<IdentityDomainPage>(p => p.Add(x => x.Id, domain.Value));
        page.WaitForState(() => page.FindAll("h1").Count == 1);
        return page;
    }
}
