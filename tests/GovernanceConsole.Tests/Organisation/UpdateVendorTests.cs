using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Tests.AuditLedger;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Organisation;

public sealed class UpdateVendorTests
{
    [Fact]
    public async Task Update_TheName_IsInTheList()
    {
        await using var console = await TestConsole.StartAsync();
        var vendor = await console.VendorAsync("X");

        Assert.True((await UpdateAsync(console, new UpdateVendorInput(vendor, 1, " Renamed "))).IsAccepted);

        Assert.Equal("Renamed", Assert.Single((await console.Use<OrganisationQueries>().VendorsAsync(null, new())).Rows).Name);
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    [Fact]
    public async Task Update_WithoutAName_IsRefusedAsFieldIsEmpty()
    {
        await using var console = await TestConsole.StartAsync();
        var vendor = await console.VendorAsync("X");

        (await UpdateAsync(console, new UpdateVendorInput(vendor, 1, " "))).Refusals.RefusedAs<FieldIsEmpty>();
    }

    [Fact]
    public async Task Update_AVersionSomebodyElseChanged_IsRefusedAsChangedMeanwhile()
    {
        await using var console = await TestConsole.StartAsync();
        var vendor = await console.VendorAsync("X");

        (await UpdateAsync(console, new UpdateVendorInput(vendor, 2, "Renamed"))).Refusals.RefusedAs<ChangedMeanwhile>();
    }

    [Fact]
    public async Task Update_WhatDoesNotExist_IsRefusedAsNotFound()
    {
        await using var console = await TestConsole.StartAsync();

        (await UpdateAsync(console, new UpdateVendorInput(VendorId.From(Guid.Empty), 1, "Renamed"))).Refusals.RefusedAs<NotFound>();
    }

    private static Task<Outcome<Done>> UpdateAsync(TestConsole console, UpdateVendorInput input) =>
        console.Use<UpdateVendor>().ExecuteAsync(CommandId.New(), input, console.Founder);
}
