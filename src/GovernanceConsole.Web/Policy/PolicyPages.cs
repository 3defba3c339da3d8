using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.Storage;
using GovernanceConsole.Web.Shell;

namespace GovernanceConsole.Web.Policy;

internal static class PolicyPages
{
    /// <summary>Looks, duties and search hits of the policy and of the reviews by governance.</summary>
    public static IServiceCollection AddPolicyPages(this IServiceCollection services) => services
        .AddSingleton<IWorkSource, PolicyWork>()
        .AddSingleton<ISearchSource, GovernanceReviewSearch>()
        .AddStateLook<PolicyVersionState>(state => state switch
        {
            PolicyVersionState.Proposed => new StateLook("Waits", Tone.Waiting, "pending_actions"),
            PolicyVersionState.InForce => new StateLook("In force", Tone.Good, "verified"),
            PolicyVersionState.Replaced => new StateLook("Replaced", Tone.Quiet, "history"),
            PolicyVersionState.Withdrawn => new StateLook("Withdrawn", Tone.Quiet, "undo"),
        });
}

/// <summary>What governance owes to the policy: a second signature, and a look at the results.</summary>
internal sealed class PolicyWork(PolicyQueries policy, GovernanceReviewQueries reviews, PeopleQueries people, OrganisationTime time) : IWorkSource
{
    /// <summary>Calendar days before its day from which a review shows.</summary>
    public const int ShownDaysBefore = 30;

    public async Task<IReadOnlyList<WorkItem>> OwedByAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.KnowsRole(Role.Governance))
            return [];
        var items = new List<WorkItem>();
        if (await policy.ProposalAsync(cancellationToken) is { ProposedBy: { } proposer } waits && proposer != actor.Person)
        {
            var names = await people.NamesOfAsync([proposer], cancellationToken);
            items.Add(new WorkItem(
                "Approve a policy", $"Policy {waits.Number} waits for a second person", $"Proposed by {names.GetValueOrDefault(proposer)}: {waits.Reason}",
                DueOn: null, "Until a second person of governance approves or withdraws it, the policy in force goes on unchanged and no other can be proposed.", "/policy", "Decide")
            {
                Since = waits.ProposedAt is { } proposedAt ? time.DateOf(proposedAt) : null,
            });
        }

        var gaps = await policy.QuorumGapsAsync((await policy.InForceAsync(cancellationToken)).Document, cancellationToken);
        if (gaps.Count > 0)
        {
            items.Add(new WorkItem(
                "Put people on duty", "Too few people are on duty to approve",
                $"With one of them away, {(gaps.Count == 1 ? "1 cell" : $"{gaps.Count} cells")} of the policy could not be approved",
                DueOn: null, "A request of such a kind waits until its approver is back.", "/roster", "Put somebody on duty"));
        }

        if (await reviews.NextAsync(cancellationToken) is { } next && next.DueOn <= time.Today.AddDays(ShownDaysBefore))
        {
            items.Add(new WorkItem(
                "Hold a governance review", "Look at the results, and record the minutes", next.LastHeldOn is { } last ? $"Last held on {WhenText.Absolute(last)}" : "None was held yet",
                next.DueOn, "It shows as overdue, and all of governance is reminded every week.", "/governance-reviews", "Record a review"));
        }

        return items;
    }
}

/// <summary>Finds reviews by governance by number.</summary>
internal sealed class GovernanceReviewSearch(GovernanceReviewQueries reviews) : ISearchSource
{
    public async Task<IReadOnlyList<SearchHit>> FindAsync(string text, Actor actor, int limit, CancellationToken cancellationToken) =>
        await reviews.FindAsync(text, cancellationToken) is { } review
            ? [new SearchHit("Governance review", review.Number, $"Held on {WhenText.Absolute(review.HeldOn)}", $"/governance-reviews/{review.Number}", IsExact: true)]
            : [];
}
