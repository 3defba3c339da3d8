using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Outbox;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Requests;

/// <param name="Delegation">Which.</param>
public sealed record EndDelegationInput(ApprovalDelegationId Delegation);

/// <summary>Ends a delegation before its time: whoever gave it takes it back, whoever has it gives it back, and governance ends it where neither can.</summary>
[MayBeDoneBy(Relation.Self)]
[MayBeDoneBy(Role.Governance)]
public sealed class EndDelegation(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, EndDelegationInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<EndDelegationInput, Done>(this, commandId, input, actor, async change =>
        {
            var id = input.Delegation;
            var delegation = await change.Context.Set<ApprovalDelegation>().Include(d => d.Kinds).SingleOrDefaultAsync(d => d.Id == id);
            var isTheirs = delegation is not null && change.Actor.Person is { } person && (person == delegation.PrincipalId || person == delegation.DelegateId);
            if (change.Authorise(isTheirs ? [Relation.Self] : []) is { } notAllowed)
                return notAllowed;
            if (delegation is null)
                return new NotFound("delegation");
            change.IsAbout(delegation);
            if (delegation.EndedAt is not null || change.Now >= delegation.LapsesAt)
                return new DelegationHasEnded(delegation.Number);

            delegation.End(change.ActingPerson, change.Now);
            var by = (await OrganisationReads.PersonAsync(change, change.ActingPerson))!.Name;
            await change.TakeBackAsync([delegation.Id.Value]);
            foreach (var other in new[] { delegation.PrincipalId, delegation.DelegateId }.Where(p => p != change.ActingPerson))
                change.Tell(other, new Notice($"{delegation.Number} has ended", $"{by} ended it. Votes that were cast by it and have not decided yet count no more.", "/delegations"));
            change.Record(RequestEvents.DelegationEnded, delegation, EventDetail.Public("number", delegation.Number));
            return default(Done);
        }, cancellationToken);
}
