using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Imports;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.PolicyReplay;
using GovernanceConsole.Requests;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.AuditLedger;
using GovernanceConsole.Tests.ControlTesting;
using GovernanceConsole.Tests.Fixtures;
using GovernanceConsole.Tests.Requests;

namespace GovernanceConsole.Tests.PolicyReplay;

public sealed class JudgePolicyReplayTests
{
    private static readonly Func<ReplayOutcome, ReplayFilter> Only = outcome => new ReplayFilter(outcome);

    [Fact]
    [Trait("row", "X1")]
    public async Task Judge_TicketsOfEverySort_AddUpToThePopulation()
    {
        await using var console = await TestConsole.StartAsync("UTC");
        await new MadeUpHistory()
            .Ticket("two-channels")
            .Ticket("three-channels", (TicketField.VerificationChannels, "call-back;manager;app"))
            .Ticket("nobody-approved", (TicketField.ApprovedBy, ""), (TicketField.ApprovedAt, ""))
            .Ticket("another-kind", (TicketField.RequestKind, "account-unlock"))
            .Ticket("no-kind", (TicketField.RequestKind, ""))
            .Ticket("no-date", (TicketField.OpenedAt, "?"))
            .ImportAsync(console);
        _ = await console.DraftAsync(ReplayFixture.ThreeSignals);

        var replay = await console.ReplayAsync();

        var counts = replay.Summary.Counts;
        // Without an approval it passes by neither policy, so the draft refuses nothing that was allowed; it only asks for more.
        Assert.Equal(new ReplayCounts(Same: 1, Stricter: 2, Looser: 0, Otherwise: 0, Refused: 1, NotJudged: 2), counts);
        Assert.Equal((0, 6, 6), (replay.Requests, replay.Tickets, counts.Population));
        Assert.Equal((1, 4), (replay.AgainstBoth, replay.ClassNotKnown));
        var cases = await console.CasesAsync(replay);
        Assert.Equal(counts.Population - counts.Same, cases.Count);
        Assert.Equal("two-channels", Assert.Single(cases, c => c.Answer.Outcome == ReplayOutcome.Refused).Number);
        Assert.Equal(new HashSet<string> { "three-channels", "nobody-approved" }, cases.Where(c => c.Answer.Outcome == ReplayOutcome.Stricter).Select(c => c.Number).ToHashSet());
        Assert.Equal(new HashSet<string> { "no-kind", "no-date" }, cases.Where(c => c.Answer.Outcome == ReplayOutcome.NotJudged).Select(c => c.Number).ToHashSet());
        await LedgerFold.EqualsTheTablesAsync(console);
        LedgerFold.VerifyChain(console.File, 1);
    }

    [Fact]
    public async Task Judge_Complete_CountsTheSameByMonthDeskPathAndKindAndAnswer()
    {
        await using var console = await TestConsole.StartAsync("UTC");
        await MadeUpHistory.OfEachViolation().ImportAsync(console);
        _ = await console.DraftAsync(ReplayFixture.ThreeSignals);

        var replay = await console.ReplayAsync();

        var queries = console.Use<ReplayQueries>();
        var (counts, run) = (replay.Summary.Counts, replay.Summary.Id);
        Assert.Equal(16, counts.Population);
        Assert.Equal(counts, Sum((await queries.MonthsAsync(console.Founder, run)).Select(m => m.Counts)));
        foreach (var by in Enum.GetValues<ReplayPlace>())
        {
            var places = await queries.PlacesAsync(console.Founder, run, by);
            Assert.Equal(counts, Sum(places.Select(p => p.Counts)));
        }

        foreach (var outcome in Enum.GetValues<ReplayOutcome>().Where(o => o != ReplayOutcome.Same))
            Assert.Equal(counts[outcome], (await console.CasesAsync(replay, Only(outcome))).Count);
        var answers = await queries.AnswersAsync(console.Founder, run);
        Assert.Equal(counts.Population - counts.Same, answers.Rows.Sum(a => a.Cases));
        foreach (var answer in answers.Rows)
            Assert.Equal(answer.Cases, (await console.CasesAsync(replay, new ReplayFilter(Verdict: answer.Number))).Count);
    }

    [Theory]
    [InlineData(null, ReplayOutcome.Same)]
    [InlineData(SubjectClass.Standard, ReplayOutcome.Stricter)]
    [InlineData(SubjectClass.Service, ReplayOutcome.Same)] // no password reset is for a service: it was asked for somebody else
    public async Task Judge_TicketsTakenForAClass_FollowItsRuleWhereTheKindIsForIt(SubjectClass? assumed, ReplayOutcome expected)
    {
        await using var console = await TestConsole.StartAsync("UTC");
        await new MadeUpHistory().Ticket("A1").ImportAsync(console);
        var rule = PolicyDocument.Default.FindRule("K01-STD")!;
        _ = await console.DraftAsync(PolicyDocument.Default.With(rule with { Monitoring = rule.Monitoring with { For = Duration.Days(30) } }));

        var replay = await console.ReplayAsync(ReplayFixture.Question() with { AssumedClass = assumed });

        Assert.Equal(1, replay.Summary.Counts[expected]);
    }

    [Theory]
    [InlineData("OnlyDesk", "D1", 1)]
    [InlineData("OnlyDesk", "D2", 0)]
    [InlineData("OnlyKind", "K01", 1)]
    [InlineData("OnlyKind", "K02", 0)]
    [InlineData("OnlyPath", "RP-0001", 0)]
    public async Task Judge_ChosenByAPlace_LooksAtThoseAlone(string place, string code, int cases)
    {
        await using var console = await TestConsole.StartAsync("UTC");
        await new MadeUpHistory().Ticket("A1").ImportAsync(console);
        _ = await console.DraftAsync(ReplayFixture.ThreeSignals);
        var question = ReplayFixture.Question();

        var replay = await console.ReplayAsync(place switch
        {
            "OnlyDesk" => question with { OnlyDesk = code },
            "OnlyKind" => question with { OnlyKind = code },
            _ => question with { OnlyPath = code },
        });

        Assert.Equal(cases, replay.Summary.Counts.Population);
    }

    [Fact]
    public async Task Judge_RequestsOfTheConsole_ByTheSignalsAndVotesTheyHave()
    {
        await using var requests = await RequestConsole.StartAsync();
        var done = await requests.VerifiedAsync();
        _ = await requests.ExecuteAsync(done);
        var pending = await requests.SubmittedAsync();
        var console = requests.Console;
        _ = await console.DraftAsync(ReplayFixture.With("K01", r => r with { Signals = r.Signals with { Independent = 5 } }));

        var replay = await console.ReplayAsync();

        Assert.Equal((2, 0), (replay.Requests, replay.Tickets));
        var cases = await console.CasesAsync(replay);
        var refused = Assert.Single(cases, c => c.Answer.Outcome == ReplayOutcome.Refused);
        Assert.Equal(done, refused.Request);
        Assert.Contains(refused.Answer.Reasons, r => r.StartsWith("Only ", StringComparison.Ordinal) && r.EndsWith(" of 5 independent signals count.", StringComparison.Ordinal));
        // Nothing was done yet, so nothing would have been refused.
        Assert.Equal(pending.Id, Assert.Single(cases, c => c.Answer.Outcome == ReplayOutcome.Stricter).Request);
    }

    [Fact]
    public async Task Judge_AnApprovalThatNobodyWasAskedFor_RefusesWhatWasDoneWithoutIt()
    {
        await using var requests = await RequestConsole.StartAsync();
        var done = await requests.VerifiedAsync();
        _ = await requests.ExecuteAsync(done);
        var console = requests.Console;
        _ = await console.DraftAsync(ReplayFixture.With("K01", r => r with { Approval = r.Approval with { Seats = [["SEC"]] } }));

        var replay = await console.ReplayAsync();

        var refused = Assert.Single(await console.CasesAsync(replay, Only(ReplayOutcome.Refused)));
        Assert.Equal("Nobody approved it as SEC.", refused.Answer.Reasons[0]);
    }

    [Fact]
    public async Task Judge_WhoVerifiedCarriedItOut_IsRefusedWhereTheDraftKeepsThemApart()
    {
        await using var requests = await RequestConsole.StartAsync();
        var done = await requests.VerifiedAsync();
        Assert.True((await requests.ExecuteAsync(done, requests.Bert)).IsAccepted);
        var console = requests.Console;
        _ = await console.DraftAsync(PolicyDocument.Default with
        {
            Separation = [.. PolicyDocument.Default.Separation.Select(s => s.Parts == SeparatedParts.VerifierAndExecutor ? s with { At = Enum.GetValues<RiskLevel>() } : s)],
        });

        var replay = await console.ReplayAsync();

        var refused = Assert.Single(await console.CasesAsync(replay, Only(ReplayOutcome.Refused)));
        Assert.Equal(["Who verified it carried it out.", "Kept apart, also: Who verifies and who carries out"], refused.Answer.Reasons);
    }

    /// <summary>What raised a request then raises it in the replay, whatever the system is now.</summary>
    [Fact]
    public async Task Judge_ARequestWhoseSystemChanged_IsRaisedAsItWasThen()
    {
        await using var requests = await RequestConsole.StartAsync();
        var console = requests.Console;
        _ = await requests.SubmittedAsync(requests.Access());
        _ = (await console.Use<UpdateSystem>().ExecuteAsync(CommandId.New(), await ExternalFinanceAsync(requests), console.Founder)).Value;
        _ = await requests.SubmittedAsync(requests.Access());
        _ = await console.DraftAsync(ReplayFixture.With("K14", r => r with { Monitoring = r.Monitoring with { For = Duration.Days(60) } }));

        var replay = await console.ReplayAsync();

        var levels = (await console.CasesAsync(replay)).OrderBy(c => c.Number, StringComparer.Ordinal).Select(c => c.Answer.LevelBefore!.Value).ToList();
        Assert.Equal(levels[0] + 1, levels[1]);
    }

    /// <summary>A change of a contact before the request raises it, one after it does not.</summary>
    [Fact]
    public async Task Judge_ARequestAfterAChangeOfContact_IsRaisedAndTheOneBeforeIsNot()
    {
        await using var requests = await RequestConsole.StartAsync();
        var console = requests.Console;
        var before = await requests.SubmittedAsync();
        requests.Clock.Advance(TimeSpan.FromMinutes(1));
        var factor = await requests.VerifiedAsync(requests.Reset("K03"));
        Assert.True((await requests.ExecuteAsync(factor)).IsAccepted);
        requests.Clock.Advance(TimeSpan.FromMinutes(1));
        var after = await requests.SubmittedAsync();
        _ = await console.DraftAsync(ReplayFixture.LongerMonitoring);

        var replay = await console.ReplayAsync(ReplayFixture.Question() with { OnlyKind = "K01" });

        var levels = (await console.CasesAsync(replay)).ToDictionary(c => c.Request!.Value, c => c.Answer.LevelBefore!.Value);
        Assert.Equal((before.Level, after.Level), (levels[before.Id], levels[after.Id]));
    }

    [Fact]
    public async Task Judge_AgainstThePolicyOfTheTime_ComparesEachCaseWithItsOwn()
    {
        await using var requests = await RequestConsole.StartAsync();
        var console = requests.Console;
        var early = await requests.SubmittedAsync();
        var iris = await console.PersonAsync("Iris Policy", Role.IamPolicy);
        var version = (await console.ProposePolicyAsync(ReplayFixture.LongerMonitoring, iris)).Value;
        Assert.True((await console.ApprovePolicyAsync(version, console.Founder)).IsAccepted);
        requests.Clock.Advance(TimeSpan.FromMinutes(1));
        var late = await requests.SubmittedAsync();

        var replay = await console.ReplayAsync(new StartPolicyReplayInput(Version: 2, Against: null, ReplayFixture.From, ReplayFixture.Until));

        Assert.Equal(new ReplayCounts(Same: 1, Stricter: 1, Looser: 0, Otherwise: 0, Refused: 0, NotJudged: 0), replay.Summary.Counts);
        Assert.Equal(early.Id, Assert.Single(await console.CasesAsync(replay)).Request);
        Assert.NotEqual(early.Id, late.Id);
    }

    [Fact]
    public async Task Judge_TellsHowFarItIs_UpToTheLastCase()
    {
        await using var console = await TestConsole.StartAsync("UTC");
        await MadeUpHistory.OfEachViolation().ImportAsync(console);
        _ = await console.DraftAsync(ReplayFixture.ThreeSignals);
        var run = await console.StartedReplayAsync();
        var told = new List<ReplayProgress>();

        _ = (await console.Use<JudgePolicyReplay>().ExecuteAsync(CommandId.New(), new JudgePolicyReplayInput(run), JudgePolicyReplay.Machine, new Listener(told.Add))).Value;

        Assert.Equal([new ReplayProgress(run, 0, 16), new ReplayProgress(run, 16, 16)], told);
    }

    [Fact]
    public async Task Judge_CancelledInTheMiddle_StopsAndStoresNothing()
    {
        await using var console = await TestConsole.StartAsync("UTC");
        await MadeUpHistory.OfEachViolation().ImportAsync(console);
        _ = await console.DraftAsync(ReplayFixture.ThreeSignals);
        var run = await console.StartedReplayAsync();
        _ = (await console.Use<CancelPolicyReplay>().ExecuteAsync(CommandId.New(), new CancelPolicyReplayInput(run), console.Founder)).Value;

        var late = await console.Use<JudgePolicyReplay>().ExecuteAsync(CommandId.New(), new JudgePolicyReplayInput(run), JudgePolicyReplay.Machine);

        late.Refusals.RefusedAs<NotFound>();
        Assert.Empty(await console.RowsAsync<ReplayRow>());
        Assert.Empty(await console.RowsAsync<ReplayFigure>());
    }

    /// <summary>The draft is held by the hash of its text: what is written meanwhile is another question.</summary>
    [Fact]
    public async Task Judge_ADraftThatChangedMeanwhile_JudgesTheTextThatWasAskedFor()
    {
        await using var console = await TestConsole.StartAsync("UTC");
        await new MadeUpHistory().Ticket("A1").ImportAsync(console);
        var iris = await console.DraftAsync(ReplayFixture.LongerMonitoring);
        var run = await console.StartedReplayAsync();
        var draft = (await console.Use<PolicyQueries>().DraftAsync())!;
        _ = (await console.Use<WritePolicyDraft>().ExecuteAsync(CommandId.New(), new WritePolicyDraftInput(draft.Id, draft.Version, ReplayFixture.ShorterMonitoring), iris)).Value;

        _ = (await console.Use<JudgePolicyReplay>().ExecuteAsync(CommandId.New(), new JudgePolicyReplayInput(run), JudgePolicyReplay.Machine)).Value;

        var last = (await console.Use<ReplayQueries>().LastOfDraftAsync(console.Founder))!;
        Assert.Equal((1, 0, ReplayedDraft.Changed), (last.Counts.Stricter, last.Counts.Looser, last.Draft!.Value));
    }

    [Fact]
    public async Task Judge_ByAPerson_IsRefusedAsNotAllowed()
    {
        await using var console = await TestConsole.StartAsync("UTC");
        await new MadeUpHistory().Ticket("A1").ImportAsync(console);
        _ = await console.DraftAsync(ReplayFixture.ThreeSignals);
        var run = await console.StartedReplayAsync();

        (await console.Use<JudgePolicyReplay>().ExecuteAsync(CommandId.New(), new JudgePolicyReplayInput(run), console.Founder)).Refusals.RefusedAs<NotAllowed>();
    }

    [Theory]
    [InlineData("UPDATE policy_replay_rows SET number = 'A9'")]
    [InlineData("UPDATE policy_replay_rows SET outcome = 'Looser'")]
    [InlineData("UPDATE policy_replay_verdicts SET reasons = 'It was all well.'")]
    [InlineData("DELETE FROM policy_replay_rows")]
    public async Task Reconciliation_AfterARowWasChangedPastTheConsole_NamesTheReplay(string sql)
    {
        await using var console = await TestConsole.StartAsync("UTC");
        await new MadeUpHistory().Ticket("A1").ImportAsync(console);
        _ = await console.DraftAsync(ReplayFixture.ThreeSignals);
        _ = await console.ReplayAsync();
        Assert.Equal(0, (await console.Use<Reconciliation>().RunAsync()).Count);

        PastTheConsole.ExecuteUnguarded(console.File, sql);

        Assert.Contains((await console.Use<Reconciliation>().RunAsync()).Differences, d => d is { Kind: "policy-replay", Number: "PR-0001", Field: "rows" });
    }

    private static async Task<UpdateSystemInput> ExternalFinanceAsync(RequestConsole requests)
    {
        var system = (await requests.Use<OrganisationQueries>().SystemAsync(requests.Finance))!;
        return new UpdateSystemInput(requests.Finance, system.Version, "Finance", system.IdentityDomainId, HighlyAvailable: false, ExternallyFacing: true, PrivilegedAdministration: false);
    }

    private static ReplayCounts Sum(IEnumerable<ReplayCounts> counts) => counts.Aggregate((a, b) => new ReplayCounts(
        a.Same + b.Same, a.Stricter + b.Stricter, a.Looser + b.Looser, a.Otherwise + b.Otherwise, a.Refused + b.Refused, a.NotJudged + b.NotJudged));

    private sealed class Listener(Action<ReplayProgress> told) : IProgress<ReplayProgress>
    {
        public void Report(ReplayProgress value) => told(value);
    }
}
