using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using GovernanceConsole.Ledger;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace GovernanceConsole.AuditLedger;

/// <summary>A changed field of a ledgered object. The value is null where the field became empty.</summary>
internal readonly record struct FieldChange(string Key, object? Value, bool IsPrivate);

/// <summary>How the rows of one entity type become fields of a ledgered object. Read once from the mapping.</summary>
internal sealed class LedgerFields
{
    private static readonly ConcurrentDictionary<IEntityType, LedgerFields> Plans = new();
    private static readonly ConcurrentDictionary<IModel, FrozenSet<string>> Kinds = new();

    /// <summary>The field of a part that says that its row is there.</summary>
    public const string Exists = "exists";

    private readonly string _table;
    private readonly IProperty? _rootId;
    private readonly (IProperty Property, string Name, bool IsPrivate)[] _properties;

    private LedgerFields(IEntityType type)
    {
        ObjectKind = type.FindAnnotation(LedgerAnnotations.ObjectKind)?.Value as string;
        _table = type.GetTableName() ?? type.GetViewName() ?? type.ShortName();
        var rootId = type.FindAnnotation(LedgerAnnotations.PartOf)?.Value as string;
        _rootId = rootId is null ? null : type.FindProperty(rootId) ?? throw new InvalidOperationException($"{type.ShortName()} has no {rootId}.");
        IsFreeOfLedger = type.FindAnnotation(LedgerAnnotations.InBulk) is not null || type.FindAnnotation(LedgerAnnotations.NotLedgered) is not null;
        if (ObjectKind is null && _rootId is null && !IsFreeOfLedger)
            throw new InvalidOperationException($"The mapping of {type.ShortName()} does not say what the ledger makes of it.");
        _properties =
        [
            .. type.GetProperties()
                .Where(p => !p.IsPrimaryKey() && p != _rootId && p.Name != nameof(ILedgered.Version))
                .Select(p => (p, DatabaseNames.ForColumn(p.Name), IsPersonal(p))),
        ];
    }

    /// <summary>The kind of the root; null for parts and for rows outside the ledger.</summary>
    public string? ObjectKind { get; }

    /// <summary>Covered in bulk, or stating nothing about accountability.</summary>
    public bool IsFreeOfLedger { get; }

    public static LedgerFields Of(IEntityType type) => Plans.GetOrAdd(type, static t => new LedgerFields(t));

    /// <summary>The kinds of objects that have versions and a state.</summary>
    public static IReadOnlySet<string> KindsWithState(IModel model) =>
        Kinds.GetOrAdd(model, static m => m.GetEntityTypes().Select(t => Of(t).ObjectKind).OfType<string>().ToFrozenSet(StringComparer.Ordinal));

    /// <summary>The id of the root a part belongs to.</summary>
    public object RootIdOf(EntityEntry entry) =>
        entry.Property(_rootId!).CurrentValue ?? throw new InvalidOperationException($"A row of {_table} belongs to nothing.");

    /// <summary>The fields that a saved change sets or empties.</summary>
    public IEnumerable<FieldChange> ChangesOf(EntityEntry entry)
    {
        var prefix = PrefixOf(entry.Metadata, p => entry.Property(p).CurrentValue);
        foreach (var (property, name, isPrivate) in _properties)
        {
            var field = entry.Property(property);
            if (entry.State == EntityState.Deleted)
                yield return new FieldChange(prefix + name, Value: null, isPrivate);
            else if (entry.State == EntityState.Added ? field.CurrentValue is not null : field.IsModified)
                yield return new FieldChange(prefix + name, ToLedgerValue(field.CurrentValue), isPrivate);
        }

        // A part whose fields are all empty still exists.
        if (ObjectKind is null && entry.State == EntityState.Added)
            yield return new FieldChange(prefix + Exists, Value: true, IsPrivate: false);
        else if (ObjectKind is null && entry.State == EntityState.Deleted)
            yield return new FieldChange(prefix + Exists, Value: null, IsPrivate: false);
    }

    /// <summary>The fields of a stored row that are not empty: what its entries have made of it, if they are all there is.</summary>
    public IEnumerable<FieldChange> FieldsOf(IEntityType type, object row)
    {
        var prefix = PrefixOf(type, p => p.GetGetter().GetClrValue(row));
        foreach (var (property, name, isPrivate) in _properties)
        {
            if (property.GetGetter().GetClrValue(row) is { } value)
                yield return new FieldChange(prefix + name, ToLedgerValue(value), isPrivate);
        }

        if (ObjectKind is null)
            yield return new FieldChange(prefix + Exists, Value: true, IsPrivate: false);
    }

    /// <summary>The form in which a value stands in the ledger: string, long, bool or a list of strings.</summary>
    public static object? ToLedgerValue(object? value) => value switch
    {
        null => null,
        string text => LedgerText.Normalise(text), // as the body will hold it, so that the state's hash is over the same text
        bool flag => flag,
        Enum word => word.ToString(),
        int or long or short or byte => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        decimal number => number.ToString(CultureInfo.InvariantCulture),
        DateTimeOffset instant => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm:ss", CultureInfo.InvariantCulture),
        Guid id => id.ToString("N"),
        byte[] bytes => Convert.ToBase64String(bytes),
        IEnumerable list => list.Cast<object>().Select(item => ToText(item)).ToArray(),
        _ => ToText(value),
    };

    private static string ToText(object value) =>
        IdOf(value) is { } id ? id.ToString("N") : ToLedgerValue(value) as string ?? throw new InvalidOperationException($"{value.GetType()} has no form in the ledger.");

    /// <summary>The GUID behind an id type; null for anything else.</summary>
    public static Guid? IdOf(object value) =>
        value.GetType() is { IsValueType: true } type && type.GetProperty("Value") is { } property && property.PropertyType == typeof(Guid)
            ? (Guid)property.GetValue(value)!
            : null;

    private string PrefixOf(IEntityType type, Func<IProperty, object?> valueOf) => ObjectKind is null ? $"{_table}/{KeyOf(type, valueOf)}/" : "";

    private static string KeyOf(IEntityType type, Func<IProperty, object?> valueOf) =>
        string.Join('.', type.FindPrimaryKey()!.Properties.Select(p => valueOf(p) switch
        {
            null => "",
            { } value => ToLedgerValue(IdOf(value) is { } id ? id : value)!.ToString(),
        }));

    private static bool IsPersonal(IProperty property)
    {
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        if (type == typeof(string))
            return property.FindAnnotation(LedgerAnnotations.Public) is null;
        return type != typeof(byte[]) && typeof(IEnumerable<string>).IsAssignableFrom(type);
    }

    /// <summary>A private value as the text that is committed to.</summary>
    public static string ToPrivateText(object value) => value as string ?? JsonSerializer.Serialize(value);
}
