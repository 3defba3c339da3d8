using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;

namespace GovernanceConsole.Integrity;

/// <summary>How far one ledger went before a restore and goes after it.</summary>
/// <param name="Before">How many entries it had; null where nobody can tell any more.</param>
/// <param name="RootBefore">The Merkle root over them, base64; null likewise, and where only their number is known.</param>
/// <param name="After">How many the backup has.</param>
public sealed record RestoredLedger(long? Before, string? RootBefore, long After)
{
    /// <summary>The lost entries: <c>from 120 to 134</c>.</summary>
    public string Lost => Before is not { } before ? "unknown" : before <= After ? "none" : before == After + 1 ? $"entry {After}" : $"entries {After} to {before - 1}";
}

/// <param name="Decisions">The ledger of decisions.</param>
/// <param name="SecurityEvents">The ledger of security events.</param>
/// <param name="FileHash">SHA-256 of the backup, hexadecimal.</param>
/// <param name="KnownFrom">Where the sizes before come from: <c>replaced-database</c>, <c>signer</c> or <c>nowhere</c>.</param>
public sealed record RecordRestoreInput(RestoredLedger Decisions, RestoredLedger SecurityEvents, string FileHash, string KnownFrom);

/// <summary>Writes down that a backup took the place of the database, and which entries are lost by it. The first thing the restored ledger says.</summary>
[MayBeDoneBy(ActorKind.CommandLine)]
public sealed class RecordRestore(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, RecordRestoreInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<RecordRestoreInput, Done>(this, commandId, input, actor, change =>
        {
            change.Record(
                IntegrityEvents.Restored, IntegrityTopic.Kind, IntegrityTopic.Restore,
                EventDetail.Public("decisionsBefore", input.Decisions.Before),
                EventDetail.Public("decisionsRootBefore", input.Decisions.RootBefore),
                EventDetail.Public("decisionsAfter", input.Decisions.After),
                EventDetail.Public("decisionsLost", input.Decisions.Lost),
                EventDetail.Public("securityEventsBefore", input.SecurityEvents.Before),
                EventDetail.Public("securityEventsRootBefore", input.SecurityEvents.RootBefore),
                EventDetail.Public("securityEventsAfter", input.SecurityEvents.After),
                EventDetail.Public("securityEventsLost", input.SecurityEvents.Lost),
                EventDetail.Public("fileHash", input.FileHash),
                EventDetail.Public("knownFrom", input.KnownFrom));
            return Task.FromResult<Outcome<Done>>(default(Done));
        }, cancellationToken);
}
