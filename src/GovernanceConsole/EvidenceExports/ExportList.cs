using System.Globalization;
using System.Security.Cryptography;
using GovernanceConsole.AuditLedger;
using GovernanceConsole.Checkpoints;
using GovernanceConsole.Identity;
using GovernanceConsole.Ledger.Signing;
using GovernanceConsole.Storage;

namespace GovernanceConsole.EvidenceExports;

/// <summary>A workbook that is recorded and may leave. Disposing it removes the file.</summary>
public sealed class ReleasedExport : IAsyncDisposable
{
    internal ReleasedExport(ExportId id, ExportFacts facts, Stream content) => (Id, Facts, Content) = (id, facts, content);

    /// <summary>Under which the ledger of security events knows it.</summary>
    public ExportId Id { get; }

    public ExportFacts Facts { get; }

    /// <summary>The file, from its first byte.</summary>
    public Stream Content { get; }

    public ValueTask DisposeAsync() => Content.DisposeAsync();
}

/// <summary>
/// Makes the workbook of a list: reads the rows at one moment, writes them with a cover to a file that goes away by
/// itself, has the export recorded, and only then lets the file out.
/// </summary>
public sealed class ExportList
{
    private readonly IReadOnlyList<IExportableList> _lists;
    private readonly ReadOnlyStore _store;
    private readonly TimelineQueries _ledger;
    private readonly LedgerSealer _sealer;
    private readonly KeepingQueries _keeping;
    private readonly RecordExport _record;
    private readonly OrganisationTime _time;
    private readonly ExportFolder _folder;
    private readonly SemaphoreSlim _places;

    internal ExportList(
        IEnumerable<IExportableList> lists,
        ReadOnlyStore store,
        TimelineQueries ledger,
        LedgerSealer sealer,
        KeepingQueries keeping,
        RecordExport record,
        OrganisationTime time,
        ExportFolder folder,
        ExportSettings settings)
    {
        _lists = [.. lists.OrderBy(l => l.Name, StringComparer.Ordinal)];
        (_store, _ledger, _sealer, _keeping, _record, _time, _folder) = (store, ledger, sealer, keeping, record, time, folder);
        _places = new SemaphoreSlim(settings.AtOnce);
    }

    /// <summary>The lists there are, by name.</summary>
    public IReadOnlyList<IExportableList> Lists => _lists;

    /// <summary>Whether the actor's roles open the list. Shows or hides a button; the export itself decides anew.</summary>
    public static bool MayExport(IExportableList list, Actor actor) =>
        actor.Kind == ActorKind.CommandLine || list.IsOpenTo(actor.KnownRoles);

    /// <summary>Removes workbooks that a crash left behind. Done when the console starts; exports of another process stay.</summary>
    public void RemoveLeftovers() => _folder.RemoveLeftovers();

    /// <summary>Makes one. Waits while as many are being made as the machine should.</summary>
    /// <param name="listName">One of <see cref="Lists"/>.</param>
    /// <param name="filter">As in the address of the list's page.</param>
    /// <param name="actor">Who exports; sees the rows this actor may see.</param>
    /// <param name="cancellationToken">Gives up: no file and no entry remain.</param>
    public async Task<Outcome<ReleasedExport>> PrepareAsync(string listName, ListFilter filter, Actor actor, CancellationToken cancellationToken = default)
    {
        if (_lists.SingleOrDefault(l => l.Name == listName) is not { } list)
            return new ListIsUnknown(listName);
        if (!MayExport(list, actor))
            return Refused(await _record.ExecuteAsync(CommandId.New(), new RecordExportInput(list.Name, Facts: null), actor, cancellationToken));

        await _places.WaitAsync(cancellationToken);
        try
        {
            var id = Guid.CreateVersion7(_time.Now);
            var file = _folder.Create(id);
            try
            {
                await SealAsync(cancellationToken);
                var made = await MakeAsync(list, filter, Reader(actor), file, cancellationToken);
                if (!made.IsAccepted)
                    return await GivenUpAsync(file, made.Refusals);
                var recorded = await _record.ExecuteAsync(CommandId.New(), new RecordExportInput(list.Name, made.Value), actor, cancellationToken);
                if (!recorded.IsAccepted)
                    return await GivenUpAsync(file, recorded.Refusals);
                file.Position = 0;
                return new ReleasedExport(recorded.Value, made.Value, file);
            }
            catch
            {
                await file.DisposeAsync();
                throw;
            }
        }
        finally
        {
            _places.Release();
        }
    }

    /// <summary>The operating-system user reads what an auditor reads: exports are made for auditors, and are recorded.</summary>
    private static Actor Reader(Actor actor) =>
        actor.Kind == ActorKind.CommandLine ? actor with { KnownRoles = new HashSet<Role> { Role.Auditor } } : actor;

    /// <summary>Each workbook carries a checkpoint as new as can be had: whoever keeps the workbook keeps the ledger's end.</summary>
    private async Task SealAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _sealer.SealAsync(Actor.ForJob(SealLedgersJob.Schedule.Name), cancellationToken);
        }
        catch (SignerException)
        {
            // The workbook is made all the same and says which checkpoint it carries. The job meets the same refusal and alarms.
        }
    }

    private static Outcome<ReleasedExport> Refused(Outcome<ExportId> outcome) => Outcome<ReleasedExport>.Refuse(outcome.Refusals);

    private static async Task<Outcome<ReleasedExport>> GivenUpAsync(FileStream file, IReadOnlyList<Refusal> refusals)
    {
        await file.DisposeAsync();
        return Outcome<ReleasedExport>.Refuse(refusals);
    }

    private async Task<Outcome<ExportFacts>> MakeAsync(IExportableList list, ListFilter filter, Actor actor, FileStream file, CancellationToken cancellationToken)
    {
        var asOf = _time.Now;
        var fileName = string.Create(CultureInfo.InvariantCulture, $"{list.Name}-{asOf.UtcDateTime:yyyy-MM-dd'T'HHmm'Z'}.xlsx");
        var made = await _store.AtOneMomentAsync<Outcome<(LedgerState Ledger, WorkbookContent Content)>>(
            async () =>
            {
                var ledger = await _ledger.StateAsync(cancellationToken);
                var checkpoint = await _keeping.LatestAsync(cancellationToken);
                var addRowsAsync = await list.OpenAsync(actor, filter, cancellationToken);
                if (filter.Refusals is { Count: > 0 } refusals)
                    return Outcome<(LedgerState, WorkbookContent)>.Refuse(refusals);

                using var workbook = await WorkbookWriter.StartAsync(file, _time.Zone, cancellationToken: cancellationToken);
                await addRowsAsync(workbook, cancellationToken);
                return (ledger, await workbook.FinishAsync(list.Title, content => Cover(list, filter, actor, asOf, ledger, checkpoint, content), cancellationToken));
            },
            cancellationToken);
        if (!made.IsAccepted)
            return Outcome<ExportFacts>.Refuse(made.Refusals);

        var (state, content) = made.Value;
        file.Position = 0;
        var fileHash = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken));
        return new ExportFacts(filter.InWords, fileName, asOf, state, content.Rows, content.ContentHash, fileHash, file.Length);
    }

    private IEnumerable<CoverLine> Cover(
        IExportableList list, ListFilter filter, Actor actor, DateTimeOffset asOf, LedgerState ledger, KeptCheckpoint? checkpoint, WorkbookContent content) =>
    [
        new("List", list.Name),
        new("Filter", filter.InWords),
        new("Order", filter.OrderInWords),
        new("As of", asOf),
        new("Time zone", $"{_time.Zone.Id}: all times in this workbook"),
        new("As of (UTC)", asOf.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)),
        new("Exported by", actor.Kind == ActorKind.CommandLine ? $"{actor.Name}, on the command line" : actor.Name),
        new("Rows", content.Rows),
        new("Data sheets", (long)content.Sheets),
        new("Ledger", ledger.Name),
        new("Ledger size", ledger.Size),
        new("Ledger root", ledger.Root),
        new("Checkpoint", checkpoint?.Note ?? "None has been signed yet."),
        new("To check the ledger", "Keep the checkpoint. As a file given to ledger-verify with --known, it shows whether a later bundle tells another history."),
        new("Content SHA-256", content.ContentHash),
        new("To check the content", "unzip -p <this file> 'xl/worksheets/data*.xml' | sha256sum gives the content hash. It and the hash of the whole file stand in the ledger's entry on this export."),
    ];
}
