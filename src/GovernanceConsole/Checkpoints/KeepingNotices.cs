using GovernanceConsole.Outbox;
using GovernanceConsole.Storage;

namespace GovernanceConsole.Checkpoints;

/// <summary>What people are told when checkpoints are not kept as they should be.</summary>
internal static class KeepingNotices
{
    /// <param name="failed">What failed.</param>
    /// <param name="keeper">The signer or an anchor, with its failure.</param>
    /// <param name="wasRestored">Whether a backup was restored since it last worked.</param>
    /// <param name="time">The organisation's zone.</param>
    /// <param name="about">Under which the inbox knows the keeper.</param>
    public static Notice Of(RecordKeepingInput failed, LedgerKeeper keeper, bool wasRestored, OrganisationTime time, Guid about)
    {
        var (subject, text) = failed switch
        {
            { IsFaultOfTheLedger: true } when wasRestored => (
                "A backup was restored: no checkpoint is signed before somebody has compared",
                $"{keeper.Failure} If the restore was planned, compare the last checkpoints that were handed out with what the entry of the restore says was lost, and start a new key (docs/ledger-operations.md, \"Backup and restore\"). If nobody planned it, change nothing, and keep the database and its backups."),
            { IsFaultOfTheLedger: true } => (
                "The audit trail was changed past the console, or set back",
                $"No checkpoint is signed any more. {keeper.Failure} Change nothing, keep the database and its backups, and compare with the checkpoints that were kept elsewhere (docs/ledger-operations.md)."),
            { NoteWasChanged: true } => ("What the database notes of the signer was changed past the console", $"{keeper.Failure} Find out who can write there."),
            { HasLost: true } => ($"The anchor {failed.Keeper} no longer holds checkpoints that it was given", $"{keeper.Failure} Find out who can write there."),
            _ => (
                $"Nothing keeps the audit trail's checkpoints: {failed.Keeper} fails",
                $"Since {DateText.Of(keeper.FailingSince!.Value, time.Zone)}: {keeper.Failure} Decisions go on; until it works again, the end of the audit trail is known to this database alone."),
        };
        return new Notice(subject, text, "/audit-trail", about);
    }
}
