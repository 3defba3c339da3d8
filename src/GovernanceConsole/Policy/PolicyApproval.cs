using GovernanceConsole.AuditLedger;
using GovernanceConsole.Organisation;
using GovernanceConsole.Storage;

namespace GovernanceConsole.Policy;

/// <summary>What whoever approves a version of the policy is shown.</summary>
internal static class PolicyApproval
{
    public static async Task<ApprovalView> ShowAsync(GovernanceDbContext context, PolicyVersion version, OrganisationTime time, CancellationToken cancellationToken = default)
    {
        var inForce = await PolicyInForce.ReadAsync(context, cancellationToken);
        var people = await ShownPeople.ReadAsync(context, [version.ProposedById], cancellationToken);
        return new ApprovalView(
        [
            new("Policy", $"{version.Number}, instead of policy {inForce.Version}"),
            people.Fact("Proposed by", version.ProposedById),
            new("Proposed on", DateText.Of(version.ProposedAt, time.Zone)),
            new("Reason", version.Reason),
            .. PolicyDifference.Between(inForce.Document, await PolicyText.ReadAsync(context, version.Document, cancellationToken))
                .Select(d => new ShownFact(d.Where, $"{d.From ?? "nothing"} → {d.To ?? "nothing"}")),
        ]);
    }
}
