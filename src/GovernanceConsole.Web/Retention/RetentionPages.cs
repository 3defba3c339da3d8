using GovernanceConsole.Identity;
using GovernanceConsole.Retention;
using GovernanceConsole.Storage;
using GovernanceConsole.Web.Shell;

namespace GovernanceConsole.Web.Retention;

internal static class RetentionPages
{
    /// <summary>Looks and duties of deletions.</summary>
    public static IServiceCollection AddRetentionPages(this IServiceCollection services) => services
        .AddSingleton<IWorkSource, DeletionWork>()
        .AddStateLook<RetentionDeletionState>(state => state switch
        {
            RetentionDeletionState.Requested => new StateLook("Waits", Tone.Waiting, "pending_actions"),
            RetentionDeletionState.UnderWay => new StateLook("Under way", Tone.Waiting, "schedule"),
            RetentionDeletionState.Done => new StateLook("Carried out", Tone.Quiet, "verified"),
            RetentionDeletionState.Withdrawn => new StateLook("Withdrawn", Tone.Quiet, "undo"),
            RetentionDeletionState.Expired => new StateLook("Expired", Tone.Quiet, "undo"),
            RetentionDeletionState.Stopped => new StateLook("Stopped by a hold", Tone.Attention, "balance"),
        });
}

/// <summary>What governance owes to a deletion that was asked for: the second signature.</summary>
internal sealed class DeletionWork(RetentionQueries retention, OrganisationTime time) : IWorkSource
{
    public async Task<IReadOnlyList<WorkItem>> OwedByAsync(Actor actor, CancellationToken cancellationToken) =>
        actor.KnowsRole(Role.Governance)
        && await retention.OpenAsync(actor, cancellationToken) is { State: RetentionDeletionState.Requested } waits && waits.RequestedBy != actor.Person
            ?
            [
                new WorkItem(
                    "Carry out a deletion", $"{waits.Number} waits for a second person", $"What was due by {DateText.Of(waits.DueBy)}.", time.DateOf(waits.ExpiresAt),
                    "Nothing goes until a second person of governance carries it out; on that day the request expires.", "/retention", "Decide")
                {
                    Since = time.DateOf(waits.RequestedAt),
                },
            ]
            : [];
}
