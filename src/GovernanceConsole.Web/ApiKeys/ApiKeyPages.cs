using GovernanceConsole.ApiKeys;
using GovernanceConsole.Identity;
using GovernanceConsole.Storage;
using GovernanceConsole.Web.Shell;

namespace GovernanceConsole.Web.ApiKeys;

internal static class ApiKeyPages
{
    /// <summary>Looks of keys, and whose key is about to end.</summary>
    public static IServiceCollection AddApiKeyPages(this IServiceCollection services) => services
        .AddSingleton<IWorkSource, ApiKeyWork>()
        .AddStateLook<ApiKeyState>(state => state switch
        {
            ApiKeyState.Live => new StateLook("Works", Tone.Good, "vpn_key"),
            ApiKeyState.Ended => new StateLook("Ended", Tone.Quiet, "timer_off"),
            ApiKeyState.Revoked => new StateLook("Revoked", Tone.Quiet, "key_off"),
        });

    /// <summary>What a key is good for, in words.</summary>
    public static string MeaningOf(ApiScope scope) => scope switch
    {
        ApiScope.PathsRead => "Read the recovery paths, with the people who answer for them",
        ApiScope.LedgerRead => "Take signed checkpoints of the audit trail",
        ApiScope.LedgerProve => "Take proofs of entries of the audit trail, which hold the entries",
        ApiScope.RequestsRead => "Read requests: what is asked for whom, and where it stands",
        ApiScope.RequestsWrite => "Raise requests, on the word of those who ask",
        ApiScope.RequestsTrigger => "Raise what a source of record asks for by itself; its trigger may stand in for signals and an approval",
        ApiScope.RequestsEvidence => "Report verification signals that a system confirms, and no person's word",
        ApiScope.RequestsExecution => "Report that an approved request was carried out",
    };
}

/// <summary>Keys that end soon and have no successor: a system that is turned away by surprise is mended in a hurry.</summary>
internal sealed class ApiKeyWork(ApiKeyQueries keys, OrganisationTime time) : IWorkSource
{
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(14);

    public async Task<IReadOnlyList<WorkItem>> OwedByAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.KnowsRole(Role.PlatformAdministrator))
            return [];
        var soonest = await keys.ListAsync(actor, ApiKeyState.Live, words: null, new PageRequest(Take: 20, Sort: nameof(ApiKeyRow.EndsAt)), cancellationToken);
        return
        [
            .. soonest.Rows.Where(k => k.ReplacedBy is null && k.EndsAt < time.Now + Ahead).Select(k => new WorkItem(
                "Rotate an API key", $"{k.Number} ends", $"It belongs to “{k.Client}”.", time.DateOf(k.EndsAt.AddMilliseconds(-1)),
                $"“{k.Client}” is turned away from then on. Rotate the key, or let it end where nobody needs it.", $"/api-keys?q={k.Number}", "Look")),
        ];
    }
}
