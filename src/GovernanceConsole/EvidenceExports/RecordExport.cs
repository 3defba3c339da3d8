using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Storage;

namespace GovernanceConsole.EvidenceExports;

/// <summary>One export: the thing the ledger knows by this id.</summary>
public readonly record struct ExportId(Guid Value) : IEntityId<ExportId>
{
    public static ExportId From(Guid value) => new(value);
}

/// <summary>A workbook that is ready but not yet handed out.</summary>
/// <param name="Filter">In words, as on the cover.</param>
/// <param name="FileName">Under which it is handed out.</param>
/// <param name="AsOfAt">The moment at which the rows were read.</param>
/// <param name="Ledger">The ledger of decisions at that moment.</param>
/// <param name="Rows">How many rows it holds.</param>
/// <param name="ContentHash">SHA-256 over the data sheets, hexadecimal: the same for the same rows.</param>
/// <param name="FileHash">SHA-256 of the file, hexadecimal: of this very file.</param>
/// <param name="Bytes">Length of the file.</param>
public sealed record ExportFacts(
    string Filter, string FileName, DateTimeOffset AsOfAt, LedgerState Ledger, long Rows, string ContentHash, string FileHash, long Bytes);

/// <summary>What is to be recorded.</summary>
/// <param name="List">The name of the list.</param>
/// <param name="Facts">Null where the list was not read, because the actor seemed not to be allowed to: then it can only be refused.</param>
public sealed record RecordExportInput(string List, ExportFacts? Facts);

/// <summary>
/// Decides whether a workbook may be handed out and writes that it was: who, which list and filter, how many rows, the
/// hashes, at which state of the ledger. Done after the file is complete and before its first byte leaves, so
/// that what counts is who may read the list at that instant. It changes no record: the entry goes to the ledger of
/// security events, and the ledger of decisions stays at the checkpoint that the workbook names. An export is always
/// one's own; which roles may make it is said by the list.
/// </summary>
[MayBeDoneBy(Relation.Self)]
[MayBeDoneBy(ActorKind.CommandLine)]
public sealed class RecordExport(LedgeredChange road, IEnumerable<IExportableList> lists)
{
    public Task<Outcome<ExportId>> ExecuteAsync(CommandId commandId, RecordExportInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<RecordExportInput, ExportId>(this, commandId, input, actor, change => Task.FromResult(Decide(change, input)), cancellationToken);

    private Outcome<ExportId> Decide(Change change, RecordExportInput input)
    {
        if (lists.SingleOrDefault(l => l.Name == input.List) is not { } list)
            return new ListIsUnknown(input.List);
        if (Authorise(change, list) is { } refusal)
            return refusal;
        if (input.Facts is not { } facts)
            return new ListWasNotRead(list.Title);

        var export = change.NewId<ExportId>();
        change.Record(
            EvidenceExportEvents.ListExported, "export", export.Value,
            EventDetail.Public("list", list.Name),
            EventDetail.Private("filter", facts.Filter),
            EventDetail.Public("file", facts.FileName),
            EventDetail.Public("asOf", facts.AsOfAt),
            EventDetail.Public("ledger", facts.Ledger.Name),
            EventDetail.Public("ledgerSize", facts.Ledger.Size),
            EventDetail.Public("ledgerRoot", facts.Ledger.Root),
            EventDetail.Public("rows", facts.Rows),
            EventDetail.Public("contentHash", facts.ContentHash),
            EventDetail.Public("fileHash", facts.FileHash),
            EventDetail.Public("bytes", facts.Bytes));
        return export;
    }

    private static Refusal? Authorise(Change change, IExportableList list) => change.Actor.Kind switch
    {
        ActorKind.CommandLine => null,
        ActorKind.Person when list.IsOpenTo(change.Roles) => change.Authorise(Relation.Self),
        _ => new NotAllowed(),
    };
}
