using GovernanceConsole.Identity;

namespace GovernanceConsole.AuditLedger;

/// <summary>One thing an approver is shown.</summary>
/// <param name="Name">What it is, in words without a colon: <c>Asked for on</c>.</param>
/// <param name="Value">What it says; for a person the id, so that what was shown outlives the name.</param>
public sealed record ShownFact(string Name, string Value)
{
    /// <summary>Counted when it was shown, and may be another number when it is decided: told, and not compared.</summary>
    public bool IsAsCounted { get; init; }

    /// <summary>The person it names; null where it names none.</summary>
    public PersonId? Person => Guid.TryParseExact(Value, "N", out var id) ? new PersonId(id) : null;

    /// <summary>A person, or that there is nobody.</summary>
    public static ShownFact Who(string name, PersonId? person) => new(name, person?.Value.ToString("N") ?? "nobody");

    /// <summary>A number that may have moved on by the time of the decision.</summary>
    public static ShownFact Counted(string name, string value) => new(name, value) { IsAsCounted = true };
}

/// <summary>
/// What the server puts before an approver, word for word: the page renders these facts, the approval brings them along, the
/// use case compares them with what stands in the deciding transaction, and the ledger commits to them (<c>viewHash</c>).
/// </summary>
/// <param name="Facts">In the order in which they are read.</param>
public sealed record ApprovalView(IReadOnlyList<ShownFact> Facts)
{
    private const string Continued = "\n  ";

    /// <summary>As the ledger keeps it: a line for each fact; the further lines of a value are indented, so that no value reads like a fact.</summary>
    public string Text => string.Join('\n', Facts.Select(f => $"{f.Name}: {f.Value.ReplaceLineEndings(Continued)}"));

    /// <summary>The facts of <see cref="Text"/>; which of them were counted is not known any more.</summary>
    public static ApprovalView Parse(string text)
    {
        var facts = new List<ShownFact>();
        foreach (var line in text.Replace(Continued, "\r", StringComparison.Ordinal).Split('\n'))
        {
            var end = line.IndexOf(": ", StringComparison.Ordinal);
            facts.Add(end < 0 ? new ShownFact("", line) : new ShownFact(line[..end], line[(end + 2)..].Replace('\r', '\n')));
        }

        return new ApprovalView(facts);
    }

    /// <summary>The same with other words in its values, for instance without a name that goes in the same change.</summary>
    public ApprovalView With(Func<string, string> words) => new([.. Facts.Select(f => f with { Value = words(f.Value) })]);

    /// <summary>What reads otherwise than it was shown, by name; counts are let be.</summary>
    internal IEnumerable<ShownDifference> DifferencesTo(ApprovalView now)
    {
        var (shown, present) = (Compared(), now.Compared());
        return shown.Concat(present).Select(g => g.Key).Distinct(StringComparer.Ordinal)
            .Where(name => !shown[name].SequenceEqual(present[name]))
            .Select(name => new ShownDifference(name, [.. shown[name]], [.. present[name]]));
    }

    private ILookup<string, ShownFact> Compared() => Facts.Where(f => !f.IsAsCounted).ToLookup(f => f.Name, StringComparer.Ordinal);

    public bool Equals(ApprovalView? other) => other is not null && Facts.SequenceEqual(other.Facts);

    public override int GetHashCode() => Facts.Aggregate(0, HashCode.Combine);
}

/// <summary>Facts of one name that changed between being shown and being decided.</summary>
internal sealed record ShownDifference(string Name, IReadOnlyList<ShownFact> Shown, IReadOnlyList<ShownFact> Now)
{
    /// <summary>For the sentence of the refusal. A name would have to be looked up, so people are told to look.</summary>
    public string InWords =>
        Shown.Concat(Now).Any(f => f.Person is not null) ? $"“{Name}” is somebody else"
        : Shown.Count == 0 ? $"“{Name}” is new: {Of(Now)}"
        : Now.Count == 0 ? $"“{Name}” is gone, it was: {Of(Shown)}"
        : $"“{Name}” was: {Of(Shown)}, and is: {Of(Now)}";

    private static string Of(IReadOnlyList<ShownFact> facts) => string.Join("; ", facts.Select(f => f.Value));
}
