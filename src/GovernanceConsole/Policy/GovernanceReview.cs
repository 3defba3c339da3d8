using GovernanceConsole.Identity;
using GovernanceConsole.Storage;

namespace GovernanceConsole.Policy;

public readonly record struct GovernanceReviewId(Guid Value) : IEntityId<GovernanceReviewId>
{
    public static GovernanceReviewId From(Guid value) => new(value);
}

/// <summary>
/// Governance looked at the results on a day: who was there, what was seen, what was decided. Minutes are
/// recorded once and never edited; what was wrong in them stands corrected in the next.
/// </summary>
internal sealed class GovernanceReview : ILedgered
{
    private readonly List<GovernanceReviewAttendee> _attendees = [];

    public GovernanceReviewId Id { get; private init; }

    /// <summary>What people call it: <c>GR-0001</c>.</summary>
    public string Number { get; private init; } = "";

    public DateOnly HeldOn { get; private init; }

    /// <summary>What was looked at and said.</summary>
    public string Minutes { get; private init; } = "";

    /// <summary>What follows; null where nothing was decided.</summary>
    public string? Decisions { get; private init; }

    /// <summary>The last day on which the next review is in time, by the policy of <see cref="PolicyVersion"/>.</summary>
    public DateOnly NextDueOn { get; private init; }

    /// <summary>The policy in force when it was recorded.</summary>
    public int PolicyVersion { get; private init; }

    public PersonId RecordedById { get; private init; }

    public DateTimeOffset RecordedAt { get; private init; }

    public IReadOnlyList<GovernanceReviewAttendee> Attendees => _attendees;

    public long Version { get; private set; }

    Guid ILedgered.LedgerId => Id.Value;

    /// <param name="id">Its id.</param>
    /// <param name="number">Its number.</param>
    /// <param name="held">What was said and decided; texts as they are stored.</param>
    /// <param name="policy">The policy in force, whose cadence sets the next day.</param>
    /// <param name="by">Who records it.</param>
    /// <param name="at">Now.</param>
    public static GovernanceReview Record(
        GovernanceReviewId id, string number, RecordGovernanceReviewInput held, PolicyInForce policy, PersonId by, DateTimeOffset at)
    {
        var review = new GovernanceReview
        {
            Id = id,
            Number = number,
            HeldOn = held.HeldOn,
            Minutes = held.Minutes,
            Decisions = held.Decisions,
            NextDueOn = held.HeldOn.AddMonths(policy.Limits.GovernanceReviewMonths),
            PolicyVersion = policy.Version,
            RecordedById = by,
            RecordedAt = at,
        };
        review._attendees.AddRange(held.Attendees.Distinct().Select(person => new GovernanceReviewAttendee(id, person)));
        return review;
    }
}

/// <summary>Somebody who was there.</summary>
internal sealed class GovernanceReviewAttendee(GovernanceReviewId reviewId, PersonId personId)
{
    public GovernanceReviewId ReviewId { get; private init; } = reviewId;

    public PersonId PersonId { get; private init; } = personId;
}
