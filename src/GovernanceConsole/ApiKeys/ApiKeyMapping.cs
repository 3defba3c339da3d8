using System.Security.Cryptography;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GovernanceConsole.ApiKeys;

internal sealed class ApiKeyMapping : IEntityTypeConfiguration<ApiKey>, IEntityTypeConfiguration<ApiKeyUse>
{
    public const string ObjectKind = "api-key";

    // Entities of another slice are named as text: only the database needs to know of the tie.
    private const string Person = $"{nameof(GovernanceConsole)}.{nameof(GovernanceConsole.Organisation)}.{nameof(GovernanceConsole.Organisation.Person)}";

    public void Configure(EntityTypeBuilder<ApiKey> builder)
    {
        builder.ToTable("api_keys").HasKey(k => k.Id);
        builder.IsLedgerObject(ObjectKind);
        builder.Property(k => k.Number).HasMaxLength(20).IsPublicInLedger();
        builder.Property(k => k.Client).HasMaxLength(200);
        builder.Property(k => k.Scopes).HasMaxLength(1000).IsPublicInLedger();
        builder.Property(k => k.SecretHash).HasMaxLength(SHA256.HashSizeInBytes).IsFixedLength();
        builder.Property(k => k.RevokeReason).HasMaxLength(4000);
        builder.HasIndex(k => k.Number).IsUnique();
        builder.HasOne(Person, navigationName: null).WithMany().HasForeignKey(nameof(ApiKey.CreatedById)).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(Person, navigationName: null).WithMany().HasForeignKey(nameof(ApiKey.RevokedById)).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<ApiKey>().WithMany().HasForeignKey(k => k.ReplacesId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<ApiKeyUse> builder)
    {
        builder.ToTable("api_key_uses").HasKey(u => u.KeyId);
        builder.IsNotLedgered("on which day a key was last used: what was done with it stands in the ledger");
        builder.HasOne<ApiKey>().WithOne().HasForeignKey<ApiKeyUse>(u => u.KeyId).OnDelete(DeleteBehavior.Restrict);
    }
}
