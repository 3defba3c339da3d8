using Bunit;
using GovernanceConsole.Identity;
using GovernanceConsole.Web.Shell;
using GovernanceConsole.Web.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GovernanceConsole.Web.Tests.Shell;

public sealed class HomePageTests : PageTest
{
    private readonly Duties _ownership = new();
    private readonly Duties _signOff = new();

    public HomePageTests()
    {
        Services.RemoveAll<IWorkSource>();
        Services.AddSingleton<IWorkSource>(_signOff).AddSingleton<IWorkSource>(_ownership);
        Services.AddSingleton(new Navigation(typeof(HomePageTests).Assembly));
    }

    [Fact]
    public void Home_WithoutDuties_SaysWhatComesNext()
    {
        _ownership.Next = new NextStep("group_add", "Bring in your people", "Nobody can own a path yet.", [("Import people", "/imports/people")]);

        var home = Render<HomePage>();

        Assert.Contains("Bring in your people", home.Markup, StringComparison.Ordinal);
        Assert.Equal("/imports/people", home.Find(".empty a.button").GetAttribute("href"));
    }

    [Fact]
    public void Home_WithDutiesOfSeveralSlices_ShowsTheOldestFirstWithTheirConsequence()
    {
        _signOff.Items =
        [
            new WorkItem("Sign off", "Sign off RP-0002", "Contractor offboarding", new DateOnly(2026, 3, 20), "The path is suspended on 20 March.", "/paths/RP-0002", "Sign off"),
        ];
        _ownership.Items =
        [
            new WorkItem("Confirm ownership", "Confirm RP-0001", "Help-desk reset", new DateOnly(2026, 3, 5), "Your lead is told.", "/paths/RP-0001", "Confirm"),
            new WorkItem("Confirm ownership", "Confirm RP-0003", "Break-glass", new DateOnly(2026, 2, 27), "Your lead is told.", "/paths/RP-0003", "Confirm"),
        ];

        var home = Render<HomePage>();

        Assert.Equal(["Confirm RP-0003", "Confirm RP-0001", "Sign off RP-0002"], home.FindAll("section[aria-label] .what").Select(w => w.TextContent));
        Assert.Contains("3 duties wait for you, in each group the oldest first; one is overdue.", home.Markup, StringComparison.Ordinal);
        Assert.Equal("1 working day overdue", home.Find("time.overdue").TextContent);
        Assert.Contains("The path is suspended on 20 March.", home.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Home_WithADutyWithoutADeadline_PutsItWhereItsAgeBelongsAndSaysSinceWhen()
    {
        _signOff.Items =
        [
            new WorkItem("Sign off", "Sign off RP-0002", "Contractor offboarding", new DateOnly(2026, 3, 20), "The path is suspended on 20 March.", "/paths/RP-0002", "Sign off"),
        ];
        _ownership.Items = [new WorkItem("Approve a policy", "Policy 2 waits", "", DueOn: null, "Nothing changes.", "/policy", "Decide") { Since = new DateOnly(2026, 2, 25) }];

        var home = Render<HomePage>();

        Assert.Equal(["Policy 2 waits", "Sign off RP-0002"], home.FindAll("section[aria-label] .what").Select(w => w.TextContent));
        Assert.Contains("waits since 25 Feb 2026", home.Find("section[aria-label] .duties li").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Navigation_ShowsOnlyWhatTheRoleMayOpen()
    {
        await SignInAsync(await PersonAsync("Ute Brandt", Role.Auditor));
        var menu = Render<NavigationMenu>();
        Assert.Contains("/for-auditors", menu.Markup, StringComparison.Ordinal);

        await SignInAsync(await PersonAsync("Andrew Pace", Role.DeskAgent));
        menu = Render<NavigationMenu>();
        Assert.DoesNotContain("/for-auditors", menu.Markup, StringComparison.Ordinal);
    }

    private sealed class Duties : IWorkSource
    {
        public IReadOnlyList<WorkItem> Items { get; set; } = [];

        public NextStep? Next { get; set; }

        public Task<IReadOnlyList<WorkItem>> OwedByAsync(Actor actor, CancellationToken cancellationToken) => Task.FromResult(Items);

        public Task<NextStep?> NextStepAsync(Actor actor, CancellationToken cancellationToken) => Task.FromResult(Next);
    }

    [Microsoft.AspNetCore.Components.Route("/for-auditors")]
    [GovernanceConsole.Web.Identity.MayOpen(Role.Auditor)]
    [InNavigation("For auditors", Icon = "fact_check")]
    private sealed class ForAuditors : Microsoft.AspNetCore.Components.ComponentBase;
}
