using System.Security.Cryptography;
using System.Text;

namespace GovernanceConsole.Web.Identity;

/// <summary>
/// Opens an empty workspace to whoever can read what this process wrote when it started: the first administrator. Kept as a
/// hash, in memory, until it was used or the process ends.
/// </summary>
internal sealed class FirstAdministratorCode(TimeProvider clock)
{
    /// <summary>So many may be typed within a minute, by everybody together.</summary>
    public const int TriesPerMinute = 5;

    /// <summary>Without letters that are read for one another.</summary>
    private const string Letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>Five bits each: 130 bits.</summary>
    private const int Length = 26;

    private readonly Lock _lock = new();
    private readonly Queue<DateTimeOffset> _tries = new();
    private byte[]? _hash;

    /// <summary>A new code; the one before counts no longer.</summary>
    public string Issue()
    {
        var code = RandomNumberGenerator.GetString(Letters, Length);
        lock (_lock)
            _hash = HashOf(code);
        return string.Join('-', code.Chunk(5).Select(part => new string(part)));
    }

    /// <summary>Whether this is the code. Too many tries within a minute are all wrong.</summary>
    public bool Accepts(string? typed)
    {
        var now = clock.GetUtcNow();
        lock (_lock)
        {
            while (_tries.TryPeek(out var at) && now - at >= TimeSpan.FromMinutes(1))
                _tries.Dequeue();
            if (_hash is null || _tries.Count >= TriesPerMinute)
                return false;
            _tries.Enqueue(now);
            return CryptographicOperations.FixedTimeEquals(_hash, HashOf(typed ?? ""));
        }
    }

    /// <summary>The workspace is open: nobody comes in by the code any more.</summary>
    public void Use()
    {
        lock (_lock)
            _hash = null;
    }

    private static byte[] HashOf(string code) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(code.Where(c => !char.IsWhiteSpace(c) && c != '-')).ToUpperInvariant()));
}
