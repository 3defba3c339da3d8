using Microsoft.Extensions.DependencyInjection;

namespace GovernanceConsole.Organisation;

public static class OrganisationSlice
{
    /// <summary>People, units, desks, vendors, systems and identity domains.</summary>
    public static IServiceCollection AddOrganisation(this IServiceCollection services) => services
        .AddSingleton<WhoMaySignIn>()
        .AddSingleton<PeopleNames>()
        .AddSingleton<FoundOrganisation>()
        .AddSingleton<RegisterPerson>()
        .AddSingleton<GrantRole>()
        .AddSingleton<EndRole>();
}
