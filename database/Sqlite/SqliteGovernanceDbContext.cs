using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace GovernanceConsole.Sqlite;

/// <summary>The model on SQLite: ids as 16 bytes, instants as UTC milliseconds, dates as ISO text.</summary>
internal sealed class SqliteGovernanceDbContext(DbContextOptions<SqliteGovernanceDbContext> options) : GovernanceDbContext(options)
{
    protected override void ConfigureStorageTypes(ModelConfigurationBuilder builder)
    {
        EntityIds.StoreThrough(builder, typeof(EntityIdToBytes<>));
        builder.Properties<Guid>().HaveConversion<GuidToBytes>();
        builder.Properties<DateTimeOffset>().HaveConversion<InstantToMilliseconds>();
    }

    private sealed class GuidToBytes() : ValueConverter<Guid, byte[]>(id => id.ToByteArray(true), bytes => new Guid(bytes, true));

    /// <summary>An instant as milliseconds since 1970 UTC: sorts, subtracts and takes 6 bytes.</summary>
    private sealed class InstantToMilliseconds() : ValueConverter<DateTimeOffset, long>(
        instant => instant.ToUnixTimeMilliseconds(),
        milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
}
