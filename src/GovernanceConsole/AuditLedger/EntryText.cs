using System.Globalization;
using System.Text.RegularExpressions;
using GovernanceConsole.Ledger;

namespace GovernanceConsole.AuditLedger;

/// <summary>What an entry says to people.</summary>
internal static partial class EntryText
{
    /// <summary>Everything an entry tells, with the private values that have not been erased.</summary>
    public static Dictionary<string, string> Told(LedgerEntry entry, Dictionary<(long Idx, string Field), string> values)
    {
        var told = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in entry.Act)
            told[key] = value is IReadOnlyList<string> list ? string.Join(", ", list) : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        foreach (var commitment in entry.Priv ?? [])
            told[commitment.F] = values.TryGetValue((entry.Idx, commitment.F), out var value) ? value : "(erased)";
        return told;
    }

    /// <summary>The sentence of a kind of event; the type itself where the kind is no longer known.</summary>
    public static string Of(string type, Dictionary<string, string> told) =>
        EventKind.All.TryGetValue(type, out var kind)
            ? Placeholder().Replace(kind.Text, match => told.GetValueOrDefault(match.Groups[1].Value, "(nothing)"))
            : type;

    [GeneratedRegex(@"\{([^{}]+)\}", RegexOptions.NonBacktracking)]
    private static partial Regex Placeholder();
}
