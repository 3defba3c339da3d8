using Bunit;
using GovernanceConsole.Identity;
using GovernanceConsole.Policy;
using GovernanceConsole.RecoveryPaths;
using GovernanceConsole.Web.Shell;
using GovernanceConsole.Web.Tests.Fixtures;

namespace GovernanceConsole.Web.Tests.Shell;

/// <summary>The way from an empty console to the first owned path.</summary>
public sealed class FirstRunGuideTests : PageTest
{
    [Fact]
    public void Guide_RightAfterFounding_NamesTheThreeStepsAndStartsWithPeople()
    {
        var guide = Render<FirstRunGuide>();

        Assert.Equal(["1 Bring people", "2 Bring systems", "3 Register the first path"], guide.FindAll(".what").Select(w => w.TextContent));
        Assert.Equal("/imports/new?kind=People", guide.Find("a.button:not(.secondary)").GetAttribute("href"));
        Assert.DoesNotContain("Done", guide.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Guide_WithPeople_TicksThatStepAndGoesOnWithSystems()
    {
        await PersonAsync("Carla Control");

        var guide = Render<FirstRunGuide>();

        Assert.Contains("Done", guide.Find("li").TextContent, StringComparison.Ordinal);
        Assert.Equal("/imports/new?kind=Systems", guide.Find("a.button:not(.secondary)").GetAttribute("href"));
    }

    [Fact]
    public async Task Guide_WithAPath_IsGone()
    {
        await PathAsync();

        Assert.Empty(Render<FirstRunGuide>().Markup.Trim());
    }

    [Fact]
    public async Task Guide_ForSomebodyWithoutGovernance_IsNotThere()
    {
        await SignInAsync(await PersonAsync("Ute Brandt", Role.Auditor));

        Assert.Empty(Render<FirstRunGuide>().Markup.Trim());
    }
}
