using Bunit;
using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Storage;
using GovernanceConsole.Web.AuditLedger;
using GovernanceConsole.Web.Tests.Fixtures;
using Microsoft.AspNetCore.Components;
using Microsoft.Data.Sqlite;

namespace GovernanceConsole.Web.Tests.AuditLedger;

public sealed class AuditTrailPageTests : PageTest
{
    [Fact]
    public async Task Page_WithoutAFilter_ListsDecisionsNewestFirstAndRecordsNoSearch()
    {
        await AuditorAsync();

        var page = await OpenAsync("/audit-trail");

        Assert.Equal(["Granted the role Auditor", "Registered Ada in the directory", "Founded the console, with Gesa Founder as its first administrator"], Texts(page));
        Assert.Equal("/audit-trail/decisions/2", page.Find("td a[href^='/audit-trail/']").GetAttribute("href"));
        Assert.Contains("3 entries", page.Markup, StringComparison.Ordinal);
        Assert.Empty(await EventsAsync("trail.searched"));
    }

    [Fact]
    [Trait("row", "R-166")]
    public async Task Page_WithAFilter_ShowsWhatMeetsItAndRecordsTheSearch()
    {
        await AuditorAsync();

        var page = await OpenAsync($"/audit-trail?person={Founder.Person!.Value.Value}&type=person.role-granted");

        Assert.Equal(["Granted the role Auditor"], Texts(page));
        Assert.Equal("searched the audit trail (Decisions): person Gesa Founder; kind of event person.role-granted", Assert.Single(await EventsAsync("trail.searched")).Text);
        Assert.EndsWith($"/exports/audit-trail.xlsx?person={Founder.Person.Value.Value}&type=person.role-granted", page.Find("form[action^='/exports/']").GetAttribute("action"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_OfDeniedAttempts_NamesWhoAndWhat()
    {
        var auditor = await AuditorAsync();
        await Use<RegisterVendor>().ExecuteAsync(CommandId.New(), new RegisterVendorInput("V", "V"), auditor);

        var page = await OpenAsync("/audit-trail?ledger=SecurityEvents&type=act.refused");

        Assert.Equal(["Was refused Register vendor: Not allowed"], Texts(page));
        Assert.Equal("Denied attempts", page.Find("nav [aria-current=page]").TextContent);
        Assert.Contains("Ada", page.Find(".rz-data-grid tbody, .rows-grid tbody, .rz-datatable tbody").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_OfADeniedPage_SaysWhichPageItWas()
    {
        await Use<OpenPage>().ExecuteAsync(CommandId.New(), new OpenPageInput("/paths/RP-0001/edit/SetResponsibilities"), await AuditorAsync());

        var page = await OpenAsync("/audit-trail?ledger=SecurityEvents&type=act.refused");

        Assert.Equal(["Was refused a page: /paths/RP-0001/edit/SetResponsibilities is for other roles."], Texts(page));
    }

    [Theory]
    [InlineData("object=nobody", "Nothing has the number or these letters in its name: “nobody”.")]
    [InlineData("from=2031-01-01", "No entry of the decisions meets all of the filters.")]
    public async Task Page_WithoutAMatch_SaysWhyAndLeadsBack(string query, string sentence)
    {
        await AuditorAsync();

        var page = await OpenAsync($"/audit-trail?{query}");

        Assert.Contains(sentence, page.Find(".empty").TextContent, StringComparison.Ordinal);
        Assert.Equal("/audit-trail?ledger=Decisions", page.Find(".empty a").GetAttribute("href"));
    }

    [Theory]
    [InlineData("ledger=nonsense&person=nonsense&kind=nonsense&type=nonsense&from=nonsense&until=9999-12-31")]
    [InlineData("object=%20&correlation=")]
    public async Task Page_WithFiltersThatSayNothing_ShowsEverything(string query)
    {
        await AuditorAsync();

        Assert.Equal(3, Texts(await OpenAsync($"/audit-trail?{query}")).Count());
    }

    [Theory]
    [InlineData("from=2026-03-02", 3)]
    [InlineData("from=2026-03-03", 0)]
    [InlineData("until=2026-03-01", 0)]
    [InlineData("until=2026-03-02", 3)]
    public async Task Page_ByDay_MeansWholeDaysOfTheOrganisation(string query, int entries)
    {
        await AuditorAsync();

        Assert.Equal(entries, Texts(await OpenAsync($"/audit-trail?{query}")).Count());
    }

    [Fact]
    [Trait("row", "R-161")]
    public async Task Verify_AsItWasWritten_SaysHowManyAndTheRoot()
    {
        var auditor = await AuditorAsync();
        var page = await OpenAsync("/audit-trail");

        await page.FindAll("button").Single(b => b.TextContent.Contains("Verify now", StringComparison.Ordinal)).ClickAsync();
        await Use<LedgerCheck>().Start(auditor);

        page.WaitForAssertion(() => Assert.Contains("Verified: 3 of 3 entries", page.Markup, StringComparison.Ordinal));
        Assert.Contains((await Use<TimelineQueries>().StateAsync()).Root, page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_WhereAnIndexLeavesEntriesOut_SaysThatTheDatabaseIsNotAsItWasWritten()
    {
        var auditor = await AuditorAsync();
        var page = await OpenAsync("/audit-trail");
        const string Index = "ix_ledger_entries_ledger_type_idx";
        using var connection = new SqliteConnection($"Data Source={DatabaseFile};Pooling=False");
        connection.Open();
        using var edit = connection.CreateCommand();
        edit.CommandText = $"""
            DROP INDEX {Index};
            CREATE INDEX {Index} ON ledger_entries (ledger, type, idx) WHERE type <> 'person.registered';
            PRAGMA writable_schema = ON;
            UPDATE sqlite_master SET sql = 'CREATE INDEX {Index} ON ledger_entries (ledger, type, idx)' WHERE name = '{Index}';
            PRAGMA writable_schema = RESET
            """;
        edit.ExecuteNonQuery();

        await Use<LedgerCheck>().Start(auditor);

        page.WaitForAssertion(() => Assert.Contains("Not as it was written: the database.", page.Markup, StringComparison.Ordinal));
        Assert.Contains(Index, page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    private IEnumerable<string> Texts(IRenderedComponent<AuditTrailPage> page) => page.FindAll("td a[href^='/audit-trail/']").Select(a => a.TextContent);

    private async Task<IRenderedComponent<AuditTrailPage>> OpenAsync(string address)
    {
        Use<NavigationManager>().NavigateTo(address);
        var page = Render<AuditTrailPage>();
        await Task.Yield();
        page.WaitForAssertion(() => Assert.True(page.FindAll("td a[href^='/audit-trail/'], .empty").Count > 0));
        return page;
    }

    private async Task<Actor> AuditorAsync() => await SignInAsync(await PersonAsync("Ada", Role.Auditor));

    private async Task<IReadOnlyList<TrailEntry>> EventsAsync(string type) =>
        (await Use<TrailQueries>().PageAsync(Founder with { KnownRoles = new HashSet<Role> { Role.Auditor } }, new TrailFilter(TrailLedger.SecurityEvents, Type: type), new PageRequest())).Rows;
}
