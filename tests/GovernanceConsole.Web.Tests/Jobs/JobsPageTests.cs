using Bunit;
using GovernanceConsole.Identity;
using GovernanceConsole.Jobs;
using GovernanceConsole.Web.Jobs;
using GovernanceConsole.Web.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace GovernanceConsole.Web.Tests.Jobs;

public sealed class JobsPageTests : PageTest
{
    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(20);
    private readonly Orders _orders = new();

    public JobsPageTests() => Services
        .AddSingleton(_orders)
        .AddScheduledJob(ObedientJob.Schedule)
        .AddQuartz(quartz => quartz.UseInMemoryStore().AddScheduledJobs())
        .AddQuartzExecutionHistory();

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Clock.Advance(TimeSpan.FromMinutes(1)); // on the hour the job would be due
        await (await Use<ISchedulerFactory>().GetScheduler()).Start();
    }

    [Fact]
    public void RunNow_OfAJobThatWorks_ShowsWhatItSaid()
    {
        _orders.Next = () => "Counted to three.";
        var page = Render<JobsPage>();
        Assert.Contains("Not run yet", Row(page), StringComparison.Ordinal);
        Assert.Contains("every hour", Row(page), StringComparison.Ordinal);

        page.Find("#Obedient form").Submit();

        page.WaitForAssertion(() => Assert.Contains("Counted to three.", Row(page), StringComparison.Ordinal), LongEnough);
        page.WaitForAssertion(() => Assert.Contains("by hand", page.Find(".rz-data-grid").TextContent, StringComparison.Ordinal), LongEnough);
    }

    [Fact]
    public void RunNow_OfAJobThatFails_ShowsTheMessageAndThatItNeedsALook()
    {
        _orders.Next = () => throw new InvalidOperationException("The disk is full.");
        var page = Render<JobsPage>();

        page.Find("#Obedient form").Submit();

        page.WaitForAssertion(() => Assert.Contains("The disk is full.", Row(page), StringComparison.Ordinal), LongEnough);
        Assert.Contains("Failed", Row(page), StringComparison.Ordinal);
        Assert.Contains("a look", page.Find("p.lead").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Auditor_ReadsTheJobsAndRunsNone()
    {
        await SignInAsync(await PersonAsync("Ute Brandt", Role.Auditor));

        var page = Render<JobsPage>();

        Assert.Contains("Do as told", Row(page), StringComparison.Ordinal);
        Assert.Empty(page.FindAll("#Obedient form"));
    }

    [Theory]
    [InlineData(Role.PlatformAdministrator, true)]
    [InlineData(Role.Auditor, true)]
    [InlineData(Role.Governance, false)]
    [InlineData(Role.DeskAgent, false)]
    public void Page_IsForThoseWhoRunOrAuditTheSystem(Role role, bool may) =>
        Assert.Equal(may, ((GovernanceConsole.Web.Identity.MayOpenAttribute)Attribute.GetCustomAttribute(typeof(JobsPage), typeof(GovernanceConsole.Web.Identity.MayOpenAttribute))!).AnyOf.Contains(role));

    private static string Row(IRenderedComponent<JobsPage> page) => page.Find("#Obedient").TextContent;
}

/// <summary>A console without a scheduler, as on the command line.</summary>
public sealed class JobsPageWithoutSchedulerTests : PageTest
{
    public JobsPageWithoutSchedulerTests() => Services.AddSingleton(new Orders()).AddScheduledJob(ObedientJob.Schedule);

    [Fact]
    public void Page_WithoutAScheduler_SaysSoAndWhatSwitchesItOn()
    {
        var page = Render<JobsPage>();

        Assert.Contains("Scheduler:Enabled", page.Find(".notice").TextContent, StringComparison.Ordinal);
        Assert.True(page.Find("#Obedient button").HasAttribute("disabled"));
    }
}
