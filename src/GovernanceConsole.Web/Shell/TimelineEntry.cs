namespace GovernanceConsole.Web.Shell;

/// <summary>One thing that happened to a record.</summary>
/// <param name="At">When it was written into the ledger.</param>
/// <param name="Who">The person's name, the job's or the system's.</param>
/// <param name="Text">What happened, as a sentence.</param>
/// <param name="Changes">Old and new values; empty where the sentence says everything.</param>
/// <param name="Entry">The index in the ledger; null for what is not an entry of its own.</param>
/// <param name="Href">The entry's page; null for no link.</param>
public sealed record TimelineEntry(DateTimeOffset At, string Who, string Text, IReadOnlyList<ChangedValue> Changes, long? Entry = null, string? Href = null);

/// <param name="Field">Its name in words.</param>
/// <param name="Before">Null where there was no value.</param>
/// <param name="After">Null where the value was taken away, or erased since.</param>
public sealed record ChangedValue(string Field, string? Before, string? After);
