namespace GovernanceConsole.Imports;

/// <summary>
/// What is unclean in a file, gathered while it is read. Fatal findings and refused rows are told one by one; remarks of
/// the same rule, column and value are gathered with their lines, so that a marker in every row is one line of the report.
/// </summary>
internal sealed class Findings(int refusedRowsTold)
{
    /// <summary>More groups than this cannot be read; further values of a column share one.</summary>
    private const int MostGroups = 2_000;

    private const int LongestValue = 100;

    private readonly List<Group> _told = [];
    private readonly Dictionary<(string Code, string? Column, string? Value), Group> _remarks = [];
    private int _refusedTold;
    private int _notTold;

    public bool HasFatal { get; private set; }

    /// <summary>The file is refused as a whole.</summary>
    public void Fatal(string code, int? line, string? column, string sentence)
    {
        HasFatal = true;
        var group = new Group(FindingClass.Fatal, code, column, value: null, sentence);
        if (line is { } at)
            group.Add(at);
        _told.Add(group);
    }

    /// <summary>A row cannot be taken.</summary>
    public void Refuse(string code, int line, string? column, string? value, string sentence)
    {
        if (_refusedTold == refusedRowsTold)
        {
            _notTold++;
            return;
        }

        _refusedTold++;
        var group = new Group(FindingClass.Refused, code, column, Shown(value), sentence);
        group.Add(line);
        _told.Add(group);
    }

    /// <summary>Rows that cannot be taken for one common reason.</summary>
    public void Refuse(string code, LineSet lines, string sentence) =>
        _told.Add(new Group(FindingClass.Refused, code, column: null, value: null, sentence, lines));

    /// <summary>The group of a remark; each row it concerns is added to it.</summary>
    public Group Remark(string code, string? column, string? value, string sentence)
    {
        var key = (code, column, Shown(value));
        if (_remarks.TryGetValue(key, out var group))
            return group;
        if (_remarks.Count >= MostGroups)
        {
            key = (code, column, null);
            if (_remarks.TryGetValue(key, out group))
                return group;
        }

        group = new Group(FindingClass.Remark, code, column, key.Item3, sentence);
        _remarks.Add(key, group);
        return group;
    }

    /// <summary>A remark about the file as a whole.</summary>
    public void Remark(string code, string sentence) => Remark(code, column: null, value: null, sentence);

    /// <summary>All findings in the order of the report: by class, then by first line.</summary>
    public List<ImportFinding> ToList(ImportId import) =>
    [
        .. _told.OrderBy(g => g.Class).ThenBy(g => g.Lines.First ?? 0)
            .Concat(_notTold > 0 ? [Rest()] : [])
            .Concat(_remarks.Values.OrderBy(g => g.Lines.First ?? 0))
            .Select((g, i) => new ImportFinding
            {
                ImportId = import,
                Sequence = i + 1,
                Class = g.Class,
                Code = g.Code,
                FirstLine = g.Lines.First,
                Lines = g.Lines.Count > 0 ? g.Lines.ToString() : null,
                Rows = g.Lines.Count,
                ColumnName = g.Column,
                Value = g.Value,
                Sentence = g.Sentence,
            }),
    ];

    /// <summary>Stands behind the refused rows that are told.</summary>
    private Group Rest() => new(
        FindingClass.Refused, "MoreRowsAreRefused", column: null, value: null,
        $"There are {_notTold} more faults like those above. Correct those first and check the file again.");

    private static string? Shown(string? value) => value is { Length: > LongestValue }
        ? string.Concat(value.AsSpan(0, char.IsHighSurrogate(value[LongestValue - 1]) ? LongestValue - 1 : LongestValue), " …")
        : value;

    /// <summary>One line of the report.</summary>
    internal sealed class Group(FindingClass @class, string code, string? column, string? value, string sentence, LineSet? lines = null)
    {
        public FindingClass Class => @class;

        public string Code => code;

        public string? Column => column;

        public string? Value => value;

        public string Sentence => sentence;

        public LineSet Lines { get; } = lines ?? new LineSet();

        public void Add(int line) => Lines.Add(line);
    }
}
