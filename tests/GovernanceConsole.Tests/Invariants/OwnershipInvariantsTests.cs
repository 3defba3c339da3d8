using FsCheck;
using FsCheck.Fluent;
using GovernanceConsole.Identity;
using GovernanceConsole.RecoveryPaths;
using GovernanceConsole.Tests.AuditLedger;
using GovernanceConsole.Tests.Fixtures;
using static GovernanceConsole.Tests.Fixtures.PathConsole;

namespace GovernanceConsole.Tests.Invariants;

/// <summary>
/// O1 to O5 and X1: random commands with a moving clock, done to the console and to <see cref="OwnershipModel"/> side by
/// side. After each one both must agree on whether it was accepted, on every interval, on the state and on who is
/// accountable; at the end the ledger folds to the tables. GOVERNANCE_LONG_TESTS=1 runs many more.
/// </summary>
[Trait("row", "O1")]
[Trait("row", "O2")]
[Trait("row", "O3")]
[Trait("row", "O4")]
[Trait("row", "O5")]
[Trait("row", "X1")]
public sealed class OwnershipInvariantsTests
{
    private const int People = 4;

    private static readonly bool IsLong = Environment.GetEnvironmentVariable("GOVERNANCE_LONG_TESTS") == "1";

    [Fact]
    public async Task Ownership_UnderRandomCommands_IsWhatTheModelSays()
    {
        await using var console = await PathConsole.StartAsync();
        var commands = Arb.From<List<Command>>(Commands.ListOf().Select(sequence => sequence.ToList()), Shrink);

        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(IsLong ? 2000 : 12).WithStartSize(8).WithEndSize(IsLong ? 80 : 30),
            Prop.ForAll<List<Command>>(commands, sequence => RunAsync(console, sequence).GetAwaiter().GetResult()));

        await LedgerFold.EqualsTheTablesAsync(console.Console);
        LedgerFold.VerifyChain(console.Console.File, 1);
    }

    [Fact]
    public async Task Model_AgainstAConsoleThatLetsTheOwnerKeepTheSeatAfterATransfer_Disagrees()
    {
        // The comparison itself must be able to fail.
        await using var console = await PathConsole.StartAsync();
        var run = await Run.BeginAsync(console);
        await run.DoAsync(new Propose(PathSeat.Control, To: 2, By: 0));
        run.Model.Accept(PathSeat.Control, 2, console.Clock.GetUtcNow());

        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(run.CheckAsync);
    }

    private static async Task RunAsync(PathConsole console, IEnumerable<Command> sequence)
    {
        var run = await Run.BeginAsync(console);
        foreach (var command in sequence)
        {
            await run.DoAsync(command);
            await run.CheckAsync();
        }

        await run.CheckPastAsync();
        Accepted(await console.RetireAsync(run.Path));
    }

    private static Gen<Command> Commands
    {
        get
        {
            var seat = Gen.Elements(PathSeat.Control, PathSeat.Risk);
            var person = Gen.Choose(0, People - 1);
            var actor = Gen.Choose(OwnershipModel.Governance, People - 1);
            return Gen.Frequency(
                (4, Gen.Elements(1, 5, 24, 72, 24 * 7, 24 * 20).Select(hours => (Command)new Wait(hours))),
                (4, from s in seat from p in person select (Command)new Assign(s, p)),
                (6, from s in seat from p in person from b in actor select (Command)new Propose(s, p, b)),
                (8, from s in seat from b in person select (Command)new Accept(s, b)),
                (2, from s in seat from b in person select (Command)new Decline(s, b)),
                (2, from s in seat from b in actor select (Command)new Withdraw(s, b)),
                (2, from s in seat from b in person select (Command)new Confirm(s, b)),
                (2, from s in seat from b in person select (Command)new Dispute(s, b)),
                (3, person.Select(p => (Command)new Leave(p))),
                (3, person.Select(p => (Command)new Return(p))),
                (3, Gen.Constant((Command)new Flag())),
                (2, Gen.Constant((Command)new SuspendLapsed())),
                (1, Gen.Constant((Command)new SignOff())),
                (2, Gen.Constant((Command)new Resume())));
        }
    }

    /// <summary>Shorter sequences: halves first, then without one command each.</summary>
    private static IEnumerable<List<Command>> Shrink(List<Command> sequence)
    {
        if (sequence.Count > 3)
        {
            yield return sequence[..(sequence.Count / 2)];
            yield return sequence[(sequence.Count / 2)..];
        }

        for (var i = 0; i < sequence.Count; i++)
            yield return [.. sequence[..i], .. sequence[(i + 1)..]];
    }

    internal abstract record Command;

    internal sealed record Wait(int Hours) : Command;

    internal sealed record Assign(PathSeat Seat, int Person) : Command;

    internal sealed record Propose(PathSeat Seat, int To, int By) : Command;

    internal sealed record Accept(PathSeat Seat, int By) : Command;

    internal sealed record Decline(PathSeat Seat, int By) : Command;

    internal sealed record Withdraw(PathSeat Seat, int By) : Command;

    internal sealed record Confirm(PathSeat Seat, int By) : Command;

    internal sealed record Dispute(PathSeat Seat, int By) : Command;

    internal sealed record Leave(int Person) : Command;

    internal sealed record Return(int Person) : Command;

    internal sealed record Flag : Command;

    internal sealed record SuspendLapsed : Command;

    internal sealed record SignOff : Command;

    internal sealed record Resume : Command;

    /// <summary>One sequence: a path of its own with people of its own, and the model beside it.</summary>
    private sealed class Run(PathConsole console, RecoveryPathId path, IReadOnlyList<Actor> people, OwnershipModel model)
    {
        private RecoveryPathQueries Queries => console.Use<RecoveryPathQueries>();

        private DateTimeOffset Now => console.Clock.GetUtcNow();

        public RecoveryPathId Path => path;

        public OwnershipModel Model => model;

        public static async Task<Run> BeginAsync(PathConsole console)
        {
            var people = new List<Actor>();
            for (var i = 0; i < People; i++)
                people.Add(await console.Console.PersonAsync($"Person {i}"));
            var path = await console.CompletedAsync(await console.OwnedDraftAsync(null, people[0], people[1]));
            Accepted(await console.ActivateAsync(path));
            return new Run(console, path, people, new OwnershipModel(console.Clock.GetUtcNow(), console.Today.AddDays(90), console.DateOf));
        }

        public async Task DoAsync(Command command)
        {
            switch (command)
            {
                case Wait wait:
                    console.Clock.Advance(TimeSpan.FromHours(wait.Hours));
                    break;
                case Assign c:
                    Same(command, model.Assign(c.Seat, c.Person, Now), await console.AssignAsync(path, c.Seat, Id(people[c.Person])));
                    break;
                case Propose c:
                    Same(command, model.Propose(c.Seat, c.To, c.By), await console.ProposeAsync(path, c.Seat, Id(people[c.To]), ActorOf(c.By)));
                    break;
                case Accept c:
                    Same(command, model.Accept(c.Seat, c.By, Now), await console.AcceptAsync(path, c.Seat, ActorOf(c.By)));
                    break;
                case Decline c:
                    Same(command, model.Decline(c.Seat, c.By), await console.DeclineAsync(path, c.Seat, ActorOf(c.By)));
                    break;
                case Withdraw c:
                    Same(command, model.Withdraw(c.Seat, c.By), await console.WithdrawAsync(path, c.Seat, ActorOf(c.By)));
                    break;
                case Confirm c:
                    Same(command, model.MayAnswer(c.Seat, c.By), await console.ConfirmAsync(path, c.Seat, ActorOf(c.By)));
                    break;
                case Dispute c:
                    Same(command, model.MayAnswer(c.Seat, c.By), await console.DisputeAsync(path, c.Seat, ActorOf(c.By)));
                    break;
                case Leave c:
                    if (model.Leave(c.Person, Now))
                        await console.LeaveAsync(people[c.Person]);
                    break;
                case Return c:
                    if (model.Return(c.Person))
                        await console.ReturnAsync(people[c.Person]);
                    break;
                case Flag:
                    model.Flag();
                    await console.FlagAsync();
                    break;
                case SuspendLapsed:
                    model.SuspendLapsed(Now);
                    await console.SuspendLapsedAsync();
                    break;
                case SignOff:
                    model.SignOff(console.Today.AddDays(30));
                    Accepted(await console.SignOffAsync(path, console.Today.AddDays(30)));
                    break;
                case Resume:
                    Same(command, model.Resume(Now), await console.ResumeAsync(path));
                    break;
                default:
                    throw new InvalidOperationException($"{command} is not done by anybody.");
            }
        }

        /// <summary>The console tells what the model tells, and the invariants hold on what the console tells.</summary>
        public async Task CheckAsync()
        {
            var details = await console.DetailsAsync(path);
            var history = await Queries.OwnershipHistoryAsync(path);
            Assert.Equal(model.State, details.State);
            foreach (var seat in Enum.GetValues<PathSeat>())
            {
                var shown = seat == PathSeat.Control ? details.Control : details.Risk;
                Assert.Equal(model.HolderOf(seat) is { } holder ? Id(people[holder]) : null, shown.Owner?.Id);
                Assert.Equal(model.OfferOf(seat) is { } to ? Id(people[to]) : null, shown.Offer?.To.Id);

                // O3, O5: every interval there ever was, and no other.
                Assert.Equal(
                    model.IntervalsOf(seat).Select(i => (Id(people[i.Person]).Value, i.Start, i.End ?? model.LeftAt(i.Person))).Order(),
                    history.Where(o => o.Seat == seat).Select(o => (o.Person.Id.Value, o.StartedAt, o.EndedAt)).Order());

                // O1: at most one at each instant, and an empty seat only with an open gap; O4: at once when somebody leaves.
                var intervals = history.Where(o => o.Seat == seat).OrderBy(o => o.StartedAt).ThenBy(o => o.EndedAt ?? DateTimeOffset.MaxValue).ToList();
                Assert.All(intervals.Zip(intervals.Skip(1)), pair => Assert.True(pair.First.EndedAt <= pair.Second.StartedAt, $"{pair.First} and {pair.Second} overlap."));
                var gap = details.Gaps.SingleOrDefault(g => g.Seat == seat && g.Kind is GapKind.SeatIsEmpty or GapKind.OwnerHasLeft);
                Assert.Equal(model.GapSince(seat), gap?.Since);
            }

            // O2: nobody sits in both seats at any instant.
            foreach (var control in history.Where(o => o.Seat == PathSeat.Control))
                Assert.DoesNotContain(history, risk => risk.Seat == PathSeat.Risk && risk.Person.Id == control.Person.Id && Overlap(control, risk));
        }

        /// <summary>Who was accountable around every instant at which that changed.</summary>
        public async Task CheckPastAsync()
        {
            var instants = Enum.GetValues<PathSeat>()
                .SelectMany(model.IntervalsOf)
                .SelectMany(i => new[] { i.Start, i.End, model.LeftAt(i.Person) })
                .OfType<DateTimeOffset>()
                .SelectMany(at => new[] { at.AddMilliseconds(-1), at, at.AddMilliseconds(1) })
                .Distinct();
            foreach (var instant in instants.Where(i => i <= Now))
            {
                var accountable = await Queries.AccountableAtAsync(path, instant);
                Assert.Equal(model.AccountableAt(PathSeat.Control, instant) is { } control ? Id(people[control]) : null, accountable.Control?.Id);
                Assert.Equal(model.AccountableAt(PathSeat.Risk, instant) is { } risk ? Id(people[risk]) : null, accountable.Risk?.Id);
            }
        }

        private static bool Overlap(OwnershipInterval one, OwnershipInterval other) =>
            one.StartedAt < (other.EndedAt ?? DateTimeOffset.MaxValue) && other.StartedAt < (one.EndedAt ?? DateTimeOffset.MaxValue);

        private static void Same(Command command, bool expected, Outcome<Done> outcome) =>
            Assert.True(expected == outcome.IsAccepted, $"{command}: the model {(expected ? "accepts" : "refuses")}, the console says {string.Join(" ", outcome.Refusals.Select(r => r.Code))}");

        private Actor ActorOf(int by) => by == OwnershipModel.Governance ? console.Gesa : people[by];
    }
}
