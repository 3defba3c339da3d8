using Bunit;
using GovernanceConsole.Identity;
using GovernanceConsole.Policy;
using GovernanceConsole.RecoveryPaths;
using GovernanceConsole.Web.RecoveryPaths;
using GovernanceConsole.Web.Tests.Fixtures;

namespace GovernanceConsole.Web.Tests.RecoveryPaths;

/// <summary>What is missing now: each thing once, with the act for those who may do it and the way to them for the others.</summary>
public sealed class WhatIsMissingTests : PageTest
{
    [Fact]
    public async Task AnEmptySeat_StandsOnceWithItsRule()
    {
        var page = await OpenAsync();

        var seat = Assert.Single(page.FindAll("section[aria-labelledby=missing] li"), li => li.TextContent.Contains("has no risk owner", StringComparison.Ordinal));
        Assert.Equal("R-003", seat.QuerySelector("a.rule")!.TextContent);
        Assert.Equal("Assign an owner", seat.QuerySelector("a.button")!.TextContent);
    }

    [Fact]
    public async Task ForSomebodyWithoutTheRole_NoActIsOffered_AndTheRoleIsNamed()
    {
        await SignInAsync(await PersonAsync("Nele Next"));
        var page = await OpenAsync();

        Assert.Empty(page.FindAll("section[aria-labelledby=missing] a.button"));
        Assert.Contains("Ask Governance to assign an owner", page.Find("section[aria-labelledby=missing]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("row", "R-201")]
    public async Task ForTheDesigner_WithASecondPersonOfGovernance_TheSignOffIsSomebodyElses()
    {
        await PersonAsync("Sina Second", Role.Governance);
        var page = await OpenAsync(designer: Founder.Person);

        Assert.Contains("Ask somebody else of Governance to sign off", page.Find("section[aria-labelledby=missing]").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("section[aria-labelledby=sign-off] form"));
    }

    [Fact]
    [Trait("row", "R-201")]
    public async Task ForTheDesigner_AloneInGovernance_TheRoleIsToBeGranted()
    {
        var page = await OpenAsync(designer: Founder.Person);

        var item = Assert.Single(page.FindAll("section[aria-labelledby=missing] li"), li => li.TextContent.Contains("has not signed", StringComparison.Ordinal));
        Assert.Contains("Nobody else holds Governance:", item.TextContent, StringComparison.Ordinal);
        Assert.Equal("grant the role", item.QuerySelector("a[href='/administration/roles']")!.TextContent);
        Assert.Empty(page.FindAll("section[aria-labelledby=sign-off] form"));
    }

    [Fact]
    [Trait("row", "R-201")]
    public async Task ForTheDesigner_WhereTheOtherOneOfGovernanceOwnsIt_NobodyIsSaidToBeFree()
    {
        var page = await OpenAsync(designer: Founder.Person, control: await PersonAsync("Sina Second", Role.Governance));

        Assert.Contains("Everybody who holds Governance is too close to the path:", page.Find("section[aria-labelledby=missing]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ForTheDesignerWithoutTheRole_GovernanceIsAsked()
    {
        var designer = await PersonAsync("Dora Designer");
        await SignInAsync(designer);
        var page = await OpenAsync(designer);

        Assert.Contains("Ask Governance to sign off", page.Find("section[aria-labelledby=missing]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ForSomebodyWhoMaySign_TheActIsThere()
    {
        var page = await OpenAsync();

        Assert.Contains(page.FindAll("section[aria-labelledby=sign-off] button"), b => b.TextContent == "Sign off RP-0001");
    }

    [Fact]
    [Trait("row", "R-001")]
    public async Task Activate_WhileSomethingIsMissing_IsShutAndSaysWhereThatStands()
    {
        var page = await OpenAsync();

        var button = page.FindAll("#state button").Single(b => b.TextContent == "Activate RP-0001");
        Assert.True(button.HasAttribute("disabled"));
        var hint = page.Find($"#{button.GetAttribute("aria-describedby")}");
        Assert.Matches("^Not yet: [0-9]+ things are missing$", hint.TextContent);
        Assert.Equal("/paths/RP-0001#missing", hint.QuerySelector("a")!.GetAttribute("href"));
    }

    private async Task<IRenderedComponent<RecoveryPathPage>> OpenAsync(PersonId? designer = null, PersonId? control = null)
    {
        var path = await PathAsync(control: control ?? await PersonAsync("Carla Control"), designer: designer);
        var page = Render<RecoveryPathPage>(p => p.Add(x => x.Number, path.Number));
        await page.WaitForElementAsync("section[aria-labelledby=missing]");
        return page;
    }
}
