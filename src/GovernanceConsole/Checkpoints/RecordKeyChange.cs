using System.Security.Cryptography;
using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Ledger.Signing;

namespace GovernanceConsole.Checkpoints;

/// <summary>What happened to a key of the signer.</summary>
public enum KeyChange
{
    /// <summary>It signs from now on, beside the old one.</summary>
    Rotated,

    /// <summary>It signs no more; what it signed stays believed.</summary>
    Retired,

    /// <summary>It signs no more, and is believed only as far as others saw its checkpoints.</summary>
    Revoked,

    /// <summary>It signs from now on instead of all others, which signed more than a restored backup holds.</summary>
    Restarted,
}

/// <param name="What">What happened.</param>
/// <param name="KeyId">See <see cref="SigningKey.Id"/>.</param>
/// <param name="PublicKey">DER SubjectPublicKeyInfo.</param>
/// <param name="Sizes">From which or up to which size, by ledger.</param>
public sealed record KeyChangeFacts(KeyChange What, string KeyId, byte[] PublicKey, IReadOnlyDictionary<string, long> Sizes);

/// <summary>
/// Writes down what happens to the signer's keys, before it happens: the entry on a new key is itself signed by the old one, so that
/// an auditor who believes that one can believe the new one.
/// </summary>
[MayBeDoneBy(ActorKind.CommandLine)]
public sealed class RecordKeyChange(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, KeyChangeFacts input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<KeyChangeFacts, Done>(this, commandId, input, actor, change =>
        {
            var kind = input.What switch
            {
                KeyChange.Rotated => CheckpointEvents.KeyRotated,
                KeyChange.Retired => CheckpointEvents.KeyRetired,
                KeyChange.Revoked => CheckpointEvents.KeyRevoked,
                KeyChange.Restarted => CheckpointEvents.KeyRestarted,
            };
            change.Record(
                kind, "ledger-key", new Guid(SHA256.HashData(input.PublicKey).AsSpan(0, 16), bigEndian: true),
                EventDetail.Public("keyId", input.KeyId),
                EventDetail.Public("key", Convert.ToBase64String(input.PublicKey)),
                EventDetail.Public("sizes", input.Sizes.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => $"{s.Value} {s.Key}").ToArray()));
            return Task.FromResult<Outcome<Done>>(default(Done));
        }, cancellationToken);
}
