using System.Buffers.Binary;

namespace GovernanceConsole.Imports;

/// <summary>
/// The end of a zip, which tells where its directory lies. Read before the zip is opened, because opening one makes an
/// object of every entry, and a small zip can list millions.
/// </summary>
/// <param name="Entries">How many entries it claims to list.</param>
/// <param name="Length">From the first entry of the directory to the end of the file: more than this is never read of it.</param>
internal sealed record ZipDirectory(long Entries, long Length)
{
    private const int EndLength = 22;
    private const int LongestComment = ushort.MaxValue;
    private const int Zip64LocatorLength = 20;
    private const int Zip64EndLength = 56;

    /// <returns>Null where the zip has no end that can be read: it was cut.</returns>
    public static ZipDirectory? Of(Stream zip)
    {
        var tail = new byte[Math.Min(zip.Length, Zip64LocatorLength + EndLength + LongestComment)];
        zip.Seek(-tail.Length, SeekOrigin.End);
        zip.ReadExactly(tail);
        var at = tail.Length < EndLength ? -1 : tail.AsSpan(0, tail.Length - EndLength + 4).LastIndexOf("PK\u0005\u0006"u8);
        if (at < 0)
            return null;

        var end = tail.AsSpan(at);
        long entries = BinaryPrimitives.ReadUInt16LittleEndian(end[10..]);
        long start = BinaryPrimitives.ReadUInt32LittleEndian(end[16..]);
        var isZip64 = BinaryPrimitives.ReadUInt16LittleEndian(end[4..]) == ushort.MaxValue || entries == ushort.MaxValue || start == uint.MaxValue;
        if (isZip64)
        {
            if (at < Zip64LocatorLength || !tail.AsSpan(at - Zip64LocatorLength, 4).SequenceEqual("PK\u0006\u0007"u8))
                return null;
            var endAt = BinaryPrimitives.ReadInt64LittleEndian(tail.AsSpan(at - Zip64LocatorLength + 8));
            if (endAt < 0 || endAt > zip.Length - Zip64EndLength)
                return null;
            Span<byte> longEnd = stackalloc byte[Zip64EndLength];
            zip.Seek(endAt, SeekOrigin.Begin);
            zip.ReadExactly(longEnd);
            if (!longEnd.StartsWith("PK\u0006\u0006"u8))
                return null;
            entries = BinaryPrimitives.ReadInt64LittleEndian(longEnd[32..]);
            start = BinaryPrimitives.ReadInt64LittleEndian(longEnd[48..]);
        }

        return entries < 0 || start < 0 || start > zip.Length ? null : new ZipDirectory(entries, zip.Length - start);
    }
}
