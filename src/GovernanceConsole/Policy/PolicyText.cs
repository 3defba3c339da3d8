using System.Collections.Concurrent;
using GovernanceConsole.AuditLedger;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Policy;

/// <summary>
/// What a version or draft says, stored once under the SHA-256 of its text. A whole policy is longer than a ledger entry
/// may be: the ledger holds the hash, and a text that was changed in the database does not belong to it any more.
/// </summary>
internal sealed class PolicyText
{
    /// <summary>Few versions are of use at a time; drafts come and go.</summary>
    private const int MostRemembered = 16;

    private static readonly ConcurrentDictionary<string, PolicyDocument> Remembered = new(StringComparer.Ordinal);

    /// <summary>SHA-256 of the text in hexadecimal.</summary>
    public string Hash { get; private init; } = "";

    /// <summary>JSON.</summary>
    public string Document { get; private init; } = "";

    /// <summary>Stores a document unless it is stored already, and answers under which hash.</summary>
    public static async Task<string> KeepAsync(GovernanceDbContext context, PolicyDocument document)
    {
        var json = document.ToJson();
        var hash = PolicyDocument.HashOf(json);
        if (await context.FindAsync<PolicyText>(hash) is null)
            context.Add(new PolicyText { Hash = hash, Document = json });
        return hash;
    }

    /// <summary>The document of a version or draft.</summary>
    /// <param name="context">Where it is stored.</param>
    /// <param name="stored">Its hash; versions from before texts had a place of their own hold the text itself.</param>
    /// <param name="cancellationToken">Gives up reading.</param>
    /// <exception cref="LedgerChangedException">The text is gone, or is not the one that was decided.</exception>
    public static async Task<PolicyDocument> ReadAsync(GovernanceDbContext context, string stored, CancellationToken cancellationToken = default)
    {
        if (stored.StartsWith('{'))
            return PolicyDocument.Parse(stored);
        if (Remembered.TryGetValue(stored, out var known))
            return known;
        var text = await context.Set<PolicyText>().AsNoTracking().Where(t => t.Hash == stored).Select(t => t.Document).SingleOrDefaultAsync(cancellationToken)
            ?? (await context.FindAsync<PolicyText>([stored], cancellationToken))?.Document; // one kept by this very change
        if (text is null || PolicyDocument.HashOf(text) != stored)
            throw new LedgerChangedException(LedgerStream.Decisions, $"The text of the policy {stored} is not the one that was decided. Restore a backup.");
        var document = PolicyDocument.Parse(text);
        if (Remembered.Count >= MostRemembered)
            Remembered.Clear();
        Remembered[stored] = document;
        return document;
    }
}
