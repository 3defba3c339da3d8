using GovernanceConsole.Ledger;
using GovernanceConsole.Storage;

namespace GovernanceConsole.AuditLedger;

/// <summary>
/// What every entry has that the road wrote. The road asks it of what it writes, the checks and the signer of what is stored: whoever
/// may write to the database can chain an entry to the end, and one that lacks this was never written by a command.
/// </summary>
internal static class EntryOfTheRoad
{
    /// <summary>Why an entry is none of the road's, in a sentence; null where it can be one.</summary>
    /// <param name="entry">What its body tells.</param>
    /// <param name="ledger">In which ledger it stands.</param>
    /// <param name="kindsWithState">See <see cref="LedgerFields.KindsWithState"/>.</param>
    public static string? WhyNot(LedgerEntry entry, LedgerStream ledger, IReadOnlySet<string> kindsWithState) =>
        WhatIsWrong(entry, ledger, kindsWithState) is { } what ? $"Entry {entry.Idx} ({entry.Type}) was not written by a command of this console: {what}." : null;

    private static string? WhatIsWrong(LedgerEntry entry, LedgerStream ledger, IReadOnlySet<string> kindsWithState)
    {
        if (!EventKind.All.TryGetValue(entry.Type, out var kind))
            return "nothing of that name happens here";
        if (kind.IsSecurityEvent != (ledger == LedgerStream.SecurityEvents) && !kind.MayStandInEither)
            return "that is told in the other ledger";
        if (kind.ObjectKind is { } expected && expected != entry.Obj.Kind)
            return $"it is about a {entry.Obj.Kind}, and that happens to a {expected}";
        if (entry.Cmd is null)
            return "it names no command";
        return AboutTheState(entry.Obj, kind, ledger == LedgerStream.Decisions && kindsWithState.Contains(entry.Obj.Kind)) ?? (kind.IsApproval ? AboutTheApproval(entry) : null);
    }

    private static string? AboutTheState(LedgerObject about, EventKind kind, bool hasState)
    {
        if (about is { To: 0, From: null, StateHash: null })
            return hasState && !kind.MayLeaveTheState ? $"it names no version and no state of the {about.Kind}" : null;
        return !hasState ? $"it names a version of a {about.Kind}, which has none"
            : about.StateHash is null ? $"it names no state of the {about.Kind}"
            : about.To == (about.From ?? 0) + 1 ? null
            : $"the version {about.To} does not follow {about.From ?? 0}";
    }

    private static string? AboutTheApproval(LedgerEntry entry)
    {
        var (subject, view) = (HashIn(entry, EntryText.SubjectHash), HashIn(entry, EntryText.ViewHash));
        if (subject is null || view is null)
            return "it is an approval, and does not name what was approved and what was shown";
        return entry.Priv?.FirstOrDefault(p => p.F == EntryText.Shown) is { } shown && view.AsSpan().SequenceEqual(shown.H) ? null : "what its approver was shown is not what it names";
    }

    private static byte[]? HashIn(LedgerEntry entry, string key) => entry.Act.FirstOrDefault(a => a.Key == key).Value as byte[];
}
