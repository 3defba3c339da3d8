using System.Security.Cryptography;
using System.Text;
using GovernanceConsole.AuditLedger;
using GovernanceConsole.Ledger;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Integrity;

/// <summary>What the entries of this slice are about: the database as a whole, under ids that are the same on every installation.</summary>
internal static class IntegrityTopic
{
    public const string Kind = "database";

    public static Guid Guards { get; } = IdOf("guards");

    public static Guid Reconciliation { get; } = IdOf("reconciliation");

    /// <summary>Both ledgers, read from their first entry.</summary>
    public static Guid Chains { get; } = IdOf("chains");

    /// <summary>The ledger of security events, where it cannot speak for itself.</summary>
    public static Guid SecurityEvents { get; } = IdOf("security-events");

    public static Guid Restore { get; } = IdOf("restore");

    /// <summary>The newest entry about a topic; null where there is none. All about one topic are in one ledger.</summary>
    public static async Task<LedgerEntry?> LastAsync(GovernanceDbContext context, Guid topic, CancellationToken cancellationToken)
    {
        var body = await context.Set<StoredEntry>()
            .Where(e => e.ObjectId == topic)
            .OrderByDescending(e => e.Idx)
            .Select(e => e.Body)
            .FirstOrDefaultAsync(cancellationToken);
        return body is null ? null : LedgerEntry.Parse(body);
    }

    /// <summary>A public detail of an entry; null where it tells none of that name.</summary>
    public static object? Detail(this LedgerEntry entry, string key) => entry.Act.FirstOrDefault(a => a.Key == key).Value;

    private static Guid IdOf(string topic) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"database:{topic}")).AsSpan(0, 16), bigEndian: true);
}
