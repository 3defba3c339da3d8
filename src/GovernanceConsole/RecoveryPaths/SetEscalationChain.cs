using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;

namespace GovernanceConsole.RecoveryPaths;

/// <param name="People">In the order in which they are asked.</param>
public sealed record SetEscalationChainInput(RecoveryPathId Path, long SeenVersion, IReadOnlyList<PersonId> People) : IPathInput;

/// <summary>Names who is asked next when nobody answers .</summary>
[MayBeDoneBy(Role.Governance)]
public sealed class SetEscalationChain(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, SetEscalationChainInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.EditPathAsync(
            this, commandId, input, actor,
            async (change, path) =>
            {
                var people = await OrganisationReads.PeopleAsync(change, input.People);
                if (input.People.Any(p => !people.ContainsKey(p)))
                    return [new NotFound("person")];
                if (PathContentRules.CheckChain([.. input.People.Select(p => people[p])], path.OwnershipOf(PathSeat.Control)?.PersonId) is { Count: > 0 } refusals)
                    return refusals;
                path.SetEscalationChain(input.People);
                return [];
            },
            (change, path) => change.Record(RecoveryPathEvents.EscalationChainSet, path),
            cancellationToken);
}
