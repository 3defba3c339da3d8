using GovernanceConsole.ApiKeys;
using GovernanceConsole.AuditLedger;
using GovernanceConsole.Checkpoints;
using GovernanceConsole.ControlTesting;
using GovernanceConsole.EvidenceExports.Lists;
using GovernanceConsole.Imports;
using GovernanceConsole.Jobs;
using GovernanceConsole.Organisation;
using GovernanceConsole.Outbox;
using GovernanceConsole.Policy;
using GovernanceConsole.PolicyReplay;
using GovernanceConsole.Privacy;
using GovernanceConsole.RecoveryPaths;
using GovernanceConsole.Requests;
using GovernanceConsole.Retention;
using GovernanceConsole.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GovernanceConsole.EvidenceExports;

public static class EvidenceExportsSlice
{
    /// <summary>Workbooks of every list. The host may register its own <see cref="ExportSettings"/>.</summary>
    public static IServiceCollection AddEvidenceExports(this IServiceCollection services)
    {
        services.TryAddSingleton(new ExportSettings());
        return services
            .AddSingleton<RecordExport>()
            .AddSingleton<RecordLedgerExport>()
            .AddSingleton<LedgerBundles>()
            .AddSingleton<ExportFolder>()
            .AddSingleton(provider => new ExportList(
                provider.GetServices<IExportableList>(),
                provider.GetRequiredService<ReadOnlyStore>(),
                provider.GetRequiredService<TimelineQueries>(),
                provider.GetRequiredService<LedgerSealer>(),
                provider.GetRequiredService<KeepingQueries>(),
                provider.GetRequiredService<RecordExport>(),
                provider.GetRequiredService<OrganisationTime>(),
                provider.GetRequiredService<ExportFolder>(),
                provider.GetRequiredService<ExportSettings>()))
            .AddLists();
    }

    private static IServiceCollection AddLists(this IServiceCollection services) => services
        .AddList(p => OrganisationLists.People(p.GetRequiredService<PeopleQueries>(), p.GetRequiredService<OrganisationQueries>()))
        .AddList(p => OrganisationLists.RolesHeld(p.GetRequiredService<PeopleQueries>()))
        .AddList(p => OrganisationLists.Units(p.GetRequiredService<OrganisationQueries>()))
        .AddList(p => OrganisationLists.Vendors(p.GetRequiredService<OrganisationQueries>()))
        .AddList(p => OrganisationLists.Desks(p.GetRequiredService<OrganisationQueries>()))
        .AddList(p => OrganisationLists.Systems(p.GetRequiredService<OrganisationQueries>()))
        .AddList(p => OrganisationLists.IdentityDomains(p.GetRequiredService<OrganisationQueries>()))
        .AddList(p => RecoveryPathLists.RecoveryPaths(p.GetRequiredService<RecoveryPathQueries>()))
        .AddList(p => RecoveryPathLists.AccountabilityGaps(p.GetRequiredService<AccountabilityGapQueries>()))
        .AddList(p => RecoveryPathLists.WeakestPaths(p.GetRequiredService<WaysInQueries>()))
        .AddList(p => RecoveryPathLists.SeatsOfAPerson(p.GetRequiredService<PersonSeatQueries>(), p.GetRequiredService<PeopleQueries>()))
        .AddList(p => RequestLists.Requests(p.GetRequiredService<RequestQueries>(), p.GetRequiredService<OrganisationQueries>(), p.GetRequiredService<RecoveryPathQueries>(), p.GetRequiredService<OrganisationTime>()))
        .AddList(p => ImportLists.Imports(p.GetRequiredService<ImportQueries>(), p.GetRequiredService<PeopleQueries>()))
        .AddList(p => ImportLists.Findings(p.GetRequiredService<ImportQueries>()))
        .AddList(p => JobLists.Runs(p.GetRequiredService<JobBoard>()))
        .AddList(p => OutboxLists.Mails(p.GetRequiredService<MailQueries>(), p.GetRequiredService<PeopleQueries>()))
        .AddList(p => ControlTestLists.Findings(p.GetRequiredService<ControlTestQueries>()))
        .AddList(p => ControlTestLists.Reviews(p.GetRequiredService<ReviewTaskQueries>(), p.GetRequiredService<PeopleQueries>()))
        .AddList(p => ReplayLists.Replays(p.GetRequiredService<ReplayQueries>(), p.GetRequiredService<PeopleQueries>()))
        .AddList(p => ReplayLists.Cases(p.GetRequiredService<ReplayQueries>()))
        .AddList(p => PolicyLists.Versions(p.GetRequiredService<PolicyQueries>(), p.GetRequiredService<PeopleQueries>()))
        .AddList(p => PolicyLists.Duties(p.GetRequiredService<RosterQueries>(), p.GetRequiredService<PeopleQueries>()))
        .AddList(p => PolicyLists.Reviews(p.GetRequiredService<GovernanceReviewQueries>(), p.GetRequiredService<PeopleQueries>()))
        .AddList(p => PrivacyLists.Erasures(p.GetRequiredService<PrivacyQueries>(), p.GetRequiredService<PeopleQueries>()))
        .AddList(p => PrivacyLists.Holds(p.GetRequiredService<PrivacyQueries>(), p.GetRequiredService<PeopleQueries>()))
        .AddList(p => RequestWatchLists.Watch(p.GetRequiredService<MonitoringQueries>(), p.GetRequiredService<PeopleQueries>()))
        .AddList(p => ApiKeyLists.Keys(p.GetRequiredService<ApiKeyQueries>(), p.GetRequiredService<PeopleQueries>()))
        .AddList(p => DelegationLists.Delegations(p.GetRequiredService<DelegationQueries>(), p.GetRequiredService<PeopleQueries>()))
        .AddList(p => RetentionLists.Deletions(p.GetRequiredService<RetentionQueries>(), p.GetRequiredService<PeopleQueries>()))
        .AddList(p => AuditTrailList.Create(p.GetRequiredService<TrailQueries>(), p.GetRequiredService<PeopleQueries>(), p.GetRequiredService<OrganisationTime>()));

    private static IServiceCollection AddList(this IServiceCollection services, Func<IServiceProvider, IExportableList> list) => services.AddSingleton(list);
}
