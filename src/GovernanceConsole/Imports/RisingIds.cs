using System.Buffers.Binary;

namespace GovernanceConsole.Imports;

/// <summary>
/// Version-7 ids for many rows of one instant, each greater than the one before (RFC 9562, 6.2, method 2): rows that
/// are written one after the other stand beside each other in the index.
/// </summary>
internal sealed class RisingIds
{
    private const ulong Variant = 0x8000_0000_0000_0000;

    private readonly ulong _high;
    private ulong _low;

    public RisingIds(DateTimeOffset instant)
    {
        Span<byte> bytes = stackalloc byte[16];
        Guid.CreateVersion7(instant).TryWriteBytes(bytes, bigEndian: true, out _);
        _high = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        _low = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]) & 0x1FFF_FFFF_FFFF_FFFF; // room to count up
    }

    public Guid Next()
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, _high);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Variant | _low++);
        return new Guid(bytes, bigEndian: true);
    }
}
