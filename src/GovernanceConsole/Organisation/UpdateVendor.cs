using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;

namespace GovernanceConsole.Organisation;

/// <param name="Vendor">The vendor.</param>
/// <param name="SeenVersion">The version the form showed; another one now means that somebody else was faster.</param>
/// <param name="Name">The name people read.</param>
public sealed record UpdateVendorInput(VendorId Vendor, long SeenVersion, string Name);

/// <summary>Renames a vendor.</summary>
[MayBeDoneBy(Role.Governance)]
public sealed class UpdateVendor(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, UpdateVendorInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<UpdateVendorInput, Done>(this, commandId, input, actor, async change =>
        {
            if (await change.FindAsync<Vendor>(input.Vendor) is not { } vendor)
                return new NotFound("vendor");
            change.IsAbout(vendor);
            if (vendor.Version != input.SeenVersion)
                return new ChangedMeanwhile("vendor");
            var refusals = CodeRules.CheckName(input.Name);
            if (refusals.Count > 0)
                return refusals;

            vendor.Update(TextRules.Clean(input.Name));
            change.Record(OrganisationEvents.VendorUpdated, vendor);
            return default(Done);
        }, cancellationToken);
}
