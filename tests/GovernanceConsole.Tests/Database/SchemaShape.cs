using System.Text.RegularExpressions;

namespace GovernanceConsole.Tests.Database;

/// <summary>A column as a database owner sees it.</summary>
/// <param name="Name">Lower case with underscores.</param>
/// <param name="Type">The store type, lower case, without spaces.</param>
/// <param name="IsNullable">Whether it may be empty.</param>
internal sealed record ColumnShape(string Name, string Type, bool IsNullable);

/// <param name="Name">The index's name.</param>
/// <param name="Columns">In order; <c>name desc</c> where it descends.</param>
/// <param name="IsUnique">Whether it refuses duplicates.</param>
/// <param name="Filter">The condition of a partial index; null for a whole one.</param>
internal sealed record IndexShape(string Name, IReadOnlyList<string> Columns, bool IsUnique, string? Filter);

/// <param name="Name">The constraint's name; null where the database does not tell.</param>
/// <param name="Columns">The columns that refer.</param>
/// <param name="Table">The table referred to.</param>
/// <param name="Targets">Its columns.</param>
/// <param name="OnDelete"><c>no action</c> unless the script says otherwise.</param>
internal sealed record ForeignKeyShape(string? Name, IReadOnlyList<string> Columns, string Table, IReadOnlyList<string> Targets, string OnDelete);

/// <summary>One table, made from scripts, read from a database or made from the mappings.</summary>
internal sealed record TableShape(
    string Name,
    IReadOnlyList<ColumnShape> Columns,
    string? PrimaryKeyName,
    IReadOnlyList<string> PrimaryKey,
    IReadOnlyList<IndexShape> Indexes,
    IReadOnlyList<ForeignKeyShape> ForeignKeys)
{
    /// <summary>Foreign keys whose columns begin no index: each delete and each join would read the whole table.</summary>
    public IEnumerable<string> ForeignKeysWithoutIndex() =>
        ForeignKeys
            .Where(f => !Indexes.Select(i => i.Columns).Append(PrimaryKey).Any(c => c.Take(f.Columns.Count).SequenceEqual(f.Columns)))
            .Select(f => $"{Name} has no index that begins with ({string.Join(", ", f.Columns)}), which refers to {f.Table}");
}

internal static partial class SchemaShape
{
    /// <summary>What one side has and the other has not, as sentences; empty when they are equal.</summary>
    public static IEnumerable<string> Differences(
        string oneSide, IEnumerable<TableShape> ones, string otherSide, IEnumerable<TableShape> others, bool withConstraintNames, bool withTypes = true)
    {
        var one = ones.SelectMany(t => Sentences(t, withConstraintNames, withTypes)).ToHashSet(StringComparer.Ordinal);
        var other = others.SelectMany(t => Sentences(t, withConstraintNames, withTypes)).ToHashSet(StringComparer.Ordinal);
        return one.Except(other).Select(s => $"only in the {oneSide}: {s}")
            .Concat(other.Except(one).Select(s => $"only in the {otherSide}: {s}"))
            .OrderBy(s => s[s.IndexOf(':', StringComparison.Ordinal)..], StringComparer.Ordinal);
    }

    /// <summary>Conditions differ in brackets and quotes only.</summary>
    public static string? Normalise(string? filter) =>
        filter is null ? null : Space().Replace(Decoration().Replace(filter, ""), " ").Trim().ToLowerInvariant();

    private static IEnumerable<string> Sentences(TableShape table, bool withConstraintNames, bool withTypes)
    {
        yield return $"table {table.Name}";
        foreach (var column in table.Columns)
            yield return $"{table.Name}.{column.Name}{(withTypes ? " " + column.Type : "")} {(column.IsNullable ? "null" : "not null")}";
        yield return $"{table.Name} primary key {(withConstraintNames ? table.PrimaryKeyName : "")} ({string.Join(", ", table.PrimaryKey)})";
        foreach (var index in table.Indexes)
        {
            var filter = withTypes && index.Filter is not null ? $" where {index.Filter}" : "";
            yield return $"{table.Name} {(index.IsUnique ? "unique " : "")}index {index.Name} ({string.Join(", ", index.Columns)}){filter}";
        }

        foreach (var foreignKey in table.ForeignKeys)
        {
            yield return $"{table.Name} foreign key {(withConstraintNames ? foreignKey.Name : "")} ({string.Join(", ", foreignKey.Columns)}) references "
                + $"{foreignKey.Table} ({string.Join(", ", foreignKey.Targets)}) on delete {foreignKey.OnDelete}";
        }
    }

    [GeneratedRegex("[\\[\\]\"`()]", RegexOptions.NonBacktracking)]
    private static partial Regex Decoration();

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Space();
}
