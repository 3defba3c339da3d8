using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Outbox;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Policy;

/// <param name="Code">The approver code, of those that the policy finds on the roster.</param>
/// <param name="Person">Who approves for it from now on.</param>
public sealed record PutOnDutyInput(string Code, PersonId Person);

/// <summary>Puts somebody on the roster of an approver code. Nobody puts themselves there, and no desk role approves (7.3).</summary>
[MayBeDoneBy(Role.Governance)]
public sealed class PutOnDuty(LedgeredChange road)
{
    public Task<Outcome<DutyId>> ExecuteAsync(CommandId commandId, PutOnDutyInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<PutOnDutyInput, DutyId>(this, commandId, input, actor, async change =>
        {
            var policy = await PolicyInForce.ReadAsync(change.Context);
            if (await OrganisationReads.PersonAsync(change, input.Person) is not { } person)
                return new NotFound("person");
            var isOnDuty = await change.Context.Set<Duty>().AnyAsync(d => d.Code == input.Code && d.PersonId == input.Person && d.EndedAt == null);
            if (DutyRules.MayBePutOn(input.Code, policy.Document, person, await OrganisationReads.RolesAsync(change, person.Id), isOnDuty, change.ActingPerson) is { } refusal)
                return refusal;

            var duty = Duty.PutOn(change.NewId<DutyId>(), input.Code, person.Id, change.ActingPerson, change.Now);
            change.Context.Add(duty);
            change.Tell(person.Id, PolicyNotices.PutOnDuty(duty, policy.Document.FindApprover(duty.Code)!.Name));
            change.Record(PolicyEvents.DutyBegun, duty);
            return duty.Id;
        }, cancellationToken);
}
