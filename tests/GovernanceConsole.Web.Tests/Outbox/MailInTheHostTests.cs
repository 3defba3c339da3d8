using System.Globalization;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.Web.Identity;
using GovernanceConsole.Web.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace GovernanceConsole.Web.Tests.Outbox;

/// <summary>The whole host with a mail server beside it.</summary>
public sealed class MailInTheHostTests
{
    /// <summary>The job would be up to a minute away: this is about those who look every few seconds.</summary>
    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(45);

    [Fact]
    public async Task Approval_ThatIsWaitedFor_ReachesItsPersonsMailbox()
    {
        await using var sink = new SmtpSink();
        await using var host = new ConsoleFactory
        {
            Settings = new()
            {
                ["Scheduler:Enabled"] = "true",
                ["Email:Smtp:Host"] = "127.0.0.1",
                ["Email:Smtp:Port"] = sink.Port.ToString(CultureInfo.InvariantCulture),
                ["Email:Smtp:Protection"] = "None",
                ["Email:Smtp:From"] = "governance@example.test",
                ["Email:Smtp:ConsoleAddress"] = "https://governance.example.test",
            },
        };
        using var browser = host.Browser();
        T Use<T>()
            where T : notnull => host.Services.GetRequiredService<T>();

        var founder = Actor.ForPerson((await Use<FoundOrganisation>().ExecuteAsync(CommandId.New(), new FoundOrganisationInput("Gesa Founder", "E0000", "gesa@example.test"), Actor.ForCommandLine("test"))).Value, "Gesa Founder");
        var gus = (await Use<RegisterPerson>().ExecuteAsync(CommandId.New(), new RegisterPersonInput("E0001", "Gus Governance", "gus@example.test"), founder)).Value;
        _ = (await Use<GrantRole>().ExecuteAsync(CommandId.New(), new GrantRoleInput(gus, Role.Governance), founder)).Value;
        var policies = Use<PolicyQueries>();
        var inForce = await policies.InForceAsync();
        var draft = (await Use<BeginPolicyDraft>().ExecuteAsync(CommandId.New(), new BeginPolicyDraftInput(inForce.Number, inForce.Document with { Limits = Limits.Default with { RequestDays = 5 } }), founder)).Value;
        _ = (await Use<ProposePolicyVersion>().ExecuteAsync(
            CommandId.New(), new ProposePolicyVersionInput(draft, (await policies.DraftAsync())!.Version, inForce.Number, "The findings of spring."), founder with { SignIn = new SignIn(TimeProvider.System.GetUtcNow(), PersonaSignIn.Method, PersonaSignIn.Issuer, SessionHash: null) })).Value;

        var waited = System.Diagnostics.Stopwatch.StartNew();
        while (sink.Messages.Count == 0 && waited.Elapsed < LongEnough)
            await Task.Delay(100);

        var message = Assert.Single(sink.Messages).Replace("=\r\n", "", StringComparison.Ordinal); // long lines are folded on the way
        Assert.Contains("To: gus@example.test", message, StringComparison.Ordinal);
        Assert.Contains("https://governance.example.test/policy", message, StringComparison.Ordinal);
        Assert.Equal("Healthy", await browser.GetStringAsync(new Uri("/health/ready", UriKind.Relative)));
    }
}
