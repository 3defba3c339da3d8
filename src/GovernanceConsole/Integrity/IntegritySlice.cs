using GovernanceConsole.AuditLedger;
using GovernanceConsole.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace GovernanceConsole.Integrity;

public static class IntegritySlice
{
    /// <summary>Whether the database is what its scripts made and what its ledger says.</summary>
    public static IServiceCollection AddIntegrity(this IServiceCollection services) => services
        .AddSingleton<IntegrityQueries>()
        .AddSingleton<DatabaseCheck>()
        .AddSingleton<RecordGuardCheck>()
        .AddSingleton<RecordReconciliation>()
        .AddSingleton<RecordRestore>()
        .AddSingleton<RecordLedgerCheck>()
        .AddSingleton<ILedgerCheckRecord>(provider => provider.GetRequiredService<RecordLedgerCheck>())
        .AddSingleton<ILedgerFaultRecord>(provider => provider.GetRequiredService<RecordLedgerCheck>())
        .AddScheduledJob(CheckGuardsJob.Schedule)
        .AddScheduledJob(ReconcileLedgerJob.Schedule)
        .AddScheduledJob(VerifyLedgersJob.Schedule);
}
