using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace GovernanceConsole.Policy;

/// <summary>
/// What one version of the policy says, as data: which signals count, what every kind of request asks for, who approves
/// it, what one person must not do alone, and the limits of owned paths. A version is never edited in place.
/// <see cref="PolicyFormat"/> reads and writes it, <see cref="PolicyChecks"/> says whether it holds together.
/// </summary>
public sealed record PolicyDocument
{
    /// <summary>The limits of owned paths and of records.</summary>
    public required Limits Limits { get; init; }

    public required IReadOnlyList<KindRule> Kinds { get; init; }

    public required IReadOnlyList<ClassRoute> Classes { get; init; }

    public required IReadOnlyList<SignalRule> Signals { get; init; }

    public required IReadOnlyList<LevelRule> Levels { get; init; }

    public required IReadOnlyList<VerificationValidity> VerificationStands { get; init; }

    public required IReadOnlyList<RaisingRule> Raising { get; init; }

    public required IReadOnlyList<ApproverRule> Approvers { get; init; }

    public required IReadOnlyList<SeparationRule> Separation { get; init; }

    public required IReadOnlyList<RequestRule> Rules { get; init; }

    public required IReadOnlyList<NotOffered> NotOffered { get; init; }

    /// <summary>The default policy, version 1 of every console.</summary>
    public static PolicyDocument Default { get; } = PolicyFormat.ReadDefault();

    /// <summary>The rule of an id; null where the cell has none.</summary>
    public RequestRule? FindRule(string id) => Rules.FirstOrDefault(r => r.Id == id);

    /// <summary>The kind of a code; null where there is none.</summary>
    public KindRule? FindKind(string code) => Kinds.FirstOrDefault(k => k.Code == code);

    public SignalRule? FindSignal(string code) => Signals.FirstOrDefault(s => s.Code == code);

    public ApproverRule? FindApprover(string code) => Approvers.FirstOrDefault(a => a.Code == code);

    /// <summary>Whether two parts are kept apart at a level.</summary>
    public bool Separates(SeparatedParts parts, RiskLevel level) => Separation.Any(s => s.Parts == parts && s.At.Contains(level));

    /// <summary>Approver codes with all that stand in for them, and for those in turn.</summary>
    public IReadOnlySet<string> WithSubstitutes(IEnumerable<string> codes)
    {
        var (all, next) = (new HashSet<string>(StringComparer.Ordinal), new Stack<string>(codes));
        while (next.TryPop(out var code))
        {
            if (!all.Add(code))
                continue;
            foreach (var substitute in FindApprover(code)?.Substitutes ?? [])
                next.Push(substitute);
        }

        return all;
    }

    /// <summary>Whether another version asks the same for a rule: the rule itself, what raises and stands behind its level, and who fills its seats.</summary>
    public bool AsksTheSame(string ruleId, PolicyDocument other)
    {
        return Asked(this) == Asked(other);

        string Asked(PolicyDocument policy) => JsonSerializer.Serialize(
            new { Rule = policy.FindRule(ruleId), policy.Approvers, policy.Classes, policy.Levels, policy.Raising }, PolicyFormat.Json);
    }

    /// <summary>The same policy, with one rule in the place of the one with its id, or added.</summary>
    public PolicyDocument With(RequestRule rule) => this with
    {
        Rules = FindRule(rule.Id) is null
            ? [.. Rules.Append(rule).OrderBy(r => r.Kind, StringComparer.Ordinal).ThenBy(r => r.Class)]
            : [.. Rules.Select(r => r.Id == rule.Id ? rule : r)],
        NotOffered = [.. NotOffered.Where(n => n.Cell != rule.Id)],
    };

    /// <summary>The same policy, with a cell that is not offered.</summary>
    public PolicyDocument With(NotOffered cell) => this with
    {
        Rules = [.. Rules.Where(r => r.Id != cell.Cell)],
        NotOffered = [.. NotOffered.Where(n => n.Cell != cell.Cell).Append(cell).OrderBy(n => n.Kind, StringComparer.Ordinal).ThenBy(n => n.Class)],
    };

    /// <summary>
    /// A rule to begin with where a cell is to be offered: the strictest that stands nearest, of the same kind, of the kind
    /// on whose paths it runs, or of the same class. Null only in a policy without rules.
    /// </summary>
    public RequestRule? Nearest(string cell)
    {
        var (kind, subject) = (cell.Split('-')[0], cell.Split('-')[^1]);
        var like = FindKind(kind)?.Like;
        return Rules
            .OrderByDescending(r => r.Kind == kind).ThenByDescending(r => r.Kind == like).ThenByDescending(r => r.Id.EndsWith($"-{subject}", StringComparison.Ordinal))
            .ThenByDescending(r => r.Level).ThenByDescending(r => r.Approval.Seats.Count)
            .FirstOrDefault() is { } nearest ? nearest with { Id = cell } : null;
    }

    // Lists compare by what they hold: two documents are the same where they are written the same.
    public bool Equals(PolicyDocument? other) => other is not null && (ReferenceEquals(this, other) || ToJson() == other.ToJson());

    public override int GetHashCode() => ToJson().GetHashCode(StringComparison.Ordinal);

    internal string ToJson() => JsonSerializer.Serialize(this, PolicyFormat.Json);

    /// <summary>A document that was stored. Parts it was written without, because they did not exist then, are those of the default policy.</summary>
    internal static PolicyDocument Parse(string json) => PolicyFormat.ReadStored(json);

    /// <summary>SHA-256 of the stored text, in hexadecimal: what the ledger holds of a version.</summary>
    internal static string HashOf(string json) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)));
}
