using System.Globalization;
using System.Text.RegularExpressions;
using GovernanceConsole.Ledger;
using GovernanceConsole.Storage;

namespace GovernanceConsole.AuditLedger;

/// <summary>What an entry says to people.</summary>
internal static partial class EntryText
{
    /// <summary>Of an entry whose retention is over.</summary>
    public const string Pruned = "deleted after its retention; its hash still holds its place";

    /// <summary>The detail of a refusal that was written as a sentence.</summary>
    public const string Sentence = "sentence";

    /// <summary>The hash of the state that was approved.</summary>
    public const string SubjectHash = "subjectHash";

    /// <summary>The commitment of what the approver was shown.</summary>
    public const string ViewHash = "viewHash";

    /// <summary>The text behind <see cref="ViewHash"/>: an <see cref="ApprovalView"/>.</summary>
    public const string Shown = "shown";

    /// <summary>What stands in the place of a text that was erased.</summary>
    public const string Erased = "(erased)";

    /// <summary>Of what was asked for in vain: which page or which call says more than the name of the act.</summary>
    private static readonly Dictionary<string, string> RefusedBySentence = new(StringComparer.Ordinal)
    {
        [nameof(OpenPage)] = $"was refused a page: {{{Sentence}}}",
        [nameof(CallEndpoint)] = $"was refused a call: {{{Sentence}}}",
    };

    /// <summary>Everything an entry tells, with the private values that have not been erased.</summary>
    public static Dictionary<string, string> Told(LedgerEntry entry, Dictionary<(long Idx, string Field), string> values)
    {
        var told = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in entry.Act)
            told[key] = value is IReadOnlyList<string> list ? string.Join(", ", list) : value is byte[] hash ? Convert.ToBase64String(hash) : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        foreach (var commitment in entry.Priv ?? [])
            told[commitment.F] = values.TryGetValue((entry.Idx, commitment.F), out var value) ? value : Erased;
        return told;
    }

    /// <summary>The sentence of a kind of event with the values as they stand in the entry; the type itself where the kind is no longer known.</summary>
    public static string Of(string type, Dictionary<string, string> told) => Of(type, told, (_, value) => value);

    /// <summary>The same with dates and words as people write them. What somebody typed stays as it is.</summary>
    public static string ForPeople(string type, Dictionary<string, string> told, TimeZoneInfo zone) =>
        Of(type, told, (key, value) => DateIn(value, zone) ?? (key is Sentence || key.StartsWith("set.", StringComparison.Ordinal) ? value : Words(value)));

    /// <summary>A date or an instant of an entry as people write it; null where the value is neither.</summary>
    public static string? DateIn(string value, TimeZoneInfo zone)
    {
        if (DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return DateText.Of(date);
        return DateTimeOffset.TryParseExact(value, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? DateText.Of(instant, zone)
            : null;
    }

    /// <summary>Members of closed sets as words: "IamPolicy" becomes "IAM policy". Anything else stays.</summary>
    public static string Words(string value) =>
        Member().Replace(value, match => match.Value
            .Select((c, i) => i > 0 && char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : $"{c}")
            .Aggregate((a, b) => a + b)
            .Replace("Iam ", "IAM ", StringComparison.Ordinal));

    private static string Of(string type, Dictionary<string, string> told, Func<string, string, string> shown) =>
        EventKind.All.TryGetValue(type, out var kind)
            ? Placeholder().Replace(kind == LedgerEvents.ActRefused && RefusedBySentence.TryGetValue(told.GetValueOrDefault("useCase") ?? "", out var bySentence) ? bySentence : kind.Text, match => told.TryGetValue(match.Groups[1].Value, out var value) ? shown(match.Groups[1].Value, value) : "(nothing)")
            : type;

    [GeneratedRegex(@"\b[A-Z][a-z0-9]+(?:[A-Z][a-z0-9]*)+\b", RegexOptions.NonBacktracking)]
    private static partial Regex Member();

    [GeneratedRegex(@"\{([^{}]+)\}", RegexOptions.NonBacktracking)]
    private static partial Regex Placeholder();
}
