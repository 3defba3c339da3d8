using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;

namespace GovernanceConsole.Policy;

/// <param name="Draft">The draft.</param>
/// <param name="Reason">Why.</param>
public sealed record DiscardPolicyDraftInput(PolicyDraftId Draft, string Reason);

/// <summary>Drops the draft. What is in force stays so.</summary>
[MayBeDoneBy(Role.Governance)]
[MayBeDoneBy(Role.IamPolicy)]
public sealed class DiscardPolicyDraft(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, DiscardPolicyDraftInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<DiscardPolicyDraftInput, Done>(this, commandId, input, actor, async change =>
        {
            if (await change.FindAsync<PolicyDraft>(input.Draft) is not { } draft)
                return new NotFound("draft");
            change.IsAbout(draft);
            if (PolicyRules.MayBeWritten(draft) is { } closed)
                return closed;
            if (TextRules.Required("Reason", "The reason", input.Reason, TextRules.Paragraph) is { } noReason)
                return noReason;

            draft.Discard(change.Now);
            change.Record(PolicyEvents.DraftDiscarded, draft, EventDetail.Private("reason", TextRules.Clean(input.Reason)));
            return default(Done);
        }, cancellationToken);
}
