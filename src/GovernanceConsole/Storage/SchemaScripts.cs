using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace GovernanceConsole.Storage;

/// <summary>One numbered script of a provider, as it is embedded.</summary>
/// <param name="Number">Scripts run in this order; numbers only grow.</param>
/// <param name="Name">The file name without number and ending.</param>
/// <param name="Sql">The text.</param>
/// <param name="Sha256">Lower-case hex over the text in UTF-8 with line feeds.</param>
public sealed record SchemaScript(int Number, string Name, string Sql, string Sha256)
{
    /// <summary>The scripts embedded in a provider's assembly under <c>scripts/</c>, in order.</summary>
    public static IReadOnlyList<SchemaScript> In(Assembly provider)
    {
        var scripts = new List<SchemaScript>();
        foreach (var resource in provider.GetManifestResourceNames().Where(n => n.StartsWith("scripts/", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(provider.GetManifestResourceStream(resource)!, Encoding.UTF8);
            var sql = reader.ReadToEnd().ReplaceLineEndings("\n");
            var file = Path.GetFileNameWithoutExtension(resource);
            scripts.Add(new SchemaScript(
                int.Parse(file.AsSpan(0, 4), CultureInfo.InvariantCulture),
                file[5..],
                sql,
                Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql)))));
        }

        return scripts;
    }
}

/// <summary>The database is not one this version can work with. The message says what was found and what to do.</summary>
public sealed class SchemaException(string message) : Exception(message);
