using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;

namespace GovernanceConsole.RecoveryPaths;

public sealed record GrantAuthorityInput(RecoveryPathId Path, long SeenVersion, PersonId Person, AuthorityRight Right) : IPathInput;

/// <summary>Lets a person verify, approve, execute or approve exceptions on this path .</summary>
[MayBeDoneBy(Role.Governance)]
public sealed class GrantAuthority(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, GrantAuthorityInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.EditPathAsync(
            this, commandId, input, actor,
            async (change, path) =>
            {
                if (await OrganisationReads.PersonAsync(change, input.Person) is not { } person)
                    return [new NotFound("person")];
                if (SeatRules.MayHoldASeat(person) is { } refusal)
                    return [refusal];
                if (path.AuthorityOf(person.Id, input.Right) is not null)
                    return [new RightIsHeldAlready(person.Name, input.Right)];
                foreach (var desk in path.Desks)
                {
                    if (AuthorityRules.MayHold(input.Right, person, (await OrganisationReads.DeskAsync(change, desk.DeskId))!) is { } refusedByDesk)
                        return [refusedByDesk];
                }

                path.Grant(change.NewId<AuthorityId>(), person.Id, input.Right, change.Now);
                return [];
            },
            (change, path) => change.Record(RecoveryPathEvents.AuthorityGranted, path, EventDetail.Public("right", PathWords.Of(input.Right))),
            cancellationToken);
}
