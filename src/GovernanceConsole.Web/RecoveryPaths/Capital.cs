namespace GovernanceConsole.Web.RecoveryPaths;

internal static class Capital
{
    /// <summary>Words that stand inside a sentence, put at the start of one.</summary>
    public static string First(string words) => words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];
}
