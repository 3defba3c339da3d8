using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;

namespace GovernanceConsole.ControlTesting;

/// <param name="Task">The review.</param>
/// <param name="Resolution">What the findings mean and what follows from them.</param>
public sealed record CloseReviewTaskInput(ReviewTaskId Task, string Resolution);

/// <summary>Ends a review with the decision of the person who was asked.</summary>
[MayBeDoneBy(Relation.Assignee)]
public sealed class CloseReviewTask(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, CloseReviewTaskInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<CloseReviewTaskInput, Done>(this, commandId, input, actor, async change =>
        {
            // A foreign task and a missing one get the same answer.
            if (await change.FindAsync<ReviewTask>(input.Task) is not { } task)
                return new NotAllowed();
            change.IsAbout(task);
            if (change.Authorise(task.AssigneeId == change.Actor.Person ? [Relation.Assignee] : []) is { } notAllowed)
                return notAllowed;
            if (ReviewTaskRules.MayBeClosed(task) is { } refusal)
                return refusal;
            if (TextRules.Required("Resolution", "The resolution", input.Resolution, TextRules.Paragraph) is { } empty)
                return empty;

            task.Close(TextRules.Clean(input.Resolution), change.Now);
            change.Record(ControlTestEvents.ReviewTaskClosed, task);
            return default(Done);
        }, cancellationToken);
}
