using Bunit;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Web.Organisation;
using GovernanceConsole.Web.Tests.Fixtures;

namespace GovernanceConsole.Web.Tests.Organisation;

public sealed class SystemPageTests : PageTest
{
    [Fact]
    public async Task Page_OfASystemNoPathReaches_DoesNotCallAMissingRiskOwnerAGapYet()
    {
        var system = (await Use<RegisterSystem>().ExecuteAsync(CommandId.New(), new RegisterSystemInput("AD", "Directory"), Founder)).Value;

        var page = Render<SystemPage>(p => p.Add(x => x.Id, system.Value));

        await page.WaitForAssertionAsync(() => Assert.Contains("It becomes an accountability gap when an active recovery path reaches it.", page.Markup, StringComparison.Ordinal));
        Assert.Empty(page.FindAll("a[href='/gaps']"));
    }
}
