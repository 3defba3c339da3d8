using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;

namespace GovernanceConsole.Organisation;

/// <param name="Desk">The desk.</param>
/// <param name="Reason">Why it should decide itself; the second person reads it.</param>
public sealed record ProposeDeskAsDecisionMakerInput(DeskId Desk, string Reason);

/// <summary>The first of two signatures by which a desk may accept risk and approve exceptions .</summary>
[MayBeDoneBy(Role.Governance)]
public sealed class ProposeDeskAsDecisionMaker(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, ProposeDeskAsDecisionMakerInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<ProposeDeskAsDecisionMakerInput, Done>(this, commandId, input, actor, async change =>
        {
            if (await change.FindAsync<Desk>(input.Desk) is not { } desk)
                return new NotFound("desk");
            change.IsAbout(desk);
            if (TextRules.Required("Reason", "The reason", input.Reason, TextRules.Paragraph) is { } noReason)
                return noReason;
            if (DeskRules.MayBeProposedAsDecisionMaker(desk) is { } refusal)
                return refusal;

            desk.ProposeAsDecisionMaker(change.ActingPerson, TextRules.Clean(input.Reason), change.Now);
            change.Record(OrganisationEvents.DecisionMakerProposed, desk);
            return default(Done);
        }, cancellationToken);
}
