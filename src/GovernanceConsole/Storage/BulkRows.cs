using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace GovernanceConsole.Storage;

/// <summary>
/// How the objects of one entity type become the values of a bulk insert: the columns of its mapping, and what the
/// mapping's converters make of each property. Read once per model.
/// </summary>
internal sealed class BulkRows
{
    private static readonly ConcurrentDictionary<IEntityType, BulkRows> Plans = new();

    private readonly (IClrPropertyGetter Getter, Func<object?, object?>? Convert)[] _values;

    private BulkRows(IEntityType type)
    {
        Table = type.GetTableName() ?? throw new InvalidOperationException($"{type.ShortName()} has no table.");
        Columns = [.. type.GetProperties().Select(p => p.GetColumnName())];
        _values = [.. type.GetProperties().Select(p => (p.GetGetter(), p.GetTypeMapping().Converter?.ConvertToProvider))];
    }

    public string Table { get; }

    public IReadOnlyList<string> Columns { get; }

    /// <summary>The plan of an entity type that is covered in bulk or left out of the ledger.</summary>
    public static BulkRows Of(GovernanceDbContext context, Type type)
    {
        var entity = context.Model.FindEntityType(type) ?? throw new InvalidOperationException($"{type.Name} is not mapped.");
        if (entity.FindAnnotation(LedgerAnnotations.InBulk) is null && entity.FindAnnotation(LedgerAnnotations.NotLedgered) is null)
            throw new InvalidOperationException($"{type.Name} has ledger entries of its own, so it is not written in bulk.");
        return Plans.GetOrAdd(entity, static e => new BulkRows(e));
    }

    /// <summary>The values of each object in the order of the columns. One array serves all rows: read it before the next.</summary>
    public IEnumerable<object?[]> ValuesOf<T>(IEnumerable<T> objects)
        where T : class
    {
        var row = new object?[_values.Length];
        foreach (var item in objects)
        {
            for (var i = 0; i < row.Length; i++)
            {
                var value = _values[i].Getter.GetClrValue(item);
                row[i] = value is null || _values[i].Convert is not { } convert ? value : convert(value);
            }

            yield return row;
        }
    }
}
