using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Policy;
using GovernanceConsole.PolicyReplay;
using GovernanceConsole.Tests.AuditLedger;
using GovernanceConsole.Tests.ControlTesting;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.PolicyReplay;

public sealed class StartPolicyReplayTests
{
    [Theory]
    [InlineData(Role.Governance)]
    [InlineData(Role.IamPolicy)]
    public async Task Start_ByThoseWhoWriteThePolicy_RecordsTheQuestionWithTheHashOfTheText(Role role)
    {
        await using var console = await ReadyAsync();
        var asker = await console.PersonAsync("Asker", role);

        var started = (await StartAsync(console, ReplayFixture.Question(), asker)).Value;

        var run = Assert.Single(await console.RowsAsync<ReplayRun>());
        Assert.Equal(("PR-0001", ReplayState.Running, asker.Person), (started.Number, run.State, (PersonId?)run.StartedById));
        Assert.Equal(PolicyDocument.HashOf(ReplayFixture.ThreeSignals.ToJson()), run.PolicyHash);
        Assert.Contains(
            await console.Use<TimelineQueries>().OfAsync(run.Id.Value),
            e => e.Text == "asked what the draft would have done from 1 Jan 2026 to 31 Dec 2026, compared with policy 1");
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    [Theory]
    [InlineData(Role.Auditor)]
    [InlineData(Role.DeskLead)]
    [InlineData(Role.SecurityOperations)]
    [InlineData(Role.PlatformAdministrator)]
    public async Task Start_ByAnotherRole_IsRefusedAsNotAllowed(Role role)
    {
        await using var console = await ReadyAsync();

        (await StartAsync(console, ReplayFixture.Question(), await console.PersonAsync("Other", role))).Refusals.RefusedAs<NotAllowed>();
    }

    [Fact]
    public async Task Start_WithoutADraft_IsRefusedAsNoDraftToReplay()
    {
        await using var console = await TestConsole.StartAsync("UTC");

        (await StartAsync(console, ReplayFixture.Question())).Refusals.RefusedAs<NoDraftToReplay>();
    }

    [Theory]
    [InlineData(7, 1)]
    [InlineData(1, 7)]
    public async Task Start_AVersionThatDoesNotExist_IsRefusedAsNotFound(int version, int against)
    {
        await using var console = await ReadyAsync();

        (await StartAsync(console, ReplayFixture.Question() with { Version = version, Against = against })).Refusals.RefusedAs<NotFound>();
    }

    [Fact]
    public async Task Start_APolicyAgainstItself_IsRefusedAsPoliciesAreTheSame()
    {
        await using var console = await ReadyAsync(PolicyDocument.Default);

        (await StartAsync(console, ReplayFixture.Question())).Refusals.RefusedAs<PoliciesAreTheSame>();
        (await StartAsync(console, ReplayFixture.Question() with { Version = 1 })).Refusals.RefusedAs<PoliciesAreTheSame>();
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(-1, false)]
    public async Task Start_UntilADay_IsRefusedOnlyWhereItLiesBeforeTheFirst(int days, bool accepted)
    {
        await using var console = await ReadyAsync();
        // One ticket was opened on that day.
        var input = ReplayFixture.Question() with { FromOn = new DateOnly(2026, 5, 4), UntilOn = new DateOnly(2026, 5, 4).AddDays(days) };
        console.Clock.Advance(TimeSpan.FromDays(100));

        var outcome = await StartAsync(console, input);

        Assert.Equal(accepted, outcome.IsAccepted);
        if (!accepted)
            outcome.Refusals.RefusedAs<ReplayEndsBeforeItBegins>();
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public async Task Start_FromADay_IsRefusedOnlyWhereItIsToCome(int days, bool refused)
    {
        await using var console = await ReadyAsync();
        var today = DateOnly.FromDateTime(console.Clock.GetUtcNow().UtcDateTime);

        var outcome = await StartAsync(console, ReplayFixture.Question() with { FromOn = today.AddDays(days) });

        Assert.Equal(refused, outcome.Refusals.Any(r => r is ReplayBeginsInTheFuture));
        Assert.Equal(!refused, outcome.IsAccepted);
    }

    [Fact]
    public async Task Start_APeriodInWhichNothingHappened_IsRefusedAsNothingToReplay()
    {
        await using var console = await ReadyAsync();

        (await StartAsync(console, ReplayFixture.Question() with { UntilOn = new DateOnly(2026, 5, 3) })).Refusals.RefusedAs<NothingToReplay>();
        Assert.True((await StartAsync(console, ReplayFixture.Question() with { UntilOn = new DateOnly(2026, 5, 4) })).IsAccepted);
    }

    [Fact]
    public async Task Start_WhileAnotherRuns_IsRefusedAsReplayIsRunning()
    {
        await using var console = await ReadyAsync();
        _ = (await StartAsync(console, ReplayFixture.Question())).Value;

        var refusal = (await StartAsync(console, ReplayFixture.Question())).Refusals.RefusedAs<ReplayIsRunning>();

        Assert.Equal("PR-0001", refusal.Number);
    }

    private static async Task<TestConsole> ReadyAsync(PolicyDocument? draft = null)
    {
        var console = await TestConsole.StartAsync("UTC");
        await new MadeUpHistory().Ticket("A1").ImportAsync(console);
        _ = await console.DraftAsync(draft ?? ReplayFixture.ThreeSignals);
        return console;
    }

    private static Task<Outcome<StartedReplay>> StartAsync(TestConsole console, StartPolicyReplayInput input, Actor? by = null) =>
        console.Use<StartPolicyReplay>().ExecuteAsync(CommandId.New(), input, by ?? console.Founder);
}
