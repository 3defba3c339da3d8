using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;

namespace GovernanceConsole.EvidenceExports;

/// <summary>What was exported.</summary>
/// <param name="Decisions">Entries of the ledger of decisions.</param>
/// <param name="SecurityEvents">Entries of the ledger of security events.</param>
/// <param name="WithTexts">Whether the private texts went along.</param>
/// <param name="FileHash">SHA-256 of the bundle, hexadecimal.</param>
/// <param name="Bytes">Its length.</param>
public sealed record LedgerExportFacts(long Decisions, long SecurityEvents, bool WithTexts, string FileHash, long Bytes);

/// <summary>
/// Writes down that the ledgers left as a bundle, after the bundle is complete and before anybody gets it. Like every
/// export it changes no record, so its entry is a security event.
/// </summary>
[MayBeDoneBy(ActorKind.CommandLine)]
public sealed class RecordLedgerExport(LedgeredChange road)
{
    public Task<Outcome<ExportId>> ExecuteAsync(CommandId commandId, LedgerExportFacts input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<LedgerExportFacts, ExportId>(this, commandId, input, actor, change =>
        {
            var export = change.NewId<ExportId>();
            change.Record(
                EvidenceExportEvents.LedgerExported, "export", export.Value,
                EventDetail.Public("decisions", input.Decisions),
                EventDetail.Public("securityEvents", input.SecurityEvents),
                EventDetail.Public("withTexts", input.WithTexts),
                EventDetail.Public("fileHash", input.FileHash),
                EventDetail.Public("bytes", input.Bytes));
            return Task.FromResult(Outcome<ExportId>.Accept(export));
        }, cancellationToken);
}
