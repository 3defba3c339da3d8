using Microsoft.Data.Sqlite;

namespace GovernanceConsole.Tests.Database;

/// <summary>The tables of a SQLite file, asked of SQLite itself.</summary>
internal static class SqliteSchemaReader
{
    public static IReadOnlyList<TableShape> Read(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        connection.Open();
        return
        [
            .. Rows(connection, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
                .Select(r => Table(connection, (string)r["name"]!)),
        ];
    }

    private static TableShape Table(SqliteConnection connection, string name)
    {
        var columns = Rows(connection, $"PRAGMA table_info({name})");
        return new TableShape(
            name,
            [.. columns.Select(c => new ColumnShape((string)c["name"]!, ((string)c["type"]!).ToLowerInvariant(), (long)c["notnull"]! == 0))],
            PrimaryKeyName: null,
            [.. columns.Where(c => (long)c["pk"]! > 0).OrderBy(c => (long)c["pk"]!).Select(c => (string)c["name"]!)],
            [.. Rows(connection, $"PRAGMA index_list({name})").Where(i => (string)i["origin"]! == "c").Select(i => Index(connection, i))],
            [
                .. Rows(connection, $"PRAGMA foreign_key_list({name})").GroupBy(f => (long)f["id"]!).Select(f => new ForeignKeyShape(
                    Name: null,
                    [.. f.OrderBy(c => (long)c["seq"]!).Select(c => (string)c["from"]!)],
                    (string)f.First()["table"]!,
                    [.. f.OrderBy(c => (long)c["seq"]!).Select(c => (string)c["to"]!)],
                    ((string)f.First()["on_delete"]!).ToLowerInvariant())),
            ]);
    }

    private static IndexShape Index(SqliteConnection connection, Dictionary<string, object?> index)
    {
        var name = (string)index["name"]!;
        var sql = (string)Rows(connection, $"SELECT sql FROM sqlite_master WHERE type = 'index' AND name = '{name}'").Single()["sql"]!;
        var where = sql.IndexOf(" WHERE ", StringComparison.OrdinalIgnoreCase);
        return new IndexShape(
            name,
            [
                .. Rows(connection, $"PRAGMA index_xinfo({name})").Where(c => (long)c["key"]! == 1).OrderBy(c => (long)c["seqno"]!)
                    .Select(c => (long)c["desc"]! == 1 ? $"{c["name"]} desc" : (string)c["name"]!),
            ],
            (long)index["unique"]! == 1,
            SchemaShape.Normalise(where < 0 ? null : sql[(where + 7)..]));
    }

    private static List<Dictionary<string, object?>> Rows(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<Dictionary<string, object?>>();
        while (reader.Read())
            rows.Add(Enumerable.Range(0, reader.FieldCount).ToDictionary(reader.GetName, i => reader.IsDBNull(i) ? null : reader.GetValue(i), StringComparer.Ordinal));
        return rows;
    }
}
