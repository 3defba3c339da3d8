using GovernanceConsole.AuditLedger;

namespace GovernanceConsole.Backups;

internal static class BackupEvents
{
    public const string Kind = "backup";

    public static readonly EventKind Made = new("backup.made", "made a backup of {decisions} decisions and {securityEvents} security events, which opens until {opensUntil}") { IsSecurityEvent = true };

    public static readonly EventKind Failed = new("backup.failed", "made no backup: {failure}") { IsSecurityEvent = true };

    public static readonly EventKind KeysDestroyed = new("backup.keys-destroyed", "destroyed the keys of {keys} backups, which nobody can open any more") { IsSecurityEvent = true };
}
