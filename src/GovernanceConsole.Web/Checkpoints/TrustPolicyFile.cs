using System.Text.Json;
using GovernanceConsole.AuditLedger;
using GovernanceConsole.Checkpoints;

namespace GovernanceConsole.Web.Checkpoints;

/// <summary>Writes whom an auditor is to believe (docs/ledger-format.md, section 11): for the verb and for the page.</summary>
internal sealed class TrustPolicyFile(TimelineQueries ledgers, LedgerSealer sealer)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <returns>The names of the ledgers, and the public keys in base64.</returns>
    public async Task<(IReadOnlyList<string> Ledgers, IReadOnlyList<string> Keys)> WriteAsync(Stream target, CancellationToken cancellationToken)
    {
        var names = await ledgers.NamesAsync(cancellationToken);
        var keys = await sealer.WithSignerAsync(signer => Task.FromResult(signer.Keys), cancellationToken);
        var believed = names.Select(name => new
        {
            name,
            keys = keys.Select(k => new { key = Convert.ToBase64String(k.PublicKey), from = k.From.GetValueOrDefault(name), to = k.To is null ? (long?)null : k.To.GetValueOrDefault(name) }),
        });
        // The alarm comes after 60 minutes; an auditor gives whoever hears it a quarter of an hour.
        await JsonSerializer.SerializeAsync(target, new { v = 1, ledgers = believed, anchorMaxAgeMinutes = 75 }, Indented, cancellationToken);
        return (names, [.. keys.Select(k => Convert.ToBase64String(k.PublicKey))]);
    }
}
