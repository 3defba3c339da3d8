using System.Security.Cryptography;
using System.Text.Json;

namespace GovernanceConsole.Ledger.Signing;

/// <summary>How far a ledger was signed.</summary>
/// <param name="Frontier">The tree up to there.</param>
/// <param name="LastLeaf">Of its last entry.</param>
/// <param name="Before">How far the time before; 0 where there was none.</param>
internal sealed record SignedEnd(MerkleFrontier Frontier, byte[] LastLeaf, long Before);

/// <summary>What a signer knows beside its keys: the keys' times and how far each ledger was signed. Its file is replaced, complete or not at all.</summary>
internal sealed record SignerState(IReadOnlyList<SigningKey> Keys, IReadOnlyDictionary<string, SignedEnd> Ledgers)
{
    public static SignerState Empty { get; } = new([], new Dictionary<string, SignedEnd>());

    /// <summary>The sizes that were signed last, by ledger.</summary>
    public Dictionary<string, long> Sizes => Ledgers.ToDictionary(l => l.Key, l => l.Value.Frontier.Size, StringComparer.Ordinal);

    public SignerState With(string ledger, SignedEnd end) => this with { Ledgers = new Dictionary<string, SignedEnd>(Ledgers, StringComparer.Ordinal) { [ledger] = end } };

    /// <exception cref="SignerException">The file is not one that was written by <see cref="Write"/>.</exception>
    public static SignerState Read(string file)
    {
        if (!File.Exists(file))
            return Empty;
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            var root = document.RootElement;
            if (root.GetProperty("v").GetInt32() != 2)
                throw new LedgerFormatException("It is of another version.");
            var ledgers = root.GetProperty("ledgers").EnumerateObject().ToDictionary(
                l => l.Name,
                l => new SignedEnd(
                    MerkleFrontier.Restore(l.Value.GetProperty("size").GetInt64(), l.Value.GetProperty("frontier").GetBytesFromBase64()),
                    l.Value.GetProperty("lastLeaf").GetBytesFromBase64() is { Length: LeafHash.Length } leaf ? leaf : throw new LedgerFormatException("A leaf hash has 32 bytes."),
                    l.Value.TryGetProperty("before", out var before) ? before.GetInt64() : 0),
                StringComparer.Ordinal);
            var keys = root.GetProperty("keys").EnumerateArray().Select(ReadKey).ToList();
            if (!keys.Exists(k => k.IsInUse))
                throw new LedgerFormatException("None of its keys is in use.");
            return new SignerState(keys, ledgers);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or LedgerFormatException
            or CryptographicException or ArgumentException)
        {
            throw new SignerException($"{Path.GetFileName(file)}, which says what was signed, is damaged. Nothing is signed until somebody has looked: docs/ledger-operations.md.", exception);
        }
    }

    /// <summary>Complete or not at all, whenever the process ends; on the disk when this returns.</summary>
    public void Write(string file)
    {
        var state = CanonicalJson.FromObject(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["v"] = 2,
            ["keys"] = Keys.Select(object? (k) => ToJson(k)).ToArray(),
            ["ledgers"] = Ledgers.ToDictionary(
                l => l.Key,
                object? (l) => new Dictionary<string, object?>(StringComparer.Ordinal)
                {
                    ["size"] = l.Value.Frontier.Size,
                    ["frontier"] = Convert.ToBase64String(l.Value.Frontier.ToBytes()),
                    ["before"] = l.Value.Before,
                    ["lastLeaf"] = Convert.ToBase64String(l.Value.LastLeaf),
                },
                StringComparer.Ordinal),
        });
        var written = $"{file}.new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(written, options))
        {
            stream.Write(state);
            stream.Flush(flushToDisk: true);
        }

        File.Move(written, file, overwrite: true);
    }

    private static Dictionary<string, object?> ToJson(SigningKey key)
    {
        var json = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["file"] = key.File,
            ["public"] = Convert.ToBase64String(key.PublicKey),
            ["from"] = Sizes(key.From),
            ["revoked"] = key.IsRevoked,
        };
        if (key.To is { } to)
            json["to"] = Sizes(to);
        return json;

        static Dictionary<string, object?> Sizes(IReadOnlyDictionary<string, long> sizes) => sizes.ToDictionary(s => s.Key, object? (s) => s.Value, StringComparer.Ordinal);
    }

    private static SigningKey ReadKey(JsonElement json)
    {
        var key = new SigningKey(
            json.GetProperty("file").GetString()!,
            json.GetProperty("public").GetBytesFromBase64(),
            Sizes(json.GetProperty("from")),
            json.TryGetProperty("to", out var to) ? Sizes(to) : null,
            json.GetProperty("revoked").GetBoolean());
        _ = key.Id; // refuses what is no key, or of another curve
        return key.File == Path.GetFileName(key.File) ? key : throw new LedgerFormatException("A key's file is beside the first one's.");

        static Dictionary<string, long> Sizes(JsonElement sizes) => sizes.EnumerateObject().ToDictionary(s => s.Name, s => s.Value.GetInt64(), StringComparer.Ordinal);
    }
}
