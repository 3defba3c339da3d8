using GovernanceConsole.AuditLedger;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GovernanceConsole.Checkpoints;

/// <summary>A signed checkpoint, kept so that every export can carry the history of what was signed.</summary>
internal sealed class LedgerCheckpoint
{
    public short Ledger { get; private init; }

    /// <summary>How many entries it counts.</summary>
    public long Size { get; private init; }

    /// <summary>The signed note; the truth. The other columns repeat it for searching.</summary>
    public string Note { get; private init; } = "";

    public DateTimeOffset SignedAt { get; private init; }

    public static LedgerCheckpoint Of(short ledger, long size, string note, DateTimeOffset at) => new() { Ledger = ledger, Size = size, Note = note, SignedAt = at };
}

/// <summary>
/// The Merkle root over a full tile of <see cref="Length"/> entries: the lowest eight levels of the tree, so that a proof reads one
/// tile's entries and not all of them. A cache outside the path of trust: proofs are checked before they are given out.
/// </summary>
internal sealed class LedgerTile
{
    /// <summary>Entries below one tile.</summary>
    public const int Length = 256;

    public short Ledger { get; private init; }

    /// <summary>Its number from 0; it stands over the entries from <c>Tile * Length</c> on.</summary>
    public long Tile { get; private init; }

    public byte[] Hash { get; private init; } = [];

    public static LedgerTile Of(short ledger, long tile, byte[] hash) => new() { Ledger = ledger, Tile = tile, Hash = hash };
}

/// <summary>How far somebody who keeps checkpoints has got with one ledger: the signer with its own state, or an anchor.</summary>
internal sealed class LedgerKeeper
{
    private const int FailureLength = 1000;

    /// <summary><see cref="SignerName"/> or the name of an anchor.</summary>
    public string Keeper { get; private init; } = "";

    public short Ledger { get; private init; }

    /// <summary>The size of the newest checkpoint that it holds for certain; 0 where there is none yet.</summary>
    public long Size { get; private set; }

    /// <summary>Null until the first.</summary>
    public DateTimeOffset? ConfirmedAt { get; private set; }

    /// <summary>Since when it has failed each time; null while it works.</summary>
    public DateTimeOffset? FailingSince { get; private set; }

    /// <summary>What it said last, in a sentence; null while it works.</summary>
    public string? Failure { get; private set; }

    /// <summary>When people were told that it fails; null while it works or is given time.</summary>
    public DateTimeOffset? AlarmedAt { get; private set; }

    /// <summary>The keeper that is no anchor.</summary>
    public const string SignerName = "signer";

    public static LedgerKeeper Of(string keeper, short ledger) => new() { Keeper = keeper, Ledger = ledger };

    public void Confirm(long size, DateTimeOffset at)
    {
        (Size, ConfirmedAt) = (size, at);
        (FailingSince, Failure, AlarmedAt) = (null, null, null);
    }

    public void Fail(string failure, DateTimeOffset at)
    {
        FailingSince ??= at;
        Failure = failure.Length <= FailureLength ? failure : failure[..FailureLength];
    }

    public void Alarm(DateTimeOffset at) => AlarmedAt = at;
}

internal sealed class LedgerCheckpointMapping
    : IEntityTypeConfiguration<LedgerCheckpoint>, IEntityTypeConfiguration<LedgerTile>, IEntityTypeConfiguration<LedgerKeeper>
{
    public void Configure(EntityTypeBuilder<LedgerCheckpoint> builder)
    {
        builder.ToTable("ledger_checkpoints", table => table.HasTrigger("ledger_checkpoints_grow")).HasKey(c => new { c.Ledger, c.Size });
        builder.IsNotLedgered("what was signed of the ledger cannot stand in it: signing it would need signing again");
        builder.Metadata.SetAnnotation(StoredEntryMapping.LedgerTables, value: true);
    }

    public void Configure(EntityTypeBuilder<LedgerTile> builder)
    {
        builder.ToTable("ledger_tiles", table => table.HasTrigger("ledger_tiles_are_never_changed")).HasKey(t => new { t.Ledger, t.Tile });
        builder.Property(t => t.Hash).HasMaxLength(32).IsFixedLength();
        builder.IsNotLedgered("hashes of the ledger itself, computed again at will");
        builder.Metadata.SetAnnotation(StoredEntryMapping.LedgerTables, value: true);
    }

    public void Configure(EntityTypeBuilder<LedgerKeeper> builder)
    {
        builder.ToTable("ledger_keepers").HasKey(k => new { k.Keeper, k.Ledger });
        builder.IsNotLedgered("how deliveries stand; alarms about them are in the ledger");
        builder.Property(k => k.Keeper).HasMaxLength(64);
        builder.Property(k => k.Failure).HasMaxLength(1000);
    }
}
