using GovernanceConsole.Identity;

namespace GovernanceConsole.Reminders;

/// <summary>A dated duty of named people.</summary>
/// <param name="Kind">What kind of duty, stable: <c>ownership-confirmation</c>.</param>
/// <param name="ObjectId">The object it is about.</param>
/// <param name="Number">The object's number, for the reader.</param>
/// <param name="Name">The object's name, for the reader.</param>
/// <param name="DueOn">The last day on which doing it is in time.</param>
/// <param name="Since">The day from which the duty is counted.</param>
/// <param name="Recipients">Who owes it now.</param>
/// <param name="EscalateTo">Who is told as well once it is overdue.</param>
/// <param name="What">What to do, as on the button: <c>Confirm that you own</c>.</param>
/// <param name="Consequence">What happens on silence.</param>
/// <param name="Href">Where it is done.</param>
internal sealed record Obligation(
    string Kind,
    Guid ObjectId,
    string Number,
    string Name,
    DateOnly DueOn,
    DateOnly Since,
    IReadOnlyList<PersonId> Recipients,
    IReadOnlyList<PersonId> EscalateTo,
    string What,
    string Consequence,
    string Href);
