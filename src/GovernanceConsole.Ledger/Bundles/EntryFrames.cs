using System.Buffers.Binary;

namespace GovernanceConsole.Ledger.Bundles;

/// <summary>Writes entries one after another: the body's length in 2 bytes, big-endian, then the body.</summary>
public sealed class EntryFrameWriter(Stream stream)
{
    /// <summary>Frames written so far.</summary>
    public long Count { get; private set; }

    /// <summary>An entry.</summary>
    public void Write(ReadOnlySpan<byte> body)
    {
        if (body.Length is 0 or > LedgerEntry.MaxBodyLength)
            throw new LedgerFormatException($"A body of {body.Length} bytes cannot be framed.");
        Span<byte> length = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)body.Length);
        stream.Write(length);
        stream.Write(body);
        Count++;
    }

    /// <summary>An entry whose body was pruned: length 0, then its leaf hash.</summary>
    public void WritePruned(ReadOnlySpan<byte> leafHash)
    {
        if (leafHash.Length != LeafHash.Length)
            throw new LedgerFormatException($"A leaf hash has {LeafHash.Length} bytes, not {leafHash.Length}.");
        stream.Write([0, 0]);
        stream.Write(leafHash);
        Count++;
    }
}

/// <summary>A stretch of whole frames, held in memory while it is checked.</summary>
/// <param name="First">Number of its first entry.</param>
/// <param name="Bytes">Longer than what is used.</param>
/// <param name="Ends">Where each frame ends.</param>
internal sealed record FrameBlock(long First, byte[] Bytes, IReadOnlyList<int> Ends)
{
    public int Count => Ends.Count;

    /// <summary>The entry's body, or where <paramref name="isPruned"/> its leaf hash.</summary>
    public ReadOnlySpan<byte> Body(int i, out bool isPruned)
    {
        var start = i == 0 ? 0 : Ends[i - 1];
        isPruned = Bytes[start] == 0 && Bytes[start + 1] == 0;
        return Bytes.AsSpan(start + 2, Ends[i] - start - 2);
    }
}

/// <summary>Reads frames in blocks.</summary>
internal sealed class EntryFrameReader(Stream stream)
{
    private const int BlockLength = 512 * 1024;

    private byte[] _rest = [];
    private long _next;

    /// <summary>Set where the stream ended inside a frame, after the last whole one was handed out.</summary>
    public LedgerFault? Fault { get; private set; }

    /// <summary>The next block; null at the end.</summary>
    public FrameBlock? Next()
    {
        var bytes = new byte[BlockLength];
        _rest.CopyTo(bytes, 0);
        var length = _rest.Length + stream.ReadAtLeast(bytes.AsSpan(_rest.Length), bytes.Length - _rest.Length, throwOnEndOfStream: false);
        var ends = new List<int>(1024);
        var at = 0;
        while (at + 2 <= length)
        {
            var body = BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(at));
            var end = at + 2 + (body == 0 ? LeafHash.Length : body);
            if (end > length)
                break;
            ends.Add(end);
            at = end;
        }

        if (ends.Count == 0)
        {
            if (length > 0)
                Fault = new LedgerFault(LedgerFaultCode.Malformed, _next, $"The file ends inside entry {_next}.");
            return null;
        }

        _rest = bytes[at..length];
        var block = new FrameBlock(_next, bytes, ends);
        _next += ends.Count;
        return block;
    }
}
