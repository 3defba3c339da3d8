using GovernanceConsole.Identity;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Policy;

/// <param name="Id">The review.</param>
/// <param name="Number">What people call it.</param>
/// <param name="HeldOn">On which day.</param>
/// <param name="Attendees">Who was there.</param>
/// <param name="Minutes">What was looked at and said.</param>
/// <param name="Decisions">What follows; null where nothing was decided.</param>
/// <param name="NextDueOn">Until when the next was due.</param>
/// <param name="PolicyVersion">The policy in force when it was recorded.</param>
/// <param name="RecordedBy">Who recorded it.</param>
/// <param name="RecordedAt">When.</param>
public sealed record GovernanceReviewRow(
    GovernanceReviewId Id,
    string Number,
    DateOnly HeldOn,
    IReadOnlyList<PersonId> Attendees,
    string Minutes,
    string? Decisions,
    DateOnly NextDueOn,
    int PolicyVersion,
    PersonId RecordedBy,
    DateTimeOffset RecordedAt);

/// <summary>When governance looked at the results, and when it is to look again. Open to everybody who is signed in.</summary>
public sealed class GovernanceReviewQueries(ReadOnlyStore store, OrganisationTime time)
{
    /// <summary>The next review; null while nobody holds the governance role.</summary>
    public async Task<NextGovernanceReview?> NextAsync(CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        return await GovernanceReviewCalendar.NextAsync(context, time, cancellationToken);
    }

    /// <summary>The reviews that were held, newest first. Sorts by Number and HeldOn.</summary>
    public async Task<Page<GovernanceReviewRow>> ListAsync(PageRequest page, CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        var reviews = context.Set<GovernanceReview>();
        var ordered = page.Sort switch
        {
            nameof(GovernanceReviewRow.Number) => reviews.By(r => r.Number, page.Descending),
            nameof(GovernanceReviewRow.HeldOn) => reviews.By(r => r.HeldOn, page.Descending).ThenBy(r => r.Number),
            _ => reviews.OrderByDescending(r => r.HeldOn).ThenByDescending(r => r.Number),
        };
        return await Rows(ordered).ToPageAsync(page, cancellationToken);
    }

    /// <summary>The review of a number such as <c>GR-0001</c>, whatever its case; null where there is none.</summary>
    public async Task<GovernanceReviewRow?> FindAsync(string number, CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        var wanted = number.Trim().ToUpperInvariant();
        return await Rows(context.Set<GovernanceReview>().Where(r => r.Number == wanted)).SingleOrDefaultAsync(cancellationToken);
    }

    private static IQueryable<GovernanceReviewRow> Rows(IQueryable<GovernanceReview> reviews) => reviews.Select(r => new GovernanceReviewRow(
        r.Id, r.Number, r.HeldOn, r.Attendees.Select(a => a.PersonId).ToList(), r.Minutes, r.Decisions, r.NextDueOn, r.PolicyVersion, r.RecordedById, r.RecordedAt));
}
