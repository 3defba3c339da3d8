using System.Globalization;
using System.Security.Cryptography;
using GovernanceConsole.Storage;

namespace GovernanceConsole.Backups;

/// <summary>Where backups and their keys are, and for how long.</summary>
/// <param name="Folder">Where the nightly backups lie; null where none are made.</param>
/// <param name="KeyFolder">Where the keys lie: never with the backups.</param>
/// <param name="KeepDays">After so many days a backup's key is destroyed.</param>
public sealed record BackupPlaces(string? Folder, string KeyFolder, int KeepDays);

/// <summary>A backup that was made.</summary>
/// <param name="File">Where it is.</param>
/// <param name="Header">What its first line says.</param>
/// <param name="Bytes">How long the file is.</param>
/// <param name="Sha256">Of the file, lower-case hexadecimal.</param>
public sealed record MadeBackup(string File, BackupHeader Header, long Bytes, string Sha256);

/// <summary>A backup as it lies there.</summary>
/// <param name="File">Where.</param>
/// <param name="Header">What its first line says.</param>
/// <param name="WhyNot">Why nobody can open it any more; null where its key is there.</param>
public sealed record ListedBackup(string File, BackupHeader Header, string? WhyNot);

/// <summary>
/// Backups that forget: each file is sealed under a key of its own, which lies elsewhere and is destroyed after its days. Decision 0012
/// says why.
/// </summary>
/// <param name="places">Where they are; null where this console has none.</param>
/// <param name="clock">The console's.</param>
/// <param name="database">What is backed up; null where the database makes its own backups.</param>
public sealed class SealedBackups(TimeProvider clock, BackupPlaces? places = null, IDatabaseCopy? database = null)
{
    private const string Extension = ".backup";
    private const string Unfinished = ".part";

    /// <summary>A backup a day, and two hours for the night's work.</summary>
    private static readonly TimeSpan LongestGap = TimeSpan.FromHours(26);

    private readonly BackupKeys? _keys = places is null ? null : new BackupKeys(places.KeyFolder);

    /// <summary>Whether this console makes backups by itself.</summary>
    public bool AreMade => places?.Folder is not null && database is not null;

    /// <summary>Why none are, and what to set; null where they are, and where the database makes its own.</summary>
    public string? WhyNoneAreMade => database is null || AreMade ? null
        : "No backups are set up: if this database is lost, nobody can bring it back. Name a folder in Backup:Folder, best on another machine's volume.";

    private BackupKeys Keys => _keys ?? throw new BackupException("This console has no place for the keys of backups.");

    /// <summary>Makes a backup: the key first, then the file, which is whole on the disk before it has its name.</summary>
    /// <param name="target">Must not be there yet; null for a name of its own in the folder of backups.</param>
    /// <exception cref="BackupException">It was not made, in a sentence.</exception>
    /// <exception cref="IOException">The target is there, or cannot be written.</exception>
    public MadeBackup Make(string? target = null)
    {
        var (from, now) = (database ?? throw new BackupException("This database makes its own backups."), clock.GetUtcNow());
        if (target is null && places!.Folder is null)
            throw new BackupException("Name the file to write (--out), or the folder of backups (Backup:Folder).");
        if (target is null)
            DurableFiles.CreateFolder(places!.Folder!);
        var file = Path.GetFullPath(target ?? Path.Combine(places!.Folder!, string.Create(CultureInfo.InvariantCulture, $"{from.Name}-{now:yyyyMMdd'T'HHmmss'Z'}{Extension}")));
        CheckKeysLieElsewhere(Path.GetDirectoryName(file)!, Keys.Folder);
        if (File.Exists(file))
            throw new IOException($"{file} is there already. Name another file.");

        return from.Read((plain, ledgers) =>
        {
            var key = Keys.Make(Guid.CreateVersion7(now), now, now.AddDays(places!.KeepDays));
            var header = new BackupHeader(key.Backup, key.MadeAt, key.OpensUntil, plain.Length, RandomNumberGenerator.GetBytes(SealedFile.NonceLength), ledgers);
            var unfinished = string.Create(CultureInfo.InvariantCulture, $"{file}.{Environment.ProcessId}{Unfinished}");
            try
            {
                using (var stream = DurableFiles.Open(unfinished, FileMode.Create, FileShare.None))
                {
                    SealedFile.Seal(plain, stream, header, key.Bytes);
                    stream.Flush(flushToDisk: true);
                }

                var made = new MadeBackup(file, header, new FileInfo(unfinished).Length, Sha256Of(unfinished));
                DurableFiles.Publish(unfinished, file);
                return made;
            }
            catch
            {
                File.Delete(unfinished);
                Keys.Destroy(key, now);
                Keys.Forget(new DestroyedKey(key.Backup, now, now)); // it never opened anything
                throw;
            }
        });
    }

    /// <summary>Opens a sealed backup, writing the plain database. What is written is not to be used unless this returns.</summary>
    /// <returns>Its header, and whether its key should have been destroyed already.</returns>
    /// <exception cref="BackupException">Its key is not there, or the file is not as it was sealed.</exception>
    public (BackupHeader Header, bool IsPastItsDay) Open(string file, Stream target)
    {
        using var source = File.OpenRead(file);
        try
        {
            var header = SealedFile.Open(source, target, header => Keys.Find(header.Id)?.Bytes ?? throw new BackupException(
                $"{Path.GetFileName(file)} cannot be opened: {WhyKeyIsMissing(header)}."));
            return (header, header.OpensUntil <= clock.GetUtcNow());
        }
        catch (CryptographicException fault)
        {
            throw new BackupException($"{Path.GetFileName(file)} is not as it was sealed: it was changed, cut, or another file's key lies under its name. Nothing of it is to be believed.", fault);
        }
    }

    /// <summary>The backups in the folder, and those elsewhere of which only the key is known, oldest first.</summary>
    public IReadOnlyList<ListedBackup> List()
    {
        var listed = FilesInFolder().Select(f => new ListedBackup(f.File, f.Header, WhyNot(f.Header))).ToList();
        var elsewhere = Keys.All().Where(k => listed.TrueForAll(l => l.Header.Id != k.Backup))
            .Select(k => new ListedBackup("elsewhere", new BackupHeader(k.Backup, k.MadeAt, k.OpensUntil, 0, [], []), WhyNot: null));
        return [.. listed.Concat(elsewhere).OrderBy(l => l.Header.MadeAt)];
    }

    /// <summary>Destroys the keys that are past their day, then the files in the folder that nobody can open any more, and clears up after killed processes.</summary>
    /// <returns>The destroyed keys of which no entry tells yet, those of earlier runs too.</returns>
    public IReadOnlyList<DestroyedKey> DestroyWhatIsPast()
    {
        if (places is null)
            return [];
        var now = clock.GetUtcNow();
        Keys.FinishDestroying();
        foreach (var key in Keys.All().Where(k => k.OpensUntil <= now))
            Keys.Destroy(key, now);
        foreach (var (file, _) in FilesInFolder().Where(f => f.Header.OpensUntil <= now && WhyNot(f.Header) is not null))
            DurableFiles.Remove(file);
        foreach (var left in places.Folder is { } folder && Directory.Exists(folder) ? Directory.EnumerateFiles(folder, $"*{Extension}.*{Unfinished}").Where(IsOfADeadProcess) : [])
            File.Delete(left);
        return Keys.Destroyed();
    }

    /// <summary>Entries tell of them.</summary>
    public void Forget(IEnumerable<DestroyedKey> told)
    {
        foreach (var key in told)
            Keys.Forget(key);
    }

    /// <summary>Why somebody must look after the backups; null where all is well, or none are to be made.</summary>
    public string? Trouble()
    {
        if (!AreMade)
            return null;
        var now = clock.GetUtcNow();
        return FilesInFolder().Select(f => f.Header).Where(h => WhyNot(h) is null).MaxBy(h => h.MadeAt) switch
        {
            null => $"No backup in {places!.Folder} can be opened. Run \"Back up the database\" on the page Jobs.",
            { } newest when now - newest.MadeAt > LongestGap => $"The newest backup in {places!.Folder} is of {BackupHeader.Text(newest.MadeAt)}. The page Jobs says why there is none since.",
            _ => null,
        };
    }

    /// <summary>Keys beside what they open protect nothing: whoever gets the folder gets both.</summary>
    /// <exception cref="BackupException">They lie in the folder of the backups, or inside it.</exception>
    public static void CheckKeysLieElsewhere(string folder, string keyFolder)
    {
        if (!Path.GetRelativePath(folder, keyFolder).StartsWith("..", StringComparison.Ordinal) && !Path.IsPathRooted(Path.GetRelativePath(folder, keyFolder)))
            throw new BackupException($"The keys of backups ({keyFolder}) would lie in the backups' own folder ({folder}): whoever gets one gets both. Choose another folder for either (Backup:KeyFolder).");
    }

    internal static string Sha256Of(string file)
    {
        using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private IEnumerable<(string File, BackupHeader Header)> FilesInFolder()
    {
        foreach (var file in places?.Folder is { } folder && Directory.Exists(folder) ? Directory.GetFiles(folder, $"*{Extension}") : [])
        {
            if (HeaderOf(file) is { } header)
                yield return (file, header);
        }
    }

    /// <summary>Null for a file that is no sealed backup: it is left alone.</summary>
    private static BackupHeader? HeaderOf(string file)
    {
        try
        {
            return BackupHeader.ReadFrom(file);
        }
        catch (BackupException)
        {
            return null;
        }
    }

    private string? WhyNot(BackupHeader header)
    {
        try
        {
            return Keys.Find(header.Id) is null ? WhyKeyIsMissing(header) : null;
        }
        catch (BackupException damaged)
        {
            return damaged.Message;
        }
    }

    private string WhyKeyIsMissing(BackupHeader header) => header.OpensUntil <= clock.GetUtcNow()
        ? $"its key {header.Id} was to be kept until {BackupHeader.Text(header.OpensUntil)} and is gone"
        : $"its key {header.Id} is not in {Keys.Folder}. Bring it back from the copy of that folder, or name the folder where it lies (Backup:KeyFolder)";

    private static bool IsOfADeadProcess(string unfinished)
    {
        try
        {
            using var free = new FileStream(unfinished, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
