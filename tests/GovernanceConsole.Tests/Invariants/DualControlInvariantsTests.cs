using FsCheck;
using FsCheck.Fluent;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.Requests;
using GovernanceConsole.Tests.AuditLedger;
using GovernanceConsole.Tests.Fixtures;
using GovernanceConsole.Tests.Requests;

namespace GovernanceConsole.Tests.Invariants;

/// <summary>
/// D1 to D10, D13, D14 and D16: random commands by everybody with a moving clock, done to the console and to
/// <see cref="DualControlModel"/> side by side. After each one both must agree on whether it was accepted and on the state;
/// at the end the ledger folds to the tables. GOVERNANCE_LONG_TESTS=1 runs many more.
/// </summary>
[Trait("row", "D1")]
[Trait("row", "D2")]
[Trait("row", "D3")]
[Trait("row", "D4")]
[Trait("row", "D5")]
[Trait("row", "D6")]
[Trait("row", "D7")]
[Trait("row", "D8")]
[Trait("row", "D10")]
[Trait("row", "D13")]
[Trait("row", "D14")]
[Trait("row", "D16")]
public sealed class DualControlInvariantsTests
{
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("GOVERNANCE_LONG_TESTS") == "1";

    [Fact]
    public async Task DualControl_UnderRandomCommands_IsWhatTheModelSays()
    {
        await using var console = await RequestConsole.StartAsync();
        var commands = Arb.From<List<Command>>(Commands.ListOf().Select(sequence => sequence.ToList()), Shrink);

        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(IsLong ? 2000 : 15).WithStartSize(10).WithEndSize(IsLong ? 100 : 30),
            Prop.ForAll<List<Command>>(commands, sequence => RunAsync(console, sequence).GetAwaiter().GetResult()));

        await LedgerFold.EqualsTheTablesAsync(console.Console);
        LedgerFold.VerifyChain(console.Console.File, 1);
    }

    [Fact]
    public async Task Model_AgainstAConsoleThatCountsAVoterWhoLeft_Disagrees()
    {
        // The comparison itself must be able to fail.
        await using var console = await RequestConsole.StartAsync();
        var run = await Run.BeginAsync(console);
        await run.DoAsync(new Verify());
        await run.DoAsync(new Vote(Voter.Mona, Approves: true, IsStale: false));
        run.Model.Leave(Voter.Mona);

        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(async () =>
        {
            await run.DoAsync(new Vote(Voter.Rolf, Approves: true, IsStale: false));
            await run.CheckAsync();
        });
    }

    private static async Task RunAsync(RequestConsole console, IEnumerable<Command> sequence)
    {
        var run = await Run.BeginAsync(console);
        foreach (var command in sequence)
        {
            await run.DoAsync(command);
            await run.CheckAsync();
        }

        await run.EndAsync();
    }

    private static Gen<Command> Commands
    {
        get
        {
            var voter = Gen.Elements(Enum.GetValues<Voter>());
            var leaver = Gen.Elements(Voter.Rolf, Voter.Mona, Voter.Mira, Voter.Sanna, Voter.Sven);
            return Gen.Frequency(
                (4, Gen.Elements(1, 10, 29, 30, 300, 60 * 24 * 2, 60 * 24 * 4).Select(minutes => (Command)new Wait(minutes))),
                (6, Gen.Constant((Command)new Verify())),
                (14, from v in voter from stale in Gen.Elements(false, false, false, true) select (Command)new Vote(v, Approves: true, stale)),
                (2, from v in voter select (Command)new Vote(v, Approves: false, IsStale: false)),
                (3, Gen.Constant((Command)new Edit())),
                (4, Gen.Constant((Command)new Execute())),
                (1, Gen.Constant((Command)new Cancel())),
                (1, Gen.Constant((Command)new Expire())),
                (2, leaver.Select(v => (Command)new Leave(v))),
                (2, leaver.Select(v => (Command)new Return(v))),
                (3, from p in leaver from to in Gen.Elements(Voter.Nele, Voter.Mira, Voter.Ida) select (Command)new Delegate(p, to)),
                (1, leaver.Select(v => (Command)new EndDelegation(v))));
        }
    }

    private static IEnumerable<List<Command>> Shrink(List<Command> sequence) =>
        Enumerable.Range(0, sequence.Count).Select(i => sequence.Where((_, n) => n != i).ToList());

    private abstract record Command;

    private sealed record Wait(int Minutes) : Command;

    private sealed record Verify : Command;

    private sealed record Vote(Voter By, bool Approves, bool IsStale) : Command;

    private sealed record Edit : Command;

    private sealed record Execute : Command;

    private sealed record Cancel : Command;

    private sealed record Expire : Command;

    private sealed record Leave(Voter Who) : Command;

    private sealed record Return(Voter Who) : Command;

    private sealed record Delegate(Voter From, Voter To) : Command;

    private sealed record EndDelegation(Voter From) : Command;

    private sealed class Run
    {
        private readonly Dictionary<Voter, ApprovalDelegationId> _delegations = [];
        private readonly RequestConsole _console;
        private readonly RequestId _request;
        private readonly string _firstContent;
        private int _edits;

        private Run(RequestConsole console, RequestId request, string content)
        {
            (_console, _request, _firstContent) = (console, request, content);
            Model = new DualControlModel(console.Clock.GetUtcNow());
        }

        public DualControlModel Model { get; }

        private DateTimeOffset Now => _console.Clock.GetUtcNow();

        public static async Task<Run> BeginAsync(RequestConsole console)
        {
            var content = console.Access("K16").Parts[0] with { EndsAt = console.Clock.GetUtcNow().AddDays(60) };
            var request = (await console.SubmittedAsync(console.Input(content))).Id;
            return new Run(console, request, (await console.FindAsync(request)).ContentHash);
        }

        public async Task DoAsync(Command command)
        {
            switch (command)
            {
                case Wait wait:
                    _console.Clock.Advance(TimeSpan.FromMinutes(wait.Minutes));
                    break;
                case Verify when Model.MayVerify(Now):
                    await _console.VerifyAsync(_request);
                    Model.Verify(Now);
                    break;
                case Verify:
                    Assert.False((await _console.SignalAsync(_request, "V03", SignalChannel.RecoveryCode)).IsAccepted);
                    break;
                case Vote vote:
                    var seen = vote.IsStale ? _firstContent : (await _console.FindAsync(_request)).ContentHash;
                    var accepted = vote.Approves ? (await _console.ApproveAsync(_request, Of(vote.By), seen)).IsAccepted : (await _console.RejectAsync(_request, Of(vote.By))).IsAccepted;
                    Assert.Equal(Model.Vote(vote.By, vote.Approves, vote.IsStale ? 0 : Model.Content, Now), accepted);
                    break;
                case Edit:
                    var found = await _console.FindAsync(_request);
                    var edited = await _console.Use<EditRequest>().ExecuteAsync(
                        CommandId.New(), new EditRequestInput(_request, found.ContentHash, found.Content with { Effect = $"Sam administers group {++_edits}." }), _console.Sam);
                    Assert.Equal(Model.Edit(Now), edited.IsAccepted);
                    break;
                case Execute:
                    Assert.Equal(Model.Execute(Now), (await _console.ExecuteAsync(_request)).IsAccepted);
                    break;
                case Cancel:
                    Assert.Equal(Model.Cancel(), (await CancelAsync()).IsAccepted);
                    break;
                case Expire:
                    await _console.Use<ExpireRequests>().ExecuteAsync(CommandId.New(), PathConsole.Job);
                    Model.Expire(Now);
                    break;
                case Delegate delegated when Model.Delegate(delegated.From, delegated.To, Now):
                    _delegations[delegated.From] = (await _console.DelegateAsync(Of(delegated.From), Of(delegated.To), "K16", lapses: Now.AddDays(30))).Value;
                    break;
                case EndDelegation end when Model.EndDelegation(end.From, Now):
                    PathConsole.Accepted(await EndAsync(end.From));
                    break;
                case Leave leave when Model.Leave(leave.Who):
                    await _console.Paths.LeaveAsync(Of(leave.Who));
                    break;
                case Return back when Model.Return(back.Who):
                    await _console.Paths.ReturnAsync(Of(back.Who));
                    break;
            }
        }

        public async Task CheckAsync()
        {
            var found = await _console.FindAsync(_request);
            Assert.Equal(Model.State, found.Row.State);
            var standing = found.Votes.Where(v => v.VoidedAt is null).ToList();
            Assert.Equal(standing.Count, standing.Select(v => v.Person).Distinct().Count()); // D8
            Assert.DoesNotContain(standing, v => v.Person == RequestConsole.Id(_console.Sam) || v.Person == RequestConsole.Id(_console.Anna) || v.Person == RequestConsole.Id(_console.Bert)); // D2 to D4
            if (found.Row.State == RequestState.Approved)
                Assert.True(standing.Count(v => v.Approves) >= 2); // D1
            Assert.InRange(Model.Executions, 0, 1); // D14
        }

        /// <summary>Everybody is back, and nothing is left open for the next run.</summary>
        public async Task EndAsync()
        {
            foreach (var voter in Enum.GetValues<Voter>().Where(Model.Return))
                await _console.Paths.ReturnAsync(Of(voter));
            foreach (var from in _delegations.Keys.Where(from => Model.EndDelegation(from, Now)))
                PathConsole.Accepted(await EndAsync(from));
            await CancelAsync();
        }

        private Task<Outcome<Done>> EndAsync(Voter from) =>
            _console.Use<GovernanceConsole.Requests.EndDelegation>().ExecuteAsync(CommandId.New(), new EndDelegationInput(_delegations[from]), _console.Console.Founder);

        private Task<Outcome<Done>> CancelAsync() => _console.Use<CancelRequest>().ExecuteAsync(CommandId.New(), new CancelRequestInput(_request, "Not needed."), _console.Sam);

        private Actor Of(Voter voter) => voter switch
        {
            Voter.Rolf => _console.Rolf,
            Voter.Mona => _console.Mona,
            Voter.Mira => _console.Mira,
            Voter.Sanna => _console.Sanna,
            Voter.Sven => _console.Sven,
            Voter.Ida => _console.Ida,
            Voter.Sam => _console.Sam,
            Voter.Anna => _console.Anna,
            Voter.Bert => _console.Bert,
            Voter.Nele => _console.Paths.Nele,
        };
    }
}
