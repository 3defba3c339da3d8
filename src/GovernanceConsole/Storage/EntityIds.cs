using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace GovernanceConsole.Storage;

/// <summary>All id types of this assembly, for the conventions of the providers.</summary>
internal static class EntityIds
{
    public static IReadOnlyList<Type> All { get; } =
    [
        .. typeof(EntityIds).Assembly.GetTypes()
            .Where(t => t.IsValueType && t.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEntityId<>)))
            .OrderBy(t => t.FullName, StringComparer.Ordinal),
    ];

    /// <summary>Stores every id type through the given converter, an open generic over the id type.</summary>
    public static void StoreThrough(ModelConfigurationBuilder builder, Type openConverter)
    {
        foreach (var id in All)
            builder.Properties(id).HaveConversion(openConverter.MakeGenericType(id));
    }
}

/// <summary>An id as 16 bytes in network order, so that bytes sort as the ids were made.</summary>
internal sealed class EntityIdToBytes<TId>() : ValueConverter<TId, byte[]>(id => id.Value.ToByteArray(true), bytes => Read(bytes))
    where TId : struct, IEntityId<TId>
{
    // An expression tree cannot call a static abstract member itself.
    private static TId Read(byte[] bytes) => TId.From(new Guid(bytes, bigEndian: true));
}

/// <summary>An id as the database's own GUID type.</summary>
internal sealed class EntityIdToGuid<TId>() : ValueConverter<TId, Guid>(id => id.Value, value => Read(value))
    where TId : struct, IEntityId<TId>
{
    private static TId Read(Guid value) => TId.From(value);
}
