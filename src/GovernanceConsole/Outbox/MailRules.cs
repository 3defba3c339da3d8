namespace GovernanceConsole.Outbox;

/// <summary>How long mail is tried, and how soon again.</summary>
internal static class MailRules
{
    /// <summary>Pauses after the first attempts that failed; from then on the last one each time.</summary>
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1)];

    /// <summary>After this it is given up, and somebody is told.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(3);

    /// <summary>How long whoever took mails on has for them: as long as a slow server takes for all of them, so that a mail has two senders only when one has died or hangs.</summary>
    public static readonly TimeSpan ClaimLasts = TimeSpan.FromMinutes(5);

    /// <summary>How many are taken on at once.</summary>
    public const int AtOnce = 10;

    /// <summary>How many end at once where none can be sent.</summary>
    public const int EndedAtOnce = 500;

    /// <summary>When a mail is tried again.</summary>
    /// <param name="failures">How many attempts have failed, with the last one.</param>
    /// <param name="triedSince">When the first was due.</param>
    /// <param name="now">When the last one failed.</param>
    /// <returns>Null where it is given up.</returns>
    public static DateTimeOffset? NextAttempt(int failures, DateTimeOffset triedSince, DateTimeOffset now)
    {
        var next = now + Pauses[Math.Min(failures, Pauses.Length) - 1];
        return next - triedSince > Longest ? null : next;
    }
}
