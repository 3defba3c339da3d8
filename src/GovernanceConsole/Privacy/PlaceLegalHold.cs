using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;

namespace GovernanceConsole.Privacy;

/// <param name="Person">Whose data are kept; null for everybody's.</param>
/// <param name="Reason">The matter.</param>
public sealed record PlaceLegalHoldInput(PersonId? Person, string Reason);

/// <summary>Forbids from this instant on that data are erased. One signature is enough: it only keeps.</summary>
[MayBeDoneBy(Role.Governance)]
public sealed class PlaceLegalHold(LedgeredChange road)
{
    public Task<Outcome<LegalHoldId>> ExecuteAsync(CommandId commandId, PlaceLegalHoldInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<PlaceLegalHoldInput, LegalHoldId>(this, commandId, input, actor, async change =>
        {
            if (TextRules.Required("Reason", "The reason", input.Reason, TextRules.Paragraph) is { } noReason)
                return noReason;
            if (input.Person is { } person && await OrganisationReads.PersonAsync(change, person) is null)
                return new NotFound("person");

            var hold = LegalHold.Place(change.NewId<LegalHoldId>(), await change.NextNumberAsync("LH"), input.Person, TextRules.Clean(input.Reason), change.ActingPerson, change.Now);
            change.Context.Add(hold);
            change.Record(PrivacyEvents.HoldPlaced, hold);
            return hold.Id;
        }, cancellationToken);
}
