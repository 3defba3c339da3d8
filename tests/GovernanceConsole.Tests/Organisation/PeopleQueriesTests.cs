using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Organisation;

public sealed class PeopleQueriesTests
{
    [Fact]
    public async Task List_WithAFilterOnEachField_ShowsWhatMatches()
    {
        await using var console = await TestConsole.StartAsync();
        var unit = await console.UnitAsync("OPS");
        var ada = (await console.Use<RegisterPerson>().ExecuteAsync(
            CommandId.New(), new RegisterPersonInput("X1", "Ada Lovelace", "ada@example.test", Engagement: Engagement.Contractor, UnitId: unit), console.Founder)).Value;
        await console.EntryAsync("M1", "Payroll mailbox", DirectoryEntryKind.SharedMailbox);
        await console.LeaverAsync("Lea Leaver");
        var gert = await console.PersonAsync("Gert", Role.Auditor, Role.Governance);

        await AssertNamesAsync(console, new PeopleFilter(Text: "love ADA"), "Ada Lovelace");
        await AssertNamesAsync(console, new PeopleFilter(Text: "ada@example"), "Ada Lovelace");
        await AssertNamesAsync(console, new PeopleFilter(Text: "x1"), "Ada Lovelace");
        await AssertNamesAsync(console, new PeopleFilter(Kind: DirectoryEntryKind.SharedMailbox), "Payroll mailbox");
        await AssertNamesAsync(console, new PeopleFilter(Engagement: Engagement.Contractor), "Ada Lovelace");
        await AssertNamesAsync(console, new PeopleFilter(UnitId: unit), "Ada Lovelace");
        await AssertNamesAsync(console, new PeopleFilter(MayAct: false), "Lea Leaver");
        await AssertNamesAsync(console, new PeopleFilter(Role: Role.Auditor), "Gert");
        await AssertNamesAsync(console, new PeopleFilter(Text: "ada gert"));
        Assert.Equal([Role.Governance, Role.Auditor], (await ListAsync(console, new PeopleFilter(Text: "Gert"), new())).Rows.Single().Roles);
        _ = (ada, gert);
    }

    [Theory]
    [InlineData("100%")]
    [InlineData("a_b")]
    [InlineData(@"back\slash")]
    [InlineData("[x]")]
    [InlineData("O'Neill")]
    public async Task List_ForATextThatIsAPatternElsewhere_FindsItAsItIs(string name)
    {
        await using var console = await TestConsole.StartAsync();
        await console.EntryAsync("X1", name);
        await console.EntryAsync("X2", "1000 axb back/slash x O Neill");

        await AssertNamesAsync(console, new PeopleFilter(Text: name), name);
    }

    [Fact]
    public async Task List_InPages_ShowsEveryoneOnceInEitherOrder()
    {
        await using var console = await TestConsole.StartAsync();
        for (var i = 0; i < 7; i++)
            await console.EntryAsync($"K{i}", i % 2 == 0 ? "Same Name" : $"Name {i}");

        var forward = new List<PersonId>();
        var backward = new List<PersonId>();
        for (var skip = 0; skip < 9; skip += 3)
        {
            var page = await ListAsync(console, new(), new PageRequest(skip, 3));
            Assert.Equal(8, page.Total);
            forward.AddRange(page.Rows.Select(r => r.Id));
            backward.AddRange((await ListAsync(console, new(), new PageRequest(skip, 3, nameof(PersonRow.DirectoryKey), Descending: true))).Rows.Select(r => r.Id));
        }

        Assert.Equal(8, forward.Distinct().Count());
        Assert.Equal(8, backward.Distinct().Count());
        Assert.Equal("K6", (await ListAsync(console, new(), new PageRequest(0, 1, nameof(PersonRow.DirectoryKey), Descending: true))).Rows.Single().DirectoryKey);
    }

    [Theory]
    [InlineData("DirectoryKey")]
    [InlineData("Email")]
    [InlineData("ContractEndsOn")]
    [InlineData("LeftAt")]
    [InlineData("; DROP TABLE people")]
    public async Task List_SortedByAnyColumnOrNone_IsAnswered(string sort)
    {
        await using var console = await TestConsole.StartAsync();

        Assert.Single((await ListAsync(console, new(), new PageRequest(0, 10, sort, Descending: true))).Rows);
    }

    [Theory]
    [InlineData(Role.DeskAgent)]
    [InlineData(Role.Manager)]
    public async Task List_ForSomebodyWhoNeitherRunsNorExaminesTheConsole_IsEmpty(Role role)
    {
        await using var console = await TestConsole.StartAsync();
        var other = await console.PersonAsync("Otto", role);

        var page = await console.Use<PeopleQueries>().ListAsync(other, new(), new());

        Assert.Equal((0, 0), (page.Rows.Count, page.Total));
    }

    [Fact]
    public async Task Find_OneselfWithoutARole_IsAnswered_AndSomebodyElse_IsNot()
    {
        await using var console = await TestConsole.StartAsync();
        var otto = await console.PersonAsync("Otto");

        Assert.Equal("Otto", (await console.Use<PeopleQueries>().FindAsync(otto, otto.Person!.Value))!.Name);
        Assert.Null(await console.Use<PeopleQueries>().FindAsync(otto, console.Founder.Person!.Value));
        Assert.Null(await console.Use<PeopleQueries>().FindAsync(otto, PersonId.From(Guid.Empty)));
    }

    [Fact]
    public async Task Find_SomebodyWhoAnswersForThings_NamesThemAll()
    {
        await using var console = await TestConsole.StartAsync();
        var rita = (await console.PersonAsync("Rita")).Person!.Value;
        var desk = await console.DeskAsync("NIGHT", rita);
        var system = await console.SystemAsync("PAY");
        var domain = await console.DomainAsync("AD");
        await console.Use<AssignSystemRiskOwner>().ExecuteAsync(CommandId.New(), new AssignSystemRiskOwnerInput(system, rita), console.Founder);
        await console.Use<AssignDomainRiskOwner>().ExecuteAsync(CommandId.New(), new AssignDomainRiskOwnerInput(domain, rita), console.Founder);

        var found = (await console.Use<PeopleQueries>().FindAsync(console.Founder, rita))!;

        Assert.Equal(
            [(SeatKind.LeadOfDesk, desk.Value, "Desk NIGHT"), (SeatKind.RiskOwnerOfSystem, system.Value, "System PAY"), (SeatKind.RiskOwnerOfIdentityDomain, domain.Value, "Domain AD")],
            found.AnswersFor.Select(s => (s.What, s.Id, s.Name)));
    }

    [Fact]
    [Trait("row", "R-004")]
    public async Task PeopleNamedLike_OffersActiveIndividualsOnly()
    {
        await using var console = await TestConsole.StartAsync();
        await console.EntryAsync("X1", "Desk Doris");
        await console.EntryAsync("M1", "Desk mailbox", DirectoryEntryKind.SharedMailbox);
        await console.LeaverAsync("Desk Leaver");

        var offered = await console.Use<PeopleQueries>().PeopleNamedLikeAsync("desk");

        Assert.Equal(["Desk Doris"], offered.Select(p => p.Name));
    }

    [Fact]
    public async Task NamesOf_ThousandsOfIds_NamesThoseThatExist()
    {
        await using var console = await TestConsole.StartAsync();
        var leaver = await console.LeaverAsync("Lea Leaver");
        var ids = Enumerable.Range(0, 2500).Select(_ => PersonId.From(Guid.CreateVersion7())).Append(leaver).Append(leaver);

        var names = await console.Use<PeopleQueries>().NamesOfAsync(ids);

        Assert.Equal([new KeyValuePair<PersonId, string>(leaver, "Lea Leaver")], names);
    }

    [Fact]
    public async Task RolesHeld_ByRoleAndText_LeavesOutWhatHasEnded()
    {
        await using var console = await TestConsole.StartAsync();
        await console.PersonAsync("Anna Audit", Role.Auditor);
        var bert = await console.PersonAsync("Bert Audit", Role.Auditor);
        await console.Use<EndRole>().ExecuteAsync(CommandId.New(), new EndRoleInput(bert.Person!.Value, Role.Auditor), console.Founder);

        var held = await console.Use<PeopleQueries>().RolesHeldAsync(console.Founder, Role.Auditor, "audit", new());

        Assert.Equal([("Anna Audit", Role.Auditor)], held.Rows.Select(r => (r.Name, r.Role)));
        foreach (var sort in new[] { "Name", "Role", "GrantedAt" })
            Assert.Equal(3, (await console.Use<PeopleQueries>().RolesHeldAsync(console.Founder, null, null, new PageRequest(Sort: sort))).Total);
    }

    /// <summary>A picker is asked at every keystroke. The bound leaves room for a busy machine; it takes some 20 ms on a quiet one.</summary>
    [Fact]
    public async Task PeopleNamedLike_AmongAHundredThousand_AnswersWhileSomebodyTypes()
    {
        await using var console = await TestConsole.StartAsync();
        await console.Store.WriteAsync(
            async session =>
            {
                await session.BulkInsertAsync(
                    "people", ["id", "directory_key", "name", "kind", "engagement", "may_act", "version"],
                    Enumerable.Range(0, 100_000).Select(i => new object?[] { Guid.CreateVersion7(), $"P{i:000000}", $"First{i % 977} Last{i}", "Individual", "Employee", true, 1L }));
                return true;
            },
            CancellationToken.None);
        var queries = console.Use<PeopleQueries>();
        await queries.PeopleNamedLikeAsync("warm up");

        var watch = System.Diagnostics.Stopwatch.StartNew();
        foreach (var text in new[] { "f", "fi", "last99999", "first7 last70351", "P099999", "nobody at all" })
            await queries.PeopleNamedLikeAsync(text);
        var each = watch.Elapsed / 6;
        var page = await ListAsync(console, new PeopleFilter(Text: "last999"), new PageRequest(0, 50));

        Assert.Equal(111, page.Total);
        Assert.True(each < TimeSpan.FromMilliseconds(1000), $"One look-up took {each.TotalMilliseconds:0} ms.");
    }

    private static Task<Page<PersonRow>> ListAsync(TestConsole console, PeopleFilter filter, PageRequest page) =>
        console.Use<PeopleQueries>().ListAsync(console.Founder, filter, page);

    private static async Task AssertNamesAsync(TestConsole console, PeopleFilter filter, params string[] names)
    {
        var page = await ListAsync(console, filter, new());
        Assert.Equal(names, page.Rows.Select(r => r.Name));
        Assert.Equal(names.Length, page.Total);
    }
}
