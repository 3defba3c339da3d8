using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.RecoveryPaths;
using GovernanceConsole.Storage;

namespace GovernanceConsole.Reminders;

/// <summary>Gathers the duties of all slices that people are reminded of.</summary>
internal static class Obligations
{
    /// <param name="context">Reads, or decides.</param>
    /// <param name="time">The organisation's calendar.</param>
    /// <param name="today">The present date; duties whose first reminder lies after it are left out.</param>
    /// <param name="about">Only duties about these; null for all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<List<Obligation>> ReadAsync(
        GovernanceDbContext context, OrganisationTime time, DateOnly today, IReadOnlyCollection<Guid>? about, CancellationToken cancellationToken)
    {
        var until = today.AddDays(ReminderStages.FirstDaysBefore);
        var dates = await ReviewDates.ReadAsync(context, time, until, about, cancellationToken);
        var review = about is null || about.Contains(GovernanceReviewCalendar.Id)
            ? await GovernanceReviewCalendar.NextAsync(context, time, cancellationToken)
            : null;
        if (dates.Count == 0 && !(review?.DueOn <= until))
            return [];
        var governance = await OrganisationReads.HoldersAsync(context, Role.Governance, cancellationToken);
        var obligations = dates.ConvertAll(date => OfPath(date, governance));
        if (review?.DueOn <= until)
            obligations.Add(OfReview(review, governance));
        return obligations;
    }

    /// <summary>Governance owes it to itself: nobody stands above to whom it could go up.</summary>
    private static Obligation OfReview(NextGovernanceReview review, IReadOnlyList<PersonId> governance) => new(
        "HoldGovernanceReview",
        GovernanceReviewCalendar.Id,
        review.Since,
        review.DueOn,
        governance,
        Escalation: [],
        "Hold the governance review of the results",
        "The governance review of the results was not held",
        "governance",
        "Look at the results, decide what changes, and record the minutes. Silence shows as overdue and is told again every week.",
        "/governance-reviews");

    private static Obligation OfPath(ReviewDate date, IReadOnlyList<PersonId> governance)
    {
        var path = $"{date.Number} {date.PathName}";
        var seat = date.Seat is { } s ? PathWords.Of(s) : "";
        var (what, undone, consequence) = date.Kind switch
        {
            DutyKind.ConfirmOwnership => (
                $"Confirm that you are still {seat} of {path}",
                $"The {seat} of {path} has not confirmed the ownership",
                "Confirm it, hand the seat over, or dispute it. Silence shows as overdue and goes up the escalation chain week by week."),
            DutyKind.AnswerTransfer => (
                $"Accept or decline to become {seat} of {path}",
                $"The offer to become {seat} of {path} is not answered",
                "Until you accept, the seat stays as it is. Silence goes up the escalation chain week by week."),
            DutyKind.RenewSignOff => (
                $"{path} must be signed off again",
                $"{path} is not signed off again",
                "Governance signs it off again after a look at what has changed, or suspends it. After its last day the sign-off covers nothing, and the path is suspended when the grace is over."),
            DutyKind.MendGap or DutyKind.MendSuspension => throw new InvalidOperationException("A gap has no date to remind of."),
        };
        return new Obligation(
            date.Kind.ToString(),
            date.About,
            date.Since,
            date.DueOn,
            [.. WhoOwes(date, governance).Distinct()],
            [.. date.EscalationChain.Select(contact => new[] { contact }), governance],
            what,
            undone,
            date.Kind == DutyKind.RenewSignOff ? "governance" : date.PersonName!,
            consequence,
            $"/paths/{date.Number}");
    }

    /// <summary>A sign-off is owed by governance; the control owner is told because it is their path that stops.</summary>
    private static IEnumerable<PersonId> WhoOwes(ReviewDate date, IReadOnlyList<PersonId> governance) =>
        (date.Person is { } person ? [person] : Enumerable.Empty<PersonId>()).Concat(date.Kind == DutyKind.RenewSignOff ? governance : []);
}
