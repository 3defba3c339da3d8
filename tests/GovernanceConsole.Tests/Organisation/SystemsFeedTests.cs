using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.AuditLedger;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Organisation;

public sealed class SystemsFeedTests
{
    private static readonly SystemFeedRow Payroll = new("PAY", "Payroll", null, null, HighlyAvailable: true, ExternallyFacing: false, PrivilegedAdministration: false);

    [Fact]
    public async Task Apply_NewAndChangedSystems_KeepsTheirDomainAndAssignsTheirOwner()
    {
        await using var console = await TestConsole.StartAsync();
        await console.DomainAsync("AD");
        await console.SystemAsync("CRM");

        var result = await ApplyAsync(console, Payroll with { IdentityDomainCode = "AD", RiskOwnerKey = "E0000" }, Payroll with { Code = "CRM", Name = "Customers" });

        Assert.Equal((1, 1, 0), (result.Added, result.Changed, result.Unchanged));
        var systems = (await console.Use<OrganisationQueries>().SystemsAsync(new(), new())).Rows;
        Assert.Equal(
            [("CRM", "Customers", null, null), ("PAY", "Payroll", "Domain AD", "Gesa Founder")],
            systems.Select(s => (s.Code, s.Name, s.IdentityDomainName, s.RiskOwner?.Name)));
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    [Fact]
    public async Task Apply_TheSameAgainOrWithoutAnOwner_ChangesNothingAndWritesNothing()
    {
        await using var console = await TestConsole.StartAsync();
        await ApplyAsync(console, Payroll with { RiskOwnerKey = "E0000" });
        var entries = LedgerFold.VerifyChain(console.File, 1);

        Assert.Equal(1, (await ApplyAsync(console, Payroll with { RiskOwnerKey = "E0000" })).Unchanged);
        Assert.Equal(1, (await ApplyAsync(console, Payroll)).Unchanged);
        Assert.Equal(entries, LedgerFold.VerifyChain(console.File, 1));
    }

    [Fact]
    public async Task Apply_WithOneBadRow_ChangesNothing()
    {
        await using var console = await TestConsole.StartAsync();

        var result = await ApplyAsync(console, Payroll, Payroll with { Code = "CRM", IdentityDomainCode = "NONE" });

        Assert.Equal((1, typeof(IdentityDomainIsUnknown)), (Assert.Single(result.Findings).Row, result.Findings[0].Refusal.GetType()));
        Assert.Empty((await console.Use<OrganisationQueries>().SystemsAsync(new(), new())).Rows);
    }

    [Fact]
    public async Task Check_ACodeTwice_IsRefusedAsCodeComesTwice() => await AssertRefusedAsync<CodeComesTwice>(Payroll, Payroll);

    [Fact]
    public async Task Check_AnOwnerNobodyKnows_IsRefusedAsPersonIsUnknown() => await AssertRefusedAsync<PersonIsUnknown>(Payroll with { RiskOwnerKey = "X" });

    [Fact]
    public async Task Check_WithoutAName_IsRefusedAsFieldIsEmpty() => await AssertRefusedAsync<FieldIsEmpty>(Payroll with { Name = "" });

    [Fact]
    [Trait("row", "R-004")]
    public async Task Check_ADistributionListAsOwner_IsRefusedAsSeatsAreForIndividuals()
    {
        await using var console = await TestConsole.StartAsync();
        await console.EntryAsync("L1", "Owners", DirectoryEntryKind.DistributionList);

        var result = await SystemsFeed.CheckAsync(console.Use<ReadOnlyStore>(), [Payroll with { RiskOwnerKey = "L1" }]);

        Assert.IsType<SeatsAreForIndividuals>(Assert.Single(result.Findings).Refusal);
    }

    [Fact]
    public async Task Check_ALeaverAsOwner_IsRefusedAsPersonHasLeft()
    {
        await using var console = await TestConsole.StartAsync();
        await console.LeaveAsync(await console.EntryAsync("L1", "Lea"));

        var result = await SystemsFeed.CheckAsync(console.Use<ReadOnlyStore>(), [Payroll with { RiskOwnerKey = "L1" }]);

        Assert.IsType<PersonHasLeft>(Assert.Single(result.Findings).Refusal);
    }

    private static async Task AssertRefusedAsync<TRefusal>(params SystemFeedRow[] rows)
        where TRefusal : Refusal
    {
        await using var console = await TestConsole.StartAsync();
        Assert.IsType<TRefusal>(Assert.Single((await SystemsFeed.CheckAsync(console.Use<ReadOnlyStore>(), rows)).Findings).Refusal);
    }

    /// <summary>As an importing use case would: inside a change of its own.</summary>
    private static async Task<FeedResult> ApplyAsync(TestConsole console, params SystemFeedRow[] rows)
    {
        FeedResult? result = null;
        await console.Use<LedgeredChange>().ExecuteAsync<SystemFeedRow[], Done>(
            new TakesTheFeed(), CommandId.New(), rows, console.Founder,
            async change =>
            {
                result = await SystemsFeed.ApplyAsync(change, rows);
                return default(Done);
            },
            CancellationToken.None);
        return result!;
    }

    [MayBeDoneBy(Role.Governance)]
    private sealed class TakesTheFeed;
}
