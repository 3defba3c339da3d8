using System.Globalization;
using GovernanceConsole.Policy;
using GovernanceConsole.PolicyReplay;
using GovernanceConsole.Web.ControlTesting;
using GovernanceConsole.Web.Shell;

namespace GovernanceConsole.Web.PolicyReplay;

/// <summary>How the pages say what a policy would have done.</summary>
internal static class ReplayWords
{
    /// <summary>The outcomes in the order in which people ask for them.</summary>
    public static readonly IReadOnlyList<ReplayOutcome> Effects = [ReplayOutcome.Refused, ReplayOutcome.Stricter, ReplayOutcome.Looser, ReplayOutcome.Otherwise];

    /// <summary>The name of a number.</summary>
    public static string Of(ReplayOutcome outcome) => outcome switch
    {
        ReplayOutcome.Same => "The same",
        ReplayOutcome.Stricter => "Stricter",
        ReplayOutcome.Looser => "Looser",
        ReplayOutcome.Otherwise => "Otherwise",
        ReplayOutcome.Refused => "Refused",
        ReplayOutcome.NotJudged => "Not judged",
    };

    /// <summary>What a number counts, in a sentence.</summary>
    public static string Meaning(ReplayOutcome outcome) => outcome switch
    {
        ReplayOutcome.Same => "Both policies ask for the same.",
        ReplayOutcome.Stricter => "The policy asks for more. As far as the records tell, the case as it went would have passed all the same, or it was never carried out.",
        ReplayOutcome.Looser => "The policy asks for less.",
        ReplayOutcome.Otherwise => "The policy asks for more in one thing and for less in another, or for something else that is neither.",
        ReplayOutcome.Refused => "The policy does not offer it any more, or the case as it went would not have passed: signals, approvals or a second person are missing. A case that the other policy does not let pass either is not counted here.",
        ReplayOutcome.NotJudged => "The record does not tell what was asked, or when. Nothing is said of it.",
    };

    public static StateLook Look(ReplayOutcome outcome) => outcome switch
    {
        ReplayOutcome.Same => new StateLook("The same", Tone.Quiet, "check"),
        ReplayOutcome.Stricter => new StateLook("Stricter", Tone.Waiting, "arrow_upward"),
        ReplayOutcome.Looser => new StateLook("Looser", Tone.Attention, "arrow_downward"),
        ReplayOutcome.Otherwise => new StateLook("Otherwise", Tone.Quiet, "swap_horiz"),
        ReplayOutcome.Refused => new StateLook("Refused", Tone.Bad, "block"),
        ReplayOutcome.NotJudged => new StateLook("Not judged", Tone.Quiet, "help"),
    };

    /// <summary>What was tried, in the middle of a sentence.</summary>
    public static string Tried(ReplaySummary replay) => (replay.Draft, replay.PolicyVersion) switch
    {
        (null, { } version) => $"policy {version}",
        (_, { } version) => $"the draft that became policy {version}",
        (ReplayedDraft.Discarded, _) => "a draft that was discarded",
        (ReplayedDraft.Changed, _) => "an earlier text of the draft",
        _ => "the draft",
    };

    /// <summary>What it is compared with, in the middle of a sentence.</summary>
    public static string Against(int? version) => version is { } number ? $"policy {number}" : "the policy of each case's time";

    public static string Period(DateOnly from, DateOnly until) => $"{WhenText.Absolute(from)} to {WhenText.Absolute(until)}";

    public static string Of(ReplayPlace place) => place switch
    {
        ReplayPlace.Desk => "Desk",
        ReplayPlace.Path => "Recovery path",
        ReplayPlace.Kind => "Kind of request",
    };

    /// <summary>A code in its place: kinds by their names, where the catalogue has them.</summary>
    public static string OfCode(ReplayPlace place, string code) =>
        code.Length == 0 ? "not known"
        : place == ReplayPlace.Kind && RequestKinds.FindByCode(code) is { } kind ? $"{code} {RequestKinds.Of(kind).Name}"
        : code;

    public static string OfMonth(DateOnly? month) => FindingWords.OfMonth(month);

    public static string Cases(int cases) => cases == 1 ? "1 case" : $"{FindingWords.Number(cases)} cases";

    public static string HrefOf(string replay) => $"/policy/replay/{replay}";

    /// <summary>The address of the cases behind a number.</summary>
    public static string HrefOf(string replay, ReplayFilter filter)
    {
        var query = filter.ToQuery();
        return $"/policy/replay/cases?run={Uri.EscapeDataString(replay)}{(query.Length == 0 ? "" : $"&{query}")}";
    }

    /// <summary>The form with the question of a replay, to ask it again or in another way.</summary>
    public static string AskHref(StartPolicyReplayInput? asked = null)
    {
        if (asked is null)
            return "/policy/replay?ask=draft";
        var parts = new List<string> { $"ask={(asked.Version is { } version ? version.ToString(CultureInfo.InvariantCulture) : "draft")}" };
        Add("against", asked.Against?.ToString(CultureInfo.InvariantCulture) ?? "time");
        Add("from", Iso(asked.FromOn));
        Add("until", Iso(asked.UntilOn));
        Add("path", asked.OnlyPath);
        Add("desk", asked.OnlyDesk);
        Add("kind", asked.OnlyKind);
        Add("class", asked.AssumedClass?.ToString());
        return $"/policy/replay?{string.Join('&', parts)}";

        void Add(string key, string? value)
        {
            if (value is not null)
                parts.Add($"{key}={Uri.EscapeDataString(value)}");
        }

        static string Iso(DateOnly on) => on.ToString("O", CultureInfo.InvariantCulture);
    }
}
