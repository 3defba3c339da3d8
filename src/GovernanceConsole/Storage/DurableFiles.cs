using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace GovernanceConsole.Storage;

/// <summary>Files that only their owner may read, and that are on the disk when it is said that they are, whatever happens to the machine.</summary>
public static class DurableFiles
{
    /// <summary>A new file for its owner alone.</summary>
    /// <exception cref="IOException">It is there already, or cannot be written.</exception>
    public static FileStream Create(string file) => Open(file, FileMode.CreateNew, FileShare.None);

    /// <summary>A file for its owner alone, made where it is not there.</summary>
    public static FileStream Open(string file, FileMode mode, FileShare share, int bufferSize = 4096)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = share, BufferSize = bufferSize };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(file, options);
    }

    /// <summary>A folder for its owner alone, where it is not there.</summary>
    public static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>From now on a file that is there is its owner's alone.</summary>
    public static void KeepToOwner(string file)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    /// <summary>How many names a file has on its disk (hard links); null where the system does not tell, as on Windows and macOS.</summary>
    public static long? CountNames(string file)
    {
        if (!OperatingSystem.IsLinux())
            return null;
        try
        {
            var found = new byte[StatxLength];
            return Statx(CurrentFolder, Path.GetFullPath(file), flags: 0, StatxNames, found) == 0 ? BinaryPrimitives.ReadUInt32LittleEndian(found.AsSpan(16)) : null;
        }
        catch (EntryPointNotFoundException)
        {
            return null; // an older C library
        }
    }

    /// <summary>What was written to the file stays.</summary>
    public static void Flush(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Gives a finished file its name, which stays; a file of that name is never replaced.</summary>
    public static void Publish(string unfinished, string file)
    {
        File.Move(unfinished, file, overwrite: false);
        FlushFolder(file);
    }

    /// <summary>Takes a file away, for good.</summary>
    public static void Remove(string file)
    {
        File.Delete(file);
        FlushFolder(file);
    }

    /// <summary>Names made, changed and removed in the folder of this file stay so. Windows does that by itself.</summary>
    public static void FlushFolder(string file)
    {
        if (OperatingSystem.IsWindows())
            return;
        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        var handle = OpenFolder(folder, flags: 0);
        if (handle < 0)
            throw new IOException($"{folder} cannot be opened: {Marshal.GetLastPInvokeErrorMessage()}");
        var flushed = Fsync(handle);
        var error = Marshal.GetLastPInvokeErrorMessage();
        _ = Close(handle);
        if (flushed != 0)
            throw new IOException($"{folder} cannot be brought to the disk: {error}");
    }

    // Laid out alike on every processor, unlike stat: mask, block size (4 bytes each), attributes (8), number of names (4).
    private const int StatxLength = 256;
    private const int CurrentFolder = -100;
    private const uint StatxNames = 4;

    [DllImport("libc", EntryPoint = "statx", BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int Statx(int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string file, int flags, uint mask, byte[] found);

    // .NET opens no folders.
    [DllImport("libc", EntryPoint = "open", SetLastError = true, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int OpenFolder([MarshalAs(UnmanagedType.LPUTF8Str)] string folder, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static extern int Fsync(int handle);

    [DllImport("libc", EntryPoint = "close")]
    private static extern int Close(int handle);
}
