using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;

namespace GovernanceConsole.RecoveryPaths;

public sealed record EndAuthorityInput(RecoveryPathId Path, long SeenVersion, PersonId Person, AuthorityRight Right) : IPathInput;

/// <summary>Takes a right on this path from a person, at once. An owner of the path may do it too: it only narrows.</summary>
[MayBeDoneBy(Role.Governance)]
[MayBeDoneBy(Relation.ControlOwner)]
[MayBeDoneBy(Relation.RiskOwner)]
public sealed class EndAuthority(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, EndAuthorityInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.EditPathAsync(
            this, commandId, input, actor,
            async (change, path) =>
            {
                if (await OrganisationReads.PersonAsync(change, input.Person) is not { } person)
                    return [new NotFound("person")];
                if (path.AuthorityOf(person.Id, input.Right) is not { } authority)
                    return [new RightIsNotHeld(person.Name, input.Right)];
                authority.End(change.Now);
                return [];
            },
            (change, path) => change.Record(RecoveryPathEvents.AuthorityEnded, path, EventDetail.Public("right", PathWords.Of(input.Right))),
            cancellationToken);
}
