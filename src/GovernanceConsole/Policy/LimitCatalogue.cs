namespace GovernanceConsole.Policy;

/// <summary>What a limit counts.</summary>
public enum LimitUnit
{
    Minutes,

    Hours,

    Days,

    /// <summary>Days on which the organisation works.</summary>
    WorkingDays,

    Months,
}

/// <summary>One limit of the policy.</summary>
/// <param name="Name">Its property of <see cref="Limits"/>; forms and refusals name it so.</param>
/// <param name="Demand">What is demanded, in words that end before the number: <c>An owner confirms the ownership again within</c>.</param>
/// <param name="Unit">What the number counts.</param>
/// <param name="Minimum">The smallest number governance may set.</param>
/// <param name="Maximum">The largest number governance may set.</param>
/// <param name="Of">Reads it.</param>
/// <param name="With">The limits with another number for it.</param>
public sealed record Limit(
    string Name, string Demand, LimitUnit Unit, int Minimum, int Maximum, Func<Limits, int> Of, Func<Limits, int, Limits> With)
{
    /// <summary>A number with its unit: <c>90 days</c>.</summary>
    public string InWords(int number) => Unit switch
    {
        LimitUnit.Minutes => number == 1 ? "1 minute" : $"{number} minutes",
        LimitUnit.Hours => number == 1 ? "1 hour" : $"{number} hours",
        LimitUnit.Days => number == 1 ? "1 day" : $"{number} days",
        LimitUnit.WorkingDays => number switch
        {
            0 => "0 working days: at once",
            1 => "1 working day",
            _ => $"{number} working days",
        },
        LimitUnit.Months => number == 1 ? "1 month" : $"{number} months",
    };
}

/// <summary>A limit that a proposal would change.</summary>
public sealed record LimitChange(Limit Limit, int From, int To);

/// <summary>All limits, in the order in which people read them. A property of <see cref="Limits"/> without a line here fails a test.</summary>
public static class LimitCatalogue
{
    public static IReadOnlyList<Limit> All { get; } =
    [
        new(nameof(Limits.SignOffDays), "A sign-off of a path of level Low or Moderate lasts at most", LimitUnit.Days, 1, 365,
            l => l.SignOffDays, (l, n) => l with { SignOffDays = n }),
        new(nameof(Limits.SignOffDaysHighAndCritical), "A sign-off of a path of level High or Critical lasts at most", LimitUnit.Days, 1, 365,
            l => l.SignOffDaysHighAndCritical, (l, n) => l with { SignOffDaysHighAndCritical = n }),
        // The first reminder of a date goes out 30 days before it: asked more often, owners would be reminded all the time.
        new(nameof(Limits.OwnershipConfirmationDays), "An owner confirms the ownership again within", LimitUnit.Days, 30, 365,
            l => l.OwnershipConfirmationDays, (l, n) => l with { OwnershipConfirmationDays = n }),
        new(nameof(Limits.TransferAnswerDays), "Somebody who is offered a seat answers within", LimitUnit.Days, 1, 60,
            l => l.TransferAnswerDays, (l, n) => l with { TransferAnswerDays = n }),
        new(nameof(Limits.GraceWorkingDays), "A path whose owner or sign-off has lapsed is suspended after", LimitUnit.WorkingDays, 0, 30,
            l => l.GraceWorkingDays, (l, n) => l with { GraceWorkingDays = n }),
        new(nameof(Limits.GraceWorkingDaysCritical), "The same for a path of level Critical, after", LimitUnit.WorkingDays, 0, 30,
            l => l.GraceWorkingDaysCritical, (l, n) => l with { GraceWorkingDaysCritical = n }),
        new(nameof(Limits.FreshSignInMinutes), "Whoever approves or signs proved who they are within the last", LimitUnit.Minutes, 1, 15,
            l => l.FreshSignInMinutes, (l, n) => l with { FreshSignInMinutes = n }),
        new(nameof(Limits.GovernanceReviewMonths), "Governance reviews the results every", LimitUnit.Months, 1, 12,
            l => l.GovernanceReviewMonths, (l, n) => l with { GovernanceReviewMonths = n }),
        new(nameof(Limits.SecurityEventMonths), "Security events (sign-ins, refusals, reading, exports) are kept for", LimitUnit.Months, 12, 120,
            l => l.SecurityEventMonths, (l, n) => l with { SecurityEventMonths = n }),
        new(nameof(Limits.DecisionMonths), "Decisions are kept for", LimitUnit.Months, 60, 600,
            l => l.DecisionMonths, (l, n) => l with { DecisionMonths = n }),
        new(nameof(Limits.FormerTextMonths), "Former private texts of decisions are kept for", LimitUnit.Months, 12, 600,
            l => l.FormerTextMonths, (l, n) => l with { FormerTextMonths = n }),
        new(nameof(Limits.ImportFindingMonths), "What was unclean in an imported file is kept for", LimitUnit.Months, 6, 120,
            l => l.ImportFindingMonths, (l, n) => l with { ImportFindingMonths = n }),
        new(nameof(Limits.ReadNoticeMonths), "Notices that were put away are kept for", LimitUnit.Months, 3, 120,
            l => l.ReadNoticeMonths, (l, n) => l with { ReadNoticeMonths = n }),
        new(nameof(Limits.CommandAnswerMonths), "Answers to sent forms, by which a repetition is known, are kept for", LimitUnit.Months, 2, 24,
            l => l.CommandAnswerMonths, (l, n) => l with { CommandAnswerMonths = n }),
        new(nameof(Limits.DeletionRequestDays), "A second person carries out a deletion of what is due within", LimitUnit.Days, 1, 60,
            l => l.DeletionRequestDays, (l, n) => l with { DeletionRequestDays = n }),
        new(nameof(Limits.RequestDays), "A request is verified and approved within", LimitUnit.Days, 1, 60,
            l => l.RequestDays, (l, n) => l with { RequestDays = n }),
        new(nameof(Limits.ExecutionDays), "What was approved is executed within", LimitUnit.Days, 1, 30,
            l => l.ExecutionDays, (l, n) => l with { ExecutionDays = n }),
        new(nameof(Limits.ApprovalAnswerHours), "Those who stand in for an approver are asked too after", LimitUnit.Hours, 1, 168,
            l => l.ApprovalAnswerHours, (l, n) => l with { ApprovalAnswerHours = n }),
        new(nameof(Limits.DelegationDays), "A delegation of approvals lasts at most", LimitUnit.Days, 1, 90,
            l => l.DelegationDays, (l, n) => l with { DelegationDays = n }),
    ];

    /// <summary>The limit of a name.</summary>
    public static Limit Of(string name) => All.First(l => l.Name == name);

    /// <summary>What differs between two sets of limits.</summary>
    public static IReadOnlyList<LimitChange> Differences(Limits from, Limits to) =>
        [.. All.Select(limit => new LimitChange(limit, limit.Of(from), limit.Of(to))).Where(c => c.From != c.To)];
}
