namespace GovernanceConsole.Imports;

/// <summary>A file to be checked or imported.</summary>
/// <param name="Kind">What it brings.</param>
/// <param name="Mapping">The text of the mapping file.</param>
/// <param name="ExcludedLines">Lines to leave out, such as <c>12,40-45</c>; null for none.</param>
/// <param name="Resumes">The checked import that goes on; null for a new one.</param>
public sealed record ImportInput(ImportKind Kind, string Mapping, string? ExcludedLines = null, ImportId? Resumes = null);

/// <summary>How an import stands after a step.</summary>
/// <param name="Id">The import.</param>
/// <param name="Number">What people call it.</param>
/// <param name="State">Visible when everything is in; checked when something waits for a decision; refused when the file cannot be taken.</param>
/// <param name="RowsRead">Rows after the header.</param>
/// <param name="RowsRefused">Rows that block the import until corrected or excluded.</param>
/// <param name="RowsExcluded">Rows left out by a person's decision.</param>
/// <param name="RowsRemarked">Rows taken with a remark.</param>
/// <param name="RowsStored">Rows in the database.</param>
/// <param name="Objects">Tickets, people, systems or paths.</param>
public sealed record ImportResult(
    ImportId Id, string Number, ImportState State, long RowsRead, long RowsRefused, long RowsExcluded, long RowsRemarked, long RowsStored, long Objects)
{
    internal static ImportResult Of(ImportBatch batch) => new(
        batch.Id, batch.Number, batch.State, batch.RowsRead ?? 0, batch.RowsRefused, batch.RowsExcluded, batch.RowsRemarked, batch.RowsStored, batch.Objects ?? 0);
}

/// <summary>What an import does at the moment.</summary>
public enum ImportPhase
{
    Reading,

    /// <summary>Removing what was stored of an import that was given up.</summary>
    Clearing,

    /// <summary>Making everything visible at once.</summary>
    Finishing,
}

/// <summary>How far an import is.</summary>
/// <param name="Import">The import; null until it has a number.</param>
/// <param name="Phase">What it does.</param>
/// <param name="BytesRead">How far the file is read.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Rows">Rows read.</param>
public sealed record ImportProgress(ImportId? Import, ImportPhase Phase, long BytesRead, long Bytes, long Rows);
