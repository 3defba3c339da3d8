using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;

namespace GovernanceConsole.Privacy;

/// <param name="Hold">Which.</param>
/// <param name="Reason">Why it is no longer needed.</param>
public sealed record LiftLegalHoldInput(LegalHoldId Hold, string Reason);

/// <summary>Ends a hold. Nothing goes by that alone: an erasure still needs its two people.</summary>
[MayBeDoneBy(Role.Governance)]
public sealed class LiftLegalHold(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, LiftLegalHoldInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<LiftLegalHoldInput, Done>(this, commandId, input, actor, async change =>
        {
            if (await change.FindAsync<LegalHold>(input.Hold) is not { } hold)
                return new NotFound("legal hold");
            change.IsAbout(hold);
            if (PrivacyRules.MayBeLifted(hold) is { } refusal)
                return refusal;
            if (TextRules.Required("Reason", "The reason", input.Reason, TextRules.Paragraph) is { } noReason)
                return noReason;

            hold.Lift(TextRules.Clean(input.Reason), change.ActingPerson, change.Now);
            change.Record(PrivacyEvents.HoldLifted, hold, EventDetail.Public("number", hold.Number));
            return default(Done);
        }, cancellationToken);
}
