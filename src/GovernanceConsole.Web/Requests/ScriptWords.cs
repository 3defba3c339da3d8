using System.Globalization;
using GovernanceConsole.Requests;

namespace GovernanceConsole.Web.Requests;

/// <summary>The words for scripts of operators.</summary>
internal static class ScriptWords
{
    public static string Of(ScriptState state) => state switch
    {
        ScriptState.Proposed => "Waits for approval",
        ScriptState.InForce => "In force",
        ScriptState.Retired => "Retired",
        ScriptState.Withdrawn => "Withdrawn",
    };

    /// <summary>"English"; the two letters where the machine knows no name for them.</summary>
    public static string LanguageOf(string language)
    {
        try
        {
            return CultureInfo.GetCultureInfo(language).EnglishName is { Length: > 0 } name && !name.StartsWith("Unknown", StringComparison.Ordinal) ? name : language;
        }
        catch (CultureNotFoundException)
        {
            return language;
        }
    }
}
