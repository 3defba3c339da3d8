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
    public async Task ForTheDesigner_TheSignOffIsSomebodyElses()
    {
        var page = await OpenAsync(designer: Founder.Person);

        Assert.Contains("Ask somebody else of Governance to sign off", page.Find("section[aria-labelledby=missing]").TextContent, StringComparison.Ordinal);
    }

    private async Task<IRenderedComponent<RecoveryPathPage>> OpenAsync(PersonId? designer = null)
    {
        var path = (await Use<RegisterRecoveryPath>().ExecuteAsync(
            CommandId.New(),
            new RegisterRecoveryPathInput(
                new PathDescription(
                    "Reset by phone", PathType.Phone, Lane.BreakFix, RiskLevel.Moderate, [IntakeChannel.Phone], [RequestKind.PasswordReset], DesignedBy.Iam,
                    designer, Area: null, IdentityDomain: null, Desks: []),
                new ReachDescription([ReachKind.Accounts], "Every staff account.", []),
                ControlOwner: await PersonAsync("Carla Control")),
            Founder)).Value;
        var page = Render<RecoveryPathPage>(p => p.Add(x => x.Number, path.Number));
        await page.WaitForElementAsync("section[aria-labelledby=missing]");
        return page;
    }
}
