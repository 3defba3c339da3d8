namespace GovernanceConsole.ControlTesting;

/// <summary>What of a recovery path decides whether a ticket took it.</summary>
/// <param name="Number">What people call it: <c>RP-0042</c>.</param>
/// <param name="RequestKind">A kind of request it serves, as the histories write it: <c>password-reset</c>. One line for each kind.</param>
/// <param name="DeskCode">A desk it runs through; null where it names none. One line for each desk.</param>
internal sealed record AttributedPath(string Number, string RequestKind, string? DeskCode);

/// <summary>
/// Which recovery path a ticket took: the one that serves its kind of request, and where several do, the one that runs
/// through its desk. Where that leaves more than one, none: a finding must not be laid at a door by chance.
/// </summary>
internal sealed class PathAttribution(IReadOnlyList<AttributedPath> lines)
{
    private readonly ILookup<string, AttributedPath> _byKind = lines.ToLookup(l => l.RequestKind, StringComparer.Ordinal);
    private readonly Dictionary<(string Kind, string? Desk), string> _known = [];

    public static PathAttribution None { get; } = new([]);

    /// <summary>The number of the path; empty where it is not known or not one.</summary>
    public string Of(string? requestKind, string? desk)
    {
        if (requestKind is null)
            return "";
        if (!_known.TryGetValue((requestKind, desk), out var number))
            _known[(requestKind, desk)] = number = Find(requestKind, desk);
        return number;
    }

    /// <summary>Every line, in an order of its own: part of a run's identity.</summary>
    public IEnumerable<string> Describe() =>
        lines.Select(l => $"{l.Number} {l.RequestKind} {l.DeskCode}").Order(StringComparer.Ordinal);

    private string Find(string requestKind, string? desk)
    {
        var serving = _byKind[requestKind].ToList();
        var throughDesk = serving.Where(l => l.DeskCode is not null && l.DeskCode == desk).Select(l => l.Number).Distinct(StringComparer.Ordinal).ToList();
        if (throughDesk.Count == 1)
            return throughDesk[0];
        var anywhere = serving.Where(l => desk is null || l.DeskCode is null).Select(l => l.Number).Distinct(StringComparer.Ordinal).ToList();
        return throughDesk.Count == 0 && anywhere.Count == 1 ? anywhere[0] : "";
    }
}
