using System.Globalization;
using System.Text;

namespace GovernanceConsole.Imports;

/// <summary>Lines of a file, kept as ranges: what concerns fifty thousand neighbours takes one pair of numbers.</summary>
internal sealed class LineSet
{
    private readonly List<(int First, int Last)> _ranges = [];

    public int Count { get; private set; }

    public int? First => _ranges.Count > 0 ? _ranges[0].First : null;

    /// <summary>Reads <c>12,40-45</c>; null where it is not of that form.</summary>
    public static LineSet? Parse(string? text)
    {
        var lines = new LineSet();
        var ranges = new List<(int First, int Last)>();
        foreach (var part in (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var ends = part.Split('-');
            if (ends.Length > 2 || !IsLine(ends[0], out var first) || !IsLine(ends[^1], out var last) || last < first)
                return null;
            ranges.Add((first, last));
        }

        foreach (var (first, last) in ranges.OrderBy(r => r.First))
            lines.AddRange(first, last);
        return lines;
    }

    /// <summary>Adds a line that is not before those that are in it already.</summary>
    public void Add(int line) => AddRange(line, line);

    public bool Contains(int line)
    {
        var (low, high) = (0, _ranges.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (line < _ranges[middle].First)
                high = middle - 1;
            else if (line > _ranges[middle].Last)
                low = middle + 1;
            else
                return true;
        }

        return false;
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (first, last) in _ranges)
        {
            if (text.Length > 0)
                text.Append(',');
            text.Append(CultureInfo.InvariantCulture, $"{first}");
            if (last > first)
                text.Append(CultureInfo.InvariantCulture, $"-{last}");
        }

        return text.ToString();
    }

    private void AddRange(int first, int last)
    {
        if (_ranges is [.., var end])
        {
            if (last <= end.Last)
                return;
            if (first <= end.Last + 1)
            {
                _ranges[^1] = (end.First, last);
                Count += last - end.Last;
                return;
            }
        }

        _ranges.Add((first, last));
        Count += last - first + 1;
    }

    private static bool IsLine(string text, out int line) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out line) && line > 0;
}
