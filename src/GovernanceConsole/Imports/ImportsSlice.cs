using Microsoft.Extensions.DependencyInjection;

namespace GovernanceConsole.Imports;

public static class ImportsSlice
{
    /// <summary>Files in: people, systems, recovery paths and the ticket history of a help desk.</summary>
    public static IServiceCollection AddImports(this IServiceCollection services) => services;
}
