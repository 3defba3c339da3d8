using GovernanceConsole.ApiKeys;
using GovernanceConsole.AuditLedger;
using GovernanceConsole.Backups;
using GovernanceConsole.Checkpoints;
using GovernanceConsole.ControlTesting;
using GovernanceConsole.EvidenceExports;
using GovernanceConsole.Imports;
using GovernanceConsole.Integrity;
using GovernanceConsole.Jobs;
using GovernanceConsole.Metrics;
using GovernanceConsole.Organisation;
using GovernanceConsole.Outbox;
using GovernanceConsole.Policy;
using GovernanceConsole.PolicyReplay;
using GovernanceConsole.Privacy;
using GovernanceConsole.RecoveryPaths;
using GovernanceConsole.Requests;
using GovernanceConsole.Reminders;
using GovernanceConsole.Retention;
using Microsoft.Extensions.DependencyInjection;

namespace GovernanceConsole;

public static class BusinessServices
{
    /// <summary>All slices, in the order of the README. The host and the tests build the same business.</summary>
    public static IServiceCollection AddBusiness(this IServiceCollection services) => services
        .AddAuditLedger()
        .AddOutbox()
        .AddJobs()
        .AddOrganisation()
        .AddPolicy()
        .AddCheckpoints()
        .AddApiKeys()
        .AddRetention()
        .AddRecoveryPaths()
        .AddRequests()
        .AddReminders()
        .AddImports()
        .AddControlTesting()
        .AddPolicyReplay()
        .AddPrivacy()
        .AddEvidenceExports()
        .AddIntegrity()
        .AddBackups()
        .AddMetrics();
}
