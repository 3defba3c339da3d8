using GovernanceConsole.AuditLedger;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Organisation;

/// <summary>What whoever confirms a desk as a decision-maker is shown.</summary>
internal static class DeskApproval
{
    public static async Task<ApprovalView> ShowAsync(GovernanceDbContext context, Desk desk, OrganisationTime time, CancellationToken cancellationToken = default)
    {
        var people = await ShownPeople.ReadAsync(context, [desk.LeadId, desk.DecisionMakerProposedById, desk.ContractAccountableId], cancellationToken);
        var vendor = desk.VendorId is { } id ? await context.Set<Vendor>().AsNoTracking().Where(v => v.Id == id).Select(v => v.Name).SingleAsync(cancellationToken) : null;
        return new ApprovalView(
        [
            new("Desk", $"{desk.Name} ({desk.Code})"),
            people.Fact("Lead", desk.LeadId),
            new("Staffed by", vendor ?? "the organisation itself"),
            .. vendor is null ? [] : new[]
            {
                new("Contract", desk.ContractReference ?? "not known"),
                new("Clause on accountability", desk.ContractClause ?? "not known"),
                people.Fact("Accountable by the contract", desk.ContractAccountableId),
                new("Contract ends on", desk.ContractEndsOn is { } ends ? DateText.Of(ends) : "not known"),
            },
            people.Fact("Proposed by", desk.DecisionMakerProposedById),
            new("Proposed on", desk.DecisionMakerProposedAt is { } at ? DateText.Of(at, time.Zone) : "not at all"),
            new("Reason", desk.DecisionMakerReason ?? "none"),
        ]);
    }
}
