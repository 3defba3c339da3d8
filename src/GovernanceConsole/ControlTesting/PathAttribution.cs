using GovernanceConsole.Imports;
using GovernanceConsole.Policy;
using GovernanceConsole.RecoveryPaths;

namespace GovernanceConsole.ControlTesting;

/// <summary>
/// Which recovery path a ticket took: the one that serves its kind of request, and where several do, the one that runs
/// through its desk. Where that leaves more than one, none: a finding must not be laid at a door by chance.
/// </summary>
internal sealed class PathAttribution(IReadOnlyList<ServedKind> served)
{
    /// <summary>How histories write the kinds: by name as in a mapping file, by code, or by the words of the register.</summary>
    private static readonly Dictionary<string, RequestKind> Words = RequestKinds.All
        .SelectMany(k => new[] { ImportFields.NameOf(k.Kind), k.Code, k.Name }.Select(word => (word, k.Kind)))
        .DistinctBy(w => w.word, StringComparer.OrdinalIgnoreCase) // "Offboarding" is both the name and the words
        .ToDictionary(w => w.word, w => w.Kind, StringComparer.OrdinalIgnoreCase);

    private readonly ILookup<RequestKind, ServedKind> _byKind = served.ToLookup(s => s.Kind);
    private readonly Dictionary<(string Kind, string? Desk), string> _known = [];

    /// <summary>The number of the path; empty where it is not known or not one.</summary>
    /// <param name="requestKind">As the history writes it.</param>
    /// <param name="desk">The desk's code.</param>
    public string Of(string? requestKind, string? desk)
    {
        if (requestKind is null)
            return "";
        if (!_known.TryGetValue((requestKind, desk), out var number))
            _known[(requestKind, desk)] = number = KindOf(requestKind) is { } kind ? Find(kind, desk) : "";
        return number;
    }

    /// <summary>The kind behind a word of a history; null where it is none.</summary>
    public static RequestKind? KindOf(string? requestKind) => requestKind is not null && Words.TryGetValue(requestKind.Trim(), out var kind) ? kind : null;

    /// <summary>Every line, in an order of its own: part of a run's identity.</summary>
    public IEnumerable<string> Describe() =>
        served.Select(s => $"{s.PathNumber} {s.Kind} {s.DeskCode}").Order(StringComparer.Ordinal);

    private string Find(RequestKind kind, string? desk)
    {
        var throughDesk = Numbers(_byKind[kind].Where(s => s.DeskCode is not null && s.DeskCode == desk));
        if (throughDesk.Count == 1)
            return throughDesk[0];
        var anywhere = Numbers(_byKind[kind].Where(s => desk is null || s.DeskCode is null));
        return throughDesk.Count == 0 && anywhere.Count == 1 ? anywhere[0] : "";
    }

    private static List<string> Numbers(IEnumerable<ServedKind> lines) => [.. lines.Select(l => l.PathNumber).Distinct(StringComparer.Ordinal)];
}
