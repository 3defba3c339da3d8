using System.Security.Cryptography;
using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Imports;

/// <summary>What checking and importing have in common: the short transactions around the reading of the file.</summary>
internal static class ImportSteps
{
    /// <summary>The id of a step of a command, so that a repeated command repeats its steps without effect.</summary>
    public static CommandId Step(this CommandId command, int step)
    {
        Span<byte> bytes = stackalloc byte[20];
        command.Value.TryWriteBytes(bytes, bigEndian: true, out _);
        BitConverter.TryWriteBytes(bytes[16..], step);
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(bytes, hash);
        return new CommandId(new Guid(hash[..16], bigEndian: true));
    }

    /// <summary>Gives a file its number, or takes up a checked import again.</summary>
    /// <param name="change">The transaction.</param>
    /// <param name="planned">The input, understood before: no mapping is read while others wait for the writer.</param>
    /// <param name="stores">Whether rows will be stored.</param>
    public static async Task<Outcome<ImportId>> BeginAsync(Change change, Outcome<ImportPlan> planned, bool stores)
    {
        if (!planned.IsAccepted)
            return Outcome<ImportId>.Refuse(planned.Refusals);
        var plan = planned.Value;
        if (ImportRules.MayBring(plan.Input.Kind, change) is { } notAllowed)
            return notAllowed;
        if (plan.Input.Kind == ImportKind.TicketHistory
            && await change.Context.VisibleHistories().Where(i => i.FileSha256 == plan.File.Sha256).FirstOrDefaultAsync() is { } same)
            return new FileIsInAlready(same.Number, same.VisibleAt!.Value);
        if (plan.Input.Resumes is { } resumed)
            return await ResumeAsync(change, resumed, plan, stores);

        var batch = ImportBatch.Begin(
            change.NewId<ImportId>(), await change.NextNumberAsync("IMP"), plan.Input.Kind, plan.File, plan.Mapping, change.Actor.Person, change.Now);
        if (stores)
            batch.BeginStoring();
        change.Context.Add(batch);
        change.Correlate(batch.Id.Value);
        change.Record(ImportEvents.ImportBegun, batch);
        return batch.Id;
    }

    /// <summary>Keeps what the reading brought to light, with nothing of the file stored.</summary>
    public static async Task<Outcome<ImportResult>> AwaitDecisionAsync(Change change, ImportId import, ImportReport report)
    {
        if (await change.FindAsync<ImportBatch>(import) is not { } batch)
            return new NotFound("import");
        if (!batch.IsUnderWay)
            return new ImportIsOver(batch.Number, batch.State);
        batch.AwaitDecision(report, change.Now);
        await KeepFindingsAsync(change, import, report);
        change.Correlate(import.Value);
        change.Record(report.IsFatal ? ImportEvents.FileRefused : ImportEvents.FileChecked, batch);
        return ImportResult.Of(batch);
    }

    /// <summary>Replaces the findings of an earlier reading.</summary>
    public static async Task KeepFindingsAsync(Change change, ImportId import, ImportReport report)
    {
        await change.DeleteInBulkAsync<ImportFinding>(f => f.ImportId == import);
        await change.BulkInsertAsync(report.Findings);
    }

    /// <summary>Makes a stored history visible, all at once, and lets the histories it contains give way.</summary>
    public static async Task<Outcome<ImportResult>> MakeHistoryVisibleAsync(Change change, ImportId import, ImportReport report, long rowsStored)
    {
        if (await change.FindAsync<ImportBatch>(import) is not { } batch)
            return new NotFound("import");
        if (batch.State != ImportState.Storing)
            return new ImportIsOver(batch.Number, batch.State);
        var visible = await change.Context.VisibleHistories().ToListAsync();
        if (!visible.Select(v => v.Id).ToHashSet().SetEquals(report.ComparedWith))
            return new AnotherHistoryCameFirst();

        batch.BecomeVisible(report, rowsStored, change.Now);
        await KeepFindingsAsync(change, import, report);
        change.Correlate(import.Value);
        change.Record(ImportEvents.HistoryImported, batch);
        foreach (var earlier in visible.Where(v => report.Replaces.Contains(v.Id)))
        {
            earlier.GiveWayTo(import, change.Now);
            change.Record(ImportEvents.HistoryReplaced, earlier, EventDetail.Public("by", batch.Number));
        }

        return ImportResult.Of(batch);
    }

    /// <summary>Changes everything a file of objects tells, an entry each; or nothing, where something came in between since it was checked.</summary>
    public static async Task<Outcome<ImportResult>> ApplyObjectsAsync(Change change, ImportId import, ImportReport report, FileObjects objects)
    {
        if (await change.FindAsync<ImportBatch>(import) is not { } batch)
            return new NotFound("import");
        if (batch.State != ImportState.Storing)
            return new ImportIsOver(batch.Number, batch.State);
        var judgement = await objects.ApplyAsync(change);
        if (judgement.Refusals.Count > 0)
            return judgement.Refusals.Select(f => f.Refusal).Prepend(new SomethingChangedMeanwhile(batch.Number)).ToList();

        batch.BecomeVisible(report, objects.Count, change.Now);
        await KeepFindingsAsync(change, import, report);
        change.Correlate(import.Value);
        change.Record(ImportEvents.ObjectsImported, batch);
        return ImportResult.Of(batch);
    }

    /// <summary>Cancels what was begun.</summary>
    public static async Task<Outcome<Done>> GiveUpAsync(Change change, ImportId import)
    {
        if (await change.FindAsync<ImportBatch>(import) is not { } batch)
            return new NotFound("import");
        if (ImportRules.MayBring(batch.Kind, change) is { } notAllowed)
            return notAllowed;
        if (batch.State is not (ImportState.Checking or ImportState.Checked or ImportState.Storing))
            return new ImportIsOver(batch.Number, batch.State);
        batch.GiveUp(change.Now);
        change.Correlate(import.Value);
        change.Record(ImportEvents.ImportCancelled, batch);
        return default(Done);
    }

    /// <summary>Ends what failed. Where somebody ended it first, only what it stored is left to remove.</summary>
    public static async Task<Outcome<Done>> BreakOffAsync(Change change, ImportId import)
    {
        if (await change.FindAsync<ImportBatch>(import) is not { } batch)
            return new NotFound("import");
        if (batch.State is ImportState.Visible or ImportState.Replaced)
            return new ImportIsOver(batch.Number, batch.State);
        if (!batch.IsUnderWay)
            return default(Done);
        batch.GiveUp(change.Now);
        change.Correlate(import.Value);
        change.Record(ImportEvents.ImportBrokeOff, batch);
        return default(Done);
    }

    private static async Task<Outcome<ImportId>> ResumeAsync(Change change, ImportId resumed, ImportPlan plan, bool stores)
    {
        if (await change.FindAsync<ImportBatch>(resumed) is not { } batch)
            return new NotFound("import");
        if (batch.State != ImportState.Checked)
            return new ImportIsOver(batch.Number, batch.State);
        if (batch.Kind != plan.Input.Kind || batch.FileSha256 != plan.File.Sha256 || batch.MappingSha256 != plan.Mapping.Sha256)
            return new ImportWasCheckedOtherwise(batch.Number);
        batch.ReadAgain(change.Now);
        if (stores)
            batch.BeginStoring();
        change.Correlate(resumed.Value);
        change.Record(ImportEvents.ImportReadAgain, batch);
        return batch.Id;
    }
}
