using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.AuditLedger;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Organisation;

public sealed class DirectoryFeedTests
{
    private static readonly DirectoryRow Ada = new("K1", "Ada Lovelace", "ada@example.test", DirectoryEntryKind.Individual, Engagement.Employee, null, "OPS", null);
    private static readonly DirectoryRow Bert = Ada with { DirectoryKey = "K2", Name = "Bert", Email = null, ManagerKey = "K1", UnitCode = null };

    [Fact]
    public async Task Apply_NewPeopleInAnyOrder_AddsThemWithTheirManagersAndUnits()
    {
        await using var console = await TestConsole.StartAsync();

        var result = await ApplyAsync(console, Bert, Ada with { Name = " Ada Lovelace " });

        Assert.Equal((2, 0, 0, 0, 0), (result.Added, result.Changed, result.Left, result.Returned, result.Unchanged));
        var people = await console.Use<PeopleQueries>().ListAsync(console.Founder, new(), new());
        Assert.Equal([("Ada Lovelace", "OPS", null), ("Bert", null, "Ada Lovelace"), ("Gesa Founder", null, null)], people.Rows.Select(p => (p.Name, p.UnitName, p.ManagerName)));
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    [Fact]
    public async Task Apply_TheSameAgain_ChangesNothingAndWritesNothing()
    {
        await using var console = await TestConsole.StartAsync();
        await ApplyAsync(console, Ada, Bert);
        var entries = LedgerFold.VerifyChain(console.File, 1);

        var result = await ApplyAsync(console, Ada, Bert);

        Assert.Equal(2, result.Unchanged);
        Assert.Equal(entries, LedgerFold.VerifyChain(console.File, 1));
    }

    [Fact]
    [Trait("row", "R-016")]
    public async Task Apply_ALeaverWithRoles_EndsThem_AndAReturn_DoesNotBringThemBack()
    {
        await using var console = await TestConsole.StartAsync();
        await ApplyAsync(console, Ada, Bert);
        var ada = (await console.Use<PeopleQueries>().PeopleNamedLikeAsync("Ada")).Single().Id;
        await console.Use<GrantRole>().ExecuteAsync(CommandId.New(), new GrantRoleInput(ada, Role.Governance), console.Founder);

        var leaving = await ApplyAsync(console, Ada with { HasLeft = true, Name = "Ada L." });
        var gone = (await console.Use<PeopleQueries>().FindAsync(console.Founder, ada))!;
        var returning = await ApplyAsync(console, Ada);
        var back = (await console.Use<PeopleQueries>().FindAsync(console.Founder, ada))!;

        Assert.Equal((1, 1, 1, 0), (leaving.Left, leaving.Changed, returning.Returned, returning.Left));
        Assert.Equal(("Ada L.", false), (gone.Name, gone.MayAct));
        Assert.All(gone.Roles, r => Assert.NotNull(r.EndedAt));
        Assert.True(back.MayAct);
        Assert.All(back.Roles, r => Assert.NotNull(r.EndedAt));
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    [Fact]
    public async Task Apply_SomebodyWhoComesAsALeaver_IsThereAndMayNotAct()
    {
        await using var console = await TestConsole.StartAsync();

        var result = await ApplyAsync(console, Ada with { HasLeft = true });

        Assert.Equal((1, 1), (result.Added, result.Left));
        Assert.Equal("Ada Lovelace", Assert.Single((await console.Use<PeopleQueries>().ListAsync(console.Founder, new PeopleFilter(MayAct: false), new())).Rows).Name);
    }

    [Fact]
    public async Task Apply_WhoIsMissingInTheFile_StaysAsTheyAre()
    {
        await using var console = await TestConsole.StartAsync();
        await ApplyAsync(console, Ada, Bert);

        await ApplyAsync(console, Ada);

        Assert.Equal(3, (await console.Use<PeopleQueries>().ListAsync(console.Founder, new PeopleFilter(MayAct: true), new())).Total);
    }

    [Fact]
    public async Task Apply_WithOneBadRow_ChangesNothing()
    {
        await using var console = await TestConsole.StartAsync();

        var result = await ApplyAsync(console, Ada, Bert with { ManagerKey = "NOBODY" });

        var finding = Assert.Single(result.Findings);
        Assert.Equal(1, finding.Row);
        Assert.IsType<ManagerIsUnknown>(finding.Refusal);
        Assert.Single((await console.Use<PeopleQueries>().ListAsync(console.Founder, new(), new())).Rows);
    }

    [Fact]
    public async Task Check_AKeyTwice_IsRefusedAsDirectoryKeyComesTwiceInTheLaterRow()
    {
        var finding = Assert.Single((await CheckAsync(Ada, Ada with { Name = "Ada again" })).Findings);

        Assert.Equal((1, typeof(DirectoryKeyComesTwice)), (finding.Row, finding.Refusal.GetType()));
    }

    [Fact]
    public async Task Check_AManagerWhoIsAMailbox_IsRefusedAsSeatsAreForIndividuals() =>
        await AssertRefusedAsync<SeatsAreForIndividuals>(Ada with { Kind = DirectoryEntryKind.SharedMailbox }, Bert);

    [Fact]
    public async Task Check_OnesOwnManager_IsRefusedAsManagerIsThePersonThemselves() =>
        await AssertRefusedAsync<ManagerIsThePersonThemselves>(Ada with { ManagerKey = "K1" });

    [Fact]
    public async Task Check_PeopleWhoManageEachOther_AreRefusedAsManagerReportsToThePerson()
    {
        var result = await CheckAsync(Ada with { ManagerKey = "K3" }, Bert, Bert with { DirectoryKey = "K3", ManagerKey = "K2" }, Bert with { DirectoryKey = "K4", ManagerKey = "K2" });

        Assert.Equal([0, 1, 2], result.Findings.Select(f => f.Row));
        Assert.All(result.Findings, f => Assert.IsType<ManagerReportsToThePerson>(f.Refusal));
    }

    [Fact]
    public async Task Check_TextThatCannotBeTaken_IsRefusedFieldByField() =>
        Assert.Equal(
            ["DirectoryKey", "Name", "Email", "UnitCode"],
            (await CheckAsync(Ada with { DirectoryKey = " ", Name = "", Email = "ada", UnitCode = new string('u', 101) })).Findings.Select(f => f.Refusal.Field));

    [Fact]
    public async Task Check_AHolderOfARoleAsAMailbox_IsRefusedAsRolesAreForIndividuals()
    {
        await using var console = await TestConsole.StartAsync();

        var result = await DirectoryFeed.CheckAsync(
            console.Use<ReadOnlyStore>(), [Ada with { DirectoryKey = "E0000", Kind = DirectoryEntryKind.SharedMailbox }], console.Founder);

        Assert.IsType<RolesAreForIndividuals>(Assert.Single(result.Findings).Refusal);
    }

    [Fact]
    public async Task Check_TheImporterAsALeaver_IsRefusedAsNobodyMarksThemselvesAsLeft()
    {
        await using var console = await TestConsole.StartAsync();

        var result = await DirectoryFeed.CheckAsync(console.Use<ReadOnlyStore>(), [Ada with { DirectoryKey = "E0000", HasLeft = true }], console.Founder);

        Assert.IsType<NobodyMarksThemselvesAsLeft>(Assert.Single(result.Findings).Refusal);
    }

    private static async Task AssertRefusedAsync<TRefusal>(params DirectoryRow[] rows)
        where TRefusal : Refusal => Assert.IsType<TRefusal>(Assert.Single((await CheckAsync(rows)).Findings).Refusal);

    private static async Task<FeedResult> CheckAsync(params DirectoryRow[] rows)
    {
        await using var console = await TestConsole.StartAsync();
        return await DirectoryFeed.CheckAsync(console.Use<ReadOnlyStore>(), rows, console.Founder);
    }

    /// <summary>As an importing use case would: inside a change of its own.</summary>
    private static async Task<FeedResult> ApplyAsync(TestConsole console, params DirectoryRow[] rows)
    {
        FeedResult? result = null;
        await console.Use<LedgeredChange>().ExecuteAsync<DirectoryRow[], Done>(
            new TakesTheFeed(), CommandId.New(), rows, console.Founder,
            async change =>
            {
                result = await DirectoryFeed.ApplyAsync(change, rows);
                return default(Done);
            },
            CancellationToken.None);
        return result!;
    }

    [MayBeDoneBy(Role.Governance)]
    private sealed class TakesTheFeed;
}
