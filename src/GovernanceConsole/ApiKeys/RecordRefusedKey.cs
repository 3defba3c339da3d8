using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;

namespace GovernanceConsole.ApiKeys;

/// <summary>Why a key opened nothing.</summary>
public enum KeyRefusal
{
    /// <summary>What came is not written like a key of this console.</summary>
    NotAKey,

    /// <summary>No key has this number, or its secret is another one.</summary>
    UnknownKey,

    /// <summary>Its time is over.</summary>
    KeyEnded,

    /// <summary>It was revoked.</summary>
    KeyRevoked,
}

/// <param name="Reason">Why.</param>
/// <param name="Key">The key of that number; null where there is none. What was sent is not kept.</param>
public sealed record RecordRefusedKeyInput(KeyRefusal Reason, ApiKeyId? Key);

/// <summary>
/// Writes down that a call came with a key that opens nothing. Nobody is known then, so the gate itself acts; a flood of such calls is
/// counted and told with the next one that is written.
/// </summary>
[MayBeDoneBy(ActorKind.Job)]
public sealed class RecordRefusedKey
{
    private const int PerMinute = 30;

    private readonly LedgeredChange _road;
    private readonly RefusalCap _cap;

    /// <param name="road">The write road.</param>
    /// <param name="clock">Counts calls by the minute.</param>
    public RecordRefusedKey(LedgeredChange road, TimeProvider clock) => (_road, _cap) = (road, new RefusalCap(clock, PerMinute, PerMinute));

    public async Task<Outcome<Done>> ExecuteAsync(CommandId commandId, RecordRefusedKeyInput input, Actor actor, CancellationToken cancellationToken = default)
    {
        var counted = _cap.Count(nameof(RecordRefusedKey));
        if (!counted.IsWritten)
            return default(Done);
        var outcome = await _road.ExecuteAsync<RecordRefusedKeyInput, Done>(this, commandId, input, actor, change =>
        {
            var details = new List<EventDetail> { EventDetail.Public("reason", input.Reason) };
            if (counted.LeftOutBefore > 0)
                details.Add(EventDetail.Public("leftOutBefore", counted.LeftOutBefore));
            change.Record(ApiKeyEvents.KeyRefused, input.Key is null ? "call" : ApiKeyMapping.ObjectKind, input.Key?.Value ?? Guid.Empty, [.. details]);
            return Task.FromResult<Outcome<Done>>(default(Done));
        }, cancellationToken);
        if (!outcome.IsAccepted)
            _cap.Undo(counted);
        return outcome;
    }
}
