using GovernanceConsole.Identity;
using GovernanceConsole.Storage;

namespace GovernanceConsole.Imports;

public readonly record struct ImportId(Guid Value) : IEntityId<ImportId>
{
    public static ImportId From(Guid value) => new(value);
}

/// <summary>What a file brings.</summary>
public enum ImportKind
{
    /// <summary>The log of a help desk: one row per ticket, or one row per update of a ticket.</summary>
    TicketHistory,

    /// <summary>The directory, leavers included.</summary>
    People,

    /// <summary>Systems with their identity domain and owner.</summary>
    Systems,

    /// <summary>Recovery paths for the register.</summary>
    RecoveryPaths,
}

/// <summary>Where an import stands.</summary>
public enum ImportState
{
    /// <summary>The file is being read; nothing of it is stored.</summary>
    Checking,

    /// <summary>The file was read and the result waits for a person to import or cancel it. Nothing of it is stored.</summary>
    Checked,

    /// <summary>Rows are being stored where no query sees them. If the process ends here, the next start removes them.</summary>
    Storing,

    /// <summary>Everything is in, all at once.</summary>
    Visible,

    /// <summary>The file cannot be imported at all; the findings say why.</summary>
    Refused,

    /// <summary>Given up by a person, broken off because it failed, or found half done at a start: the timeline says which. Nothing of it is stored.</summary>
    Cancelled,

    /// <summary>Was visible until a later file with all of its tickets took its place. Kept for the record, counted no more.</summary>
    Replaced,
}

/// <summary>
/// One file on its way in. The ledger has one entry for all tickets of a file: their count, the file's hash and the
/// Merkle root over the stored rows, each salted with <see cref="RowsSalt"/>.
/// </summary>
internal sealed class ImportBatch : ILedgered
{
    public ImportId Id { get; private init; }

    /// <summary>What people call it: <c>IMP-0001</c>.</summary>
    public string Number { get; private init; } = "";

    public ImportKind Kind { get; private init; }

    public ImportState State { get; private set; }

    /// <summary>The file's own name, without a folder. Never used as a path.</summary>
    public string FileName { get; private init; } = "";

    /// <summary>SHA-256 over the CSV's bytes (unpacked where it came in a zip), lower-case hex.</summary>
    public string FileSha256 { get; private init; } = "";

    /// <summary>The length of the CSV in bytes.</summary>
    public long FileBytes { get; private init; }

    public string MappingName { get; private init; } = "";

    /// <summary>SHA-256 over <see cref="MappingText"/> in UTF-8, lower-case hex.</summary>
    public string MappingSha256 { get; private init; } = "";

    /// <summary>The mapping file as it was used: what is testable is judged by it, also when the file has changed since.</summary>
    public string MappingText { get; private init; } = "";

    /// <summary>Who brought the file; null for the command line.</summary>
    public PersonId? StartedBy { get; private init; }

    public DateTimeOffset StartedAt { get; private init; }

    /// <summary>When it was taken up again after its check; null as long as it never was.</summary>
    public DateTimeOffset? ReadAgainAt { get; private set; }

    /// <summary>When everything became visible; null before and for files that never did.</summary>
    public DateTimeOffset? VisibleAt { get; private set; }

    /// <summary>When it was refused, cancelled or replaced; null otherwise.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Rows after the header; null while unread.</summary>
    public long? RowsRead { get; private set; }

    /// <summary>Rows that cannot be taken as they are; they block the import until corrected or excluded.</summary>
    public long RowsRefused { get; private set; }

    /// <summary>Rows left out by a person's decision.</summary>
    public long RowsExcluded { get; private set; }

    /// <summary>Rows taken although something about them is odd.</summary>
    public long RowsRemarked { get; private set; }

    /// <summary>Rows in the database: updates of tickets, or objects created and changed.</summary>
    public long RowsStored { get; private set; }

    /// <summary>Tickets, people, systems or paths the file speaks of; null while unread.</summary>
    public long? Objects { get; private set; }

    /// <summary>The lines that were left out, as ranges such as <c>12,40-45</c>; null where none were.</summary>
    public string? ExcludedLines { get; private set; }

    /// <summary>Control totals of the file as JSON, for comparison with the source system; null while unread.</summary>
    public string? ControlTotals { get; private set; }

    /// <summary>The first day on which a ticket of the file was opened; null for other kinds and while unread.</summary>
    public DateOnly? CoversFromOn { get; private set; }

    /// <summary>The last day on which a ticket of the file was opened.</summary>
    public DateOnly? CoversToOn { get; private set; }

    /// <summary>Merkle root over the stored tickets, lower-case hex; null for kinds with an entry per object.</summary>
    public string? RowsRoot { get; private set; }

    /// <summary>The salt of the rows, base64. Private: with it, and only with it, single rows can be proven or guessed.</summary>
    public string? RowsSalt { get; private set; }

    /// <summary>The import that took its place; null otherwise.</summary>
    public ImportId? ReplacedBy { get; private set; }

    public long Version { get; private set; }

    Guid ILedgered.LedgerId => Id.Value;

    /// <summary>Whether a process works on it; found so at a start, that process has ended.</summary>
    public bool IsUnderWay => State is ImportState.Checking or ImportState.Storing;

    public static ImportBatch Begin(ImportId id, string number, ImportKind kind, ReceivedFile file, ImportMapping mapping, PersonId? by, DateTimeOffset at) => new()
    {
        Id = id,
        Number = number,
        Kind = kind,
        State = ImportState.Checking,
        FileName = file.FileName,
        FileSha256 = file.Sha256,
        FileBytes = file.Bytes,
        MappingName = mapping.Name,
        MappingSha256 = mapping.Sha256,
        MappingText = mapping.Text,
        StartedBy = by,
        StartedAt = at,
    };

    /// <summary>Reads the file again, with other lines left out or to store it this time.</summary>
    public void ReadAgain(DateTimeOffset at)
    {
        Expect(ImportState.Checked);
        ReadAgainAt = at;
        State = ImportState.Checking;
    }

    /// <summary>Rows begin to be stored where nobody sees them.</summary>
    public void BeginStoring()
    {
        Expect(ImportState.Checking);
        State = ImportState.Storing;
    }

    /// <summary>Nothing was stored; a person decides what comes next, or the file is refused.</summary>
    public void AwaitDecision(ImportReport report, DateTimeOffset at)
    {
        Expect(ImportState.Checking, ImportState.Storing);
        Take(report);
        State = report.IsFatal ? ImportState.Refused : ImportState.Checked;
        EndedAt = report.IsFatal ? at : null;
    }

    public void BecomeVisible(ImportReport report, long rowsStored, DateTimeOffset at)
    {
        Expect(ImportState.Storing);
        Take(report);
        RowsStored = rowsStored;
        RowsRoot = report.RowsRoot;
        RowsSalt = report.RowsSalt;
        State = ImportState.Visible;
        VisibleAt = at;
    }

    public void GiveUp(DateTimeOffset at)
    {
        Expect(ImportState.Checking, ImportState.Checked, ImportState.Storing);
        State = ImportState.Cancelled;
        EndedAt = at;
    }

    /// <summary>A later file holds all of its tickets.</summary>
    public void GiveWayTo(ImportId later, DateTimeOffset at)
    {
        Expect(ImportState.Visible);
        State = ImportState.Replaced;
        ReplacedBy = later;
        EndedAt = at;
    }

    private void Take(ImportReport report)
    {
        RowsRead = report.RowsRead;
        RowsRefused = report.RowsRefused;
        RowsExcluded = report.RowsExcluded;
        RowsRemarked = report.RowsRemarked;
        Objects = report.Objects;
        ExcludedLines = report.ExcludedLines;
        ControlTotals = report.ControlTotals;
        CoversFromOn = report.CoversFromOn;
        CoversToOn = report.CoversToOn;
    }

    private void Expect(params ReadOnlySpan<ImportState> states)
    {
        if (!states.Contains(State))
            throw new InvalidOperationException($"The import {Number} is {State}.");
    }
}
