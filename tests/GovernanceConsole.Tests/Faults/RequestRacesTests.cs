using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Ledger;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.Requests;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.AuditLedger;
using GovernanceConsole.Tests.Fixtures;
using GovernanceConsole.Tests.Requests;
using GovernanceConsole.Tests.Retention;

namespace GovernanceConsole.Tests.Faults;

/// <summary>
/// C1 to C4: what many do to one request at the same instant has one outcome, that of their order in the ledger, and nobody
/// sees an error page. 50 rounds each; GOVERNANCE_LONG_TESTS makes it 1,000.
/// </summary>
public sealed class RequestRacesTests
{
    private static readonly int Rounds = Environment.GetEnvironmentVariable("GOVERNANCE_LONG_TESTS") == "1" ? 1000 : 50;

    /// <summary>C1: the two seats are open to fifty people on duty, who all say yes at once.</summary>
    [Fact]
    [Trait("row", "D18")]
    [Trait("row", "B-02")]
    public async Task Approve_ByFiftyAtOnce_IsDecidedByTwoOfThem_AndTheOthersAreToldSo()
    {
        var (console, voters) = await OnDutyAloneAsync(50);
        await using var disposed = console;
        for (var round = 0; round < Rounds; round++)
        {
            var request = await console.VerifiedAsync(Privilege(console));
            var (content, shown) = await SeenAsync(console, request);

            var outcomes = await AtOnceAsync(voters.Select(voter => (Func<Task<Outcome<CastVote>>>)(() => ApproveAsync(console, request, voter, content, shown))));

            Assert.Single(outcomes, o => o.IsAccepted && o.Value.State == RequestState.Approved);
            Assert.Equal(2, outcomes.Count(o => o.IsAccepted));
            Assert.All(outcomes.Where(o => !o.IsAccepted), o => Assert.IsType<NotAtThisStage>(Assert.Single(o.Refusals)));
            Assert.Equal(2, (await console.FindAsync(request)).Votes.Count(v => v.VoidedAt is null));
        }
    }

    /// <summary>B-02: one approver presses ten times before the page is there again, with one command.</summary>
    [Fact]
    [Trait("row", "B-02")]
    [Trait("row", "D8")]
    public async Task Approve_ByTwoWhoEachPressTenTimes_CountsTwice()
    {
        var (console, voters) = await OnDutyAloneAsync(2);
        await using var disposed = console;
        for (var round = 0; round < Rounds; round++)
        {
            var request = await console.VerifiedAsync(Privilege(console));
            var (content, shown) = await SeenAsync(console, request);
            var clicks = voters.SelectMany(voter =>
            {
                var id = CommandId.New();
                return Enumerable.Range(0, 10).Select(click => (Func<Task<Outcome<CastVote>>>)(() => ApproveAsync(console, request, voter, content, shown, id)));
            });

            var outcomes = await AtOnceAsync(clicks);

            Assert.All(outcomes, o => Assert.True(o.IsAccepted));
            Assert.Equal(RequestState.Approved, await console.StateAsync(request));
            Assert.Equal(2, (await console.FindAsync(request)).Votes.Count);
        }
    }

    [Fact]
    [Trait("row", "D5")]
    public async Task Approve_WhileItIsEdited_NeverApprovesWhatNobodySaw()
    {
        var (console, voters) = await OnDutyAloneAsync(2);
        await using var disposed = console;
        for (var round = 0; round < Rounds; round++)
        {
            var request = await console.VerifiedAsync(Privilege(console));
            Assert.True((await console.ApproveAsync(request, voters[0])).IsAccepted);
            var (content, shown) = await SeenAsync(console, request);
            var found = await console.FindAsync(request);

            await AtOnceAsync<bool>([
                async () => (await ApproveAsync(console, request, voters[1], content, shown)).IsAccepted,
                async () => (await console.Use<EditRequest>().ExecuteAsync(
                    CommandId.New(), new EditRequestInput(request, content, found.Content with { Effect = $"Sam administers group {round}." }), console.Sam)).IsAccepted,
            ]);

            var after = await console.FindAsync(request);
            Assert.NotEqual(content, after.ContentHash);
            Assert.NotEqual(RequestState.Approved, after.Row.State);
            Assert.All(after.Votes, v => Assert.NotNull(v.VoidedAt));
        }
    }

    [Fact]
    [Trait("row", "D10")]
    public async Task Approve_WhileTheApproverLeaves_CountsOnlyWhereItCameBefore()
    {
        var (console, voters) = await OnDutyAloneAsync(2);
        await using var disposed = console;
        for (var round = 0; round < Rounds; round++)
        {
            var request = await console.VerifiedAsync(Privilege(console));
            Assert.True((await console.ApproveAsync(request, voters[0])).IsAccepted);
            var (content, shown) = await SeenAsync(console, request);
            var leaver = voters[1];

            var outcomes = await AtOnceAsync<bool>([
                async () => (await ApproveAsync(console, request, leaver, content, shown)).IsAccepted,
                async () =>
                {
                    await console.Paths.LeaveAsync(leaver);
                    return true;
                },
            ]);

            var (voted, left) = (await LastAsync(console, "request.approved", leaver), await LastAsync(console, "person.left", about: leaver));
            Assert.Equal(outcomes[0], voted is not null && voted.Obj.Id == request.Value.ToString("N"));
            if (outcomes[0])
                Assert.True(voted!.Idx < left!.Idx);
            Assert.Equal(outcomes[0] ? RequestState.Approved : RequestState.AwaitingApproval, await console.StateAsync(request));
            await console.Paths.ReturnAsync(leaver);
        }
    }

    [Fact]
    [Trait("row", "D13")]
    public async Task Approve_WhileItLapses_CountsOnlyBeforeThatInstant()
    {
        var (console, voters) = await OnDutyAloneAsync(2);
        await using var disposed = console;
        for (var round = 0; round < Rounds; round++)
        {
            var request = await console.VerifiedAsync(Privilege(console));
            Assert.True((await console.ApproveAsync(request, voters[0])).IsAccepted);
            var lapses = (await console.FindAsync(request)).Row.LapsesAt;
            console.Clock.SetTo(lapses - TimeSpan.FromMilliseconds(1));
            var (content, shown) = await SeenAsync(console, request);

            var outcomes = await AtOnceAsync<bool>([
                async () => (await ApproveAsync(console, request, voters[1], content, shown)).IsAccepted,
                async () =>
                {
                    console.Clock.Advance(TimeSpan.FromMilliseconds(1));
                    return (await console.Use<ExpireRequests>().ExecuteAsync(CommandId.New(), PathConsole.Job)).IsAccepted;
                },
            ]);

            Assert.Equal(outcomes[0] ? RequestState.Approved : RequestState.Expired, await console.StateAsync(request));
            if (outcomes[0])
                Assert.True((await LastAsync(console, "request.approved", voters[1]))!.At < lapses);
        }
    }

    /// <summary>The stricter policy comes into force at the same instant: it binds from its place in the ledger on.</summary>
    [Fact]
    [Trait("row", "D11")]
    public async Task Approve_WhileThePolicyIsTightened_TakesTheLargerQuorumFromItsPlaceOn()
    {
        var (console, voters) = await OnDutyAloneAsync(3);
        await using var disposed = console;
        var iris = await console.Console.PersonAsync("Iris Policy", Role.IamPolicy);
        var rule = PolicyDocument.Default.FindRule("K14-STD")!;
        var strict = PolicyDocument.Default.With(rule with { Approval = rule.Approval with { Seats = [["SEC"], ["SYS"]] } });
        for (var round = 0; round < Math.Max(5, Rounds / 10); round++) // each of them puts two policies into force
        {
            var request = await console.VerifiedAsync(console.Access());
            var (content, shown) = await SeenAsync(console, request);
            console.Clock.Advance(TimeSpan.FromSeconds(1));
            var version = (await console.Console.ProposePolicyAsync(strict, iris)).Value;

            var outcomes = await AtOnceAsync<bool>([
                async () => (await ApproveAsync(console, request, voters[0], content, shown)).IsAccepted,
                async () => (await console.Console.ApprovePolicyAsync(version, console.Console.Founder)).IsAccepted,
            ]);

            Assert.True(outcomes[1]);
            var (voted, tightened) = (await LastAsync(console, "request.approved", voters[0]), await LastAsync(console, "policy-version.approved", console.Console.Founder));
            var isBefore = outcomes[0] && voted!.Idx < tightened!.Idx;
            Assert.Equal(isBefore ? RequestState.Approved : RequestState.AwaitingApproval, await console.StateAsync(request));
            console.Clock.Advance(TimeSpan.FromSeconds(1));
            _ = (await console.Console.ApprovePolicyAsync((await console.Console.ProposePolicyAsync(PolicyDocument.Default, iris)).Value, console.Console.Founder)).Value;
            console.Clock.Advance(TimeSpan.FromSeconds(1));
        }
    }

    [Fact]
    [Trait("row", "D9")]
    public async Task ApproveAndReject_AtOnce_HaveTheOutcomeOfTheirOrderInTheLedger()
    {
        var (console, voters) = await OnDutyAloneAsync(2);
        await using var disposed = console;
        for (var round = 0; round < Rounds; round++)
        {
            var request = await console.VerifiedAsync(console.Access());
            var (content, shown) = await SeenAsync(console, request);

            var outcomes = await AtOnceAsync<bool>([
                async () => (await ApproveAsync(console, request, voters[0], content, shown)).IsAccepted,
                async () => (await console.Use<RejectRequest>().ExecuteAsync(CommandId.New(), new RejectRequestInput(request, content, "Nobody knows of it."), voters[1])).IsAccepted,
            ]);

            Assert.NotEqual(outcomes[0], outcomes[1]); // one seat: the first decides, the other comes too late
            Assert.Equal(outcomes[0] ? RequestState.Approved : RequestState.Rejected, await console.StateAsync(request));
        }
    }

    /// <summary>C4: everything that led one request to its execution is sent again, many times and all at once.</summary>
    [Fact]
    [Trait("row", "D14")]
    public async Task EveryCommand_Replayed_HasNoSecondEffect()
    {
        var (console, voters) = await OnDutyAloneAsync(2);
        await using var disposed = console;
        var sent = new List<Func<Task<string>>>();
        async Task<T> SendAsync<T>(Func<CommandId, Task<Outcome<T>>> command)
        {
            var id = CommandId.New();
            var first = await command(id);
            var answer = System.Text.Json.JsonSerializer.Serialize(first.Value);
            sent.Add(async () =>
            {
                var again = await command(id);
                Assert.Equal(answer, System.Text.Json.JsonSerializer.Serialize(again.Value));
                return answer;
            });
            return first.Value;
        }

        var input = Privilege(console);
        var request = (await SendAsync(id => console.Use<SubmitRequest>().ExecuteAsync(id, input, console.Anna)))[0].Id;
        RecordSignalInput Signal(string code, SignalChannel channel) => new(request, code, channel, SignalResult.Passed, Reference: "EV-1") { Script = ScriptInForce.First.Version };
        _ = await SendAsync(id => console.Use<RecordSignal>().ExecuteAsync(id, Signal("V03", SignalChannel.RecoveryCode), console.Anna));
        _ = await SendAsync(id => console.Use<RecordSignal>().ExecuteAsync(id, Signal("V06", SignalChannel.InPerson), console.Anna));
        await console.VerifyAsync(request);
        var (content, shown) = await SeenAsync(console, request);
        foreach (var voter in voters)
            _ = await SendAsync(id => ApproveAsync(console, request, voter, content, shown, id));
        _ = await SendAsync(id => console.Use<ExecuteRequest>().ExecuteAsync(id, new ExecuteRequestInput(request, content, "AD-1", "no", "yes"), console.Emil));
        var entries = LedgerFold.VerifyChain(console.Console.File, 1);

        var order = new Random(7);
        var replays = Enumerable.Range(0, Rounds * 10 / sent.Count).SelectMany(copy => sent).OrderBy(replay => order.Next()).ToList();
        await AtOnceAsync(replays);

        Assert.Equal(entries, LedgerFold.VerifyChain(console.Console.File, 1));
        Assert.Equal(RequestState.Monitoring, await console.StateAsync(request));
        await LedgerFold.EqualsTheTablesAsync(console.Console);
    }

    private static SubmitRequestInput Privilege(RequestConsole console) =>
        console.Input(console.Access("K13").Parts[0] with { EndsAt = console.Clock.GetUtcNow().AddHours(8) });

    /// <summary>Owner and managers have left: every seat is open to those on duty for security.</summary>
    private static async Task<(RequestConsole Console, IReadOnlyList<Actor> Voters)> OnDutyAloneAsync(int people)
    {
        var console = await RequestConsole.StartAsync();
        var voters = new List<Actor> { console.Sanna, console.Sven };
        while (voters.Count < people)
        {
            var voter = await console.Console.PersonAsync($"Vera Voter {voters.Count}");
            _ = await console.Console.OnDutyAsync("SEC", voter);
            voters.Add(voter);
        }

        foreach (var away in new[] { console.Rolf, console.Mona, console.Mira })
            await console.Paths.LeaveAsync(away);
        console.Clock.Advance(TimeSpan.FromSeconds(1));
        return (console, voters);
    }

    private static async Task<(string Content, ApprovalView? Shown)> SeenAsync(RequestConsole console, RequestId request) =>
        ((await console.FindAsync(request)).ContentHash, await console.Use<RequestQueries>().ShowForApprovalAsync(request));

    private static Task<Outcome<CastVote>> ApproveAsync(RequestConsole console, RequestId request, Actor by, string content, ApprovalView? shown, CommandId? id = null) =>
        console.Use<ApproveRequest>().ExecuteAsync(id ?? CommandId.New(), new ApproveRequestInput(request, content, "The call-back is on record.", shown), by);

    /// <summary>All of them from threads of their own, let go together.</summary>
    private static async Task<IReadOnlyList<T>> AtOnceAsync<T>(IEnumerable<Func<Task<T>>> acts)
    {
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = acts.Select(act => Task.Run(async () =>
        {
            await go.Task;
            return await act();
        })).ToList();
        go.SetResult();
        return await Task.WhenAll(running);
    }

    /// <summary>The last entry of a type, by somebody or about somebody; null where there is none.</summary>
    private static async Task<LedgerEntry?> LastAsync(RequestConsole console, string type, Actor? by = null, Actor? about = null) =>
        (await console.Console.EntriesAsync(LedgerStream.Decisions)).Where(e => e.Type == type).Select(e => LedgerEntry.Parse(e.Body)).LastOrDefault(e =>
            (by is null || e.Actor.Pid == RequestConsole.Id(by).Value.ToString("N")) && (about is null || e.Obj.Id == RequestConsole.Id(about).Value.ToString("N")));
}
