namespace GovernanceConsole.Imports;

/// <summary>The checksum of zip files (CRC-32 of ISO 3309), counted on block by block.</summary>
internal sealed class Crc32
{
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(Entry)];

    private uint _register = uint.MaxValue;

    public uint Value => ~_register;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        var register = _register;
        foreach (var value in bytes)
            register = Table[(byte)register ^ value] ^ (register >> 8);
        _register = register;
    }

    private static uint Entry(int value)
    {
        var entry = (uint)value;
        for (var bit = 0; bit < 8; bit++)
            entry = (entry & 1) == 0 ? entry >> 1 : 0xEDB88320 ^ (entry >> 1);
        return entry;
    }
}
