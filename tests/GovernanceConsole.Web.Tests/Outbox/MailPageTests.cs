using Bunit;
using GovernanceConsole.Identity;
using GovernanceConsole.Outbox;
using GovernanceConsole.Policy;
using GovernanceConsole.Web.Outbox;
using GovernanceConsole.Web.Tests.Fixtures;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;

namespace GovernanceConsole.Web.Tests.Outbox;

public sealed class MailPageTests : PageTest
{
    private readonly Server _server = new();

    public MailPageTests() => Services.AddSingleton<IMailSender>(_server);

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await PersonAsync("Gus Governance", Role.Governance); // is asked to approve the policy
        await ProposedPolicyAsync(Limits.Default with { RequestDays = 5 });
    }

    [Fact]
    public async Task Page_OfAMailThatFailed_SaysWhyAndSendsItAgain()
    {
        _server.Failure = new MailNotSentException(MailFault.MailForGood, "550 no such user");
        await DeliverAsync();
        var page = Render<MailPage>();
        await page.WaitForAssertionAsync(() => Assert.Contains("550 no such user", page.Find("table tbody").TextContent, StringComparison.Ordinal));
        Assert.Contains("Gus Governance", page.Find("table tbody").TextContent, StringComparison.Ordinal);
        Assert.Contains("Given up", page.Find("table tbody").TextContent, StringComparison.Ordinal);

        _server.Failure = null;
        await page.Find("table tbody form").SubmitAsync();
        await page.WaitForAssertionAsync(() => Assert.Contains("Waiting", page.Find("table tbody").TextContent, StringComparison.Ordinal));
        await DeliverAsync();

        Assert.Equal("E0001@example.test", Assert.Single(_server.Taken).To);
    }

    [Fact]
    public async Task Page_OfAnAuditor_ShowsTheMailsAndOffersNoAct()
    {
        _server.Failure = new MailNotSentException(MailFault.MailForGood, "550 no such user");
        await DeliverAsync();
        await SignInAsync(await PersonAsync("Aline Auditor", Role.Auditor));

        var page = Render<MailPage>();

        await page.WaitForAssertionAsync(() => Assert.Contains("waits for your approval", page.Find("table tbody").TextContent, StringComparison.Ordinal));
        Assert.Empty(page.FindAll("table tbody form"));
    }

    [Fact]
    public async Task Page_WithoutAMailServer_SaysThatNoMailGoesOut()
    {
        _server.WhyNone = "No mail server is set up.";

        var page = Render<MailPage>();

        await page.WaitForAssertionAsync(() => Assert.Contains("No mail goes out.", page.Find(".notice").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Page_FilteredByAState_ShowsThoseAlone()
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo("/administration/mail?state=Sent");

        var page = Render<MailPage>();

        await page.WaitForAssertionAsync(() => Assert.Contains("No such mail", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task List_ForSomebodyWhoNeitherRunsNorAudits_IsEmpty() =>
        Assert.Equal(0, (await Use<MailQueries>().ListAsync(Elsewhere(await PersonAsync("Dan Desk", Role.DeskAgent), "Dan Desk"), state: null, new())).Total);

    [Fact]
    public async Task Health_IsYellowWhileMailIsLate_AndWithoutAServerButInDevelopment()
    {
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(Environments.Production)).Status);

        Clock.Advance(TimeSpan.FromMinutes(16));
        var late = await CheckAsync(Environments.Development);
        Assert.Equal(HealthStatus.Degraded, late.Status);
        Assert.DoesNotContain("Gus", late.Description, StringComparison.Ordinal);

        _server.WhyNone = "No mail server is set up.";
        await DeliverAsync();
        Assert.Equal((HealthStatus.Degraded, "No mail server is set up."), ((await CheckAsync(Environments.Production)).Status, (await CheckAsync(Environments.Production)).Description));
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(Environments.Development)).Status);
    }

    private Task DeliverAsync() => Use<MailDelivery>().RunAsync(Actor.ForJob("DeliverMails"));

    private Task<HealthCheckResult> CheckAsync(string environment) => new MailHealth(Use<MailQueries>(), new HostingEnvironment { EnvironmentName = environment }).CheckHealthAsync(new HealthCheckContext());

    private sealed class Server : IMailSender
    {
        public List<MailToSend> Taken { get; } = [];

        public MailNotSentException? Failure { get; set; }

        public string? WhyNone { get; set; }

        public Task SendAsync(MailToSend mail)
        {
            if (Failure is { } failure)
                throw failure;
            Taken.Add(mail);
            return Task.CompletedTask;
        }
    }
}
