using System.Threading.Channels;
using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;

namespace GovernanceConsole.Imports;

/// <summary>
/// Imports a file, all of it or nothing. Tickets are stored in chunks where nobody sees them while the file is still
/// being read, then made visible in one short transaction. Rows that cannot be taken stop the import; it then waits for
/// a decision, with nothing stored.
/// </summary>
[MayBeDoneBy(Role.Governance)]
[MayBeDoneBy(Role.PlatformAdministrator)]
[MayBeDoneBy(ActorKind.CommandLine)]
[MayLeaveNoEntry("tickets come in chunks, which one entry at the end covers")]
public sealed class ImportFile
{
    /// <summary>The steps of one command: 1 begins, these store chunks.</summary>
    private const int FirstChunkStep = 2;

    private readonly LedgeredChange _road;
    private readonly FileReading _reading;
    private readonly BreakOffImport _breakOff;

    internal ImportFile(LedgeredChange road, FileReading reading, BreakOffImport breakOff) => (_road, _reading, _breakOff) = (road, reading, breakOff);

    /// <summary>Imports a received file.</summary>
    /// <param name="commandId">The id made when the form opened.</param>
    /// <param name="input">What the file brings, and how it is meant.</param>
    /// <param name="file">The file.</param>
    /// <param name="actor">Who acts.</param>
    /// <param name="progress">Told how far it is; null where nobody watches.</param>
    /// <param name="cancellationToken">Cancels the import; nothing of it stays.</param>
    public async Task<Outcome<ImportResult>> ExecuteAsync(
        CommandId commandId, ImportInput input, ReceivedFile file, Actor actor, IProgress<ImportProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var planned = ImportPlan.Of(input, file);
        var begun = await _road.ExecuteAsync<string, ImportId>(
            this, commandId.Step(1), ImportPlan.ContentOf(input, file), actor, change => ImportSteps.BeginAsync(change, planned, stores: true), cancellationToken);
        if (!begun.IsAccepted)
            return Outcome<ImportResult>.Refuse(begun.Refusals);

        var run = new Run(this, commandId, planned.Value, actor, progress);
        try
        {
            return await run.ToTheEndAsync(begun.Value, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await run.GiveUpAsync(begun.Value);
            throw;
        }
        catch (ImportStopped stopped)
        {
            await BreakOffAsync(begun.Value);
            return Outcome<ImportResult>.Refuse(stopped.Refusals);
        }
        catch
        {
            await BreakOffAsync(begun.Value);
            throw;
        }
    }

    private Task<Outcome<Done>> BreakOffAsync(ImportId import) =>
        _breakOff.ExecuteAsync(CommandId.New(), new BreakOffImportInput(import), BreakOffImport.Machine, CancellationToken.None);

    /// <summary>One execution.</summary>
    private sealed class Run(ImportFile useCase, CommandId commandId, ImportPlan plan, Actor actor, IProgress<ImportProgress>? progress)
    {
        public async Task<Outcome<ImportResult>> ToTheEndAsync(ImportId import, CancellationToken cancellationToken)
        {
            progress?.Report(new ImportProgress(import, ImportPhase.Reading, 0, plan.File.Bytes, 0));
            return plan.Input.Kind == ImportKind.TicketHistory
                ? await HistoryToTheEndAsync(import, cancellationToken)
                : await ObjectsToTheEndAsync(import, cancellationToken);
        }

        public async Task GiveUpAsync(ImportId import)
        {
            await OnRoadAsync(CommandId.New(), change => ImportSteps.GiveUpAsync(change, import), CancellationToken.None);
            await StagedTickets.RemoveAsync(useCase._road, useCase, import, actor);
        }

        private async Task<Outcome<ImportResult>> ObjectsToTheEndAsync(ImportId import, CancellationToken cancellationToken)
        {
            var (report, objects) = await useCase._reading.Objects.ReadAsync(
                plan, import, actor, useCase._road.RehearsalsOf(useCase, actor), progress, cancellationToken);
            if (objects is null || report.IsBlocked)
                return await OnRoadAsync(commandId, change => ImportSteps.AwaitDecisionAsync(change, import, report), cancellationToken);

            progress?.Report(new ImportProgress(import, ImportPhase.Finishing, plan.File.Bytes, plan.File.Bytes, report.RowsRead));
            var visible = await OnRoadAsync(commandId, change => ImportSteps.ApplyObjectsAsync(change, import, report, objects), cancellationToken);
            return visible.IsAccepted ? visible : throw new ImportStopped(visible.Refusals);
        }

        private async Task<Outcome<ImportResult>> HistoryToTheEndAsync(ImportId import, CancellationToken cancellationToken)
        {
            var (report, rowsStored) = await StoreHistoryAsync(import, cancellationToken);
            if (report.IsBlocked)
            {
                progress?.Report(new ImportProgress(import, ImportPhase.Clearing, plan.File.Bytes, plan.File.Bytes, report.RowsRead));
                await StagedTickets.RemoveAsync(useCase._road, useCase, import, actor);
                return await OnRoadAsync(commandId, change => ImportSteps.AwaitDecisionAsync(change, import, report), cancellationToken);
            }

            progress?.Report(new ImportProgress(import, ImportPhase.Finishing, plan.File.Bytes, plan.File.Bytes, report.RowsRead));
            var visible = await OnRoadAsync(commandId, change => ImportSteps.MakeHistoryVisibleAsync(change, import, report, rowsStored), cancellationToken);
            return visible.IsAccepted ? visible : throw new ImportStopped(visible.Refusals);
        }

        /// <summary>Reads and stores at the same time: the reader parses and hashes the next chunk while the writer has this one.</summary>
        private async Task<(ImportReport Report, long RowsStored)> StoreHistoryAsync(ImportId import, CancellationToken cancellationToken)
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var chunks = Channel.CreateBounded<ReadTicket[]>(new BoundedChannelOptions(2) { SingleReader = true, SingleWriter = true });
            var storing = StoreChunksAsync(import, chunks.Reader, stop);
            try
            {
                var report = await Task.Run(
                    () => useCase._reading.Histories.ReadAsync(plan, import, chunk => chunks.Writer.WriteAsync(chunk, stop.Token), progress, stop.Token), stop.Token);
                chunks.Writer.Complete();
                return (report, await storing);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                await storing; // what stopped the reader is what stopped the writer
                throw;
            }
            catch
            {
                chunks.Writer.TryComplete();
                await Task.WhenAny(storing); // no chunk may follow what is now given up
                throw;
            }
        }

        private async Task<long> StoreChunksAsync(ImportId import, ChannelReader<ReadTicket[]> chunks, CancellationTokenSource stop)
        {
            var step = FirstChunkStep;
            var rows = 0L;
            try
            {
                await foreach (var chunk in chunks.ReadAllAsync(stop.Token))
                {
                    for (ReadOnlyMemory<ReadTicket> rest = chunk; rest.Length > 0;)
                    {
                        var part = rest;
                        var stored = await OnRoadAsync(commandId.Step(step++), change => StagedTickets.StoreAsync(change, import, part), stop.Token);
                        if (!stored.IsAccepted)
                            throw new ImportStopped(stored.Refusals);
                        rest = rest[stored.Value..];
                    }

                    rows += chunk.Sum(t => t.Events.Count);
                }

                return rows;
            }
            catch
            {
                await stop.CancelAsync();
                throw;
            }
        }

        private Task<Outcome<T>> OnRoadAsync<T>(CommandId step, Func<Change, Task<Outcome<T>>> decide, CancellationToken cancellationToken) =>
            useCase._road.ExecuteAsync(useCase, step, plan.Content, actor, decide, cancellationToken);
    }
}
