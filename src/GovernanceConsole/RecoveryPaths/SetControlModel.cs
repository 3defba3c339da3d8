using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;

namespace GovernanceConsole.RecoveryPaths;

/// <param name="Reference">Where the model is written down; null while nowhere.</param>
/// <param name="Holders">One person per part. A part left out has no holder, which shows as incomplete ownership.</param>
public sealed record SetControlModelInput(
    RecoveryPathId Path, long SeenVersion, string? Reference, IReadOnlyDictionary<ModelPart, PersonId> Holders) : IPathInput;

/// <summary>Names who holds which part of the shared control model. Each time it becomes a new version.</summary>
[MayBeDoneBy(Role.Governance)]
public sealed class SetControlModel(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, SetControlModelInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.EditPathAsync(
            this, commandId, input, actor,
            async (change, path) =>
            {
                if (TextRules.Optional("Reference", "The reference", input.Reference, TextRules.Line) is { } refusal)
                    return [refusal];
                var people = await OrganisationReads.PeopleAsync(change, [.. input.Holders.Values]);
                if (input.Holders.Values.Any(p => !people.ContainsKey(p)))
                    return [new NotFound("person")];
                if (people.Values.Select(SeatRules.MayHoldASeat).OfType<Refusal>().ToList() is { Count: > 0 } refusals)
                    return refusals;
                path.SetControlModel(TextRules.CleanOrNull(input.Reference), input.Holders);
                return [];
            },
            (change, path) =>
            {
                path.StartNewControlModelVersion(change.Now);
                change.Record(RecoveryPathEvents.ControlModelSet, path, EventDetail.Public("version", path.ControlModelVersion));
            },
            cancellationToken);
}
