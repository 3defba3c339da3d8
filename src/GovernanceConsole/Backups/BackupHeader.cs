using System.Globalization;
using System.Text.Json;
using GovernanceConsole.Ledger;

namespace GovernanceConsole.Backups;

/// <summary>How far a ledger goes in a backup.</summary>
/// <param name="Name">The ledger's name.</param>
/// <param name="Size">How many entries.</param>
/// <param name="Root">The Merkle root over them, base64.</param>
public sealed record BackedUpLedger(string Name, long Size, string Root);

/// <summary>
/// The first line of a sealed backup, readable without its key: canonical JSON and a line feed. Each part of the file is bound to it.
/// </summary>
/// <param name="Id">Of the backup, and of its key.</param>
/// <param name="MadeAt">When.</param>
/// <param name="OpensUntil">When its key goes.</param>
/// <param name="Bytes">How long the database in it is.</param>
/// <param name="Nonce">The part of the nonces that is the same in the whole file, <see cref="SealedFile.NonceLength"/> bytes.</param>
/// <param name="Ledgers">How far its ledgers go, decisions first.</param>
public sealed record BackupHeader(Guid Id, DateTimeOffset MadeAt, DateTimeOffset OpensUntil, long Bytes, byte[] Nonce, IReadOnlyList<BackedUpLedger> Ledgers)
{
    private const int Version = 1;
    private const int Longest = 4096;

    /// <summary>How every sealed backup begins, and no SQLite file.</summary>
    private static ReadOnlySpan<byte> Beginning => "{\"backup\":\""u8;

    /// <summary>Whether a file is a sealed backup rather than a plain copy.</summary>
    public static bool IsOn(string file)
    {
        using var stream = File.OpenRead(file);
        Span<byte> first = stackalloc byte[Beginning.Length];
        return stream.ReadAtLeast(first, first.Length, throwOnEndOfStream: false) == first.Length && first.SequenceEqual(Beginning);
    }

    /// <summary>The header of a file.</summary>
    /// <exception cref="BackupException">It is no sealed backup of this version.</exception>
    public static BackupHeader ReadFrom(string file)
    {
        using var stream = File.OpenRead(file);
        return Read(stream).Header;
    }

    /// <summary>The header with its bytes; the stream stands behind it afterwards.</summary>
    /// <exception cref="BackupException">It is no sealed backup of this version.</exception>
    internal static (BackupHeader Header, byte[] Line) Read(Stream stream)
    {
        var line = new List<byte>(512);
        for (int next; (next = stream.ReadByte()) >= 0 && line.Count < Longest;)
        {
            line.Add((byte)next);
            if (next == '\n')
                return (Parse([.. line]), [.. line]);
        }

        throw Unreadable();
    }

    internal byte[] ToLine() =>
    [
        .. CanonicalJson.FromObject(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["backup"] = Id.ToString("D"),
            ["bytes"] = Bytes,
            ["ledgers"] = Ledgers.Select(object? (l) => new Dictionary<string, object?>(StringComparer.Ordinal) { ["name"] = l.Name, ["root"] = l.Root, ["size"] = l.Size }).ToArray(),
            ["madeAt"] = Text(MadeAt),
            ["nonce"] = Convert.ToBase64String(Nonce),
            ["opensUntil"] = Text(OpensUntil),
            ["v"] = Version,
        }),
        (byte)'\n',
    ];

    /// <summary>An instant as it stands in the files of a backup.</summary>
    internal static string Text(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static BackupHeader Parse(byte[] line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            if (root.GetProperty("v").GetInt32() != Version)
                throw new BackupException("This backup was made by a later version of the console. Open it with that one.");
            var header = new BackupHeader(
                root.GetProperty("backup").GetGuid(),
                root.GetProperty("madeAt").GetDateTimeOffset(),
                root.GetProperty("opensUntil").GetDateTimeOffset(),
                root.GetProperty("bytes").GetInt64(),
                root.GetProperty("nonce").GetBytesFromBase64(),
                [.. root.GetProperty("ledgers").EnumerateArray().Select(l => new BackedUpLedger(l.GetProperty("name").GetString()!, l.GetProperty("size").GetInt64(), l.GetProperty("root").GetString()!))]);
            return header.Nonce.Length == SealedFile.NonceLength && header.ToLine().AsSpan().SequenceEqual(line) ? header : throw Unreadable();
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or LedgerFormatException)
        {
            throw Unreadable();
        }
    }

    private static BackupException Unreadable() => new("The first line of the backup cannot be read: it was changed, or it is no backup of this console.");
}
