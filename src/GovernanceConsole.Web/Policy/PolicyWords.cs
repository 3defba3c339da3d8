using GovernanceConsole.Policy;

namespace GovernanceConsole.Web.Policy;

/// <summary>Sentences that several pages of the policy share.</summary>
internal static class PolicyWords
{
    /// <summary>In place of the instant it came into force.</summary>
    public static string BeginOf(PolicyVersionRow version) => version.State switch
    {
        PolicyVersionState.Proposed => "not yet",
        PolicyVersionState.Withdrawn => "never",
        PolicyVersionState.InForce or PolicyVersionState.Replaced => "the beginning",
    };

    /// <summary>What a signal is worth, and when it is worth more.</summary>
    public static string WorthOf(SignalRule signal) =>
        PolicyTerms.Of(signal.Strength) + (signal.PhishingResistant is { } better && better != signal.Strength ? $"; {LowerFirst(PolicyTerms.Of(better))} if it resists phishing" : "");

    /// <summary>What the agent must see to.</summary>
    public static string ConditionsOf(SignalRule signal) => string.Join(" ", new[]
    {
        signal.Conditions,
        signal.SystemConfirmed ? "A system or a second person says so." : null,
        signal.SecondAgentFrom is { } level ? $"From {level} upward another agent takes it." : null,
        signal.OneOfTheSet ? "Of several like it one counts." : null,
        signal.NeedsSettledContact ? "Not while its contact or factor is cooling off." : null,
    }.OfType<string>());

    /// <summary>What a level asks of people.</summary>
    public static string ApprovalsOf(LevelRule level) => string.Join(", ", new[]
    {
        DemandText.Of(level.CallBack),
        level.Approvals switch { 0 => null, 1 => "1 approval", var count => $"{count} approvals" },
    }.OfType<string>()) is { Length: > 0 } asked ? asked : "none";

    /// <summary>Why a cell has no rule, as a sentence.</summary>
    public static string WhyNot(NotOffered cell, PolicyDocument document)
    {
        var instead = cell.Instead is { Count: > 0 } codes ? $" {string.Join(" or ", codes.Select(c => $"{c} {document.FindKind(c)?.Title}"))} serves instead." : "";
        return cell.Because switch
        {
            NotOfferedBecause.DoesNotOccur => $"This class has no such thing.{instead}",
            NotOfferedBecause.UseAnotherKind => $"Another kind is used for it.{instead}",
            NotOfferedBecause.Denied => $"It is denied; only an approved exception opens it.{instead}",
        };
    }

    /// <summary>Kind and class of a cell in words; null where the policy has no such cell.</summary>
    public static string? CellOf(string id, PolicyDocument document) =>
        id.Split('-') is [var kind, var subject] && document.FindKind(kind) is { } known && SubjectClasses.FindByCode(subject) is { } found
            ? $"{known.Title}, {LowerFirst(SubjectClasses.Of(found).Name)}"
            : null;

    /// <summary>Names as in a sentence: “A”, “A and B”, “A, B and C”.</summary>
    public static string And(IReadOnlyList<string> names) => names switch
    {
        [] => "nobody",
        [var one] => one,
        _ => $"{string.Join(", ", names.SkipLast(1))} and {names[^1]}",
    };

    /// <summary>For the middle of a sentence.</summary>
    public static string LowerFirst(string words) => words.Length > 1 && char.IsLower(words[1]) ? char.ToLowerInvariant(words[0]) + words[1..] : words;

    /// <summary>For the beginning of one.</summary>
    public static string UpperFirst(string words) => words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];
}
