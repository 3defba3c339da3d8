using System.Globalization;
using System.Text;
using GovernanceConsole.Policy;

namespace GovernanceConsole.Requests;

/// <summary>A part that the words of a ticket suggest.</summary>
/// <param name="Kind">The code of the kind.</param>
/// <param name="Matched">The words that suggest it, as they stand in the ticket.</param>
/// <param name="Excerpt">What the ticket says about it: its clauses with these words.</param>
public sealed record SuggestedPart(string Kind, IReadOnlyList<string> Matched, string Excerpt);

/// <summary>
/// Finds the parts of a ticket that bundles several, by its words alone. It suggests and decides nothing: what is
/// asked for in the end each goes its own way by its own rule.
/// </summary>
public static class TicketSplit
{
    /// <summary>Words that may stand between two of a phrase: “add <i>our new colleague</i> to”.</summary>
    private const int MostBetween = 3;

    /// <summary>Parts of a ticket in the order in which they are mentioned first; empty where no word is known.</summary>
    /// <param name="text">What was written; null for nothing.</param>
    /// <param name="policy">The kinds that there are.</param>
    public static IReadOnlyList<SuggestedPart> Suggest(string? text, PolicyDocument policy)
    {
        if (string.IsNullOrWhiteSpace(text))
            return [];
        text = NumberIn(text) is { } number ? text.Replace(number, " ", StringComparison.Ordinal) : text;
        var words = WordsOf(text);
        var matches = PhrasesOf(policy).SelectMany(p => MatchesOf(p.Words, words).Select(places => new Match(p.Kind, places))).ToList();
        return
        [
            .. matches
                .Where(m => !matches.Exists(m.IsPartOf)) // “access to” says nothing of its own inside “admin access to”
                .GroupBy(m => m.Kind, StringComparer.Ordinal)
                .OrderBy(g => g.Min(m => m.First))
                .Select(g => new SuggestedPart(g.Key, [.. g.OrderBy(m => m.First).Select(m => m.In(text, words)).Distinct(StringComparer.OrdinalIgnoreCase)], ExcerptOf(text, words, g))),
        ];
    }

    /// <summary>The first word of a ticket that looks like its number: <c>INC0012345</c>, <c>HD-4711</c>; null where none does.</summary>
    public static string? NumberIn(string? text) => text?
        .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        .Select(word => word.Trim(',', ';', ':', '.', '(', ')', '[', ']', '#'))
        .FirstOrDefault(word => word.Length is >= 5 and <= 20 && LettersOf(word) is >= 2 and <= 8 && IsNumberAfter(word, LettersOf(word)));

    private static int LettersOf(string word) => word.TakeWhile(char.IsAsciiLetterUpper).Count();

    private static bool IsNumberAfter(string word, int letters)
    {
        var number = word.AsSpan(letters).TrimStart('-');
        return number.Length >= 3 && !number.ContainsAnyExceptInRange('0', '9');
    }

    private static IEnumerable<(string Kind, Alternatives[] Words)> PhrasesOf(PolicyDocument policy)
    {
        foreach (var known in KindWords.All.Where(k => policy.FindKind(k.Kind) is not null))
        {
            foreach (var phrase in known.Phrases)
                yield return (known.Kind, [.. phrase.Split(' ').Select(Alternatives.Parse)]);
        }

        // What the organisation added is asked for by its name.
        foreach (var own in policy.Kinds.Where(k => k.Name is not null))
            yield return (own.Code, [.. WordsOf(own.Name!).Select(w => Alternatives.Parse(w.Text))]);
    }

    /// <summary>Every place where the words of a phrase follow each other inside one clause.</summary>
    private static IEnumerable<int[]> MatchesOf(Alternatives[] phrase, List<Word> words)
    {
        for (var start = 0; start < words.Count; start++)
        {
            if (phrase.Length > 0 && phrase[0].Matches(words[start].Text) && Follow(phrase, words, start) is { } places)
                yield return places;
        }
    }

    private static int[]? Follow(Alternatives[] phrase, List<Word> words, int start)
    {
        var places = new int[phrase.Length];
        places[0] = start;
        for (var part = 1; part < phrase.Length; part++)
        {
            var (from, clause) = (places[part - 1] + 1, words[start].Clause);
            var next = words.FindIndex(from, Math.Min(MostBetween + 1, words.Count - from), w => w.Clause == clause && phrase[part].Matches(w.Text));
            if (next < 0)
                return null;
            places[part] = next;
        }

        return places;
    }

    private static string ExcerptOf(string text, List<Word> words, IEnumerable<Match> matches)
    {
        var clauses = matches.SelectMany(m => m.Places).Select(p => words[p].Clause).Distinct().Order().ToList();
        return string.Join("; ", clauses.Select(c =>
        {
            var (first, last) = (words.Find(w => w.Clause == c)!, words.FindLast(w => w.Clause == c)!);
            return text[first.Begin..last.End];
        }));
    }

    /// <summary>The words in lower case, with what belongs together across a hyphen as one, and where each stands.</summary>
    private static List<Word> WordsOf(string text)
    {
        var words = new List<Word>();
        var clause = 0;
        for (var at = 0; at < text.Length;)
        {
            if (!char.IsLetterOrDigit(text[at]))
            {
                if (text[at] is ',' or ';' or ':' or '!' or '?' or '(' or ')' or '\n' || (text[at] == '.' && (at + 1 == text.Length || char.IsWhiteSpace(text[at + 1]))))
                    clause++;
                at++;
                continue;
            }

            var begin = at;
            while (at < text.Length && (char.IsLetterOrDigit(text[at]) || (text[at] is '-' or '\'' or '’' && at + 1 < text.Length && char.IsLetterOrDigit(text[at + 1]))))
                at++;
            words.Add(new Word(text[begin..at].Normalize(NormalizationForm.FormC).ToLower(CultureInfo.InvariantCulture), begin, at, clause));
        }

        return words;
    }

    private sealed record Word(string Text, int Begin, int End, int Clause);

    private sealed record Match(string Kind, int[] Places)
    {
        public int First => Places[0];

        public bool IsPartOf(Match other) => other.Places.Length > Places.Length && Places.All(other.Places.Contains);

        public string In(string text, List<Word> words) => text[words[Places[0]].Begin..words[Places[^1]].End];
    }

    /// <summary>One word of a phrase: any of several.</summary>
    private sealed record Alternatives(IReadOnlyList<string> Words)
    {
        public static Alternatives Parse(string word) => new(word.Split('|'));

        public bool Matches(string word) => Words.Any(w => w[^1] == '*' ? word.StartsWith(w[..^1], StringComparison.Ordinal) : word == w);
    }
}
