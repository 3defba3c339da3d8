using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.ApiKeys;

/// <summary>One key as its keepers see it.</summary>
/// <param name="Id">For the acts.</param>
/// <param name="Number">For people.</param>
/// <param name="Client">Whose it is.</param>
/// <param name="Scopes">What it is good for.</param>
/// <param name="State">At this moment.</param>
/// <param name="CreatedBy">Who made it; null for the command line.</param>
/// <param name="CreatedAt">When.</param>
/// <param name="EndsAt">From when on it opens nothing.</param>
/// <param name="LastUsedOn">The day of its last call; null where none came.</param>
/// <param name="ReplacedBy">The number of the key that took its place; null for none.</param>
/// <param name="RevokedBy">Who revoked it; null unless a person did.</param>
/// <param name="RevokedAt">When; null unless revoked.</param>
/// <param name="RevokeReason">Why; null unless revoked.</param>
public sealed record ApiKeyRow(
    ApiKeyId Id, string Number, string Client, IReadOnlyList<ApiScope> Scopes, ApiKeyState State, PersonId? CreatedBy, DateTimeOffset CreatedAt, DateTimeOffset EndsAt,
    DateOnly? LastUsedOn, string? ReplacedBy, PersonId? RevokedBy, DateTimeOffset? RevokedAt, string? RevokeReason);

/// <summary>The keys of the HTTP API, for those who keep or watch them. Others get nothing, and nobody gets a secret.</summary>
public sealed class ApiKeyQueries(ReadOnlyStore store, OrganisationTime time)
{
    /// <summary>The roles that may read them. The command line may too.</summary>
    public static readonly IReadOnlyList<Role> Readers = [Role.PlatformAdministrator, Role.SecurityOperations, Role.Auditor];

    /// <summary>Newest first. Sorts by <c>Number</c>, <c>Client</c>, <c>CreatedAt</c>, <c>EndsAt</c> and <c>LastUsedOn</c>.</summary>
    /// <param name="actor">Who reads.</param>
    /// <param name="state">Only those in this state; null for all.</param>
    /// <param name="words">Words, each of which is part of the number or the client; null for all.</param>
    /// <param name="page">Which part.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Page<ApiKeyRow>> ListAsync(Actor actor, ApiKeyState? state, string? words, PageRequest page, CancellationToken cancellationToken = default)
    {
        if (actor.Kind != ActorKind.CommandLine && !Readers.Any(actor.KnowsRole))
            return new Page<ApiKeyRow>([], 0);
        await using var context = store.Open();
        var now = time.Now;
        var keys = context.Set<ApiKey>().AsQueryable();
        foreach (var word in Paging.WordsOf(words))
            keys = keys.Where(k => EF.Functions.Like(k.Number, word, @"\") || EF.Functions.Like(k.Client, word, @"\"));
        keys = state switch
        {
            null => keys,
            ApiKeyState.Live => keys.Where(k => k.RevokedAt == null && k.EndsAt > now),
            ApiKeyState.Ended => keys.Where(k => k.RevokedAt == null && k.EndsAt <= now),
            ApiKeyState.Revoked => keys.Where(k => k.RevokedAt != null),
            _ => throw new ArgumentOutOfRangeException(nameof(state)),
        };
        var lines = keys.Select(k => new
        {
            Key = k,
            LastUsedOn = context.Set<ApiKeyUse>().Where(u => u.KeyId == k.Id).Select(u => (DateOnly?)u.LastUsedOn).FirstOrDefault(),
            ReplacedBy = context.Set<ApiKey>().Where(n => n.ReplacesId == k.Id).Select(n => n.Number).FirstOrDefault(),
        });
        var ordered = page.Sort switch
        {
            nameof(ApiKeyRow.Client) => lines.By(l => l.Key.Client, page.Descending),
            nameof(ApiKeyRow.CreatedAt) => lines.By(l => l.Key.CreatedAt, page.Descending),
            nameof(ApiKeyRow.EndsAt) => lines.By(l => l.Key.EndsAt, page.Descending),
            nameof(ApiKeyRow.LastUsedOn) => lines.By(l => l.LastUsedOn, page.Descending),
            _ => lines.By(l => l.Key.Number, page.Sort is null || page.Descending),
        };
        var found = await ordered.ThenBy(l => l.Key.Number).ToPageAsync(page, cancellationToken);
        return new Page<ApiKeyRow>(
            [
                .. found.Rows.Select(l => new ApiKeyRow(
                    l.Key.Id, l.Key.Number, l.Key.Client, [.. ApiScopeText.ParseList(l.Key.Scopes).Order()], l.Key.StateAt(now), l.Key.CreatedById, l.Key.CreatedAt, l.Key.EndsAt,
                    l.LastUsedOn, l.ReplacedBy, l.Key.RevokedById, l.Key.RevokedAt, l.Key.RevokeReason)),
            ],
            found.Total);
    }

    /// <summary>The key of a number such as <c>AK-0042</c>, whatever its case; null where there is none.</summary>
    public async Task<ApiKeyId?> FindIdAsync(string number, CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        var wanted = number.Trim().ToUpperInvariant();
        return await context.Set<ApiKey>().Where(k => k.Number == wanted).Select(k => (ApiKeyId?)k.Id).FirstOrDefaultAsync(cancellationToken);
    }
}
