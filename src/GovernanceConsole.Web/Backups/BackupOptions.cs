using GovernanceConsole.Backups;
using GovernanceConsole.Web.Hosting;

namespace GovernanceConsole.Web.Backups;

/// <summary>Section <c>Backup</c>: where sealed backups of a SQLite database lie, and for how long they can be opened.</summary>
public sealed class BackupOptions : ICheckedOptions
{
    public static string Section => "Backup";

    /// <summary>Where a backup is made every night; best on another machine's volume. Empty, the default: none is made.</summary>
    public string? Folder { get; set; }

    /// <summary>Where the key of each backup lies: never in <see cref="Folder"/>. Default: <c>backup-keys</c> beside the signer's key.</summary>
    public string? KeyFolder { get; set; }

    /// <summary>After so many days a backup's key is destroyed, and with it what the backup holds of people who were erased since. Default 30; 1 to 3650.</summary>
    public int KeepDays { get; set; } = 30;

    /// <inheritdoc/>
    public IEnumerable<ConfigurationFault> Faults()
    {
        if (KeepDays is < 1 or > 3650)
            yield return new ConfigurationFault("Backup:KeepDays", $"{KeepDays} is not a number of days from 1 to 3650.");
    }
}
