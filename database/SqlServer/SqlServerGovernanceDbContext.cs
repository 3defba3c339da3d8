using GovernanceConsole.AuditLedger;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace GovernanceConsole.SqlServer;

/// <summary>The model on SQL Server: ids as uniqueidentifier, instants as datetimeoffset(3), always UTC.</summary>
internal sealed class SqlServerGovernanceDbContext(DbContextOptions<SqlServerGovernanceDbContext> options) : GovernanceDbContext(options)
{
    /// <summary>Where the ledger's tables are; their owner is a user nobody can sign in as.</summary>
    public const string LedgerSchema = "audit";

    protected override void ConfigureStorageTypes(ModelConfigurationBuilder builder)
    {
        EntityIds.StoreThrough(builder, typeof(EntityIdToGuid<>));
        builder.Properties<DateTimeOffset>().HaveConversion<InstantToUtcMilliseconds>().HavePrecision(3);
        builder.Properties<decimal>().HavePrecision(19, 4);
    }

    protected override void AdaptModel(ModelBuilder builder)
    {
        foreach (var entity in builder.Model.GetEntityTypes().Where(e => e.FindAnnotation(StoredEntryMapping.LedgerTables) is not null))
        {
            if (entity.GetViewName() is null)
                entity.SetSchema(LedgerSchema);
            else
                entity.SetViewSchema(LedgerSchema);
        }
    }

    /// <summary>Cut to what SQLite keeps, so that business code cannot tell where it runs: SQL Server alone would round.</summary>
    private sealed class InstantToUtcMilliseconds() : ValueConverter<DateTimeOffset, DateTimeOffset>(
        instant => DateTimeOffset.FromUnixTimeMilliseconds(instant.ToUnixTimeMilliseconds()),
        stored => stored.ToUniversalTime());
}
