using System.Security.Cryptography;

namespace GovernanceConsole.Ledger.Signing;

/// <summary>
/// Signs checkpoints of ledgers that continue what it signed before, and nothing else. What it signed is in a file of its own, outside
/// the database: after a rollback or a rewriting of the database it refuses. Holds its state as long as it lives, so that there are
/// never two of it.
/// </summary>
public sealed class CheckpointSigner : IDisposable
{
    private readonly FileStream _lock;
    private readonly string _folder;
    private readonly string _stateFile;
    private readonly Dictionary<string, ECDsa> _private = new(StringComparer.Ordinal);
    private SignerState _state;
    private bool _isNew;

    private CheckpointSigner(FileStream held, string folder, string stateFile, SignerState state) =>
        (_lock, _folder, _stateFile, _state) = (held, folder, stateFile, state);

    /// <summary>All keys, oldest first, for the policies of auditors. While one is being replaced two are in use.</summary>
    public IReadOnlyList<SigningKey> Keys => _state.Keys;

    /// <summary>Opens the keys and what was signed with them; makes a key where there is none yet and nothing was signed.</summary>
    /// <param name="keyFile">The first private key, on P-256 as PEM, readable by its owner only. Later ones lie beside it.</param>
    /// <param name="stateFile">Kept on another path than the database, and never restored from a backup.</param>
    /// <exception cref="SignerException">Another process signs, or a file is damaged.</exception>
    public static CheckpointSigner Open(string keyFile, string stateFile)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(keyFile))!;
        CreateFolder(folder);
        CreateFolder(Path.GetDirectoryName(Path.GetFullPath(stateFile))!);
        FileStream held;
        try
        {
            held = new FileStream($"{stateFile}.signer", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new SignerException("Another process signs checkpoints with this state. Only one may.");
        }

        var signer = new CheckpointSigner(held, folder, stateFile, SignerState.Empty);
        try
        {
            signer._state = SignerState.Read(stateFile);
            signer._isNew = signer.Keys.Count == 0;
            if (signer.Keys.Count == 0)
                signer._state = signer._state with { Keys = [signer.FirstKey(Path.GetFileName(keyFile))] };
            foreach (var key in signer.Keys.Where(k => k.IsInUse && File.Exists(Path.Combine(folder, k.File))))
                signer._private[key.File] = ReadKey(Path.Combine(folder, key.File), key.PublicKey);
            return signer;
        }
        catch
        {
            signer.Dispose();
            throw;
        }
    }

    /// <summary>Whether there was no state: nothing was ever signed, or what was is forgotten.</summary>
    public bool IsNew => _isNew && _state.Ledgers.Count == 0;

    /// <summary>What a state file says was signed of a ledger last: entries and root. Null where it says nothing, or cannot be read. For whoever compares; it takes no lock.</summary>
    public static (long Size, byte[] Root)? Remembered(string stateFile, string ledger)
    {
        try
        {
            return SignerState.Read(stateFile).Ledgers.TryGetValue(ledger, out var signed) ? (signed.Frontier.Size, signed.Frontier.Root()) : null;
        }
        catch (SignerException)
        {
            return null; // the signer itself says so
        }
    }

    /// <summary>Whether a key lay there without a state: what it signed is forgotten.</summary>
    public bool FoundItsKey { get; private set; }

    /// <summary>Writes down the first key before it signs anything, so that a key without this memory is known for what it is.</summary>
    public void Remember() => Become(_state);

    /// <summary>How many entries of the ledger were signed last; 0 where none was.</summary>
    public long SignedSize(string ledger) => _state.Ledgers.TryGetValue(ledger, out var signed) ? signed.Frontier.Size : 0;

    /// <summary>How many entries of the ledger the checkpoint before the last one counted; 0 where there was none.</summary>
    public long SignedBefore(string ledger) => _state.Ledgers.TryGetValue(ledger, out var signed) ? signed.Before : 0;

    /// <summary>Begins where the last checkpoint of the ledger ended. The entries from there on are added to it, then it is signed.</summary>
    public ChainVerifier Continue(string ledger) => _state.Ledgers.TryGetValue(ledger, out var signed)
        ? new ChainVerifier(ledger, signed.Frontier, signed.LastLeaf)
        : new ChainVerifier(ledger);

    /// <summary>Signs the ledger as far as the entries were added, by every key in use. What is signed is on the disk before anybody gets the note.</summary>
    /// <param name="ledger">Its name.</param>
    /// <param name="entries">From <see cref="Continue"/> of this signer, with the entries added.</param>
    /// <exception cref="SignerException">A key is gone, or the entries are not good, end inside a group or are less than was signed already.</exception>
    public SignedNote Sign(string ledger, ChainVerifier entries)
    {
        var keys = Keys.Where(k => k.IsInUse).ToList();
        if (keys.Find(k => !_private.ContainsKey(k.File)) is { } gone)
            throw new SignerException($"The key {gone.File} is gone, and checkpoints were signed with it. Bring it back, or revoke it as docs/ledger-operations.md says.");
        if (entries.Complete() is { } fault)
            throw new SignerException(fault.Text, fault);
        var (frontier, lastLeaf) = entries.End(ledger);
        if (_state.Ledgers.TryGetValue(ledger, out var before)
            && (frontier.Size < before.Frontier.Size || (frontier.Size == before.Frontier.Size && !frontier.Root().AsSpan().SequenceEqual(before.Frontier.Root()))))
            throw new SignerException($"{before.Frontier.Size} entries of {ledger} are signed, and this is not their continuation.");

        var sizeBefore = before is null ? 0 : before.Frontier.Size < frontier.Size ? before.Frontier.Size : before.Before;
        Become(_state.With(ledger, new SignedEnd(frontier, lastLeaf, sizeBefore)));
        var text = new Checkpoint(ledger, frontier.Size, frontier.Root()).ToText();
        return keys.Aggregate(new SignedNote(text, []), (note, key) => note.AlsoSigned(_private[key.File], ledger));
    }

    /// <summary>
    /// Whether a checkpoint names a key that may have signed its size, so that auditors with this signer's keys can believe it. Whether
    /// the signature is right is theirs to find out.
    /// </summary>
    public bool NamesAKeyThatMaySign(SignedNote note)
    {
        var checkpoint = Checkpoint.Parse(note.Text);
        return Keys.Any(key => key.MaySign(checkpoint.Origin, checkpoint.Size) && note.Signatures.Any(s => $"{s.KeyId:x8}" == key.Id));
    }

    /// <summary>
    /// Makes a key that signs beside the present one from now on, so that auditors can be handed it while they still believe the old one.
    /// <paramref name="record"/> is given the key before it signs anything; where it fails, the key is not used.
    /// </summary>
    /// <exception cref="SignerException">Two keys are in use already.</exception>
    public async Task<SigningKey> RotateAsync(Func<SigningKey, Task> record)
    {
        if (Keys.Count(k => k.IsInUse) > 1)
            throw new SignerException("A new key signs beside the old one already. Retire the old one first.");
        var key = MakeKey(NextFile(), _state.Sizes);
        await record(key);
        Become(_state with { Keys = [.. Keys, key] });
        return key;
    }

    /// <summary>Ends the overlap: the older of two keys signs no more. What it signed stays believed.</summary>
    /// <exception cref="SignerException">Only one key is in use.</exception>
    public async Task<SigningKey> RetireAsync(Func<SigningKey, Task> record)
    {
        if (Keys.Count(k => k.IsInUse) < 2)
            throw new SignerException("Only one key is in use. Make the next one first.");
        var old = Keys.First(k => k.IsInUse);
        return await EndAsync(old, old with { To = _state.Sizes }, record);
    }

    /// <summary>
    /// A key that somebody else may have, or that is lost: it signs no more, and nothing beyond <paramref name="believedTo"/> is believed
    /// by it. A new one takes its place where none is in use.
    /// </summary>
    /// <param name="id">See <see cref="SigningKey.Id"/>.</param>
    /// <param name="believedTo">The largest sizes that are known from elsewhere to have been signed by us, by ledger.</param>
    /// <param name="record">Writes it down; given the key as it will be.</param>
    /// <exception cref="SignerException">There is no such key, or it was revoked before.</exception>
    public async Task<SigningKey> RevokeAsync(string id, IReadOnlyDictionary<string, long> believedTo, Func<SigningKey, Task> record)
    {
        var key = Keys.FirstOrDefault(k => k.Id == id) ?? throw new SignerException($"There is no key {id}. There are: {string.Join(", ", Keys.Select(k => k.Id))}.");
        if (key.IsRevoked)
            throw new SignerException($"The key {id} is revoked already.");
        var signed = key.To ?? _state.Sizes;
        return await EndAsync(key, key with { IsRevoked = true, To = signed.ToDictionary(s => s.Key, s => Math.Min(s.Value, believedTo.GetValueOrDefault(s.Key)), StringComparer.Ordinal) }, record);
    }

    /// <summary>
    /// After a restore that people decided on: the ledgers are signed from their first entry on by a new key, from the sizes to which
    /// they were set back; the old keys are believed up to there. So nobody has two histories under one key.
    /// </summary>
    /// <param name="setBackTo">The sizes of the restored backup, by ledger.</param>
    /// <param name="record">Writes it down; given the new key.</param>
    /// <exception cref="SignerException">No ledger was set back behind what was signed, and what was signed is known.</exception>
    public async Task<SigningKey> RestartAsync(IReadOnlyDictionary<string, long> setBackTo, Func<SigningKey, Task> record)
    {
        if (!IsNew && !setBackTo.Any(l => SignedSize(l.Key) > l.Value))
            throw new SignerException("Nothing that was signed is missing: there is no reason to start anew.");
        var key = MakeKey(NextFile(), setBackTo);
        await record(key);
        var ended = Keys.Select(k => k with { To = (k.To ?? (IsNew ? setBackTo : _state.Sizes)).ToDictionary(s => s.Key, s => Math.Min(s.Value, setBackTo.GetValueOrDefault(s.Key)), StringComparer.Ordinal) });
        Become(new SignerState([.. ended, key], SignerState.Empty.Ledgers)); // all of it is read and checked again before it is signed
        return key;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var key in _private.Values)
            key.Dispose();
        _lock.Dispose();
    }

    private async Task<SigningKey> EndAsync(SigningKey key, SigningKey ended, Func<SigningKey, Task> record)
    {
        List<SigningKey> keys = [.. Keys.Select(k => k == key ? ended : k)];
        if (!keys.Exists(k => k.IsInUse))
            keys.Add(MakeKey(NextFile(), ended.To!));
        await record(ended);
        Become(_state with { Keys = keys });
        return ended;
    }

    private void Become(SignerState state)
    {
        state.Write(_stateFile);
        _state = state;
    }

    /// <summary>For its owner alone, where it is not there.</summary>
    private static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private SigningKey FirstKey(string file)
    {
        var path = Path.Combine(_folder, file);
        if (!File.Exists(path))
            return MakeKey(file, new Dictionary<string, long>());
        using var key = ReadKey(path, expected: null);
        FoundItsKey = true;
        return new SigningKey(file, key.ExportSubjectPublicKeyInfo(), new Dictionary<string, long>());
    }

    private string NextFile()
    {
        var first = Keys[0].File;
        for (var n = Keys.Count + 1; ; n++)
        {
            var file = $"{Path.GetFileNameWithoutExtension(first)}-{n}{Path.GetExtension(first)}";
            if (!File.Exists(Path.Combine(_folder, file)))
                return file;
        }
    }

    private SigningKey MakeKey(string file, IReadOnlyDictionary<string, long> from)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(Path.Combine(_folder, file), options))
        {
            stream.Write(LedgerText.ToUtf8(key.ExportPkcs8PrivateKeyPem()));
            stream.Flush(flushToDisk: true);
        }

        _private[file] = key;
        return new SigningKey(file, key.ExportSubjectPublicKeyInfo(), from);
    }

    private static ECDsa ReadKey(string path, byte[]? expected)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(path));
            _ = SignedNote.KeyId(key); // refuses other curves
            if (expected is not null && !key.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(expected))
                throw new LedgerFormatException("It is another key than the one that signed.");
            return key;
        }
        catch (Exception exception) when (exception is ArgumentException or CryptographicException or LedgerFormatException)
        {
            key.Dispose();
            throw new SignerException($"{Path.GetFileName(path)} is not the private key on P-256 that was expected. {exception.Message}", exception);
        }
    }
}
