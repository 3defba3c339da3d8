using System.Buffers;
using GovernanceConsole.AuditLedger;
using GovernanceConsole.ControlTesting;
using GovernanceConsole.Identity;
using GovernanceConsole.Imports;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.Tests.AuditLedger;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.ControlTesting;

public sealed class RunControlTestsTests
{
    [Fact]
    [Trait("row", "X1")]
    public async Task Run_OverTicketsThatEachViolateOneControl_FindsExactlyThose()
    {
        await using var console = await TestConsole.StartAsync("UTC");
        await MadeUpHistory.OfEachViolation().ImportAsync(console);

        var run = await RunAsync(console);

        var found = (await TicketsAsync(console, run, new FindingFilter())).ToDictionary(t => t.Number, t => t.Findings.Select(f => f.Code).ToList());
        Assert.DoesNotContain("in-order", found.Keys);
        foreach (var test in ControlTests.All)
            Assert.Contains(test.Code, found[test.Code]);
        // Some violations are two things at once; everything else is found once.
        Assert.Equal(["changed-after-closing", "states-out-of-order"], found["states-out-of-order"]);
        Assert.Equal(ControlTests.All.Count + 1, found.Values.Sum(f => f.Count));
        await LedgerFold.EqualsTheTablesAsync(console);
        LedgerFold.VerifyChain(console.File, 1);
    }

    [Fact]
    public async Task Run_Complete_TellsThePopulationAndWhatWasTested()
    {
        await using var console = await TestConsole.StartAsync("UTC");
        await MadeUpHistory.OfEachViolation().ImportAsync(console);

        var run = await RunAsync(console);

        var details = await console.Use<ControlTestQueries>().FindAsync(console.Founder, run);
        Assert.NotNull(details);
        Assert.Equal("CT-0001", details.Row.Number);
        Assert.Equal((16, 50, 16, 15), (details.Row.Tickets, details.Updates, details.Row.Findings, details.TicketsWithFindings));
        Assert.Equal(10, details.TicketsWithSkippedControl);
        Assert.Equal((new DateOnly(2026, 5, 1), new DateOnly(2026, 5, 1)), (details.FirstMonth, details.LastMonth));
        Assert.True(details.IsCurrent);
        Assert.All(details.Tests, t => Assert.Equal(details.Row.Tickets, t.Tested + t.NotJudged + t.NotTestable));
        var oneChannel = details.Tests.Single(t => t.Code == "verified-by-one-channel");
        Assert.Equal((15, 1, 0, 1), (oneChannel.Tested, oneChannel.NotJudged, oneChannel.NotTestable, oneChannel.Findings));
    }

    [Fact]
    public async Task Run_AskedAgain_IsTheSameRun()
    {
        await using var console = await TestConsole.StartAsync("UTC");
        await MadeUpHistory.OfEachViolation().ImportAsync(console);

        var first = await RunAsync(console);
        console.Clock.Advance(TimeSpan.FromDays(1));
        var second = await RunAsync(console);

        Assert.Equal(first, second);
        Assert.Single(await console.RowsAsync<ControlTestRun>());
    }

    [Fact]
    public async Task Run_OtherLimits_IsAnotherRunWithOtherFindings()
    {
        await using var console = await TestConsole.StartAsync("UTC");
        await MadeUpHistory.OfEachViolation().ImportAsync(console);

        var five = await RunAsync(console);
        var six = await RunAsync(console, ControlTestParameters.Proposed with { HandOvers = 6 });

        Assert.NotEqual(five, six);
        Assert.Single(await TicketsAsync(console, five, new FindingFilter("handed-round")));
        Assert.Empty(await TicketsAsync(console, six, new FindingFilter("handed-round")));
    }

    [Fact]
    public async Task Run_NewHistory_IsAnotherRun_AndTheOldOneIsNotCurrent()
    {
        await using var console = await TestConsole.StartAsync("UTC");
        await new MadeUpHistory().Ticket("A1").ImportAsync(console, "first");
        var before = await RunAsync(console);

        await new MadeUpHistory().Ticket("B1", (TicketField.MadeSla, "false")).ImportAsync(console, "second");
        var after = await RunAsync(console);

        Assert.NotEqual(before, after);
        Assert.False((await console.Use<ControlTestQueries>().FindAsync(console.Founder, before))!.IsCurrent);
        Assert.Equal("IMP-0001, IMP-0002", (await console.Use<ControlTestQueries>().FindAsync(console.Founder, after))!.Row.Imports);
        Assert.Equal(after, await console.Use<ControlTestQueries>().LatestAsync(console.Founder));
    }

    [Fact]
    public async Task Run_OneImportOfTwo_TestsThatOneAlone()
    {
        await using var console = await TestConsole.StartAsync("UTC");
        await new MadeUpHistory().Ticket("A1").ImportAsync(console, "first");
        var second = await new MadeUpHistory().Ticket("B1").ImportAsync(console, "second");

        var outcome = await console.Use<RunControlTests>().ExecuteAsync(
            CommandId.New(), new RunControlTestsInput(second, ControlTestParameters.Proposed), console.Founder);

        Assert.Equal("IMP-0002", (await console.Use<ControlTestQueries>().FindAsync(console.Founder, outcome.Value))!.Row.Imports);
    }

    [Fact]
    public async Task Run_HistoriesThatShowDifferentThings_SaysWhichTicketsWereNotTestable()
    {
        await using var console = await TestConsole.StartAsync("UTC");
        await new MadeUpHistory().Ticket("A1").Ticket("A2", (TicketField.ResolvedBy, "a1")).ImportAsync(console, "comparable");
        await new MadeUpHistory().Ticket("B1", (TicketField.ResolvedBy, "a1")).WithPeopleCodedByColumn().ImportAsync(console, "by column");

        var run = await RunAsync(console);

        var test = (await console.Use<ControlTestQueries>().FindAsync(console.Founder, run))!.Tests.Single(t => t.Code == "one-person-opened-and-resolved");
        Assert.Equal((2, 0, 1, 1), (test.Tested, test.NotJudged, test.NotTestable, test.Findings));
        Assert.Equal("who opened and who resolved have codes from different lists of people: the same code is not the same person.", test.Because);
    }

    [Fact]
    public async Task Run_ADeskWithHours_IsMeasuredByThem()
    {
        await using var console = await TestConsole.StartAsync("UTC");
        await new MadeUpHistory().Ticket("A1").ImportAsync(console);

        var nightDesk = ControlTestParameters.Proposed with { AssumedHours = new WorkingHours(WeekDays.Monday, new TimeOnly(22, 0), new TimeOnly(6, 0)) };
        var run = await RunAsync(console, nightDesk);

        var ticket = Assert.Single(await TicketsAsync(console, run, new FindingFilter("outside-hours")));
        Assert.Equal("Worked on 3 times outside the desk's hours.", Assert.Single(ticket.Findings).Sentence);
    }

    [Fact]
    public async Task Run_APathServesTheKindOfRequest_LaysTheFindingAtThatPath()
    {
        await using var paths = await PathConsole.StartAsync();
        await paths.DraftAsync(paths.Description("Phone reset") with { RequestKinds = [RequestKind.PasswordReset] });
        await paths.DraftAsync(paths.Description("Unlock") with { RequestKinds = [RequestKind.AccountUnlock] });
        await new MadeUpHistory()
            .Ticket("A1", (TicketField.MadeSla, "false"))
            .Ticket("A2", (TicketField.MadeSla, "false"), (TicketField.RequestKind, "K02"))
            .Ticket("A3", (TicketField.MadeSla, "false"), (TicketField.RequestKind, "printer"))
            .ImportAsync(paths.Console);

        var run = await RunAsync(paths.Console);

        var found = await TicketsAsync(paths.Console, run, new FindingFilter("service-level-missed"));
        Assert.Equal([("A1", "RP-0001"), ("A2", "RP-0002"), ("A3", "")], found.Select(t => (t.Number, t.Path)).Order());
    }

    /// <summary>A path answers for what happens since it stands in the register; older tickets are counted at it and say so.</summary>
    [Fact]
    public async Task Run_ATicketOlderThanItsPath_IsToldAsFromBeforeThePath()
    {
        await using var paths = await PathConsole.StartAsync();
        await paths.DraftAsync(paths.Description("Phone reset") with { RequestKinds = [RequestKind.PasswordReset] });
        await new MadeUpHistory()
            .Ticket("A1", (TicketField.MadeSla, "false"), (TicketField.OpenedAt, "2026-01-05 09:00"))
            .Ticket("A2", (TicketField.MadeSla, "false"))
            .Ticket("A3", (TicketField.MadeSla, "false"), (TicketField.OpenedAt, "2026-01-05 09:00"), (TicketField.RequestKind, "printer"))
            .ImportAsync(paths.Console);

        var run = await RunAsync(paths.Console);

        var found = (await TicketsAsync(paths.Console, run, new FindingFilter("service-level-missed"))).OrderBy(t => t.Number, StringComparer.Ordinal).ToList();
        Assert.Equal([("RP-0001", true), ("RP-0001", false), ("", false)], found.Select(t => (t.Path, t.IsOlderThanItsPath)));
        var ticket = (await paths.Console.Use<ControlTestQueries>().TicketAsync(paths.Console.Founder, found[0].Id))!;
        Assert.True(ticket.IsOlderThanItsPath);
        Assert.False(ticket.KindIsAssumed);
    }

    [Fact]
    public async Task Run_ThePathsHaveChanged_IsAnotherRun()
    {
        await using var paths = await PathConsole.StartAsync();
        await new MadeUpHistory().Ticket("A1").ImportAsync(paths.Console);
        var before = await RunAsync(paths.Console);

        await paths.DraftAsync();

        Assert.NotEqual(before, await RunAsync(paths.Console));
    }

    [Fact]
    public async Task Run_FindingsRoot_IsTheRootOverTheStoredFindings()
    {
        await using var console = await TestConsole.StartAsync("UTC");
        await MadeUpHistory.OfEachViolation().ImportAsync(console);
        var run = await RunAsync(console);

        var stored = Assert.Single(await console.RowsAsync<ControlTestRun>());
        var numbers = (await console.RowsAsync<Ticket>()).ToDictionary(t => t.Id, t => t.Number);
        var digest = FindingDigest.Of(stored.InputSha256);
        var leaf = new ArrayBufferWriter<byte>();
        foreach (var finding in (await console.RowsAsync<ControlFinding>()).OrderBy(f => f.Sequence))
        {
            FindingDigest.Write(leaf, numbers[finding.TicketId], finding.TestCode, testVersion: 1, finding.Measure);
            digest.Add(leaf.WrittenSpan);
        }

        Assert.Equal(run, stored.Id);
        Assert.Equal(stored.Findings, digest.Count);
        Assert.Equal(stored.FindingsRoot, Convert.ToHexStringLower(digest.Root()));
    }

    [Theory]
    [InlineData("UPDATE control_findings SET measure = measure + 1 WHERE sequence = 1")]
    [InlineData("DELETE FROM control_findings WHERE sequence = 1")]
    public async Task Reconciliation_AfterAFindingWasChangedPastTheConsole_NamesItsRun(string sql)
    {
        await using var console = await TestConsole.StartAsync("UTC");
        await MadeUpHistory.OfEachViolation().ImportAsync(console);
        var run = await RunAsync(console);
        Assert.Equal(0, (await console.Use<Reconciliation>().RunAsync()).Count);
        PastTheConsole.ExecuteUnguarded(console.File, sql);

        var difference = Assert.Single((await console.Use<Reconciliation>().RunAsync()).Differences);

        Assert.Equal(("control-test-run", run.Value, "findings"), (difference.Kind, difference.Id, difference.Field));
    }

    [Fact]
    public async Task Run_CancelledOnTheWay_LeavesNothing_AndMayBeAskedAgain()
    {
        await using var console = await TestConsole.StartAsync("UTC");
        await MadeUpHistory.OfEachViolation().ImportAsync(console);
        using var cancellation = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => console.Use<RunControlTests>().ExecuteAsync(
            CommandId.New(), new RunControlTestsInput(OnlyImport: null, ControlTestParameters.Proposed), console.Founder, new CancelAtOnce(cancellation), cancellation.Token));

        Assert.Equal(ControlTestRunState.GivenUp, Assert.Single(await console.RowsAsync<ControlTestRun>()).State);
        Assert.Empty(await console.RowsAsync<ControlFinding>());
        Assert.Empty(await console.RowsAsync<ControlTestFigure>());
        Assert.Null(await console.Use<ControlTestQueries>().LatestAsync(console.Founder));
        await LedgerFold.EqualsTheTablesAsync(console);
        var again = await RunAsync(console);
        Assert.Equal(again, await console.Use<ControlTestQueries>().LatestAsync(console.Founder));
    }

    [Fact]
    public async Task Run_NothingImported_IsRefusedAsNoHistoryToTest()
    {
        await using var console = await TestConsole.StartAsync();

        var outcome = await console.Use<RunControlTests>().ExecuteAsync(
            CommandId.New(), new RunControlTestsInput(OnlyImport: null, ControlTestParameters.Proposed), console.Founder);

        Assert.IsType<NoHistoryToTest>(Assert.Single(outcome.Refusals));
    }

    [Fact]
    public async Task Run_WhileAnotherIsRunning_IsRefusedAsControlTestsAreRunning()
    {
        await using var console = await TestConsole.StartAsync("UTC");
        await new MadeUpHistory().Ticket("A1").ImportAsync(console);
        await UnfinishedRun.PlantAsync(console);

        var outcome = await console.Use<RunControlTests>().ExecuteAsync(
            CommandId.New(), new RunControlTestsInput(OnlyImport: null, ControlTestParameters.Proposed), console.Founder);

        Assert.Equal("CT-9999", Assert.IsType<ControlTestsAreRunning>(Assert.Single(outcome.Refusals)).Number);
    }

    [Fact]
    public async Task Run_ByAnAuditor_IsRefusedAsNotAllowed()
    {
        await using var console = await TestConsole.StartAsync("UTC");
        await new MadeUpHistory().Ticket("A1").ImportAsync(console);
        var auditor = await console.PersonAsync("Ada Auditor", Role.Auditor);

        var outcome = await console.Use<RunControlTests>().ExecuteAsync(
            CommandId.New(), new RunControlTestsInput(OnlyImport: null, ControlTestParameters.Proposed), auditor);

        Assert.IsType<NotAllowed>(Assert.Single(outcome.Refusals));
        Assert.Empty(await console.RowsAsync<ControlTestRun>());
    }

    internal static async Task<ControlTestRunId> RunAsync(TestConsole console, ControlTestParameters? parameters = null) =>
        (await console.Use<RunControlTests>().ExecuteAsync(
            CommandId.New(), new RunControlTestsInput(OnlyImport: null, parameters ?? ControlTestParameters.Proposed), console.Founder)).Value;

    internal static async Task<IReadOnlyList<TicketWithFindings>> TicketsAsync(TestConsole console, ControlTestRunId run, FindingFilter filter) =>
        (await console.Use<ControlTestQueries>().TicketsAsync(console.Founder, run, filter, new(Take: 1000)))!.Rows;

    private sealed class CancelAtOnce(CancellationTokenSource cancellation) : IProgress<ControlTestProgress>
    {
        public void Report(ControlTestProgress value) => cancellation.Cancel();
    }
}
