using GovernanceConsole.Storage;

namespace GovernanceConsole.EvidenceExports;

/// <summary>How exports are made on this machine.</summary>
public sealed record ExportSettings
{
    /// <summary>Where a workbook lies while it is made. Nothing stays there; a folder only this console can read is best.</summary>
    public string Folder { get; init; } = Path.Combine(Path.GetTempPath(), "governance-console-exports");

    /// <summary>How many are made at a time; further ones wait. Each takes a core and a few megabytes.</summary>
    public int AtOnce { get; init; } = 2;
}

/// <summary>
/// The files of exports under way. A file disappears when it is closed, however the export ended; what a crash left
/// behind is removed at the next start.
/// </summary>
internal sealed class ExportFolder
{
    private const string Ending = ".export";

    private readonly string _folder;

    public ExportFolder(ExportSettings settings)
    {
        _folder = Path.GetFullPath(settings.Folder);
        DurableFiles.CreateFolder(_folder);
    }

    /// <summary>Removes what a crash left behind.</summary>
    public void RemoveLeftovers()
    {
        foreach (var leftover in Directory.EnumerateFiles(_folder, $"*{Ending}"))
            Remove(leftover);
    }

    /// <summary>A new file that nobody else can open.</summary>
    public FileStream Create(Guid id)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(Path.Combine(_folder, $"{id:N}{Ending}"), options);
    }

    /// <summary>A file that another process holds open is an export under way there, and stays.</summary>
    private static void Remove(string file)
    {
        try
        {
            new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose).Dispose();
        }
        catch (IOException) when (File.Exists(file))
        {
        }
        catch (FileNotFoundException)
        {
            // the export under way ended between listing and opening
        }
    }
}
