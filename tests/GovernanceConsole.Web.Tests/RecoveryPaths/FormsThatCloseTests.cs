using Bunit;
using GovernanceConsole.Identity;
using GovernanceConsole.Policy;
using GovernanceConsole.RecoveryPaths;
using GovernanceConsole.Web.RecoveryPaths;
using GovernanceConsole.Web.Tests.Fixtures;

namespace GovernanceConsole.Web.Tests.RecoveryPaths;

/// <summary>A form that was accepted closes and says what was recorded.</summary>
public sealed class FormsThatCloseTests : PageTest
{
    [Fact]
    public async Task SignOff_Accepted_SaysUntilWhenAndIsClosed()
    {
        var path = (await Use<RegisterRecoveryPath>().ExecuteAsync(
            CommandId.New(),
            new RegisterRecoveryPathInput(
                new PathDescription(
                    "Reset by phone", PathType.Phone, Lane.BreakFix, RiskLevel.Moderate, [IntakeChannel.Phone], [RequestKind.PasswordReset], DesignedBy.Iam,
                    Designer: null, Area: null, IdentityDomain: null, Desks: []),
                new ReachDescription([ReachKind.Accounts], "Every staff account.", [])),
            Founder)).Value;
        var details = (await Use<RecoveryPathQueries>().FindAsync(path.Id))!;
        var panel = Render<SignOffPanel>(p => p.Add(x => x.Path, details));
        Assert.Empty(panel.FindAll("[role=status]"));

        await panel.Find("details.act form").SubmitAsync();

        Assert.EndsWith("Recorded: you signed RP-0001 off, until 29 Aug 2026.", panel.Find("[role=status]").TextContent.Trim(), StringComparison.Ordinal);
        Assert.False(panel.Find("details.act").HasAttribute("open"));
    }
}
