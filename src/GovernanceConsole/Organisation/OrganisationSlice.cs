using Microsoft.Extensions.DependencyInjection;

namespace GovernanceConsole.Organisation;

public static class OrganisationSlice
{
    /// <summary>People, units, desks, vendors, systems and identity domains.</summary>
    public static IServiceCollection AddOrganisation(this IServiceCollection services) => services
        .AddSingleton<WhoMaySignIn>()
        .AddSingleton<RecordSignIn>()
        .AddSingleton<RecordSignOut>()
        .AddSingleton<TakeRolesFromSignIn>()
        .AddSingleton<RecordFailedSignIn>()
        .AddSingleton<PeopleQueries>()
        .AddSingleton<OrganisationQueries>()
        .AddSingleton<FoundOrganisation>()
        .AddSingleton<RegisterPerson>()
        .AddSingleton<UpdatePerson>()
        .AddSingleton<MarkPersonAsLeft>()
        .AddSingleton<MarkPersonAsReturned>()
        .AddSingleton<LinkAccount>()
        .AddSingleton<UnlinkAccount>()
        .AddSingleton<RecordContactOfRecord>()
        .AddSingleton<EndContactOfRecord>()
        .AddSingleton<ContactQueries>()
        .AddSingleton<GrantRole>()
        .AddSingleton<EndRole>()
        .AddSingleton<RegisterUnit>()
        .AddSingleton<UpdateUnit>()
        .AddSingleton<RegisterVendor>()
        .AddSingleton<UpdateVendor>()
        .AddSingleton<RegisterDesk>()
        .AddSingleton<UpdateDesk>()
        .AddSingleton<ProposeDeskAsDecisionMaker>()
        .AddSingleton<ConfirmDeskAsDecisionMaker>()
        .AddSingleton<MakeDeskExecutorOnly>()
        .AddSingleton<RegisterSystem>()
        .AddSingleton<UpdateSystem>()
        .AddSingleton<AssignSystemRiskOwner>()
        .AddSingleton<RegisterIdentityDomain>()
        .AddSingleton<UpdateIdentityDomain>()
        .AddSingleton<PublishBoundaryStatement>()
        .AddSingleton<AssignDomainRiskOwner>();
}
