using System.Text;

namespace GovernanceConsole.Imports;

/// <summary>The mapping files that come with the console.</summary>
public static class ShippedMappings
{
    private static readonly Lazy<IReadOnlyList<ImportMapping>> Mappings = new(Read);

    public static IReadOnlyList<ImportMapping> All => Mappings.Value;

    private static List<ImportMapping> Read()
    {
        var assembly = typeof(ShippedMappings).Assembly;
        var mappings = new List<ImportMapping>();
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith("mappings/", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
            mappings.Add(ImportMapping.Parse(reader.ReadToEnd()).Value);
        }

        return mappings;
    }
}
