using Microsoft.Extensions.Configuration.Json;

namespace GovernanceConsole.Web.Hosting;

internal static class SecretsInFiles
{
    /// <summary>A secret in a file of settings ends up in a repository, a backup or a screenshot.</summary>
    /// <param name="configuration">What was read.</param>
    /// <param name="key">The key of the secret.</param>
    /// <param name="andThen">What to do with the one that was seen.</param>
    public static IEnumerable<ConfigurationFault> Find(IConfiguration configuration, string key, string andThen)
    {
        var source = (configuration as IConfigurationRoot)?.Providers.LastOrDefault(p => p.TryGet(key, out _));
        if (source is JsonConfigurationProvider { Source.Path: { } path } && path.StartsWith("appsettings", StringComparison.OrdinalIgnoreCase) && !string.IsNullOrEmpty(configuration[key]))
            yield return new ConfigurationFault(key, $"stands in {path}. Put it into the environment or the user secrets, and {andThen}.");
    }
}
