using System.Globalization;
using System.Text;
using GovernanceConsole.Storage;

namespace GovernanceConsole.Sqlite;

/// <summary>
/// The lock file beside the database: whoever holds it is the one process that writes. It also says whether the database
/// is in use, so that the next process knows how the last one ended: one that was killed leaves its log behind, and where
/// that is missing, what it had committed last is missing too, though the file itself looks sound.
/// </summary>
internal sealed class SqliteWriterLock : IDisposable
{
    private const string InUse = "in use";

    private readonly FileStream _stream;

    private SqliteWriterLock(FileStream stream, bool lastEndedHard) => (_stream, LastEndedHard) = (stream, lastEndedHard);

    /// <summary>Whether the process before did not close the database.</summary>
    private bool LastEndedHard { get; }

    /// <exception cref="SchemaException">Another process holds it, or it cannot be written.</exception>
    public static SqliteWriterLock Take(string file)
    {
        FileStream? stream = null;
        try
        {
            stream = DurableFiles.Open($"{file}.writer", FileMode.OpenOrCreate, FileShare.None, bufferSize: 0); // unbuffered: closing it writes nothing
            var before = new byte[64];
            var length = stream.CanSeek ? stream.ReadAtLeast(before, before.Length, throwOnEndOfStream: false) : 0;
            var held = new SqliteWriterLock(stream, Encoding.ASCII.GetString(before, 0, length).EndsWith(InUse, StringComparison.Ordinal));
            held.Say(held.LastEndedHard ? InUse : "starting"); // a start that is refused leaves it as it was
            return held;
        }
        catch (IOException fault) when (stream is null && SqliteFiles.IsHeldElsewhere(fault))
        {
            throw new SchemaException($"Another process is writing to {Path.GetFileName(file)}. Stop it first: only one may write.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            stream?.Dispose();
            throw new SchemaException($"The lock file {Path.GetFileName(file)}.writer cannot be written: {fault.Message}");
        }
    }

    /// <summary>
    /// Refuses a file that has a second name on its disk: the lock and the log lie beside a name, so a process that came by the other name
    /// would find neither, and both would write.
    /// </summary>
    /// <exception cref="SchemaException">It has.</exception>
    public static void CheckItHasOneName(string file)
    {
        if (DurableFiles.CountNames(file) is > 1 and var names)
            throw new SchemaException(
                $"{Path.GetFileName(file)} has {names} names on this disk (hard links), and two processes that use two of them would destroy it. Find the others with \"find <where the disk begins> -xdev -samefile {file}\", make sure that nothing uses them, and remove them.");
    }

    /// <summary>Refuses to go on without what a killed process had committed last.</summary>
    /// <exception cref="SchemaException">It did not close the database, and its log is not there.</exception>
    public void CheckNothingIsMissing(string file)
    {
        if (!LastEndedHard || (File.Exists(file) && File.Exists($"{file}-wal")))
            return;
        throw Missing(file);
    }

    private static SchemaException Missing(string file)
    {
        var (name, missing) = (Path.GetFileName(file), File.Exists(file) ? $"its log {Path.GetFileName(file)}-wal" : "the database");
        return new SchemaException(
            $"The process that used {name} last was ended before it closed it, and {missing} is gone: what was committed last may be lost. Put it back, or restore a backup. Once you know that nothing is missing, delete {name}.writer: docs/ledger-operations.md, \"Backup and restore\".");
    }

    /// <summary>The same for a process that only reads, where nobody holds the lock: reading would put an empty log in the place of the missing one.</summary>
    /// <exception cref="SchemaException">The process that used it last did not close the database, and its log is not there.</exception>
    public static void CheckNothingIsMissingToRead(string file)
    {
        string mark;
        try
        {
            mark = File.Exists($"{file}.writer") ? File.ReadAllText($"{file}.writer") : "";
        }
        catch (IOException)
        {
            return; // held: the process that uses it is alive, and so is its log
        }

        if (mark.EndsWith(InUse, StringComparison.Ordinal) && !File.Exists($"{file}-wal"))
            throw Missing(file);
    }

    /// <summary>From now on a process that is killed leaves a log.</summary>
    public void SayInUse() => Say(InUse);

    /// <summary>From now on the log may go. Said before it does, so that being killed in between raises no alarm.</summary>
    public void SayClosing() => Say("closed");

    /// <summary>The same where the disk may refuse: then the log must stay.</summary>
    public bool TrySayClosing()
    {
        try
        {
            SayClosing();
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    public void Dispose() => _stream.Dispose();

    private void Say(string what)
    {
        _stream.SetLength(0);
        _stream.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId} {what}")));
        _stream.Flush(flushToDisk: true);
    }
}
