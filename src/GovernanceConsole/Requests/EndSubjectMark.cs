using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;

namespace GovernanceConsole.Requests;

/// <param name="Mark">The mark.</param>
/// <param name="Reason">Why requests about the person are treated less strictly from now on.</param>
public sealed record EndSubjectMarkInput(SubjectMarkId Mark, string Reason);

/// <summary>Ends the heightened treatment of somebody. Lowering a class is a decision of governance with a reason .</summary>
[MayBeDoneBy(Role.Governance)]
public sealed class EndSubjectMark(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, EndSubjectMarkInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<EndSubjectMarkInput, Done>(this, commandId, input, actor, async change =>
        {
            if (await change.FindAsync<SubjectMark>(input.Mark) is not { } mark)
                return new NotFound("mark");
            change.IsAbout(mark);
            if (mark.EndedAt is not null)
                return new MarkHasEnded();
            if (mark.PersonId == change.ActingPerson)
                return new NobodyLowersTheirOwnClass();
            if (TextRules.Required("Reason", "The reason", input.Reason, TextRules.Paragraph) is { } noReason)
                return noReason;

            mark.End(change.ActingPerson, change.Now);
            change.Record(RequestEvents.SubjectMarkEnded, mark, EventDetail.Private("reason", TextRules.Clean(input.Reason)));
            return default(Done);
        }, cancellationToken);
}
