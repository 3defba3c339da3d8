using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace GovernanceConsole.Storage;

/// <summary>
/// The model of all slices. Internal on purpose: outside this assembly and the two providers nobody can hold one, so
/// nobody can save past <c>LedgeredChange</c>. How ids and instants are stored is the provider's choice.
/// </summary>
internal abstract class GovernanceDbContext(DbContextOptions options) : DbContext(options)
{
    /// <summary>Chooses column types for ids, instants and dates.</summary>
    protected abstract void ConfigureStorageTypes(ModelConfigurationBuilder builder);

    /// <summary>The provider's last word on the model, for instance in which schema the ledger's tables are.</summary>
    protected virtual void AdaptModel(ModelBuilder builder)
    {
    }

    protected sealed override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(64);
        ConfigureStorageTypes(configurationBuilder);
    }

    protected sealed override void OnModelCreating(ModelBuilder modelBuilder)
    {
        // A mapping names the entities of other slices as text, so they are known before any mapping is read.
        var mappings = typeof(GovernanceDbContext).Assembly;
        foreach (var mapped in mappings.GetTypes().SelectMany(t => t.GetInterfaces()).Where(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEntityTypeConfiguration<>)))
            modelBuilder.Entity(mapped.GetGenericArguments()[0]);
        modelBuilder.ApplyConfigurationsFromAssembly(mappings);
        foreach (var entity in modelBuilder.Model.GetEntityTypes())
            UseDatabaseNames(entity);
        AdaptModel(modelBuilder);
    }

    private static void UseDatabaseNames(IMutableEntityType entity)
    {
        foreach (var property in entity.GetProperties())
            property.SetColumnName(DatabaseNames.ForColumn(property.Name));
        if (entity.GetViewName() is not null || entity.GetTableName() is not { } table)
            return;
        foreach (var index in entity.GetIndexes())
            index.SetDatabaseName($"ix_{table}_{string.Join('_', index.Properties.Select(p => p.GetColumnName()))}");
        foreach (var key in entity.GetKeys())
            key.SetName($"pk_{table}");
        foreach (var foreignKey in entity.GetForeignKeys())
            foreignKey.SetConstraintName($"fk_{table}_{string.Join('_', foreignKey.Properties.Select(p => p.GetColumnName()))}");
    }
}
