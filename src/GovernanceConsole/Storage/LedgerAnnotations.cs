using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GovernanceConsole.Storage;

/// <summary>An entity that owns a history: each change of it, or of its parts, leaves an entry in the ledger.</summary>
internal interface ILedgered
{
    /// <summary>The id under which the ledger knows it.</summary>
    Guid LedgerId { get; }

    /// <summary>Counts the changes, from 1; the concurrency token on both databases. Set by the write road only.</summary>
    long Version { get; }
}

/// <summary>
/// What a mapping says about the ledger. Every entity type carries one of the four class-level words, or the start of
/// the host fails: nothing is left out of the trail by forgetting it.
/// </summary>
internal static class LedgerAnnotations
{
    public const string ObjectKind = "Ledger:ObjectKind";
    public const string PartOf = "Ledger:PartOf";
    public const string InBulk = "Ledger:InBulk";
    public const string NotLedgered = "Ledger:NotLedgered";
    public const string Public = "Ledger:Public";
    public const string Masked = "Ledger:Masked";

    /// <summary>A root: the ledger names it by this kind, for instance <c>recovery-path</c>.</summary>
    public static EntityTypeBuilder<T> IsLedgerObject<T>(this EntityTypeBuilder<T> builder, string kind)
        where T : class, ILedgered
    {
        builder.Property(nameof(ILedgered.Version)).IsConcurrencyToken();
        builder.Ignore(nameof(ILedgered.LedgerId));
        builder.Metadata.SetAnnotation(ObjectKind, kind);
        return builder;
    }

    /// <summary>A row that belongs to a root; its fields are fields of the root's state.</summary>
    /// <param name="builder">The mapping.</param>
    /// <param name="rootIdProperty">The property that holds the root's id.</param>
    public static EntityTypeBuilder<T> IsPartOfLedgerObject<T>(this EntityTypeBuilder<T> builder, string rootIdProperty)
        where T : class
    {
        builder.Metadata.SetAnnotation(PartOf, rootIdProperty);
        return builder;
    }

    /// <summary>Rows covered by one entry with count, file hash and Merkle root (tickets, entitlements, campaign items).</summary>
    public static EntityTypeBuilder<T> IsLedgeredInBulk<T>(this EntityTypeBuilder<T> builder)
        where T : class
    {
        builder.Metadata.SetAnnotation(InBulk, value: true);
        return builder;
    }

    /// <summary>Rows that state nothing about accountability: queues, counters, caches. The reason is for the reader.</summary>
    public static EntityTypeBuilder<T> IsNotLedgered<T>(this EntityTypeBuilder<T> builder, string reason)
        where T : class
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        builder.Metadata.SetAnnotation(NotLedgered, reason);
        return builder;
    }

    /// <summary>
    /// Text that the ledger may carry as it is: numbers, codes, hashes. Any other text enters the ledger as a salted
    /// commitment, because a name or a reason is personal data until somebody decides otherwise.
    /// </summary>
    public static PropertyBuilder<string> IsPublicInLedger(this PropertyBuilder<string> property)
    {
        property.Metadata.SetAnnotation(Public, value: true);
        return property;
    }

    /// <summary>
    /// Text that histories show masked, such as a telephone number: whoever may read the trail learns that it changed and not
    /// what it is. Name the property as nothing else is named: fields are told apart by their column.
    /// </summary>
    public static PropertyBuilder<string> IsShownMasked(this PropertyBuilder<string> property)
    {
        property.Metadata.SetAnnotation(Masked, value: true);
        return property;
    }
}
