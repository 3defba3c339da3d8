namespace GovernanceConsole.Imports;

/// <summary>What an unclean place in a file means for its import.</summary>
public enum FindingClass
{
    /// <summary>The file is refused as a whole.</summary>
    Fatal,

    /// <summary>A row that cannot be taken: it blocks the import until the file is corrected or the row is excluded.</summary>
    Refused,

    /// <summary>A row that is taken, and something about it should be known.</summary>
    Remark,
}

/// <summary>
/// Something unclean in a file. Refused rows are told one by one; remarks of the same kind, column and value are told
/// together with all their lines.
/// </summary>
internal sealed class ImportFinding
{
    public ImportId ImportId { get; init; }

    /// <summary>The order of the report, from 1.</summary>
    public int Sequence { get; init; }

    public FindingClass Class { get; init; }

    /// <summary>The name of the rule.</summary>
    public string Code { get; init; } = "";

    /// <summary>The first line concerned; null where it is about the file as a whole.</summary>
    public int? FirstLine { get; init; }

    /// <summary>All lines concerned as ranges, such as <c>12,40-45</c>; null where it is about the file as a whole.</summary>
    public string? Lines { get; init; }

    /// <summary>How many rows are concerned.</summary>
    public int Rows { get; init; }

    /// <summary>The column's header; null where it is about the row as a whole.</summary>
    public string? ColumnName { get; init; }

    /// <summary>What stood there, cut after 100 characters; null where it is about no single value.</summary>
    public string? Value { get; init; }

    /// <summary>What was wrong, what was kept and what to do.</summary>
    public string Sentence { get; init; } = "";
}
