using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Organisation;

public sealed class OrganisationQueriesTests
{
    [Fact]
    public async Task Desks_WithAFilterOnEachField_ShowWhatMatches()
    {
        await using var console = await TestConsole.StartAsync();
        var vendor = await console.VendorAsync("NORTH");
        var lead = (await console.PersonAsync("Lena Lead")).Person!.Value;
        await console.DeskAsync("DAY");
        await console.Use<RegisterDesk>().ExecuteAsync(
            CommandId.New(),
            new RegisterDeskInput("NIGHT", "Night desk", DeskKind.Outsourced, lead, vendor, Contract: new VendorContract("C-12", null, null, new DateOnly(2027, 1, 31))),
            console.Founder);
        var proposed = await console.DeskAsync("RISK");
        await console.Use<ProposeDeskAsDecisionMaker>().ExecuteAsync(CommandId.New(), new ProposeDeskAsDecisionMakerInput(proposed, "It knows its users."), console.Founder);
        await console.LeaveAsync(lead);

        await AssertDesksAsync(console, new DeskFilter(), "DAY", "RISK", "NIGHT");
        await AssertDesksAsync(console, new DeskFilter(Text: "night"), "NIGHT");
        await AssertDesksAsync(console, new DeskFilter(Kind: DeskKind.Outsourced), "NIGHT");
        await AssertDesksAsync(console, new DeskFilter(VendorId: vendor), "NIGHT");
        await AssertDesksAsync(console, new DeskFilter(DecisionMode: DeskDecisionMode.DecisionMaker));
        await AssertDesksAsync(console, new DeskFilter(ProposalWaits: true), "RISK");
        await AssertDesksAsync(console, new DeskFilter(ProposalWaits: false), "DAY", "NIGHT");
        var night = (await console.Use<OrganisationQueries>().DesksAsync(new DeskFilter(Text: "night"), new())).Rows.Single();
        Assert.Equal(("Vendor NORTH", "Lena Lead", false), (night.VendorName, night.Lead.Name, night.Lead.MayAct));
        Assert.Equal(new VendorContract("C-12", null, null, new DateOnly(2027, 1, 31)), night.Contract);
        Assert.Equal(new DateOnly(2027, 1, 31), (await console.Use<OrganisationQueries>().VendorsAsync(null, new())).Rows.Single().ContractEndsOn);
    }

    [Theory]
    [InlineData("Code")]
    [InlineData("Kind")]
    [InlineData("DecisionMode")]
    [InlineData("Lead")]
    [InlineData("VendorName")]
    [InlineData("EndsOn")]
    public async Task Desks_SortedByAnyColumn_AreAnsweredInBothOrders(string sort)
    {
        await using var console = await TestConsole.StartAsync();
        await console.DeskAsync("A");
        await console.DeskAsync("B");

        foreach (var descending in new[] { false, true })
            Assert.Equal(2, (await console.Use<OrganisationQueries>().DesksAsync(new(), new PageRequest(0, 10, sort, descending))).Rows.Count);
    }

    [Fact]
    public async Task WorkingHoursByDeskCode_LeavesOutDesksWhoseHoursAreUnknown()
    {
        await using var console = await TestConsole.StartAsync();
        var hours = new WorkingHours(WeekDays.Monday | WeekDays.Friday, new(8, 30), new(17, 0));
        await console.DeskAsync("UNKNOWN");
        await console.Use<RegisterDesk>().ExecuteAsync(
            CommandId.New(), new RegisterDeskInput("DAY", "Day desk", DeskKind.Own, console.Founder.Person!.Value, Hours: hours), console.Founder);

        var known = await console.Use<OrganisationQueries>().WorkingHoursByDeskCodeAsync();

        Assert.Equal([new KeyValuePair<string, WorkingHours>("DAY", hours)], known);
    }

    [Fact]
    public async Task Systems_WithoutARiskOwner_CountLeaversAsNobody()
    {
        await using var console = await TestConsole.StartAsync();
        var owned = await console.SystemAsync("OWNED");
        var left = await console.SystemAsync("LEFT");
        await console.SystemAsync("EMPTY");
        var lea = (await console.PersonAsync("Lea")).Person!.Value;
        await console.Use<AssignSystemRiskOwner>().ExecuteAsync(CommandId.New(), new AssignSystemRiskOwnerInput(owned, console.Founder.Person!.Value), console.Founder);
        await console.Use<AssignSystemRiskOwner>().ExecuteAsync(CommandId.New(), new AssignSystemRiskOwnerInput(left, lea), console.Founder);
        await console.LeaveAsync(lea);

        await AssertSystemsAsync(console, new SystemFilter(WithoutRiskOwner: true), "EMPTY", "LEFT");
        await AssertSystemsAsync(console, new SystemFilter(WithoutRiskOwner: false), "OWNED");
        await AssertSystemsAsync(console, new SystemFilter(Text: "system own"), "OWNED");
    }

    [Theory]
    [InlineData("Code")]
    [InlineData("IdentityDomainName")]
    [InlineData("RiskOwner")]
    public async Task Systems_SortedByAnyColumn_AreAnsweredInBothOrders(string sort)
    {
        await using var console = await TestConsole.StartAsync();
        var domain = await console.DomainAsync("AD");
        await console.SystemAsync("A", domain);
        await console.SystemAsync("B");

        foreach (var descending in new[] { false, true })
            Assert.Equal(2, (await console.Use<OrganisationQueries>().SystemsAsync(new(), new PageRequest(0, 10, sort, descending))).Rows.Count);
        await AssertSystemsAsync(console, new SystemFilter(IdentityDomainId: domain), "A");
    }

    [Fact]
    public async Task IdentityDomains_ShowTheirSystemsAndTheStatementInForce()
    {
        await using var console = await TestConsole.StartAsync();
        var domain = await console.DomainAsync("AD");
        await console.SystemAsync("A", domain);
        console.Clock.Advance(TimeSpan.FromDays(1));
        await console.Use<PublishBoundaryStatement>().ExecuteAsync(CommandId.New(), new PublishBoundaryStatementInput(domain, 1, "Second."), console.Founder);

        foreach (var sort in new[] { "Code", "Name", "RiskOwner" })
        {
            var row = Assert.Single((await console.Use<OrganisationQueries>().IdentityDomainsAsync("ad", new PageRequest(Sort: sort))).Rows);
            Assert.Equal((1, 2, TestConsole.Start.AddDays(1), null), (row.Systems, row.BoundaryNumber, row.BoundaryPublishedAt, row.RiskOwner));
        }
    }

    [Fact]
    public async Task Units_SortedByAnyColumn_CountActivePeople()
    {
        await using var console = await TestConsole.StartAsync();
        var unit = await console.UnitAsync("OPS");
        await console.Use<RegisterPerson>().ExecuteAsync(CommandId.New(), new RegisterPersonInput("X1", "Ada", null, UnitId: unit), console.Founder);

        foreach (var sort in new[] { "Code", "Name", "ParentName" })
            Assert.Equal(1, (await console.Use<OrganisationQueries>().UnitsAsync("ops", new PageRequest(Sort: sort))).Rows.Single().People);
    }

    [Fact]
    public async Task NamedLike_ForEveryKindOfThing_FindsByCodeAndName()
    {
        await using var console = await TestConsole.StartAsync();
        await console.UnitAsync("OPS");
        await console.VendorAsync("NORTH");
        await console.DeskAsync("NIGHT");
        await console.SystemAsync("PAY");
        await console.DomainAsync("AD");
        var queries = console.Use<OrganisationQueries>();

        Assert.Equal("Unit OPS", Assert.Single(await queries.UnitsNamedLikeAsync("ops")).Name);
        Assert.Equal("Vendor NORTH", Assert.Single(await queries.VendorsNamedLikeAsync("nor vendor")).Name);
        Assert.Equal("Desk NIGHT", Assert.Single(await queries.DesksNamedLikeAsync(null)).Name);
        Assert.Equal("System PAY", Assert.Single(await queries.SystemsNamedLikeAsync("pay")).Name);
        Assert.Equal("Domain AD", Assert.Single(await queries.IdentityDomainsNamedLikeAsync("AD")).Name);
        Assert.Empty(await queries.SystemsNamedLikeAsync("vendor"));
    }

    [Fact]
    public async Task Find_WhatDoesNotExist_IsNull()
    {
        await using var console = await TestConsole.StartAsync();
        var queries = console.Use<OrganisationQueries>();

        Assert.Null(await queries.UnitAsync(OrganisationalUnitId.From(Guid.Empty)));
        Assert.Null(await queries.VendorAsync(VendorId.From(Guid.Empty)));
        Assert.Null(await queries.DeskAsync(DeskId.From(Guid.Empty)));
        Assert.Null(await queries.SystemAsync(GovernedSystemId.From(Guid.Empty)));
        Assert.Null(await queries.IdentityDomainAsync(IdentityDomainId.From(Guid.Empty)));
    }

    [Theory]
    [InlineData(-5, 0, 0, 1)]
    [InlineData(3, 50, 3, 50)]
    [InlineData(0, 1000, 0, 1000)]
    [InlineData(0, 1001, 0, 1000)]
    public void PageRequest_OutsideItsBounds_TakesTheNearest(int skip, int take, int skipped, int taken)
    {
        var page = new PageRequest(skip, take);

        Assert.Equal((skipped, taken), (page.Skip, page.Take));
    }

    private static async Task AssertDesksAsync(TestConsole console, DeskFilter filter, params string[] codes) =>
        Assert.Equal(codes, (await console.Use<OrganisationQueries>().DesksAsync(filter, new())).Rows.Select(r => r.Code));

    private static async Task AssertSystemsAsync(TestConsole console, SystemFilter filter, params string[] codes) =>
        Assert.Equal(codes, (await console.Use<OrganisationQueries>().SystemsAsync(filter, new())).Rows.Select(r => r.Code));
}
