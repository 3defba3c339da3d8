using GovernanceConsole.Imports;
using GovernanceConsole.Web.Hosting;

namespace GovernanceConsole.Web.Imports;

/// <summary>Section <c>Imports</c>: docs/imports.md.</summary>
public sealed class ImportSettings : ImportOptions, ICheckedOptions
{
    public static string Section => "Imports";

    /// <inheritdoc/>
    public IEnumerable<ConfigurationFault> Faults() => FaultsOfLimits().Select(f => new ConfigurationFault($"{Section}:{f.Setting}", f.Message));
}
