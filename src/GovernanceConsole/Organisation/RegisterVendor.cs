using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Organisation;

/// <param name="Code">The key used in files.</param>
/// <param name="Name">The name people read.</param>
public sealed record RegisterVendorInput(string Code, string Name);

/// <summary>Adds a vendor that runs desks for the organisation.</summary>
[MayBeDoneBy(Role.Governance)]
public sealed class RegisterVendor(LedgeredChange road)
{
    public Task<Outcome<VendorId>> ExecuteAsync(CommandId commandId, RegisterVendorInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<RegisterVendorInput, VendorId>(this, commandId, input, actor, async change =>
        {
            var refusals = CodeRules.Check(input.Code, input.Name);
            if (refusals.Count > 0)
                return refusals;

            var code = TextRules.Clean(input.Code);
            if (await change.Context.Set<Vendor>().AnyAsync(v => v.Code == code))
                return new CodeIsTaken("vendor", code);

            var vendor = Vendor.Register(change.NewId<VendorId>(), code, TextRules.Clean(input.Name));
            change.Context.Add(vendor);
            change.Record(OrganisationEvents.VendorRegistered, vendor);
            return vendor.Id;
        }, cancellationToken);
}
