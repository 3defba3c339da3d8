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
            .. LimitCatalogue.Differences(inForce.Limits, PolicyDocument.Parse(version.Document).Limits)
                .Select(d => new ShownFact(d.Limit.Demand, $"{d.Limit.InWords(d.From)} → {d.Limit.InWords(d.To)}")),
        ]);
    }
}
