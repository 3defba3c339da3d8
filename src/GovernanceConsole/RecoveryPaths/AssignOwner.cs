using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;

namespace GovernanceConsole.RecoveryPaths;

/// <param name="StartsOn">The day on which ownership begins: today, or null for the same. Any other day is refused .</param>
public sealed record AssignOwnerInput(RecoveryPathId Path, long SeenVersion, PathSeat Seat, PersonId Person, DateOnly? StartsOn = null) : ISeatInput;

/// <summary>Puts a person into an empty seat. A seat somebody valid sits in passes on by transfer only.</summary>
[MayBeDoneBy(Role.Governance)]
public sealed class AssignOwner(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, AssignOwnerInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ChangePathAsync<AssignOwnerInput, Done>(this, commandId, input, actor, async (change, path) =>
        {
            if (path.State == PathState.Retired)
                return new PathIsRetired(path.Number);
            if (await OrganisationReads.PersonAsync(change, input.Person) is not { } person)
                return new NotFound("person");
            var holder = path.OwnershipOf(input.Seat) is { } held ? await OrganisationReads.PersonAsync(change, held.PersonId) : null;
            if (OwnershipRules.MayBeAssigned(path, input.Seat, person, holder, input.StartsOn, change.Today) is { Count: > 0 } refusals)
                return refusals;

            if (holder is not null)
                path.Empty(input.Seat, holder.LeftAt ?? change.Now, OwnershipEnd.HolderLeft);
            path.Fill(change.NewId<OwnershipId>(), input.Seat, person.Id, change.Now, change.Today, await PolicyInForce.ReadAsync(change.Context));
            change.Record(RecoveryPathEvents.OwnerAssigned, path, EventDetail.Public("seat", PathWords.Of(input.Seat)));
            return default(Done);
        }, cancellationToken);
}
