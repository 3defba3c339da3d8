using System.Buffers;
using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Imports;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.ControlTesting;

/// <param name="OnlyImport">The one import to test; null for every visible history.</param>
/// <param name="Parameters">What is measured against.</param>
public sealed record RunControlTestsInput(ImportId? OnlyImport, ControlTestParameters Parameters);

/// <summary>How far a run is.</summary>
/// <param name="Run">The run.</param>
/// <param name="Judged">Tickets judged so far.</param>
/// <param name="Tickets">Tickets in all.</param>
public sealed record ControlTestProgress(ControlTestRunId Run, long Judged, long Tickets);

/// <summary>
/// Asks every ticket of the imported history every question it can answer. Tickets are read and judged a chunk at a
/// time, findings are stored where no query sees them, and one short step at the end makes the run visible with its
/// ledger entry. Asked again for the same history, tests and limits, it answers with the run there is.
/// </summary>
[MayBeDoneBy(Role.Governance)]
[MayBeDoneBy(Role.SecurityOperations)]
[MayBeDoneBy(ActorKind.CommandLine)]
[MayBeDoneBy(ActorKind.Job)]
[MayLeaveNoEntry("findings come in chunks, which one entry at the end covers")]
public sealed class RunControlTests
{
    private const int FindingsPerStep = 20_000;

    /// <summary>Ends what has failed, also where the person who asked may not act any more.</summary>
    internal static readonly Actor Machine = Actor.ForJob("control tests");

    private readonly LedgeredChange _road;
    private readonly ControlTestPlanner _planner;
    private readonly HistoryReader _reader;
    private readonly GiveUpControlTests _giveUp;

    internal RunControlTests(LedgeredChange road, ControlTestPlanner planner, HistoryReader reader, GiveUpControlTests giveUp) =>
        (_road, _planner, _reader, _giveUp) = (road, planner, reader, giveUp);

    /// <param name="commandId">The id made when the form opened.</param>
    /// <param name="input">What to test, against what.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="progress">Told after each chunk; null where nobody watches.</param>
    /// <param name="cancellationToken">Gives the run up; nothing of it is kept.</param>
    public async Task<Outcome<ControlTestRunId>> ExecuteAsync(
        CommandId commandId, RunControlTestsInput input, Actor actor, IProgress<ControlTestProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var started = await StartAsync(commandId, input, actor, cancellationToken);
        if (!started.IsAccepted)
            return Outcome<ControlTestRunId>.Refuse(started.Refusals);
        if (started.Value.Plan is not { } plan)
            return started.Value.Run;

        try
        {
            await JudgeAsync(started.Value.Run, plan, input, actor, progress, cancellationToken);
            return started.Value.Run;
        }
        catch (Exception)
        {
            // Whatever happened, no half run stays behind; who gave it up before is on record already. The reason goes on.
            await _giveUp.ExecuteAsync(CommandId.New(), new GiveUpControlTestsInput(started.Value.Run), Machine, CancellationToken.None);
            throw;
        }
    }

    private async Task<Outcome<StartedRun>> StartAsync(CommandId commandId, RunControlTestsInput input, Actor actor, CancellationToken cancellationToken)
    {
        ControlTestPlan? begun = null;
        var outcome = await _road.ExecuteAsync<RunControlTestsInput, ControlTestRunId>(this, commandId, input, actor, async change =>
        {
            var plan = await _planner.PlanAsync(input.OnlyImport, input.Parameters, cancellationToken);
            var refusals = ControlTestRules.Check(input.Parameters);
            if (plan.Tickets == 0)
                refusals.Add(new NoHistoryToTest());
            if (refusals.Count > 0)
                return refusals;
            if (await change.Context.Set<ControlTestRun>().FirstOrDefaultAsync(r => r.State == ControlTestRunState.Running) is { } running)
                return new ControlTestsAreRunning(running.Number);

            var identity = plan.Sha256();
            if (await change.Context.Set<ControlTestRun>().FirstOrDefaultAsync(r => r.InputSha256 == identity && r.State == ControlTestRunState.Complete) is { } same)
                return same.Id;

            var imports = string.Join(", ", plan.Histories.Select(h => h.Number));
            var run = ControlTestRun.Start(
                change.NewId<ControlTestRunId>(), await change.NextNumberAsync("CT"), input.OnlyImport, imports, identity, input.Parameters, actor.Person, change.Now);
            change.Context.Add(run);
            change.Correlate(run.Id.Value);
            change.Record(ControlTestEvents.RunStarted, run, EventDetail.Public("imports", imports));
            begun = plan;
            return run.Id;
        }, cancellationToken);
        return outcome.IsAccepted ? new StartedRun(outcome.Value, begun) : Outcome<StartedRun>.Refuse(outcome.Refusals);
    }

    private async Task JudgeAsync(
        ControlTestRunId run, ControlTestPlan plan, RunControlTestsInput input, Actor actor, IProgress<ControlTestProgress>? progress, CancellationToken cancellationToken)
    {
        var tally = new ControlTestTally(ControlTests.All);
        var digest = FindingDigest.Of(plan.Sha256());
        var leaf = new ArrayBufferWriter<byte>();
        var found = new List<FoundFinding>();
        var stored = 0;
        var judged = 0L;
        foreach (var history in plan.Histories)
        {
            var conditions = new TestConditions(history.Mapping, plan.Parameters, plan.Zone);
            tally.Begin(history.Number, conditions, plan.Parameters.AssumedHours is not null || (plan.HoursByDesk.Count > 0 && history.Mapping.Has(TicketField.Desk)));
            await foreach (var chunk in _reader.ChunksAsync(plan, history.Id, cancellationToken))
            {
                foreach (var ticket in chunk)
                {
                    var before = found.Count;
                    tally.Judge(ticket.Id, ticket.Story, ticket.Place, found);
                    for (var i = before; i < found.Count; i++)
                    {
                        FindingDigest.Write(leaf, found[i].TicketNumber, found[i].Test.Code, found[i].Test.Version, found[i].Measure);
                        digest.Add(leaf.WrittenSpan);
                    }
                }

                judged += chunk.Count;
                progress?.Report(new ControlTestProgress(run, judged, plan.Tickets));
                if (found.Count >= FindingsPerStep)
                    stored = await StoreAsync(run, found, stored, input, actor, cancellationToken);
            }
        }

        await StoreAsync(run, found, stored, input, actor, cancellationToken);
        var root = Convert.ToHexStringLower(digest.Root());
        await CompleteAsync(run, tally, root, input, actor, cancellationToken);
    }

    private async Task<int> StoreAsync(
        ControlTestRunId run, List<FoundFinding> found, int stored, RunControlTestsInput input, Actor actor, CancellationToken cancellationToken)
    {
        if (found.Count == 0)
            return stored;
        Accepted(await _road.ExecuteAsync<RunControlTestsInput, Done>(this, CommandId.New(), input, actor, async change =>
        {
            await RunningAsync(change, run);
            await change.BulkInsertAsync(found.Select((f, i) => ControlFinding.Of(run, stored + i + 1, f)));
            return default(Done);
        }, cancellationToken));
        stored += found.Count;
        found.Clear();
        return stored;
    }

    private async Task CompleteAsync(
        ControlTestRunId run, ControlTestTally tally, string root, RunControlTestsInput input, Actor actor, CancellationToken cancellationToken) =>
        Accepted(await _road.ExecuteAsync<RunControlTestsInput, Done>(this, CommandId.New(), input, actor, async change =>
        {
            var record = await RunningAsync(change, run);
            await change.BulkInsertAsync(tally.Figures().Select((f, i) => ControlTestFigure.Of(run, i + 1, f)));
            record.Complete(tally.Totals(), root, change.Now);
            change.Correlate(run.Value);
            change.Record(ControlTestEvents.RunCompleted, record);
            return default(Done);
        }, cancellationToken));

    private static async Task<ControlTestRun> RunningAsync(Change change, ControlTestRunId run)
    {
        var record = await change.FindAsync<ControlTestRun>(run);
        return record is { State: ControlTestRunState.Running } ? record : throw new OperationCanceledException("The run was given up.");
    }

    /// <summary>A person who lost the role ends the work.</summary>
    private static void Accepted(Outcome<Done> step) => _ = step.Value;

    /// <param name="Run">The run.</param>
    /// <param name="Plan">What it is to do; null where it was there already.</param>
    private sealed record StartedRun(ControlTestRunId Run, ControlTestPlan? Plan);
}
