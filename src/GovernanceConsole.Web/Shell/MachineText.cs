using GovernanceConsole.Jobs;

namespace GovernanceConsole.Web.Shell;

/// <summary>What acts without a person, in words: the ledger names it by kind and name.</summary>
public static class MachineText
{
    /// <summary><c>job:RecordBackup</c> reads as "The job “Back up the database”", as on the page of jobs.</summary>
    public static string Of(string? machine) => machine?.Split(':', 2) switch
    {
        ["job", var name] => $"The job “{ScheduledJob.TitleOf(name) ?? Words(name)}”",
        ["key", var number] => $"The API key {number}",
        ["command-line"] => "The command line",
        ["first-sign-in"] => "Whoever opened this console first",
        ["http-api"] => "The HTTP API",
        ["sign-in-page"] => "Somebody at the sign-in page",
        _ => machine ?? "",
    };

    private static string Words(string name)
    {
        var words = string.Concat(name.Replace('-', ' ').Select((c, i) => i > 0 && char.IsUpper(c) && name[i - 1] != ' ' ? $" {char.ToLowerInvariant(c)}" : $"{c}"));
        return words.Length == 0 ? words : $"{char.ToUpperInvariant(words[0])}{words[1..]}";
    }
}
