using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;

namespace GovernanceConsole.Organisation;

/// <param name="Desk">The desk.</param>
/// <param name="Reason">Why.</param>
public sealed record MakeDeskExecutorOnlyInput(DeskId Desk, string Reason);

/// <summary>Takes back what a desk may decide, or drops a proposal that waits. One person of governance is enough for the safer mode.</summary>
[MayBeDoneBy(Role.Governance)]
public sealed class MakeDeskExecutorOnly(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, MakeDeskExecutorOnlyInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<MakeDeskExecutorOnlyInput, Done>(this, commandId, input, actor, async change =>
        {
            if (await change.FindAsync<Desk>(input.Desk) is not { } desk)
                return new NotFound("desk");
            change.IsAbout(desk);
            if (TextRules.Required("Reason", "The reason", input.Reason, TextRules.Paragraph) is { } noReason)
                return noReason;
            if (DeskRules.MayBeMadeExecutorOnly(desk) is { } refusal)
                return refusal;

            desk.MakeExecutorOnly(change.Now);
            change.Record(OrganisationEvents.DeskMadeExecutorOnly, desk, EventDetail.Private("reason", TextRules.Clean(input.Reason)));
            return default(Done);
        }, cancellationToken);
}
