using GovernanceConsole.Identity;

namespace GovernanceConsole.Reminders;

/// <summary>A dated duty, as far as reminding goes.</summary>
/// <param name="Kind">What kind of duty, stable: <c>ConfirmOwnership</c>.</param>
/// <param name="About">What it is about: together with the due date new after every answer.</param>
/// <param name="Since">The first day of the duty: what lies before it was never due.</param>
/// <param name="DueOn">The last day on which doing it is in time.</param>
/// <param name="Recipients">Who owes it now.</param>
/// <param name="Escalation">
/// Who is told as well once it is overdue, step by step: the first step as soon as it is, each further step a week later.
/// </param>
/// <param name="What">What to do, to the one who owes it: <c>Confirm that you are still control owner of RP-0001 Reset</c>.</param>
/// <param name="Undone">What was not done, to those it escalates to: <c>Nobody has confirmed to be control owner of RP-0001 Reset</c>.</param>
/// <param name="Owed">By whom, to those it escalates to: <c>Ada Byron</c>.</param>
/// <param name="Consequence">What happens on silence.</param>
/// <param name="Href">Where it is done.</param>
internal sealed record Obligation(
    string Kind,
    Guid About,
    DateOnly Since,
    DateOnly DueOn,
    IReadOnlyList<PersonId> Recipients,
    IReadOnlyList<IReadOnlyList<PersonId>> Escalation,
    string What,
    string Undone,
    string Owed,
    string Consequence,
    string Href);
