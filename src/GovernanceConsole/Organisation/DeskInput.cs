using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Organisation;

/// <summary>What registering and updating a desk have in common: the stored form of the input, and whom it names.</summary>
internal static class DeskInput
{
    public static DeskFacts Clean(string? name, DeskKind kind, PersonId lead, VendorId? vendor, WorkingHours? hours, VendorContract? contract) => new(
        TextRules.CleanOrNull(name) ?? "",
        kind,
        vendor,
        lead,
        hours is null ? null : hours with { TimeZone = TextRules.CleanOrNull(hours.TimeZone) },
        contract is null ? null : contract with { Reference = TextRules.CleanOrNull(contract.Reference), Clause = TextRules.CleanOrNull(contract.Clause) });

    /// <summary>
    /// Whether everybody named exists and can answer for something. Who is stored already is not asked again: a desk
    /// whose lead has left can still be renamed, and shows as a gap until it gets another lead.
    /// </summary>
    /// <param name="change">The change at work.</param>
    /// <param name="facts">What the record shall say.</param>
    /// <param name="stored">The desk; null for a new one.</param>
    public static async Task<List<Refusal>> CheckReferencesAsync(Change change, DeskFacts facts, Desk? stored)
    {
        var refusals = new List<Refusal>();
        if (facts.LeadId != stored?.LeadId && await OrganisationReads.MayHoldASeatAsync(change, facts.LeadId) is { } lead)
            refusals.Add(lead);
        if (facts.Contract?.AccountableId is { } accountable
            && accountable != stored?.ContractAccountableId
            && await OrganisationReads.MayHoldASeatAsync(change, accountable) is { } atVendor)
            refusals.Add(atVendor);
        if (facts.VendorId is { } vendor && !await change.Context.Set<Vendor>().AnyAsync(v => v.Id == vendor))
            refusals.Add(new NotFound("vendor"));
        return refusals;
    }
}
