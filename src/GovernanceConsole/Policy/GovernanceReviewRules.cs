using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;

namespace GovernanceConsole.Policy;

/// <summary>What minutes of a review by governance must hold.</summary>
public static class GovernanceReviewRules
{
    /// <summary>Characters of minutes that are kept.</summary>
    public const int MinutesLength = 8000;

    /// <summary>Months after which a review can no longer be recorded: it would say nothing of how the results stand.</summary>
    public const int MostMonthsBack = 12;

    /// <summary>What is wrong with minutes, whatever else is stored.</summary>
    /// <param name="held">The minutes.</param>
    /// <param name="today">The day of the record.</param>
    internal static List<Refusal> Check(RecordGovernanceReviewInput held, DateOnly today)
    {
        var found = new[]
        {
            held.HeldOn > today ? new GovernanceReviewIsInTheFuture(held.HeldOn) : null,
            held.HeldOn < today.AddMonths(-MostMonthsBack) ? new GovernanceReviewIsTooLongAgo(today.AddMonths(-MostMonthsBack)) : null,
            held.Attendees.Count == 0 ? new NobodyAttended() : (Refusal?)null,
            TextRules.Required("Minutes", "The minutes", held.Minutes, MinutesLength),
            TextRules.Optional("Decisions", "The decisions", held.Decisions, TextRules.Paragraph),
        };
        return [.. found.OfType<Refusal>()];
    }

    /// <summary>Whether somebody can have been there; people who have left meanwhile can.</summary>
    internal static Refusal? MayHaveAttended(PersonStanding? attendee) => attendee switch
    {
        null => new NotFound("person"),
        { Kind: not DirectoryEntryKind.Individual } => new AttendeeIsNoPerson(attendee.Name),
        _ => null,
    };
}
