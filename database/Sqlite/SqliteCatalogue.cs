using GovernanceConsole.Storage;
using Microsoft.Data.Sqlite;

namespace GovernanceConsole.Sqlite;

/// <summary>
/// What a database says of itself, against what the scripts of this version make: tables, indexes, triggers and views,
/// word for word. A guard that was dropped, weakened or added shows here.
/// </summary>
internal static class SqliteCatalogue
{
    private static readonly Lazy<Dictionary<(string Type, string Name), Item>> OfTheScripts = new(BuildFromScripts);

    /// <summary>Everything that differs, each as a part of a sentence; empty where all is as the scripts made it.</summary>
    public static IReadOnlyList<string> Differences(SqliteConnection connection) => Differences(OfTheScripts.Value, Read(connection));

    /// <summary>The names of what is in the database, without what SQLite keeps for itself.</summary>
    public static IReadOnlyList<string> Names(SqliteConnection connection) => [.. Read(connection).Keys.Select(k => k.Name)];

    private static List<string> Differences(Dictionary<(string Type, string Name), Item> expected, Dictionary<(string Type, string Name), Item> found)
    {
        var differences = new List<string>();
        foreach (var (key, item) in expected)
        {
            if (!found.TryGetValue(key, out var there))
                differences.Add($"the {Called(key, item)} is missing");
            else if (there != item)
                differences.Add($"the {Called(key, item)} has another text");
        }

        foreach (var (key, item) in found.Where(f => !expected.ContainsKey(f.Key)))
            differences.Add($"the {Called(key, item)} was added");
        differences.Sort(StringComparer.Ordinal);
        return differences;
    }

    private static string Called((string Type, string Name) key, Item item) =>
        key.Name == item.Table ? $"{key.Type} {key.Name}" : $"{key.Type} {key.Name} on {item.Table}";

    private static Dictionary<(string Type, string Name), Item> BuildFromScripts()
    {
        using var connection = new SqliteConnection("Data Source=:memory:;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        foreach (var sql in SqliteSchema.Scripts.Select(s => s.Sql).Prepend(SqliteSchema.TableOfScripts))
        {
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }

        return Read(connection);
    }

    /// <summary>
    /// Names that begin with sqlite_ are SQLite's own, and indexes without a text belong to a key of their table. It lets
    /// nobody make a trigger or view under such a name in an honest way, so those are looked at all the same.
    /// </summary>
    private static Dictionary<(string Type, string Name), Item> Read(SqliteConnection connection)
    {
        using var select = connection.CreateCommand();
        select.CommandText = "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE type IN ('trigger', 'view') OR (sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\')";
        using var reader = select.ExecuteReader();
        var items = new Dictionary<(string, string), Item>();
        while (reader.Read())
            items[(reader.GetString(0), reader.GetString(1))] = new Item(reader.GetString(2), reader.IsDBNull(3) ? "" : reader.GetString(3));
        return items;
    }

    /// <param name="Table">To which table it belongs.</param>
    /// <param name="Sql">As SQLite keeps it: the statement that made it.</param>
    private sealed record Item(string Table, string Sql);
}
