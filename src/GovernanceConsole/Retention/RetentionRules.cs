using System.Globalization;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;

namespace GovernanceConsole.Retention;

internal static class RetentionRules
{
    /// <summary>
    /// The first date whose records are not due on <paramref name="day"/>. A period of months ends on the same date of a later month, or on
    /// that month's last day where it has no such date; on the date on which it ends a record is due.
    /// </summary>
    public static DateOnly KeptFrom(DateOnly day, int months)
    {
        var first = day.AddMonths(-months);
        while (first.AddMonths(months) <= day)
            first = first.AddDays(1);
        return first;
    }

    /// <summary>"2 security events", by what people call a type of record.</summary>
    public static string InWords(string name, long count) => string.Create(CultureInfo.InvariantCulture, $"{count} {char.ToLowerInvariant(name[0])}{name[1..]}");

    /// <summary>Whether what is due on a date may be asked for.</summary>
    /// <param name="dueBy">The date.</param>
    /// <param name="today">The present date.</param>
    /// <param name="other">The number of a deletion that waits or is under way; null where none is.</param>
    /// <param name="hold">The number of a legal hold on everybody's data; null where none stands.</param>
    /// <param name="due">How many records are due on it.</param>
    public static Refusal? MayBeRequested(DateOnly dueBy, DateOnly today, string? other, string? hold, long due) =>
        other is not null ? new DeletionWaitsAlready(other)
        : dueBy > today ? new DueDateIsInTheFuture(dueBy)
        : hold is not null ? new LegalHoldKeepsEverything(hold)
        : due == 0 ? new NothingIsDue(dueBy)
        : null;

    /// <summary>Whether this person may be the second one.</summary>
    /// <param name="deletion">What was asked for.</param>
    /// <param name="actor">Who would carry it out.</param>
    /// <param name="requester">Who asked for it.</param>
    /// <param name="rolesOfRequester">The roles that they hold now.</param>
    /// <param name="policy">The policy in force.</param>
    /// <param name="hold">The number of a legal hold on everybody's data; null where none stands.</param>
    /// <param name="now">The present instant.</param>
    public static Refusal? MayBeCarriedOut(
        RetentionDeletion deletion, PersonId actor, PersonStanding requester, IReadOnlyCollection<Role> rolesOfRequester, PolicyInForce policy, string? hold, DateTimeOffset now) =>
        deletion.State != RetentionDeletionState.Requested ? new DeletionIsDecided(deletion.Number, deletion.State)
        : HasExpired(deletion, policy, now) ? new DeletionHasExpired(deletion.Number, policy.Limits.DeletionRequestDays)
        : deletion.RequestedById == actor ? new DeletionNeedsASecondPerson(requester.Name)
        : !rolesOfRequester.Contains(Role.Governance) ? new DeletionRequesterHasLeftGovernance(requester.Name)
        : deletion.PolicyVersion != policy.Version ? new PeriodsMayHaveChanged(deletion.Number, deletion.PolicyVersion, policy.Version)
        : hold is not null ? new LegalHoldKeepsEverything(hold)
        : null;

    public static Refusal? MayBeWithdrawn(RetentionDeletion deletion) =>
        deletion.State == RetentionDeletionState.Requested ? null : new DeletionIsDecided(deletion.Number, deletion.State);

    /// <summary>Whether nobody carried it out in time. True from the instant on, whether or not anybody has noted it.</summary>
    public static bool HasExpired(RetentionDeletion deletion, PolicyInForce policy, DateTimeOffset now) =>
        deletion.State == RetentionDeletionState.Requested && now >= deletion.RequestedAt.AddDays(policy.Limits.DeletionRequestDays);
}
