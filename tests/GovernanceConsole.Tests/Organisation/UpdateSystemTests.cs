using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Tests.AuditLedger;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Organisation;

public sealed class UpdateSystemTests
{
    [Fact]
    public async Task Update_TheName_IsInTheList()
    {
        await using var console = await TestConsole.StartAsync();
        var system = await console.SystemAsync("X");

        Assert.True((await UpdateAsync(console, new UpdateSystemInput(system, 1, " Renamed ", null, false, false, false))).IsAccepted);

        Assert.Equal("Renamed", Assert.Single((await console.Use<OrganisationQueries>().SystemsAsync(new(), new())).Rows).Name);
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    [Fact]
    public async Task Update_WithoutAName_IsRefusedAsFieldIsEmpty()
    {
        await using var console = await TestConsole.StartAsync();
        var system = await console.SystemAsync("X");

        (await UpdateAsync(console, new UpdateSystemInput(system, 1, " ", null, false, false, false))).Refusals.RefusedAs<FieldIsEmpty>();
    }

    [Fact]
    public async Task Update_AVersionSomebodyElseChanged_IsRefusedAsChangedMeanwhile()
    {
        await using var console = await TestConsole.StartAsync();
        var system = await console.SystemAsync("X");

        (await UpdateAsync(console, new UpdateSystemInput(system, 2, "Renamed", null, false, false, false))).Refusals.RefusedAs<ChangedMeanwhile>();
    }

    [Fact]
    public async Task Update_WhatDoesNotExist_IsRefusedAsNotFound()
    {
        await using var console = await TestConsole.StartAsync();

        (await UpdateAsync(console, new UpdateSystemInput(GovernedSystemId.From(Guid.Empty), 1, "Renamed", null, false, false, false))).Refusals.RefusedAs<NotFound>();
    }

    [Fact]
    public async Task Update_TheDomainAndTheMarks_AreInTheRecord()
    {
        await using var console = await TestConsole.StartAsync();
        var system = await console.SystemAsync("X");
        var domain = await console.DomainAsync("AD");

        Assert.True((await UpdateAsync(console, new UpdateSystemInput(system, 1, "Payroll", domain, true, false, true))).IsAccepted);

        var row = (await console.Use<OrganisationQueries>().SystemAsync(system))!;
        Assert.Equal(("Domain AD", true, false, true), (row.IdentityDomainName, row.HighlyAvailable, row.ExternallyFacing, row.PrivilegedAdministration));
    }

    [Fact]
    public async Task Update_IntoADomainThatDoesNotExist_IsRefusedAsNotFound()
    {
        await using var console = await TestConsole.StartAsync();
        var system = await console.SystemAsync("X");

        (await UpdateAsync(console, new UpdateSystemInput(system, 1, "Payroll", IdentityDomainId.From(Guid.Empty), false, false, false)))
            .Refusals.RefusedAs<NotFound>();
    }

    private static Task<Outcome<Done>> UpdateAsync(TestConsole console, UpdateSystemInput input) =>
        console.Use<UpdateSystem>().ExecuteAsync(CommandId.New(), input, console.Founder);
}
