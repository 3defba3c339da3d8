using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace GovernanceConsole.AuditLedger;

/// <summary>Finds the cell of a table that a field of the ledger speaks of, and changes its text on the road like any other change.</summary>
internal static class LedgeredTexts
{
    /// <summary>Changes the present text of a field, where it is one that <paramref name="change"/> changes.</summary>
    /// <param name="work">The use case at work.</param>
    /// <param name="objectKind">The kind of the object.</param>
    /// <param name="objectId">Its id.</param>
    /// <param name="field">As in the object's state: <c>reason</c>, <c>path_ownerships/0192…/dispute_reason</c>.</param>
    /// <param name="change">The new text; the same where nothing is to be done.</param>
    /// <returns>The object, where it was changed; null where the field is empty by now, or unchanged.</returns>
    public static async Task<ILedgered?> ChangeAsync(Change work, string objectKind, Guid objectId, string field, Func<string, string> change)
    {
        var context = work.Context;
        var types = context.Model.GetEntityTypes().ToList();
        if (types.Find(t => LedgerFields.Of(t).ObjectKind == objectKind) is not { } rootType || await FindAsync(context, rootType, objectId.ToString("N")) is not ILedgered root)
            return null;
        var parts = field.Split('/');
        object? row = root;
        var rowType = rootType;
        if (parts.Length == 3)
        {
            rowType = types.Find(t => t.GetTableName() == parts[0]);
            row = rowType is null ? null : await FindAsync(context, rowType, parts[1]);
        }

        if (row is null || rowType!.GetProperties().FirstOrDefault(p => DatabaseNames.ForColumn(p.Name) == parts[^1]) is not { } property)
            return null;
        return Change(context.Entry(row).Property(property), change) ? root : null;
    }

    private static bool Change(PropertyEntry cell, Func<string, string> change)
    {
        if (cell.CurrentValue is IReadOnlyList<string> list)
        {
            var changed = list.Select(change).ToList();
            if (changed.SequenceEqual(list))
                return false;
            cell.CurrentValue = changed;
            return true;
        }

        if (cell.CurrentValue is not string text || change(text) is var becomes && becomes == text)
            return false;
        cell.CurrentValue = cell.Metadata.GetMaxLength() is { } length && becomes.Length > length ? becomes[..length] : becomes;
        return true;
    }

    private static async Task<object?> FindAsync(GovernanceDbContext context, IEntityType type, string key)
    {
        var properties = type.FindPrimaryKey()!.Properties;
        var texts = key.Split('.', properties.Count);
        return texts.Length == properties.Count
            ? await context.FindAsync(type.ClrType, [.. properties.Select((p, i) => KeyPart(p.ClrType, texts[i]))])
            : null;
    }

    /// <summary>The reverse of how <see cref="LedgerFields"/> writes a part of a key.</summary>
    private static object KeyPart(Type type, string text) => type switch
    {
        _ when type == typeof(string) => text,
        _ when type == typeof(int) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture),
        _ when type == typeof(long) => long.Parse(text, System.Globalization.CultureInfo.InvariantCulture),
        { IsEnum: true } => Enum.Parse(type, text),
        _ when type == typeof(Guid) => Guid.ParseExact(text, "N"),
        _ => type.GetMethod(nameof(IEntityId<Identity.PersonId>.From))?.Invoke(null, [Guid.ParseExact(text, "N")])
            ?? throw new InvalidOperationException($"A key of {type.Name} cannot be read from the ledger."),
    };
}
