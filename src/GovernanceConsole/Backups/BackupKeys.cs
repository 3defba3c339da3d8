using System.Security.Cryptography;
using System.Text.Json;
using GovernanceConsole.Ledger;
using GovernanceConsole.Storage;

namespace GovernanceConsole.Backups;

/// <summary>The key of one backup.</summary>
/// <param name="Backup">Which.</param>
/// <param name="MadeAt">When the backup was made.</param>
/// <param name="OpensUntil">When the key goes.</param>
/// <param name="Bytes">The key.</param>
internal sealed record BackupKey(Guid Backup, DateTimeOffset MadeAt, DateTimeOffset OpensUntil, byte[] Bytes);

/// <summary>A key that went.</summary>
/// <param name="Backup">Of which backup.</param>
/// <param name="MadeAt">When the backup was made.</param>
/// <param name="DestroyedAt">When the key went.</param>
public sealed record DestroyedKey(Guid Backup, DateTimeOffset MadeAt, DateTimeOffset DestroyedAt);

/// <summary>
/// The folder in which each backup's key lies alone in a file, <c>&lt;backup&gt;.key</c>. Of a key that was destroyed the folder keeps
/// <c>&lt;backup&gt;.destroyed</c>, without the key, until the ledger says so.
/// </summary>
internal sealed class BackupKeys(string folder)
{
    public string Folder => folder;

    /// <summary>A new key, on the disk when this returns.</summary>
    public BackupKey Make(Guid backup, DateTimeOffset madeAt, DateTimeOffset opensUntil)
    {
        var key = new BackupKey(backup, madeAt, opensUntil, RandomNumberGenerator.GetBytes(SealedFile.KeyLength));
        DurableFiles.CreateFolder(folder);
        using (var stream = DurableFiles.Create(FileOf(backup)))
        {
            stream.Write(Json(("backup", Text(backup)), ("key", Convert.ToBase64String(key.Bytes)), ("madeAt", BackupHeader.Text(madeAt)), ("opensUntil", BackupHeader.Text(opensUntil))));
            stream.Flush(flushToDisk: true);
        }

        DurableFiles.FlushFolder(FileOf(backup));
        return key;
    }

    /// <summary>Null where it was destroyed, or never lay here.</summary>
    /// <exception cref="BackupException">Its file is damaged.</exception>
    public BackupKey? Find(Guid backup)
    {
        var file = FileOf(backup);
        return !File.Exists(file) || File.Exists(FileOf(backup, "destroyed")) ? null : Read(file, root => new BackupKey(
            root.GetProperty("backup").GetGuid() == backup ? backup : throw new FormatException("It names another backup."),
            root.GetProperty("madeAt").GetDateTimeOffset(),
            root.GetProperty("opensUntil").GetDateTimeOffset(),
            root.GetProperty("key").GetBytesFromBase64() is { Length: SealedFile.KeyLength } key ? key : throw new FormatException("A key has 32 bytes.")));
    }

    /// <summary>Every key whose file is whole, oldest backup first.</summary>
    public IReadOnlyList<BackupKey> All() => [.. IdsOf("key").Select(FindWhole).OfType<BackupKey>().OrderBy(k => k.MadeAt)];

    /// <summary>Overwrites the key, then takes it away: nobody can open the backup any more, wherever a copy of it lies.</summary>
    public void Destroy(BackupKey key, DateTimeOffset at)
    {
        using (var stream = DurableFiles.Open(FileOf(key.Backup, "destroyed"), FileMode.Create, FileShare.None))
        {
            stream.Write(Json(("backup", Text(key.Backup)), ("destroyedAt", BackupHeader.Text(at)), ("madeAt", BackupHeader.Text(key.MadeAt))));
            stream.Flush(flushToDisk: true);
        }

        DurableFiles.FlushFolder(FileOf(key.Backup));
        TakeAway(key.Backup);
    }

    /// <summary>Ends what a crash in the middle of <see cref="Destroy"/> left over.</summary>
    public void FinishDestroying()
    {
        foreach (var backup in IdsOf("destroyed").Where(id => File.Exists(FileOf(id))).ToList())
            TakeAway(backup);
    }

    /// <summary>The destroyed keys of which no entry tells yet.</summary>
    public IReadOnlyList<DestroyedKey> Destroyed() =>
    [
        .. IdsOf("destroyed").Select(id => Read(FileOf(id, "destroyed"), root => new DestroyedKey(
            id, root.GetProperty("madeAt").GetDateTimeOffset(), root.GetProperty("destroyedAt").GetDateTimeOffset()))).OrderBy(k => k.MadeAt),
    ];

    /// <summary>An entry tells of it.</summary>
    public void Forget(DestroyedKey key) => File.Delete(FileOf(key.Backup, "destroyed"));

    private void TakeAway(Guid backup)
    {
        using (var stream = new FileStream(FileOf(backup), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            stream.Write(new byte[stream.Length]);
            stream.Flush(flushToDisk: true);
        }

        DurableFiles.Remove(FileOf(backup));
    }

    private BackupKey? FindWhole(Guid backup)
    {
        try
        {
            return Find(backup);
        }
        catch (BackupException)
        {
            return null; // the list of backups says so
        }
    }

    private List<Guid> IdsOf(string extension) => !Directory.Exists(folder) ? [] :
        [.. Directory.EnumerateFiles(folder, $"*.{extension}").Select(f => Guid.TryParseExact(Path.GetFileNameWithoutExtension(f), "D", out var id) ? id : (Guid?)null).OfType<Guid>()];

    private string FileOf(Guid backup, string extension = "key") => Path.Combine(folder, $"{Text(backup)}.{extension}");

    private static string Text(Guid backup) => backup.ToString("D");

    private static byte[] Json(params (string Key, string Value)[] members) =>
        CanonicalJson.FromObject(members.ToDictionary(m => m.Key, object? (m) => m.Value, StringComparer.Ordinal));

    private static T Read<T>(string file, Func<JsonElement, T> read)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            return read(document.RootElement);
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new BackupException($"{file} is damaged: it holds no key any more. Bring it back from a copy of the folder, or remove it.", fault);
        }
    }
}
