using System.Security.Cryptography;
using System.Text.Json;

namespace GovernanceConsole.Ledger.Signing;

/// <summary>
/// Signs checkpoints of ledgers that continue what it signed before, and nothing else. What it signed is in a file of its own, outside
/// the database: after a rollback or a rewriting of the database it refuses. Holds both files as long as it lives, so that there are
/// never two of it.
/// </summary>
public sealed class CheckpointSigner : IDisposable
{
    private readonly FileStream _lock;
    private readonly string _stateFile;
    private readonly ECDsa _key;
    private readonly Dictionary<string, Signed> _signed;

    private CheckpointSigner(FileStream held, string stateFile, ECDsa key, Dictionary<string, Signed> signed) =>
        (_lock, _stateFile, _key, _signed) = (held, stateFile, key, signed);

    /// <summary>The public key as DER SubjectPublicKeyInfo, for the policies of auditors.</summary>
    public byte[] PublicKey => _key.ExportSubjectPublicKeyInfo();

    /// <summary>Opens the key and what was signed with it; makes a key where there is none yet and nothing was signed.</summary>
    /// <param name="keyFile">A private key on P-256 as PEM, readable by its owner only.</param>
    /// <param name="stateFile">Kept on another path than the database, and never restored from a backup.</param>
    /// <exception cref="SignerException">Another process signs, a file is damaged, or the key is gone although something was signed.</exception>
    public static CheckpointSigner Open(string keyFile, string stateFile)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(keyFile))!);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(stateFile))!);
        FileStream held;
        try
        {
            held = new FileStream($"{stateFile}.signer", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new SignerException("Another process signs checkpoints with this state. Only one may.");
        }

        try
        {
            var signed = ReadState(stateFile);
            return new CheckpointSigner(held, stateFile, ReadKey(keyFile, mayBeMade: signed.Count == 0), signed);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>How many entries of the ledger were signed last; 0 where none was.</summary>
    public long SignedSize(string ledger) => _signed.TryGetValue(ledger, out var signed) ? signed.Frontier.Size : 0;

    /// <summary>Begins where the last checkpoint of the ledger ended. The entries from there on are added to it, then it is signed.</summary>
    public ChainVerifier Continue(string ledger) => _signed.TryGetValue(ledger, out var signed)
        ? new ChainVerifier(ledger, signed.Frontier, signed.LastLeaf)
        : new ChainVerifier(ledger);

    /// <summary>Signs the ledger as far as the entries were added. What is signed is on the disk before anybody gets the note.</summary>
    /// <param name="ledger">Its name.</param>
    /// <param name="entries">From <see cref="Continue"/> of this signer, with the entries added.</param>
    /// <exception cref="SignerException">The entries are not good or end inside a group, or less than was signed already.</exception>
    public SignedNote Sign(string ledger, ChainVerifier entries)
    {
        if (entries.Complete() is { } fault)
            throw new SignerException(fault.Text, fault);
        var (frontier, lastLeaf) = entries.End(ledger);
        if (_signed.TryGetValue(ledger, out var before)
            && (frontier.Size < before.Frontier.Size || (frontier.Size == before.Frontier.Size && !frontier.Root().AsSpan().SequenceEqual(before.Frontier.Root()))))
            throw new SignerException($"{before.Frontier.Size} entries of {ledger} are signed, and this is not their continuation.");

        _signed[ledger] = new Signed(frontier, lastLeaf);
        try
        {
            WriteState();
        }
        catch
        {
            if (before is null)
                _signed.Remove(ledger);
            else
                _signed[ledger] = before;
            throw;
        }

        return SignedNote.Sign(new Checkpoint(ledger, frontier.Size, frontier.Root()).ToText(), _key, ledger);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _key.Dispose();
        _lock.Dispose();
    }

    private static ECDsa ReadKey(string keyFile, bool mayBeMade)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        if (!File.Exists(keyFile))
        {
            if (!mayBeMade)
                throw new SignerException($"The key {Path.GetFileName(keyFile)} is gone, and checkpoints were signed with it. Bring it back, or replace it as docs/ledger-operations.md says.");
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using var file = new FileStream(keyFile, options);
            file.Write(LedgerText.ToUtf8(key.ExportPkcs8PrivateKeyPem()));
            file.Flush(flushToDisk: true);
            return key;
        }

        try
        {
            key.ImportFromPem(File.ReadAllText(keyFile));
            _ = SignedNote.KeyId(key); // refuses other curves
            return key;
        }
        catch (Exception exception) when (exception is ArgumentException or CryptographicException or LedgerFormatException)
        {
            throw new SignerException($"{Path.GetFileName(keyFile)} is not a private key on P-256.", exception);
        }
    }

    private static Dictionary<string, Signed> ReadState(string stateFile)
    {
        if (!File.Exists(stateFile))
            return new Dictionary<string, Signed>(StringComparer.Ordinal);
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(stateFile));
            return document.RootElement.GetProperty("ledgers").EnumerateObject().ToDictionary(
                l => l.Name,
                l => new Signed(
                    MerkleFrontier.Restore(l.Value.GetProperty("size").GetInt64(), l.Value.GetProperty("frontier").GetBytesFromBase64()),
                    l.Value.GetProperty("lastLeaf").GetBytesFromBase64() is { Length: LeafHash.Length } leaf ? leaf : throw new LedgerFormatException("A leaf hash has 32 bytes.")),
                StringComparer.Ordinal);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or LedgerFormatException)
        {
            throw new SignerException($"{Path.GetFileName(stateFile)}, which says what was signed, is damaged. Nothing is signed until somebody has looked: docs/ledger-operations.md.", exception);
        }
    }

    /// <summary>Complete or not at all, whenever the process ends.</summary>
    private void WriteState()
    {
        var state = CanonicalJson.FromObject(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["v"] = 1,
            ["ledgers"] = _signed.ToDictionary(
                s => s.Key,
                s => (object?)new Dictionary<string, object?>(StringComparer.Ordinal)
                {
                    ["size"] = s.Value.Frontier.Size,
                    ["frontier"] = Convert.ToBase64String(s.Value.Frontier.ToBytes()),
                    ["lastLeaf"] = Convert.ToBase64String(s.Value.LastLeaf),
                },
                StringComparer.Ordinal),
        });
        var written = $"{_stateFile}.new";
        using (var file = new FileStream(written, FileMode.Create, FileAccess.Write))
        {
            file.Write(state);
            file.Flush(flushToDisk: true);
        }

        File.Move(written, _stateFile, overwrite: true);
    }

    private sealed record Signed(MerkleFrontier Frontier, byte[] LastLeaf);
}

/// <summary>Nothing was signed.</summary>
public sealed class SignerException : Exception
{
    /// <param name="message">One sentence for whoever operates the console.</param>
    /// <param name="fault">What is wrong with the ledger; null where it is not the ledger.</param>
    public SignerException(string message, LedgerFault? fault = null)
        : base(message) => Fault = fault;

    /// <param name="message">One sentence for whoever operates the console.</param>
    /// <param name="cause">What was met.</param>
    public SignerException(string message, Exception cause)
        : base(message, cause)
    {
    }

    /// <summary>What is wrong with the ledger; null where it is not the ledger.</summary>
    public LedgerFault? Fault { get; }
}
