using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Policy;
using GovernanceConsole.Privacy;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Retention;

/// <summary>One type of record and what is due of it.</summary>
/// <param name="Type">Stable: <c>security-events</c>.</param>
/// <param name="Name">For people.</param>
/// <param name="Meaning">When its period begins, and what goes at its end.</param>
/// <param name="Period">How long it is kept: <c>24 months</c>.</param>
/// <param name="Due">How many records would go; at least so many where it <paramref name="IsMore"/>.</param>
/// <param name="Held">How many more would, were it not for a legal hold on somebody.</param>
/// <param name="DueSince">On which date the first of them became due; null where none is.</param>
/// <param name="NextDueOn">On which date the next one will; null where there is none.</param>
/// <param name="IsMore">Whether counting ended before all was looked at.</param>
public sealed record RetentionRow(string Type, string Name, string Meaning, string Period, long Due, long Held, DateOnly? DueSince, DateOnly? NextDueOn, bool IsMore);

/// <summary>What is due on a date.</summary>
/// <param name="DueBy">The date.</param>
/// <param name="PolicyVersion">By the periods of which policy.</param>
/// <param name="Rows">All types, in the order in which they are deleted.</param>
/// <param name="Hold">The number of a legal hold that keeps everybody's data; null where none stands.</param>
public sealed record RetentionOverview(DateOnly DueBy, int PolicyVersion, IReadOnlyList<RetentionRow> Rows, string? Hold)
{
    /// <summary>How many records would go; at least so many where it <see cref="IsMore"/>.</summary>
    public long Due => Rows.Sum(r => r.Due);

    /// <summary>Whether counting ended before all was looked at.</summary>
    public bool IsMore => Rows.Any(r => r.IsMore);

    /// <summary>When the next record becomes due; null where none ever does.</summary>
    public DateOnly? NextDueOn => Rows.Min(r => r.NextDueOn);
}

/// <summary>How many records of one type a deletion took.</summary>
/// <param name="Type">Stable.</param>
/// <param name="Name">For people.</param>
/// <param name="Deleted">How many went.</param>
/// <param name="Held">How many a legal hold kept.</param>
public sealed record DeletedCount(string Type, string Name, long Deleted, long Held);

/// <summary>One deletion of what was due.</summary>
/// <param name="Id">For the acts.</param>
/// <param name="Number">For people.</param>
/// <param name="State">Where it stands now.</param>
/// <param name="DueBy">What was due on this date.</param>
/// <param name="RequestedBy">Who asked for it.</param>
/// <param name="RequestedAt">When.</param>
/// <param name="ExpiresAt">Until when a second person may carry it out.</param>
/// <param name="DecidedBy">Who carried it out or withdrew it; null while it waits and where it expired.</param>
/// <param name="DecidedAt">When; null likewise.</param>
/// <param name="EndedAt">When the last record went, or it was stopped or expired.</param>
/// <param name="StoppedByHold">The number of the hold that stopped it; null unless stopped.</param>
/// <param name="Counts">What went so far.</param>
public sealed record RetentionDeletionRow(
    RetentionDeletionId Id, string Number, RetentionDeletionState State, DateOnly DueBy, PersonId RequestedBy, DateTimeOffset RequestedAt, DateTimeOffset ExpiresAt,
    PersonId? DecidedBy, DateTimeOffset? DecidedAt, DateTimeOffset? EndedAt, string? StoppedByHold, IReadOnlyList<DeletedCount> Counts)
{
    public long Deleted => Counts.Sum(c => c.Deleted);
}

/// <summary>What is kept for how long, what is due and what was deleted. For governance and those who inspect the evidence; others get nothing.</summary>
public sealed class RetentionQueries(ReadOnlyStore store, IEnumerable<IRetainedRecords> types, OrganisationTime time)
{
    public static readonly IReadOnlyList<Role> Readers = PrivacyQueries.Readers;

    /// <summary>How many batches of each type are counted. What goes is found anew when it goes, so a count is for people, who need not know it to the last record.</summary>
    private const int BatchesCounted = 5;

    /// <summary>What is due on a date, counted now, as far as a page can wait for it; on a date to come as if nothing were to be added. Null for others than its readers.</summary>
    public async Task<RetentionOverview?> OverviewAsync(Actor actor, DateOnly dueBy, CancellationToken cancellationToken = default) =>
        Readers.Any(actor.KnowsRole) ? await store.AtOneMomentAsync(() => CountAsync(dueBy, cancellationToken), cancellationToken) : null;

    /// <summary>Newest first. Sorts by <c>Number</c> and <c>RequestedAt</c>.</summary>
    public async Task<Page<RetentionDeletionRow>> DeletionsAsync(Actor actor, PageRequest page, CancellationToken cancellationToken = default)
    {
        if (!Readers.Any(actor.KnowsRole))
            return new Page<RetentionDeletionRow>([], 0);
        await using var context = store.Open();
        var policy = await PolicyInForce.ReadAsync(context, cancellationToken);
        var deletions = context.Set<RetentionDeletion>().Include(d => d.Counts);
        var ordered = page.Sort switch
        {
            nameof(RetentionDeletionRow.RequestedAt) => deletions.By(d => d.RequestedAt, page.Descending),
            _ => deletions.By(d => d.Number, page.Sort is null || page.Descending),
        };
        var rows = await ordered.ThenBy(d => d.Id).Skip(page.Skip).Take(page.Take).ToListAsync(cancellationToken);
        return new Page<RetentionDeletionRow>([.. rows.Select(d => Tell(d, policy))], await deletions.CountAsync(cancellationToken));
    }

    /// <summary>Deletions that wait for their second person or are under way: none or one.</summary>
    public async Task<RetentionDeletionRow?> OpenAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        if (!Readers.Any(actor.KnowsRole))
            return null;
        await using var context = store.Open();
        var policy = await PolicyInForce.ReadAsync(context, cancellationToken);
        var open = await context.Set<RetentionDeletion>().Include(d => d.Counts)
            .Where(d => d.State == RetentionDeletionState.Requested || d.State == RetentionDeletionState.UnderWay).OrderByDescending(d => d.Number).FirstOrDefaultAsync(cancellationToken);
        return open is null || RetentionRules.HasExpired(open, policy, time.Now) ? null : Tell(open, policy);
    }

    /// <summary>What whoever carries out a deletion is shown; null where it does not wait, or for others than its readers.</summary>
    public async Task<ApprovalView?> ShowForApprovalAsync(Actor actor, RetentionDeletionId id, CancellationToken cancellationToken = default)
    {
        if (!Readers.Any(actor.KnowsRole))
            return null;
        return await store.AtOneMomentAsync(
            async () =>
            {
                await using var context = store.Open();
                return await context.Set<RetentionDeletion>().SingleOrDefaultAsync(d => d.Id == id && d.State == RetentionDeletionState.Requested, cancellationToken) is { } deletion
                    ? await DeletionApproval.ShowAsync(context, deletion, types, await CountAsync(deletion.DueBy, cancellationToken), time, cancellationToken)
                    : null;
            },
            cancellationToken);
    }

    /// <summary>The deletion that a second person has approved and that has not ended; null where none has.</summary>
    internal async Task<RetentionDeletionId?> UnderWayAsync(CancellationToken cancellationToken)
    {
        await using var context = store.Open();
        return await context.Set<RetentionDeletion>().Where(d => d.State == RetentionDeletionState.UnderWay).OrderBy(d => d.Number).Select(d => (RetentionDeletionId?)d.Id).FirstOrDefaultAsync(cancellationToken);
    }

    /// <param name="dueBy">See <see cref="OverviewAsync"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="untilOneIsFound">Whether it must be known for certain that nothing is due.</param>
    internal async Task<RetentionOverview> CountAsync(DateOnly dueBy, CancellationToken cancellationToken, bool untilOneIsFound = false)
    {
        await using var context = store.Open();
        var policy = await PolicyInForce.ReadAsync(context, cancellationToken);
        var held = await PrivacyReads.HeldAsync(context, cancellationToken);
        var rows = new List<RetentionRow>();
        foreach (var type in types)
        {
            var months = type.Period.Of(policy.Limits);
            var keptFrom = time.StartOf(RetentionRules.KeptFrom(dueBy, months));
            var scope = new RetentionScope(context, keptFrom, held);
            var (due, kept, oldest, after) = (0L, 0L, (DateTimeOffset?)null, (string?)null);
            var batches = 0;
            do
            {
                batches++;
                var found = await type.LookAsync(scope, after, cancellationToken);
                (due, kept, after) = (due + found.Due, kept + found.Held, found.After);
                oldest = oldest is null || found.OldestAt < oldest ? found.OldestAt ?? oldest : oldest;
            }
            while (after is not null && (batches < BatchesCounted || (untilOneIsFound && due + rows.Sum(r => r.Due) == 0)));
            rows.Add(new RetentionRow(
                type.Type, type.Name, type.Meaning, type.Period.InWords(months), due, kept,
                EndOf(oldest, months), EndOf(await type.NextFromAsync(context, keptFrom, cancellationToken), months), IsMore: after is not null));
        }

        return new RetentionOverview(dueBy, policy.Version, rows, await PrivacyReads.HoldOnEverybodyAsync(context, cancellationToken));
    }

    private DateOnly? EndOf(DateTimeOffset? beginning, int months) => beginning is { } at ? time.DateOf(at).AddMonths(months) : null;

    private RetentionDeletionRow Tell(RetentionDeletion deletion, PolicyInForce policy)
    {
        var names = types.ToDictionary(t => t.Type, t => t.Name, StringComparer.Ordinal);
        var order = types.Select(t => t.Type).ToList();
        return new RetentionDeletionRow(
            deletion.Id, deletion.Number, RetentionRules.HasExpired(deletion, policy, time.Now) ? RetentionDeletionState.Expired : deletion.State, deletion.DueBy,
            deletion.RequestedById, deletion.RequestedAt, deletion.RequestedAt.AddDays(policy.Limits.DeletionRequestDays), deletion.DecidedById, deletion.DecidedAt,
            deletion.EndedAt, deletion.StoppedByHold,
            [.. deletion.Counts.OrderBy(c => order.IndexOf(c.Type)).Select(c => new DeletedCount(c.Type, names.GetValueOrDefault(c.Type, c.Type), c.Deleted, c.Held))]);
    }
}
