using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.RecoveryPaths;

/// <param name="Reason">Why; a paragraph at most.</param>
public sealed record EndAreaOwnerInput(ControlArea Area, string Reason);

/// <summary>Ends who answers for a control area. Until somebody else does, no new path in it goes into use .</summary>
[MayBeDoneBy(Role.Governance)]
public sealed class EndAreaOwner(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, EndAreaOwnerInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<EndAreaOwnerInput, Done>(this, commandId, input, actor, async change =>
        {
            if (TextRules.Required("Reason", "The reason", input.Reason, TextRules.Paragraph) is { } empty)
                return empty;
            if (await change.Context.Set<AreaOwnership>().SingleOrDefaultAsync(a => a.Area == input.Area && a.EndedAt == null) is not { } standing)
                return new AreaIsNotOwned(input.Area);

            standing.End(change.Now, TextRules.Clean(input.Reason));
            change.Record(RecoveryPathEvents.AreaOwnerEnded, standing, EventDetail.Public("area", PathWords.Of(input.Area)));
            return default(Done);
        }, cancellationToken);
}
