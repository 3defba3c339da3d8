using GovernanceConsole.Organisation;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Policy;

/// <summary>The next review of the results by governance.</summary>
/// <param name="Since">The first day of the duty.</param>
/// <param name="DueOn">The last day on which holding it is in time.</param>
/// <param name="LastHeldOn">When the last one was held; null where none was yet.</param>
public sealed record NextGovernanceReview(DateOnly Since, DateOnly DueOn, DateOnly? LastHeldOn);

/// <summary>The door through which reminders and pages learn when governance is to look at the results.</summary>
public static class GovernanceReviewCalendar
{
    /// <summary>What reminders of a review are about: there is one calendar, and each review moves its day.</summary>
    public static Guid Id { get; } = new("5b0c9d1e-7a0f-4f57-9d1a-9f3c7f7b2d04");

    /// <summary>
    /// The next review. Where none was held yet it is due one cadence after somebody first held the governance role; null
    /// before anybody did.
    /// </summary>
    internal static async Task<NextGovernanceReview?> NextAsync(GovernanceDbContext context, OrganisationTime time, CancellationToken cancellationToken)
    {
        var last = await context.Set<GovernanceReview>().AsNoTracking()
            .OrderByDescending(r => r.HeldOn).ThenByDescending(r => r.RecordedAt)
            .Select(r => new { r.HeldOn, r.NextDueOn, r.RecordedAt })
            .FirstOrDefaultAsync(cancellationToken);
        if (last is not null)
            return new NextGovernanceReview(time.DateOf(last.RecordedAt), last.NextDueOn, last.HeldOn);
        if (await OrganisationReads.GovernedSinceAsync(context, cancellationToken) is not { } since)
            return null;
        var policy = await PolicyInForce.ReadAsync(context, cancellationToken);
        var begin = time.DateOf(since);
        return new NextGovernanceReview(begin, begin.AddMonths(policy.Limits.GovernanceReviewMonths), LastHeldOn: null);
    }
}
