using GovernanceConsole.EvidenceExports;
using GovernanceConsole.Web.Hosting;
using Microsoft.Extensions.Options;

namespace GovernanceConsole.Web.EvidenceExports;

/// <summary>Section <c>Exports</c>.</summary>
public sealed class ExportOptions : ICheckedOptions
{
    public static string Section => "Exports";

    /// <summary>
    /// Where a workbook lies while it is made; it is removed as soon as it is sent. A relative folder is counted from the
    /// repository's root in a checkout and from the console's folder elsewhere. Default <c>data/exports</c>.
    /// </summary>
    public string Folder { get; set; } = "data/exports";

    /// <summary>How many workbooks are made at a time; further ones wait. 1 to 32, default 2.</summary>
    public int AtOnce { get; set; } = 2;

    /// <inheritdoc/>
    public IEnumerable<ConfigurationFault> Faults()
    {
        if (string.IsNullOrWhiteSpace(Folder))
            yield return new ConfigurationFault("Exports:Folder", "is empty. Set it, for instance to 'data/exports'.");
        if (AtOnce is < 1 or > 32)
            yield return new ConfigurationFault("Exports:AtOnce", $"is {AtOnce}. Take a number from 1 to 32.");
    }
}

internal static class ExportComposition
{
    /// <summary>Where and how many exports are made, from the configuration.</summary>
    public static IServiceCollection AddExportSettings(this IServiceCollection services) => services
        .AddChecked<ExportOptions>()
        .AddHostedService<RemoveLeftoversAtStart>()
        .AddSingleton(provider =>
        {
            var options = provider.GetRequiredService<IOptions<ExportOptions>>().Value;
            return new ExportSettings
            {
                Folder = Path.GetFullPath(options.Folder, RepositoryRoot.Of(provider.GetRequiredService<IHostEnvironment>())),
                AtOnce = options.AtOnce,
            };
        });

    private sealed class RemoveLeftoversAtStart(ExportList exports) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            exports.RemoveLeftovers();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
