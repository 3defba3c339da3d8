using GovernanceConsole.Sqlite;
using GovernanceConsole.SqlServer;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;

namespace GovernanceConsole.Tests.Database;

/// <summary>The tables the mappings expect.</summary>
internal static class MappedSchema
{
    public static IReadOnlyList<TableShape> OnSqlite
    {
        get
        {
            using var context = new SqliteGovernanceDbContext(new DbContextOptionsBuilder<SqliteGovernanceDbContext>().UseSqlite("Data Source=:memory:").Options);
            return Of(context);
        }
    }

    public static IReadOnlyList<TableShape> OnSqlServer
    {
        get
        {
            using var context = new SqlServerGovernanceDbContext(new DbContextOptionsBuilder<SqlServerGovernanceDbContext>().UseSqlServer("Server=none").Options);
            return Of(context);
        }
    }

    private static List<TableShape> Of(GovernanceDbContext context) =>
        [.. context.GetService<IDesignTimeModel>().Model.GetRelationalModel().Tables.Select(Of)];

    private static TableShape Of(ITable table) => new(
        table.Name,
        [.. table.Columns.Select(c => new ColumnShape(c.Name, c.StoreType.ToLowerInvariant().Replace(" ", "", StringComparison.Ordinal), c.IsNullable))],
        table.PrimaryKey?.Name,
        [.. table.PrimaryKey?.Columns.Select(c => c.Name) ?? []],
        [
            .. table.Indexes.Select(i => new IndexShape(
                i.Name,
                [.. i.Columns.Select((c, n) => i.IsDescending is { } descending && (descending.Count == 0 || descending[n]) ? $"{c.Name} desc" : c.Name)],
                i.IsUnique,
                SchemaShape.Normalise(i.Filter))),
        ],
        [
            .. table.ForeignKeyConstraints.Select(f => new ForeignKeyShape(
                f.Name,
                [.. f.Columns.Select(c => c.Name)],
                f.PrincipalTable.Name,
                [.. f.PrincipalColumns.Select(c => c.Name)],
                // Restrict and no action are one thing on both databases.
                f.OnDeleteAction is ReferentialAction.NoAction or ReferentialAction.Restrict ? "no action" : f.OnDeleteAction.ToString().ToLowerInvariant())),
        ]);
}
