using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Outbox;

namespace GovernanceConsole.ApiKeys;

/// <summary>Nobody opens or shuts a door for a machine alone: the other administrators and security operations hear of it.</summary>
internal static class ApiKeyNotices
{
    private const string Page = "/api-keys";

    public static Notice Created(ApiKey key) => new(
        $"API key {key.Number} was created", $"It opens the HTTP API to “{key.Client}”: {key.Scopes}. If you do not know of it, revoke it.", Page, key.Id.Value);

    public static Notice Rotated(ApiKey old, ApiKey successor) => new(
        $"API key {successor.Number} takes the place of {old.Number}", $"Both belong to “{old.Client}” and work beside each other for a while. If you do not know of it, revoke both.", Page, old.Id.Value);

    public static Notice Revoked(ApiKey key) => new(
        $"API key {key.Number} was revoked", $"“{key.Client}” cannot call the HTTP API with it any more. Reason: {key.RevokeReason}", Page, key.Id.Value);

    /// <summary>Tells all who keep or watch the keys, but not whoever did it.</summary>
    public static async Task TellThoseWhoKeepKeysAsync(this Change change, Notice notice)
    {
        var people = new HashSet<PersonId>();
        foreach (var role in new[] { Role.PlatformAdministrator, Role.SecurityOperations })
            people.UnionWith(await OrganisationReads.HoldersAsync(change.Context, role, CancellationToken.None));
        foreach (var person in people.Where(p => p != change.Actor.Person))
            change.Tell(person, notice);
    }
}
