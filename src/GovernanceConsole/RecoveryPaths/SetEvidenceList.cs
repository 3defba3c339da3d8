using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;

namespace GovernanceConsole.RecoveryPaths;

/// <param name="Items">The whole list, in order within each stage.</param>
public sealed record SetEvidenceListInput(RecoveryPathId Path, long SeenVersion, IReadOnlyList<EvidenceEntry> Items) : IPathInput;

/// <summary>Writes down what must be on file after each stage. Each time it becomes a new version.</summary>
[MayBeDoneBy(Role.Governance)]
public sealed class SetEvidenceList(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, SetEvidenceListInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.EditPathAsync(
            this, commandId, input, actor,
            (_, path) =>
            {
                var refusals = PathContentRules.Check(input.Items);
                if (refusals.Count == 0)
                    path.SetEvidenceList([.. input.Items.Select(i => i with { Text = TextRules.Clean(i.Text) })]);
                return Task.FromResult(refusals);
            },
            (change, path) =>
            {
                path.StartNewEvidenceListVersion();
                path.StartNewRevision();
                change.Record(RecoveryPathEvents.EvidenceListSet, path, EventDetail.Public("version", path.EvidenceListVersion));
            },
            cancellationToken);
}
