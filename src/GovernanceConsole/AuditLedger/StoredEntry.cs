using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GovernanceConsole.AuditLedger;

/// <summary>A ledger entry as it is stored, for reading only: entries are written by the road's own statements.</summary>
internal sealed class StoredEntry
{
    public short Ledger { get; private init; }

    public long Idx { get; private init; }

    public string Type { get; private init; } = "";

    public DateTimeOffset At { get; private init; }

    public string? ObjectKind { get; private init; }

    public Guid? ObjectId { get; private init; }

    /// <summary>The person who acted; null for machines.</summary>
    public Guid? ActorId { get; private init; }

    /// <summary>The command, of a security event; null of a decision, whose command has its answer.</summary>
    public Guid? CommandId { get; private init; }

    /// <summary>The matter it belongs to; null where it stands alone.</summary>
    public Guid? Corr { get; private init; }

    public byte[] Body { get; private init; } = [];

    /// <summary>What is left of a body that was pruned; null where there is a body.</summary>
    public byte[]? PrunedLeafHash { get; private init; }

    /// <summary>The name by which its successor and the tree know it.</summary>
    public byte[] LeafHash => LeafHashOf(Body, PrunedLeafHash);

    /// <summary>Whether its retention is over and its body went: place, instant and leaf hash are left (docs/ledger-format.md, section 8).</summary>
    public bool IsPruned => Body.Length == 0;

    /// <summary>The leaf hash of a body, or what is left of one; empty where neither is there, which no chain takes.</summary>
    public static byte[] LeafHashOf(byte[] body, byte[]? pruned) => body.Length == 0 ? pruned ?? [] : GovernanceConsole.Ledger.LeafHash.Of(body);
}

/// <summary>A stretch of a ledger whose bodies went.</summary>
internal sealed class StoredPrunedRange
{
    public short Ledger { get; private init; }

    public long FromIdx { get; private init; }

    public long ToIdx { get; private init; }

    public DateTimeOffset PrunedAt { get; private init; }
}

/// <summary>A value behind a commitment; gone after erasure.</summary>
internal sealed class StoredPrivateValue
{
    public short Ledger { get; private init; }

    public long Idx { get; private init; }

    public string Field { get; private init; } = "";

    public byte[] Salt { get; private init; } = [];

    public string Value { get; private init; } = "";
}

/// <summary>Which command was accepted, and when.</summary>
internal sealed class StoredCommand
{
    public Guid CommandId { get; private init; }

    public string UseCase { get; private init; } = "";

    public DateTimeOffset At { get; private init; }
}

/// <summary>How far the numbers of one prefix have got.</summary>
internal sealed class StoredNumberSeries
{
    public string Series { get; private init; } = "";

    public long Last { get; private init; }
}

internal sealed class StoredHead
{
    public short Ledger { get; private init; }

    public string Name { get; private init; } = "";

    public long Size { get; private init; }

    public byte[] Root { get; private init; } = [];
}

/// <summary>The present state of an object as its entries made it.</summary>
internal sealed class StoredObjectState
{
    public Guid ObjectId { get; private init; }

    public string ObjectKind { get; private init; } = "";

    public long Version { get; private init; }

    public byte[] State { get; private init; } = [];

    public byte[] StateHash { get; private init; } = [];
}

/// <summary>A private text that an erasure took away.</summary>
internal sealed class StoredErasedText
{
    public short Ledger { get; private init; }

    public long Idx { get; private init; }

    public string Field { get; private init; } = "";
}

internal sealed class StoredEntryMapping
    : IEntityTypeConfiguration<StoredEntry>, IEntityTypeConfiguration<StoredPrivateValue>, IEntityTypeConfiguration<StoredHead>, IEntityTypeConfiguration<StoredObjectState>,
      IEntityTypeConfiguration<StoredErasedText>, IEntityTypeConfiguration<StoredPrunedRange>, IEntityTypeConfiguration<StoredCommand>, IEntityTypeConfiguration<StoredNumberSeries>
{
    /// <summary>The provider says in which schema the ledger's tables are.</summary>
    public const string LedgerTables = "Ledger:Tables";

    public void Configure(EntityTypeBuilder<StoredEntry> builder)
    {
        builder.ToView("ledger_entries").HasKey(e => new { e.Ledger, e.Idx });
        builder.Ignore(e => e.IsPruned);
        builder.Ignore(e => e.LeafHash);
        builder.IsNotLedgered("the ledger itself");
        builder.Metadata.SetAnnotation(LedgerTables, value: true);
    }

    public void Configure(EntityTypeBuilder<StoredPrivateValue> builder)
    {
        builder.ToView("ledger_private").HasKey(e => new { e.Ledger, e.Idx, e.Field });
        builder.IsNotLedgered("the ledger itself");
        builder.Metadata.SetAnnotation(LedgerTables, value: true);
    }

    public void Configure(EntityTypeBuilder<StoredObjectState> builder)
    {
        builder.ToView("ledger_objects").HasKey(o => o.ObjectId);
        builder.IsNotLedgered("the ledger itself");
        builder.Metadata.SetAnnotation(LedgerTables, value: true);
    }

    public void Configure(EntityTypeBuilder<StoredErasedText> builder)
    {
        builder.ToView("ledger_erased_texts").HasKey(e => new { e.Ledger, e.Idx, e.Field });
        builder.IsNotLedgered("the ledger itself");
        builder.Metadata.SetAnnotation(LedgerTables, value: true);
    }

    public void Configure(EntityTypeBuilder<StoredPrunedRange> builder)
    {
        builder.ToView("ledger_pruned_ranges").HasKey(r => new { r.Ledger, r.FromIdx });
        builder.IsNotLedgered("the ledger itself");
        builder.Metadata.SetAnnotation(LedgerTables, value: true);
    }

    public void Configure(EntityTypeBuilder<StoredCommand> builder)
    {
        builder.ToView("command_results").HasKey(c => c.CommandId);
        builder.IsNotLedgered("answers to commands, whose entries are the ledger");
    }

    public void Configure(EntityTypeBuilder<StoredNumberSeries> builder)
    {
        builder.ToView("number_series").HasKey(s => s.Series);
        builder.IsNotLedgered("the numbers that were given out are in the ledger");
    }

    public void Configure(EntityTypeBuilder<StoredHead> builder)
    {
        builder.ToView("ledger_heads").HasKey(e => e.Ledger);
        builder.IsNotLedgered("the ledger itself");
        builder.Metadata.SetAnnotation(LedgerTables, value: true);
    }
}
