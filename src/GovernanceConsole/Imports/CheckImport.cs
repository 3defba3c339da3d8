using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;

namespace GovernanceConsole.Imports;

/// <summary>Reads a file without storing anything of it, and keeps what is unclean in it and what it would change.</summary>
[MayBeDoneBy(Role.Governance)]
[MayBeDoneBy(Role.PlatformAdministrator)]
[MayBeDoneBy(ActorKind.CommandLine)]
public sealed class CheckImport
{
    private readonly LedgeredChange _road;
    private readonly FileReading _reading;
    private readonly BreakOffImport _breakOff;

    internal CheckImport(LedgeredChange road, FileReading reading, BreakOffImport breakOff) => (_road, _reading, _breakOff) = (road, reading, breakOff);

    /// <summary>Checks a received file.</summary>
    /// <param name="commandId">The id made when the form opened.</param>
    /// <param name="input">What the file brings, and how it is meant.</param>
    /// <param name="file">The file.</param>
    /// <param name="actor">Who acts.</param>
    /// <param name="progress">Told how far it is; null where nobody watches.</param>
    /// <param name="cancellationToken">Cancels the check; it then stands as cancelled.</param>
    public async Task<Outcome<ImportResult>> ExecuteAsync(
        CommandId commandId, ImportInput input, ReceivedFile file, Actor actor, IProgress<ImportProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var planned = ImportPlan.Of(input, file);
        var begun = await _road.ExecuteAsync<string, ImportId>(
            this, commandId.Step(1), ImportPlan.ContentOf(input, file), actor, change => ImportSteps.BeginAsync(change, planned, stores: false), cancellationToken);
        if (!begun.IsAccepted)
            return Outcome<ImportResult>.Refuse(begun.Refusals);

        var plan = planned.Value;
        var import = begun.Value;
        progress?.Report(new ImportProgress(import, ImportPhase.Reading, 0, file.Bytes, 0));
        try
        {
            var report = await _reading.CheckAsync(plan, import, actor, _road.RehearsalsOf(this, actor), progress, cancellationToken);
            return await _road.ExecuteAsync<string, ImportResult>(
                this, commandId, plan.Content, actor, change => ImportSteps.AwaitDecisionAsync(change, import, report), cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await _road.ExecuteAsync<string, Done>(
                this, CommandId.New(), plan.Content, actor, change => ImportSteps.GiveUpAsync(change, import), CancellationToken.None);
            throw;
        }
        catch (ImportStopped stopped)
        {
            await BreakOffAsync(import);
            return Outcome<ImportResult>.Refuse(stopped.Refusals);
        }
        catch
        {
            await BreakOffAsync(import);
            throw;
        }
    }

    private Task<Outcome<Done>> BreakOffAsync(ImportId import) =>
        _breakOff.ExecuteAsync(CommandId.New(), new BreakOffImportInput(import), BreakOffImport.Machine, CancellationToken.None);
}
