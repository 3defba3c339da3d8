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
    /// <summary>The script that makes the ledgers; the runner gives them their names and first heads right after it.</summary>
    public const int OfTheLedger = 1;

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

    /// <summary>The scripts a database lacks, in order.</summary>
    /// <param name="scripts">The scripts of this version.</param>
    /// <param name="applied">What the database says was applied, by number.</param>
    /// <exception cref="SchemaException">It holds a script that this version does not know, or knows with other content.</exception>
    public static IReadOnlyList<SchemaScript> StillToApply(
        IReadOnlyList<SchemaScript> scripts, IReadOnlyDictionary<int, (string Name, string Sha256)> applied)
    {
        foreach (var (number, found) in applied.OrderBy(a => a.Key))
        {
            var script = scripts.FirstOrDefault(s => s.Number == number)
                ?? throw new SchemaException($"The database holds script {number:0000} {found.Name}, which this version does not know. Start the newer version that made it.");
            if (script.Sha256 != found.Sha256)
                throw new SchemaException($"Script {number:0000} {found.Name} was applied with other content than this version holds. A shipped script never changes: restore the database or the version that made it.");
        }

        return [.. scripts.Where(s => !applied.ContainsKey(s.Number))];
    }

    /// <summary>What is said of a schema that is not as the scripts made it, in one sentence.</summary>
    /// <param name="differences">What differs, each as a part of the sentence.</param>
    public static string GuardsSentence(IReadOnlyList<string> differences) =>
        $"The database was changed past its scripts: {string.Join("; ", differences)}. Find out who did it and what else they did, then put it right as docs/ledger-operations.md says under \"Guards\".";

    /// <summary>Refuses a database whose tables, indexes or guards are not as the scripts made them.</summary>
    /// <exception cref="SchemaException">Something differs.</exception>
    public static void CheckGuards(IReadOnlyList<string> differences)
    {
        if (differences.Count > 0)
            throw new SchemaException(GuardsSentence(differences));
    }
}

/// <summary>The database is not one this version can work with. The message says what was found and what to do.</summary>
public sealed class SchemaException(string message) : Exception(message);
