namespace GovernanceConsole.Imports;

/// <summary>What reading a file brought to light.</summary>
internal sealed record ImportReport
{
    public required ImportId Import { get; init; }

    public required long RowsRead { get; init; }

    public required long RowsRefused { get; init; }

    public required long RowsExcluded { get; init; }

    public required long RowsRemarked { get; init; }

    /// <summary>Tickets, people, systems or paths the rows tell of.</summary>
    public required long Objects { get; init; }

    /// <summary>Whether the file is refused as a whole.</summary>
    public required bool IsFatal { get; init; }

    public required IReadOnlyList<ImportFinding> Findings { get; init; }

    /// <summary>Lines left out, as ranges; null where none were.</summary>
    public string? ExcludedLines { get; init; }

    /// <summary><see cref="Imports.ControlTotals"/> of a history, <see cref="ImportedChanges"/> of anything else, as JSON.</summary>
    public string? ControlTotals { get; init; }

    public DateOnly? CoversFromOn { get; init; }

    public DateOnly? CoversToOn { get; init; }

    /// <summary>Null for kinds with an entry per object, and where nothing was stored.</summary>
    public string? RowsRoot { get; init; }

    public string? RowsSalt { get; init; }

    /// <summary>Visible histories all of whose tickets are in this file: it takes their place.</summary>
    public IReadOnlyList<ImportId> Replaces { get; init; } = [];

    /// <summary>The histories that were visible when the file was compared with them.</summary>
    public IReadOnlyList<ImportId> ComparedWith { get; init; } = [];

    /// <summary>Whether something must be corrected or left out first.</summary>
    public bool IsBlocked => IsFatal || RowsRefused > 0;
}
