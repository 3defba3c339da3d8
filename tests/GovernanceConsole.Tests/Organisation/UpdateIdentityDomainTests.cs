using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Tests.AuditLedger;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Organisation;

public sealed class UpdateIdentityDomainTests
{
    [Fact]
    public async Task Update_TheName_IsInTheList()
    {
        await using var console = await TestConsole.StartAsync();
        var domain = await console.DomainAsync("X");

        Assert.True((await UpdateAsync(console, new UpdateIdentityDomainInput(domain, 1, " Renamed "))).IsAccepted);

        Assert.Equal("Renamed", Assert.Single((await console.Use<OrganisationQueries>().IdentityDomainsAsync(null, new())).Rows).Name);
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    [Fact]
    public async Task Update_WithoutAName_IsRefusedAsFieldIsEmpty()
    {
        await using var console = await TestConsole.StartAsync();
        var domain = await console.DomainAsync("X");

        (await UpdateAsync(console, new UpdateIdentityDomainInput(domain, 1, " "))).Refusals.RefusedAs<FieldIsEmpty>();
    }

    [Fact]
    public async Task Update_AVersionSomebodyElseChanged_IsRefusedAsChangedMeanwhile()
    {
        await using var console = await TestConsole.StartAsync();
        var domain = await console.DomainAsync("X");

        (await UpdateAsync(console, new UpdateIdentityDomainInput(domain, 2, "Renamed"))).Refusals.RefusedAs<ChangedMeanwhile>();
    }

    [Fact]
    public async Task Update_WhatDoesNotExist_IsRefusedAsNotFound()
    {
        await using var console = await TestConsole.StartAsync();

        (await UpdateAsync(console, new UpdateIdentityDomainInput(IdentityDomainId.From(Guid.Empty), 1, "Renamed"))).Refusals.RefusedAs<NotFound>();
    }

    private static Task<Outcome<Done>> UpdateAsync(TestConsole console, UpdateIdentityDomainInput input) =>
        console.Use<UpdateIdentityDomain>().ExecuteAsync(CommandId.New(), input, console.Founder);
}
