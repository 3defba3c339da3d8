using System.Text;
using GovernanceConsole.Identity;

namespace GovernanceConsole.AuditLedger;

/// <summary>What every stored text must satisfy, wherever it came from (I1, B-16).</summary>
public static class TextRules
{
    /// <summary>One line: a name, a reference.</summary>
    public const int Line = 200;

    /// <summary>A paragraph or a few: a reason, a boundary section.</summary>
    public const int Paragraph = 4000;

    /// <summary>A text that must be there: at least one letter or digit, for marks and joiners alone name nothing.</summary>
    public static Refusal? Required(string field, string label, string? text, int maximum) =>
        string.IsNullOrWhiteSpace(text)
            ? new FieldIsEmpty(field, label)
            : Optional(field, label, text, maximum) ?? (text.EnumerateRunes().Any(Rune.IsLetterOrDigit) ? null : new FieldIsEmpty(field, label));

    /// <summary>A text that may be absent.</summary>
    public static Refusal? Optional(string field, string label, string? text, int maximum)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        if (text.Length > maximum)
            return new TextIsTooLong(field, label, text.Length, maximum);
        return IsReadable(text) ? null : new TextHoldsUnreadableCharacters(field, label);
    }

    /// <summary>The form in which a text is stored and hashed: composed (NFC), trimmed, line ends as one character.</summary>
    public static string Clean(string text) => text.ReplaceLineEndings("\n").Trim().Normalize(NormalizationForm.FormC);

    /// <summary>The stored form of a text that may be absent: null where nothing readable is left.</summary>
    public static string? CleanOrNull(string? text) => string.IsNullOrWhiteSpace(text) ? null : Clean(text);

    /// <summary>
    /// Characters nobody sees: the overrides and isolates of writing direction, which show a text in another order than it
    /// is stored, and spaces, hyphens, operators and fillers of no width, with which two names look like one. What joins or
    /// parts letters (U+200C, U+200D) and the marks of direction (U+200E, U+200F) belong to real scripts and stay.
    /// </summary>
    private static bool Deceives(char c) => c
        is (>= '\u202A' and <= '\u202E') or (>= '\u2060' and <= '\u206F')
        or '\u00AD' or '\u115F' or '\u1160' or '\u200B' or '\u3164' or '\uFEFF' or '\uFFA0';

    /// <summary>Tags (U+E0000 to U+E007F): a second text inside the one that is shown.</summary>
    private static bool IsTag(char high, char low) => high is '\uDB40' && low is <= '\uDC7F';

    /// <summary>Whether a character of a single line can be seen, or does something for those that can.</summary>
    internal static bool IsReadable(char c) => !char.IsControl(c) && !Deceives(c) && c is not ('\uFFFE' or '\uFFFF');

    private static bool IsReadable(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]) && !IsTag(c, text[i + 1]))
                i++;
            else if (char.IsSurrogate(c) || !(IsReadable(c) || c is '\n' or '\r' or '\t'))
                return false;
        }

        return true;
    }
}
