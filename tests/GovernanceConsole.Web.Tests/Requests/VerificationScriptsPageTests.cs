using Bunit;
using GovernanceConsole.Identity;
using GovernanceConsole.Requests;
using GovernanceConsole.Web.Requests;
using GovernanceConsole.Web.Tests.Fixtures;
using Microsoft.AspNetCore.Components;

namespace GovernanceConsole.Web.Tests.Requests;

public sealed class VerificationScriptsPageTests : PageTest
{
    [Fact]
    public async Task Page_OfAFreshConsole_ShowsTheScriptThatComesWithIt_AndNoActToADesk()
    {
        await SignInAsync(await PersonAsync("Anna Agent", Role.DeskAgent));

        var page = Render<VerificationScriptsPage>();

        page.WaitForAssertion(() => Assert.Contains("Call back only to a number of record", page.Find("section[aria-label='ALL-EN, in force']").TextContent, StringComparison.Ordinal));
        Assert.Empty(page.FindAll("form, button"));
    }

    /// <summary>From the present words to the next ones, under two signatures.</summary>
    [Fact]
    public async Task Page_ForThoseWhoOwnThePolicy_ProposesAnotherVersion_WhichSomebodyElseMayApprove()
    {
        var ivo = await PersonAsync("Ivo", Role.IamPolicy);
        await SignInAsync(ivo);
        var page = Render<VerificationScriptsPage>();
        page.WaitForAssertion(() => Assert.StartsWith("Verification script for every desk", page.Find("#script-text").GetAttribute("value") ?? page.Find("#script-text").TextContent, StringComparison.Ordinal));

        await page.Find("#script-text").ChangeAsync(new ChangeEventArgs { Value = "Say this instead." });
        await page.Find("#script-reason").ChangeAsync(new ChangeEventArgs { Value = "Callers learned the old one." });
        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("Ivo wrote it on", page.Find("section[aria-label='Version 2 of ALL-EN, which waits']").TextContent, StringComparison.Ordinal));
        Assert.DoesNotContain(page.FindAll("button"), b => b.TextContent.StartsWith("Approve", StringComparison.Ordinal));
        Assert.Equal(1, Assert.Single(await Use<VerificationScriptQueries>().InForceAsync()).Number);

        await SignInAsync(Founder.Person!.Value);
        var others = Render<VerificationScriptsPage>();
        others.WaitForAssertion(() => Assert.Contains(others.FindAll("button"), b => b.TextContent == "Approve version 2 of ALL-EN"));
    }
}
