using System.Buffers;
using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.PolicyReplay;

/// <param name="Run">The replay.</param>
public sealed record JudgePolicyReplayInput(ReplayId Run);

/// <summary>How far a replay is.</summary>
/// <param name="Run">The replay.</param>
/// <param name="Judged">Cases looked at so far.</param>
/// <param name="Cases">Cases in all, before they are chosen by path, desk and kind.</param>
public sealed record ReplayProgress(ReplayId Run, long Judged, long Cases);

/// <summary>
/// Does the work of a replay that was asked for: cases are read and judged a chunk at a time, what came out otherwise is
/// stored in short steps where no query sees it, and one short step at the end makes it visible with its ledger entry.
/// </summary>
[MayBeDoneBy(ActorKind.Job)]
[MayLeaveNoEntry("rows come in chunks, which one entry at the end covers")]
public sealed class JudgePolicyReplay
{
    /// <summary>Few enough that a command of a person does not wait noticeably behind them.</summary>
    private const int RowsPerStep = 5_000;

    /// <summary>Who does it, whoever asked.</summary>
    internal static readonly Actor Machine = Actor.ForJob("policy replay");

    private readonly LedgeredChange _road;
    private readonly ReadOnlyStore _store;
    private readonly ReplayReader _reader;
    private readonly OrganisationTime _time;

    internal JudgePolicyReplay(LedgeredChange road, ReadOnlyStore store, ReplayReader reader, OrganisationTime time) => (_road, _store, _reader, _time) = (road, store, reader, time);

    /// <param name="commandId">Of the last step, which makes the result visible.</param>
    /// <param name="input">Which replay.</param>
    /// <param name="actor">A job.</param>
    /// <param name="progress">Told after each chunk; null where nobody watches.</param>
    /// <param name="cancellationToken">Stops between two chunks; whoever cancelled has said so to the record.</param>
    public async Task<Outcome<Done>> ExecuteAsync(
        CommandId commandId, JudgePolicyReplayInput input, Actor actor, IProgress<ReplayProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var taken = await _road.ExecuteAsync<JudgePolicyReplayInput, Done>(
            this, CommandId.New(), input, actor,
            async change => await change.FindAsync<ReplayRun>(input.Run) is { State: ReplayState.Running } ? Outcome<Done>.Accept(default) : new NotFound("running replay"), cancellationToken);
        if (!taken.IsAccepted)
            return taken;

        ReplayRun run;
        ReplayPolicies policies;
        long cases;
        await using (var context = _store.Open())
        {
            run = await context.Set<ReplayRun>().SingleAsync(r => r.Id == input.Run, cancellationToken);
            policies = await ReplayPolicies.ReadAsync(context, run, cancellationToken);
            cases = await ReplayReader.CountAsync(context, run.FromOn, run.UntilOn, _time, cancellationToken);
        }

        var tally = new ReplayTally(policies);
        var digest = ReplayDigest.Of(run.Id, run.PolicyHash);
        var leaf = new ArrayBufferWriter<byte>();
        var rows = new List<JudgedCase>();
        var (judged, stored) = (0L, 0);
        progress?.Report(new ReplayProgress(run.Id, judged, cases));
        await foreach (var chunk in _reader.ChunksAsync(run, policies, cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var past in chunk)
            {
                var outcome = tally.Judge(past);
                if (outcome.Verdict.Outcome == ReplayOutcome.Same)
                    continue;
                ReplayDigest.Write(leaf, past.Number, past.Request is not null, outcome.Verdict.Outcome, outcome.Verdict.Reasons);
                digest.Add(leaf.WrittenSpan);
                rows.Add(outcome);
            }

            judged += chunk.Count;
            progress?.Report(new ReplayProgress(run.Id, judged, Math.Max(cases, judged)));
            if (rows.Count < RowsPerStep)
                continue;
            if (await StoreAsync(run.Id, rows, stored, input, actor, cancellationToken) is { IsAccepted: false } refused)
                return refused;
            stored += rows.Count;
            rows.Clear();
        }

        return await StoreAsync(run.Id, rows, stored, input, actor, cancellationToken) is { IsAccepted: false } notStored
            ? notStored
            : await CompleteAsync(commandId, tally, Convert.ToHexStringLower(digest.Root()), input, actor, cancellationToken);
    }

    private async Task<Outcome<Done>> StoreAsync(ReplayId run, List<JudgedCase> rows, int stored, JudgePolicyReplayInput input, Actor actor, CancellationToken cancellationToken)
    {
        foreach (var some in rows.Chunk(RowsPerStep))
        {
            var before = stored;
            var outcome = await _road.ExecuteAsync<JudgePolicyReplayInput, Done>(this, CommandId.New(), input, actor, async change =>
            {
                await RunningAsync(change, run);
                await change.BulkInsertAsync(some.Select((row, i) => ReplayRow.Of(run, before + i + 1, row)));
                return default(Done);
            }, cancellationToken);
            if (!outcome.IsAccepted)
                return outcome;
            stored += some.Length;
        }

        return default(Done);
    }

    private Task<Outcome<Done>> CompleteAsync(CommandId commandId, ReplayTally tally, string root, JudgePolicyReplayInput input, Actor actor, CancellationToken cancellationToken) =>
        _road.ExecuteAsync<JudgePolicyReplayInput, Done>(this, commandId, input, actor, async change =>
        {
            var run = await RunningAsync(change, input.Run);
            await change.BulkInsertAsync(tally.Verdicts(run.Id));
            await change.BulkInsertAsync(tally.Figures(run.Id));
            run.Complete(tally.Totals, root, change.Now);
            change.Correlate(run.Id.Value);
            change.Record(ReplayEvents.Completed, run);
            return default(Done);
        }, cancellationToken);

    private static async Task<ReplayRun> RunningAsync(Change change, ReplayId run) =>
        await change.FindAsync<ReplayRun>(run) is { State: ReplayState.Running } running ? running : throw new OperationCanceledException("The replay was cancelled.");
}
