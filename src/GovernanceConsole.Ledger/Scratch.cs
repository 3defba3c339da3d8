using System.Buffers;

namespace GovernanceConsole.Ledger;

/// <summary>Bytes for the length of one call: on the stack where they fit, otherwise borrowed from the pool.</summary>
internal readonly ref struct Scratch : IDisposable
{
    private readonly byte[]? _rented;

    public Scratch(int length, Span<byte> stack)
    {
        _rented = length > stack.Length ? ArrayPool<byte>.Shared.Rent(length) : null;
        Bytes = (_rented ?? stack)[..length];
    }

    public Span<byte> Bytes { get; }

    public void Dispose()
    {
        if (_rented is not null)
            ArrayPool<byte>.Shared.Return(_rented);
    }
}
