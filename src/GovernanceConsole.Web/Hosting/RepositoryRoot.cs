using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.FileProviders;

namespace GovernanceConsole.Web.Hosting;

/// <summary>
/// Where relative paths begin. <c>dotnet run --project</c> makes the project's folder the working directory, so in a
/// checkout the root is looked for; an installed console counts from its own folder.
/// </summary>
internal static class RepositoryRoot
{
    /// <summary>The nearest folder upwards that holds the solution; the content root where there is none.</summary>
    public static string Of(IHostEnvironment environment)
    {
        for (var folder = new DirectoryInfo(environment.ContentRootPath); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "GovernanceConsole.sln")))
                return folder.FullName;
        }

        return environment.ContentRootPath;
    }

    /// <summary>
    /// Reads <c>appsettings.{environment}.json</c> from the root, right after the project's own files, so that user
    /// secrets, environment variables and the command line still win.
    /// </summary>
    public static WebApplicationBuilder AddSettingsOfRepository(this WebApplicationBuilder builder)
    {
        var sources = ((IConfigurationBuilder)builder.Configuration).Sources;
        var lastOwnFile = sources.Select((source, index) => (source, index))
            .LastOrDefault(s => s.source is JsonConfigurationSource { Path: { } path } && path.StartsWith("appsettings.", StringComparison.Ordinal));
        sources.Insert(lastOwnFile.index + 1, new JsonConfigurationSource
        {
            Path = $"appsettings.{builder.Environment.EnvironmentName}.json",
            FileProvider = new PhysicalFileProvider(Of(builder.Environment)),
            Optional = true,
        });
        return builder;
    }
}
