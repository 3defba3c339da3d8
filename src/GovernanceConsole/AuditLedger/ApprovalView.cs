using GovernanceConsole.Identity;

namespace GovernanceConsole.AuditLedger;

/// <summary>One thing an approver is shown.</summary>
/// <param name="Name">What it is, in words without a colon: <c>Asked for on</c>.</param>
/// <param name="Value">What it says; of a person the name and the directory key.</param>
/// <param name="Person">The person it names; null where it names none, and then the value is nobody's id, whatever it looks like.</param>
public sealed record ShownFact(string Name, string Value, PersonId? Person = null)
{
    /// <summary>Counted when it was shown, and may be another number when it is decided: told, and not compared.</summary>
    public bool IsAsCounted { get; init; }

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

    /// <summary>Behind the name of a fact that names a person. Names of facts are ours; what people typed stands in values alone.</summary>
    private const string OfPerson = " (person)";

    /// <summary>
    /// As the ledger keeps it: a line for each fact; the further lines of a value are indented, so that no value reads like a
    /// fact; people by their ids, so that it outlives their names.
    /// </summary>
    public string Text => string.Join('\n', Facts.Select(f => f.Person is { } person ? $"{f.Name}{OfPerson}: {person.Value:N}" : $"{f.Name}: {f.Value.ReplaceLineEndings(Continued)}"));

    /// <summary>The facts of <see cref="Text"/>; a person's has no value, and which were counted is not known any more.</summary>
    public static ApprovalView Parse(string text) =>
        new([.. text.Replace(Continued, "\r", StringComparison.Ordinal).Split('\n').Select(line => ParseFact(line.Replace('\r', '\n')))]);

    private static ShownFact ParseFact(string line)
    {
        var end = line.IndexOf(": ", StringComparison.Ordinal);
        var (name, value) = end < 0 ? ("", line) : (line[..end], line[(end + 2)..]);
        return name.EndsWith(OfPerson, StringComparison.Ordinal) && Guid.TryParseExact(value, "N", out var person)
            ? new ShownFact(name[..^OfPerson.Length], "", new PersonId(person))
            : new ShownFact(name, value);
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
    /// <summary>For the sentence of the refusal.</summary>
    public string InWords =>
        Shown.Count == 0 ? $"“{Name}” is new: {Of(Now)}"
        : Now.Count == 0 ? $"“{Name}” is gone, it was: {Of(Shown)}"
        : $"“{Name}” was: {Of(Shown)}, and is: {Of(Now)}";

    private static string Of(IReadOnlyList<ShownFact> facts) => string.Join("; ", facts.Select(f => f.Value));
}
