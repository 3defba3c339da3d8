using Bunit;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.Privacy;
using GovernanceConsole.Web.Privacy;
using GovernanceConsole.Web.Tests.Fixtures;

namespace GovernanceConsole.Web.Tests.Privacy;

public sealed class ErasuresPageTests : PageTest
{
    [Fact]
    public async Task Page_ForTheSecondPerson_ShowsWhatWouldGoAndCarriesItOut()
    {
        await WaitingAsync();
        await SignInAsync(await PersonAsync("Sina Second", Role.Governance));

        var page = await OpenAsync();
        var panel = page.Find("section[aria-labelledby=waits-ER-0001]");
        Assert.Contains("Olga Overmars", panel.TextContent, StringComparison.Ordinal);
        Assert.Contains("1 text of a policy version", panel.TextContent, StringComparison.Ordinal);

        await page.FindAll("button").Single(b => b.TextContent == "Carry out ER-0001").ClickAsync(new());
        await page.Find("section.sheet form").SubmitAsync();

        await page.WaitForAssertionAsync(() => Assert.Empty(page.FindAll("section[aria-labelledby=waits-ER-0001]")));
        Assert.Contains(Person(page), new[] { "Erased person" });
    }

    [Fact]
    public async Task Page_ForWhoeverAskedForIt_OffersOnlyToWithdraw()
    {
        await WaitingAsync();
        var page = await OpenAsync();

        Assert.DoesNotContain(page.FindAll("button"), b => b.TextContent == "Carry out ER-0001");
        Assert.Contains(page.FindAll("button"), b => b.TextContent == "Withdraw ER-0001");
        Assert.Contains("You asked for it", page.Find("section[aria-labelledby=waits-ER-0001]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_ForAnAuditor_OffersNoAct()
    {
        await WaitingAsync();
        await SignInAsync(await PersonAsync("Aline Auditor", Role.Auditor));

        var page = await OpenAsync();

        Assert.DoesNotContain(page.FindAll("button"), b => b.TextContent.Contains("ER-0001", StringComparison.Ordinal));
        Assert.DoesNotContain(page.FindAll("summary"), s => s.TextContent.Contains("erasure", StringComparison.Ordinal));
    }

    private static string Person(IRenderedComponent<ErasuresPage> page) => page.FindAll("table tbody tr td")[2].TextContent.Trim();

    private async Task WaitingAsync()
    {
        var person = await PersonAsync("Olga Overmars");
        _ = (await Use<ProposePolicyVersion>().ExecuteAsync(
            CommandId.New(), new ProposePolicyVersionInput(1, Limits.Default with { SignOffDays = 60, SignOffDaysHighAndCritical = 30 }, "As Olga Overmars said."), Founder)).Value;
        _ = (await Use<MarkPersonAsLeft>().ExecuteAsync(CommandId.New(), new MarkPersonAsLeftInput(person), Founder)).Value;
        _ = (await Use<RequestErasure>().ExecuteAsync(CommandId.New(), new RequestErasureInput(person, ErasureBasis.NoLongerNeeded, "Ten years are over."), Founder)).Value;
    }

    private async Task<IRenderedComponent<ErasuresPage>> OpenAsync()
    {
        var page = Render<ErasuresPage>();
        await page.WaitForElementAsync("section[aria-labelledby=waits-ER-0001]");
        return page;
    }
}
