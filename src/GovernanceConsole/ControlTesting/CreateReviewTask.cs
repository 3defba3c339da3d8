using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Imports;
using GovernanceConsole.Organisation;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.ControlTesting;

/// <param name="Run">The run whose findings are to be reviewed.</param>
/// <param name="Filter">Which of them; for one ticket the test alone.</param>
/// <param name="Ticket">The one ticket; null for all that the filter finds.</param>
/// <param name="Title">A few words.</param>
/// <param name="Question">What is to be found out; null where the title says it.</param>
/// <param name="Assignee">Who decides what the findings mean.</param>
/// <param name="DueOn">Until when.</param>
public sealed record CreateReviewTaskInput(
    ControlTestRunId Run, FindingFilter Filter, TicketId? Ticket, string Title, string? Question, PersonId Assignee, DateOnly DueOn);

/// <summary>Asks one person to decide what findings mean: one ticket, or all of a choice such as a desk in a month.</summary>
[MayBeDoneBy(Role.Governance)]
[MayBeDoneBy(Role.SecurityOperations)]
public sealed class CreateReviewTask(LedgeredChange road)
{
    public Task<Outcome<ReviewTaskId>> ExecuteAsync(CommandId commandId, CreateReviewTaskInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<CreateReviewTaskInput, ReviewTaskId>(this, commandId, input, actor, async change =>
        {
            var refusals = new List<Refusal?>
            {
                TextRules.Required("Title", "The title", input.Title, TextRules.Line),
                TextRules.Optional("Question", "The question", input.Question, TextRules.Paragraph),
                ReviewTaskRules.MayBeDue(input.DueOn, change.Today),
                await OrganisationReads.PersonAsync(change, input.Assignee) is { } assignee ? ReviewTaskRules.MayBeAssigned(assignee) : new NotFound("person"),
            }.OfType<Refusal>().ToList();
            if (refusals.Count > 0)
                return refusals;

            var tickets = await change.Context.Set<ControlFinding>()
                .Where(f => f.RunId == input.Run && change.Context.Set<ControlTestRun>().Any(r => r.Id == f.RunId && r.State == ControlTestRunState.Complete))
                .Where(f => input.Ticket == null || f.TicketId == input.Ticket)
                .Chosen(input.Ticket is null ? input.Filter : new FindingFilter(input.Filter.Series))
                .CountAsync();
            if (tickets == 0)
                return new NothingWasFoundThere();
            var choice = input.Ticket is null ? input.Filter.ToQuery() : "";
            if (await change.Context.Set<ReviewTask>().FirstOrDefaultAsync(t =>
                t.State == ReviewTaskState.Open && t.RunId == input.Run && t.Series == input.Filter.Series && t.TicketId == input.Ticket && t.Choice == choice) is { } same)
                return new FindingsAreUnderReview(same.Number);

            var task = ReviewTask.Create(
                change.NewId<ReviewTaskId>(), await change.NextNumberAsync("RT"), input, input.Ticket, tickets, change.ActingPerson, change.Now);
            change.Context.Add(task);
            change.Correlate(input.Run.Value);
            change.Record(ControlTestEvents.ReviewTaskCreated, task, EventDetail.Public("findings", tickets));
            return task.Id;
        }, cancellationToken);
}
