using System.Data.Common;
using System.Text.RegularExpressions;

namespace GovernanceConsole.SqlServer;

/// <summary>
/// The triggers of the database as the server keeps them, against those of this version's scripts: one that is missing,
/// disabled, has another text or was added shows here. Grants and columns are not compared.
/// </summary>
internal static partial class SqlServerGuards
{
    // Triggers on tables of the console alone: the scheduler's tables (QRTZ_) are its own, and it makes no triggers.
    private const string Query = """
        SELECT SCHEMA_NAME(o.schema_id), o.name, t.name, t.is_disabled, OBJECT_DEFINITION(t.object_id)
        FROM sys.triggers AS t JOIN sys.objects AS o ON o.object_id = t.parent_id
        WHERE t.parent_class = 1
        """;

    /// <summary>The guards of the scripts by name, as the server would keep their text.</summary>
    public static IReadOnlyDictionary<string, (string Table, string Text)> OfTheScripts { get; } = Read();

    /// <param name="connection">Open, by a login that may see definitions.</param>
    public static IReadOnlyList<string> Differences(DbConnection connection)
    {
        var found = new Dictionary<string, (string Table, bool IsDisabled, string? Text)>(StringComparer.Ordinal);
        using var select = connection.CreateCommand();
        select.CommandText = Query;
        using var reader = select.ExecuteReader();
        while (reader.Read())
            found[$"{reader.GetString(0)}.{reader.GetString(2)}"] = ($"{reader.GetString(0)}.{reader.GetString(1)}", reader.GetBoolean(3), reader.IsDBNull(4) ? null : reader.GetString(4));

        var differences = new List<string>();
        foreach (var (name, (table, text)) in OfTheScripts)
        {
            if (!found.TryGetValue(name, out var there))
                differences.Add($"the trigger {name} on {table} is missing");
            else if (there.IsDisabled)
                differences.Add($"the trigger {name} on {there.Table} is disabled");
            else if (there.Text is null)
                differences.Add($"the text of the trigger {name} on {there.Table} is hidden from this login");
            else if (there.Table != table || StatementOf(there.Text) != text)
                differences.Add($"the trigger {name} on {there.Table} has another text");
        }

        differences.AddRange(found.Where(f => !OfTheScripts.ContainsKey(f.Key)).Select(f => $"the trigger {f.Key} on {f.Value.Table} was added"));
        differences.Sort(StringComparer.Ordinal);
        return differences;
    }

    private static Dictionary<string, (string Table, string Text)> Read()
    {
        var guards = new Dictionary<string, (string, string)>(StringComparer.Ordinal);
        foreach (var batch in SqlServerSchema.Scripts.SelectMany(s => SqlServerSchema.Batches(s.Sql)))
        {
            if (Head().Match(batch) is { Success: true } head)
                guards[Qualified(head.Groups[1].Value)] = (Qualified(head.Groups[2].Value), StatementOf(batch));
        }

        return guards;
    }

    private static string Qualified(string name) => name.Contains('.') ? name : $"dbo.{name}";

    /// <summary>The server keeps the batch as it was sent; comments before the statement say nothing.</summary>
    private static string StatementOf(string batch)
    {
        var text = batch.ReplaceLineEndings("\n");
        return Head().Match(text) is { Success: true } head ? text[head.Index..].Trim() : text.Trim();
    }

    [GeneratedRegex(@"^CREATE TRIGGER (\S+) ON (\S+)", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex Head();
}
