using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Organisation;

/// <param name="Code">The key used in files.</param>
/// <param name="Name">The name people read.</param>
/// <param name="Kind">Whether a vendor runs it.</param>
/// <param name="LeadId">Who answers for training, escalation and exceptions there: an active individual.</param>
/// <param name="VendorId">For an outsourced desk; null for an own one.</param>
/// <param name="Hours">When it is staffed; null while unknown.</param>
/// <param name="Contract">For an outsourced desk, as far as it is known; null for an own one.</param>
public sealed record RegisterDeskInput(
    string Code,
    string Name,
    DeskKind Kind,
    PersonId LeadId,
    VendorId? VendorId = null,
    WorkingHours? Hours = null,
    VendorContract? Contract = null);

/// <summary>Adds a desk. It begins as executor only; what it may decide beyond that is for two people of governance .</summary>
[MayBeDoneBy(Role.Governance)]
public sealed class RegisterDesk(LedgeredChange road)
{
    public Task<Outcome<DeskId>> ExecuteAsync(CommandId commandId, RegisterDeskInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<RegisterDeskInput, DeskId>(this, commandId, input, actor, async change =>
        {
            var facts = DeskInput.Clean(input.Name, input.Kind, input.LeadId, input.VendorId, input.Hours, input.Contract);
            List<Refusal> refusals =
            [
                .. CodeRules.CheckCode(input.Code),
                .. DeskRules.Check(facts, change.Today, endSoFar: null),
                .. await DeskInput.CheckReferencesAsync(change, facts, stored: null),
            ];
            if (refusals.Count > 0)
                return refusals;

            var code = TextRules.Clean(input.Code);
            if (await change.Context.Set<Desk>().AnyAsync(d => d.Code == code))
                return new CodeIsTaken("desk", code);

            var desk = Desk.Register(change.NewId<DeskId>(), code, facts);
            change.Context.Add(desk);
            change.Record(OrganisationEvents.DeskRegistered, desk);
            return desk.Id;
        }, cancellationToken);
}
