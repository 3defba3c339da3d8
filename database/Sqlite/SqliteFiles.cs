using GovernanceConsole.Storage;
using Microsoft.Data.Sqlite;

namespace GovernanceConsole.Sqlite;

/// <summary>A database as files on a disk: how it is opened past the writer, and what its faults mean.</summary>
internal static class SqliteFiles
{
    // Result codes: sqlite.org/rescode.html.
    private const int NotPermitted = 3;
    private const int ReadOnly = 8;
    private const int Unreadable = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;
    private const int NoRoomForTheIndexOfTheLog = 4874;

    /// <summary>A connection that cannot write. Not pooled: it is gone, with what it holds, when it is closed.</summary>
    public static SqliteConnection OpenReading(string file)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public static bool IsDamage(SqliteException fault) => fault.SqliteErrorCode is Corrupt or NotADatabase;

    public static SchemaException Damaged(string file, SqliteException fault) => new(
        $"{Path.GetFileName(file)} cannot be read: {fault.Message.TrimEnd('.')}. Nothing was changed. Restore the newest backup: docs/ledger-operations.md, \"Backup and restore\".");

    /// <summary>The disk is full, wherever the mapper wrapped it.</summary>
    public static bool SaysNoRoom(Exception? fault) =>
        Innermost(fault) is { SqliteErrorCode: Full } or { SqliteExtendedErrorCode: NoRoomForTheIndexOfTheLog };

    /// <summary>The disk or the file failed, and not what was asked of it.</summary>
    public static bool IsOfTheDisk(Exception? fault) =>
        Innermost(fault) is { SqliteErrorCode: NotPermitted or ReadOnly or Unreadable or Corrupt or CannotOpen or NotADatabase };

    private static SqliteException? Innermost(Exception? fault)
    {
        for (; fault is not null; fault = fault.InnerException)
        {
            if (fault is SqliteException found)
                return found;
        }

        return null;
    }

    /// <summary>A sharing or lock violation on Windows; elsewhere EWOULDBLOCK, which is 11 on Linux and 35 on macOS.</summary>
    public static bool IsHeldElsewhere(IOException fault) => OperatingSystem.IsWindows()
        ? (fault.HResult & 0xFFFF) is 32 or 33
        : fault.HResult == (OperatingSystem.IsMacOS() ? 35 : 11);

    /// <summary>The file itself, however it is called: the lock beside a link would keep nobody from the file.</summary>
    public static string Target(string file)
    {
        var link = new FileInfo(Path.GetFullPath(file));
        return link.LinkTarget is null ? link.FullName : link.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
    }
}
