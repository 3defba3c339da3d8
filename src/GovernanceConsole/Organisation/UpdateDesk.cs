using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;

namespace GovernanceConsole.Organisation;

/// <param name="Desk">The desk.</param>
/// <param name="SeenVersion">The version the form showed; another one now means that somebody else was faster.</param>
/// <param name="Name">The name people read.</param>
/// <param name="Kind">Whether a vendor runs it.</param>
/// <param name="LeadId">Who answers for training, escalation and exceptions there: an active individual.</param>
/// <param name="VendorId">For an outsourced desk; null for an own one.</param>
/// <param name="Hours">When it is staffed; null while unknown.</param>
/// <param name="Contract">For an outsourced desk, as far as it is known; null for an own one.</param>
public sealed record UpdateDeskInput(
    DeskId Desk,
    long SeenVersion,
    string Name,
    DeskKind Kind,
    PersonId LeadId,
    VendorId? VendorId = null,
    WorkingHours? Hours = null,
    VendorContract? Contract = null);

/// <summary>Changes a desk's record. Its decision mode is changed by its own acts.</summary>
[MayBeDoneBy(Role.Governance)]
public sealed class UpdateDesk(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, UpdateDeskInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<UpdateDeskInput, Done>(this, commandId, input, actor, async change =>
        {
            if (await change.FindAsync<Desk>(input.Desk) is not { } desk)
                return new NotFound("desk");
            change.IsAbout(desk);
            if (desk.Version != input.SeenVersion)
                return new ChangedMeanwhile("desk");
            var facts = DeskInput.Clean(input.Name, input.Kind, input.LeadId, input.VendorId, input.Hours, input.Contract);
            List<Refusal> refusals =
            [
                .. DeskRules.Check(facts, change.Today, desk.ContractEndsOn),
                .. await DeskInput.CheckReferencesAsync(change, facts, desk),
            ];
            if (refusals.Count > 0)
                return refusals;

            desk.Update(facts);
            change.Record(OrganisationEvents.DeskUpdated, desk);
            return default(Done);
        }, cancellationToken);
}
