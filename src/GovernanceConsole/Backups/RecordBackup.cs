using System.Security.Cryptography;
using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Outbox;

namespace GovernanceConsole.Backups;

/// <param name="Made">The backup; null where none was made.</param>
/// <param name="Failure">Why none was made, in a sentence; null where one was.</param>
public sealed record RecordBackupInput(MadeBackup? Made, string? Failure);

/// <summary>Writes down that a backup was made, or why not; then who runs the system is told, until one is made again.</summary>
[MayBeDoneBy(ActorKind.Job)]
public sealed class RecordBackup(LedgeredChange road)
{
    /// <summary>Under which the inbox and the ledger know backups that were not made, on every installation.</summary>
    private static readonly Guid NotMade = new(SHA256.HashData("backup:not-made"u8).AsSpan(0, 16), bigEndian: true);

    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, RecordBackupInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<RecordBackupInput, Done>(this, commandId, input, actor, async change =>
        {
            if (input.Made is not { } made)
            {
                var failure = input.Failure ?? "It is not known why.";
                change.Record(BackupEvents.Failed, BackupEvents.Kind, NotMade, EventDetail.Private("failure", failure));
                var notice = new Notice("The database was not backed up", $"{failure} Until it works again, what is decided is on one disk only.", "/administration/jobs", NotMade);
                var told = await OrganisationReads.HoldersAsync(change.Context, Role.PlatformAdministrator, CancellationToken.None);
                await change.TellLatestAsync([.. told.Select(person => (person, notice))]);
                return default(Done);
            }

            change.Record(
                BackupEvents.Made, BackupEvents.Kind, made.Header.Id,
                EventDetail.Public("decisions", made.Header.Ledgers[0].Size),
                EventDetail.Public("securityEvents", made.Header.Ledgers[1].Size),
                EventDetail.Public("bytes", made.Bytes),
                EventDetail.Public("fileHash", made.Sha256),
                EventDetail.Public("opensUntil", made.Header.OpensUntil));
            await change.TakeBackAsync([NotMade]);
            return default(Done);
        }, cancellationToken);
}
