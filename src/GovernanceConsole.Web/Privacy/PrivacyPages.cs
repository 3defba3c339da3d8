using GovernanceConsole.Identity;
using GovernanceConsole.Privacy;
using GovernanceConsole.Storage;
using GovernanceConsole.Web.Shell;

namespace GovernanceConsole.Web.Privacy;

internal static class PrivacyPages
{
    /// <summary>Looks and duties of erasures.</summary>
    public static IServiceCollection AddPrivacyPages(this IServiceCollection services) => services
        .AddSingleton<IWorkSource, ErasureWork>()
        .AddStateLook<ErasureState>(state => state switch
        {
            ErasureState.Requested => new StateLook("Waits", Tone.Waiting, "pending_actions"),
            ErasureState.Done => new StateLook("Carried out", Tone.Quiet, "verified"),
            ErasureState.Withdrawn => new StateLook("Withdrawn", Tone.Quiet, "undo"),
        });
}

/// <summary>What governance owes to somebody who asked to be forgotten: the second signature.</summary>
internal sealed class ErasureWork(PrivacyQueries privacy, OrganisationTime time) : IWorkSource
{
    public async Task<IReadOnlyList<WorkItem>> OwedByAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.KnowsRole(Role.Governance))
            return [];
        var waiting = await privacy.ErasuresAsync(actor, ErasureState.Requested, new PageRequest(), cancellationToken);
        return
        [
            .. waiting.Rows.Where(e => e.RequestedBy != actor.Person && e.Person != actor.Person).Select(e => new WorkItem(
                "Carry out an erasure", $"{e.Number} waits for a second person", e.Reason, DueOn: null,
                "Nothing goes until a second person of governance carries it out or it is withdrawn. The law gives a month from when the person asked.", "/erasures", "Decide")
            {
                Since = time.DateOf(e.RequestedAt),
            }),
        ];
    }
}
