using GovernanceConsole.AuditLedger;

namespace GovernanceConsole.ApiKeys;

internal static class ApiKeyEvents
{
    public static readonly EventKind Created = new("api-key.created", "created the API key {set.number} for “{set.client}”: {set.scopes}");
    public static readonly EventKind Succeeded = new("api-key.succeeded", "created the API key {set.number}, which takes the place of {replaces}: {set.scopes}");
    public static readonly EventKind Rotated = new("api-key.rotated", "rotated the API key {number}, which works until {endsAt} beside {successor}");
    public static readonly EventKind Revoked = new("api-key.revoked", "revoked the API key {number}: {set.revoke_reason}");

    /// <summary>Somebody came with a key that opens nothing. Which key is known only where its number is one of ours.</summary>
    public static readonly EventKind KeyRefused = new("api-key.refused", "turned a call away: {reason}") { IsSecurityEvent = true, ObjectKind = null, MayLeaveTheState = true };
}
