using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.RecoveryPaths;

public sealed record AssignAreaOwnerInput(ControlArea Area, PersonId Person);

/// <summary>Names the person who answers for one of the three control areas .</summary>
[MayBeDoneBy(Role.Governance)]
public sealed class AssignAreaOwner(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, AssignAreaOwnerInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<AssignAreaOwnerInput, Done>(this, commandId, input, actor, async change =>
        {
            if (await OrganisationReads.PersonAsync(change, input.Person) is not { } person)
                return new NotFound("person");
            if (SeatRules.MayHoldASeat(person) is { } refusal)
                return refusal;
            if (await change.Context.Set<AreaOwnership>().SingleOrDefaultAsync(a => a.Area == input.Area && a.EndedAt == null) is { } standing)
            {
                var holder = (await OrganisationReads.PersonAsync(change, standing.PersonId))!;
                if (holder.MayAct)
                    return new AreaIsOwned(input.Area, holder.Name);
                standing.End(holder.LeftAt ?? change.Now, "The owner has left.");
                change.Record(RecoveryPathEvents.AreaOwnerEnded, standing, EventDetail.Public("area", PathWords.Of(input.Area)));
            }

            var ownership = AreaOwnership.Start(change.NewId<AreaOwnershipId>(), input.Area, person.Id, change.Now);
            change.Context.Add(ownership);
            change.Record(RecoveryPathEvents.AreaOwnerAssigned, ownership, EventDetail.Public("area", PathWords.Of(input.Area)));
            return default(Done);
        }, cancellationToken);
}
