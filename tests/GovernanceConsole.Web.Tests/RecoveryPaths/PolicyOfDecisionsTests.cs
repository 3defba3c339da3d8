using Bunit;
using GovernanceConsole.Identity;
using GovernanceConsole.Policy;
using GovernanceConsole.RecoveryPaths;
using GovernanceConsole.Storage;
using GovernanceConsole.Web.RecoveryPaths;
using GovernanceConsole.Web.Tests.Fixtures;

namespace GovernanceConsole.Web.Tests.RecoveryPaths;

/// <summary>The page of a path says under which version of the policy each decision was taken.</summary>
[Trait("row", "R-203")]
public sealed class PolicyOfDecisionsTests : PageTest
{
    [Fact]
    public async Task Page_OfAPathDecidedUnderTwoVersions_NamesEachWhereItWasDecided()
    {
        var signer = await PersonAsync("Sina Signer", Role.Governance);
        var owner = await PersonAsync("Carla Control");
        var path = await PathAsync(owner);
        var proposed = await ProposedPolicyAsync(Limits.Default with { SignOffDays = 60, SignOffDaysHighAndCritical = 30 });
        var second = Elsewhere(signer, "Sina Signer");
        _ = (await Use<ApprovePolicyVersion>().ExecuteAsync(
            CommandId.New(), new ApprovePolicyVersionInput(proposed, await Use<PolicyQueries>().ShowForApprovalAsync(proposed)), second)).Value;
        var version = (await Use<RecoveryPathQueries>().FindAsync(path.Id))!.Version;
        _ = (await Use<SignOffPath>().ExecuteAsync(
            CommandId.New(),
            new SignOffPathInput(
                path.Id, version, Use<OrganisationTime>().Today.AddDays(60), Conditions: null,
                await Use<RecoveryPathQueries>().ShowForApprovalAsync(path.Id, nameof(SignOffPath))),
            second)).Value;

        var page = Render<RecoveryPathPage>(p => p.Add(x => x.Number, path.Number));

        await page.WaitForAssertionAsync(() => Assert.Contains("under policy 2", page.Find("section[aria-labelledby=sign-off] p").TextContent, StringComparison.Ordinal));
        await page.FindAll("section[aria-labelledby=sign-off] button").Single(b => b.TextContent == $"Sign off {path.Number}").ClickAsync(new());
        Assert.Contains("At most 60 days at this level, says policy 2.", page.Find("section[aria-labelledby=sign-off]").TextContent, StringComparison.Ordinal);
        var link = page.Find("section[aria-label='Who was accountable then'] td a[href^='/policy']");
        Assert.Equal(("policy 1", "/policy/versions/1"), (link.TextContent, link.GetAttribute("href")));
    }
}
