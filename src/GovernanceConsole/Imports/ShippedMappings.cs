using System.Text;

namespace GovernanceConsole.Imports;

/// <summary>The mapping files that come with the console.</summary>
public static class ShippedMappings
{
    private static readonly Lazy<SortedDictionary<string, ImportMapping>> Mappings = new(Read);

    /// <summary>By the name of their file without its ending: <c>servicenow-incident-log</c>.</summary>
    public static IReadOnlyDictionary<string, ImportMapping> ByKey => Mappings.Value;

    public static IEnumerable<ImportMapping> All => Mappings.Value.Values;

    private static SortedDictionary<string, ImportMapping> Read()
    {
        var assembly = typeof(ShippedMappings).Assembly;
        var mappings = new SortedDictionary<string, ImportMapping>(StringComparer.Ordinal);
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith("mappings/", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
            mappings[Path.GetFileNameWithoutExtension(name)] = ImportMapping.Parse(reader.ReadToEnd()).Value;
        }

        return mappings;
    }
}
