using GovernanceConsole.AuditLedger;
using GovernanceConsole.EvidenceExports;
using GovernanceConsole.Identity;
using GovernanceConsole.Imports;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.RecoveryPaths;
using GovernanceConsole.Requests;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.ApiKeys;
using GovernanceConsole.Tests.ControlTesting;
using GovernanceConsole.Tests.Fixtures;
using GovernanceConsole.Tests.Outbox;
using GovernanceConsole.Tests.PolicyReplay;
using GovernanceConsole.Tests.Privacy;
using GovernanceConsole.Tests.Retention;
using GovernanceConsole.Tests.Imports;
using GovernanceConsole.Tests.Requests;

namespace GovernanceConsole.Tests.EvidenceExports;

/// <summary>What holds for every list there is, and each list's rows against the query of its page.</summary>
public sealed class ExportedListsTests
{
    [Fact]
    public async Task EveryList_HasANameForAddressesAndFiles()
    {
        await using var console = await TestConsole.StartAsync();
        var names = console.Use<ExportList>().Lists.Select(l => l.Name).ToList();
        Assert.NotEmpty(names);
        Assert.Equal(names.Distinct(), names);
        Assert.All(names, name => Assert.Matches("^[a-z]+(-[a-z]+)*$", name));
    }

    [Fact]
    [Trait("row", "B-09")]
    public async Task EveryList_IsOpenToAuditorsAndToNoDeskAgent()
    {
        await using var console = await TestConsole.StartAsync();
        Assert.All(console.Use<ExportList>().Lists, list =>
        {
            Assert.True(list.IsOpenTo(new HashSet<Role> { Role.Auditor }), list.Name);
            Assert.False(list.IsOpenTo(new HashSet<Role> { Role.DeskAgent }), list.Name);
            Assert.False(list.IsOpenTo(new HashSet<Role> { Role.ApiClient }), list.Name);
        });
    }

    /// <summary>A control owner needs no role; a desk agent who leads a desk too exports as its lead.</summary>
    [Fact]
    [Trait("row", "B-09")]
    public async Task Export_ByAuditorOwnerAndManager_HoldsWhatEachMayRead()
    {
        await using var console = await TestConsole.StartAsync();
        await console.DeskAsync("DAY");
        var auditor = await console.PersonAsync("Ada", Role.Auditor);
        var owner = await console.PersonAsync("Olga Owner");
        var manager = await console.PersonAsync("Mona", Role.Manager, Role.DeskAgent);
        foreach (var reader in new[] { auditor, owner, manager })
        {
            using var desks = await OpenAsync(console, "desks", reader);
            Assert.Equal("DAY", Assert.Single(desks.Rows("Desks").Skip(1))[0]!.Text);
        }

        using var people = await OpenAsync(console, "people", auditor);
        Assert.Equal(4, people.Rows("People").Skip(1).Count());
        foreach (var other in new[] { owner, manager })
            Assert.Equal([new NotAllowed()], (await console.Use<ExportList>().PrepareAsync("people", ListFilter.None, other)).Refusals);
    }

    [Fact]
    public async Task EveryList_OfAFilledConsole_IsAValidWorkbookForAuditorsAndTheCommandLine()
    {
        await using var paths = await PathConsole.StartAsync();
        await paths.DraftAsync();
        await paths.ActivePathAsync();
        var console = paths.Console;
        _ = await (await RequestConsole.OnAsync(paths)).ExecutedAsync();
        var import = await FillAsync(console);
        var auditor = await console.PersonAsync("Ada", Role.Auditor);
        foreach (var list in console.Use<ExportList>().Lists.Where(l => l.Name != "job-runs")) // no scheduler runs here
        {
            (string, string)[] filter = list.Name switch
            {
                "import-findings" => [("import", import)],
                "seats" => [("person", PathConsole.Id(paths.Carla).Value.ToString())],
                _ => [],
            };
            using var byAuditor = await OpenAsync(console, list.Name, auditor, filter);
            using var byCommandLine = await OpenAsync(console, list.Name, Actor.ForCommandLine("operator"), filter);
            Assert.Empty(byAuditor.ValidationErrors);
            Assert.Equal(byAuditor.Cover("Rows").Number, byAuditor.Rows(byAuditor.Sheets[1]).Count - 1);
            Assert.True(byAuditor.Cover("Rows").Number > 0, $"{list.Name} has no rows to look at.");
            Assert.Equal(byAuditor.Cover("Content SHA-256"), byCommandLine.Cover("Content SHA-256"));
        }
    }

    [Fact]
    public async Task Seats_OfAPerson_AreTheRowsOfTheirPage()
    {
        await using var console = await PathConsole.StartAsync();
        await console.ActivePathAsync();

        using var seats = await OpenAsync(console.Console, "seats", console.Gesa, ("person", PathConsole.Id(console.Carla).Value.ToString()));

        Assert.Equal("Person: Carla Control", seats.Cover("Filter").Text);
        Assert.Equal(["Control owner", "Control model holder"], seats.Rows("Seats of a person").Skip(1).Select(r => r[3]!.Text));
    }

    [Fact]
    public async Task EveryList_ForADeskAgent_IsRefused()
    {
        await using var console = await TestConsole.StartAsync();
        var agent = await console.PersonAsync("Dan", Role.DeskAgent);
        foreach (var list in console.Use<ExportList>().Lists)
            Assert.Equal([new NotAllowed()], (await console.Use<ExportList>().PrepareAsync(list.Name, ListFilter.None, agent)).Refusals);
    }

    [Fact]
    public async Task People_Filtered_AreTheRowsOfThePage()
    {
        await using var console = await TestConsole.StartAsync();
        var unit = await console.UnitAsync("OPS");
        await console.Use<RegisterPerson>().ExecuteAsync(
            CommandId.New(),
            new RegisterPersonInput("X1", "Ada Lovelace", "ada@example.test", Engagement: Engagement.Contractor, UnitId: unit, ContractEndsOn: new DateOnly(2026, 12, 31)),
            console.Founder);
        await console.LeaverAsync("Lea Leaver");

        using var contractors = await OpenAsync(console, "people", console.Founder, ("q", "ada"), ("kind", "Individual"), ("engagement", "contractor"), ("unit", unit.Value.ToString()), ("state", "Active"));
        using var leavers = await OpenAsync(console, "people", console.Founder, ("state", "Left"));

        var ada = Assert.Single(contractors.Rows("People").Skip(1));
        Assert.Equal(["X1", "Ada Lovelace", "ada@example.test", "Individual", "Contractor", "Unit OPS"], ada.Take(6).Select(c => c!.Text));
        Assert.Equal(new DateTime(2026, 12, 31, 0, 0, 0, DateTimeKind.Unspecified), ada[7]!.Moment);
        Assert.Equal("Words: ada; Kind: Individual; Engagement: Contractor; State: Active; Unit: Unit OPS", contractors.Cover("Filter").Text);
        Assert.Equal("Lea Leaver", Assert.Single(leavers.Rows("People").Skip(1))[1]!.Text);
    }

    [Fact]
    [Trait("row", "B-07")]
    public async Task People_MoreThanAPage_AreAllThere_InTheOrderOfThePage()
    {
        await using var console = await TestConsole.StartAsync();
        await Task.WhenAll(Enumerable.Range(0, 1100).Select(i => console.EntryAsync($"P{i:0000}", $"Person {i:0000}"))); // together, so that they share commits

        using var workbook = await OpenAsync(console, "people", console.Founder, ("q", "Person"), ("sort", "DirectoryKey"), ("desc", "true"));

        Assert.Equal(Enumerable.Range(0, 1100).Reverse().Select(i => $"P{i:0000}"), workbook.Rows("People").Skip(1).Select(r => r[0]!.Text));
        Assert.Equal("DirectoryKey, descending", workbook.Cover("Order").Text);
    }

    [Theory]
    [InlineData("from", "0001-01-01")]
    [InlineData("until", "9999-12-31")]
    public async Task AuditTrail_AtTheEndsOfTime_HoldsEverything(string field, string date)
    {
        await using var console = await TestConsole.StartAsync();
        var auditor = await console.PersonAsync("Ada Auditor", Role.Auditor);

        using var all = await OpenAsync(console, "audit-trail", auditor);
        using var bounded = await OpenAsync(console, "audit-trail", auditor, (field, date));

        Assert.Equal(all.Rows("Audit trail").Count(), bounded.Rows("Audit trail").Count());
    }

    [Fact]
    public async Task Desks_ByVendor_AreTheRowsOfThePage()
    {
        await using var console = await TestConsole.StartAsync();
        var vendor = await console.VendorAsync("NORTH");
        var lead = (await console.PersonAsync("Lena Lead")).Person!.Value;
        await console.DeskAsync("DAY");
        await console.Use<RegisterDesk>().ExecuteAsync(
            CommandId.New(),
            new RegisterDeskInput("NIGHT", "Night desk", DeskKind.Outsourced, lead, vendor, Contract: new VendorContract("C-12", null, null, new DateOnly(2027, 1, 31))),
            console.Founder);

        using var workbook = await OpenAsync(console, "desks", console.Founder, ("vendor", vendor.Value.ToString()));

        var night = Assert.Single(workbook.Rows("Desks").Skip(1));
        Assert.Equal(["NIGHT", "Night desk", "Outsourced", "Vendor NORTH", "Lena Lead", "yes", "Executor only", "no", "C-12"], night.Take(9).Select(c => c!.Text));
        Assert.Equal(new DateTime(2027, 1, 31, 0, 0, 0, DateTimeKind.Unspecified), night[10]!.Moment);
        Assert.Equal("Vendor: Vendor NORTH", workbook.Cover("Filter").Text);
    }

    [Fact]
    public async Task Systems_WithoutRiskOwner_AreTheRowsOfThePage()
    {
        await using var console = await TestConsole.StartAsync();
        var domain = await console.DomainAsync("CORP");
        await console.SystemAsync("ERP", domain);
        await console.SystemAsync("WIKI");

        using var workbook = await OpenAsync(console, "systems", console.Founder, ("domain", domain.Value.ToString()), ("unowned", "true"));

        var expected = await console.Use<OrganisationQueries>().SystemsAsync(new SystemFilter(null, domain, WithoutRiskOwner: true), new PageRequest());
        Assert.Equal(expected.Rows.Select(r => r.Code), workbook.Rows("Systems").Skip(1).Select(r => r[0]!.Text));
        Assert.Equal("ERP", Assert.Single(expected.Rows).Code);
    }

    [Fact]
    [Trait("row", "B-07")]
    public async Task RecoveryPaths_Filtered_AreTheRowsOfThePage()
    {
        await using var paths = await PathConsole.StartAsync();
        await paths.RegisterAsync(new RegisterRecoveryPathInput(
            paths.Description("=Phone reset"), paths.Reach(), PathConsole.Id(paths.Carla), PathConsole.Id(paths.Rolf)));
        await paths.DraftAsync(paths.Description("Chat reset", RiskLevel.High) with { Type = PathType.Chat });

        using var phone = await OpenAsync(paths.Console, "recovery-paths", paths.Gesa, ("words", "reset"), ("type", "Phone"), ("level", "Moderate"), ("state", "Draft"), ("opens", "Secrets"));
        using var all = await OpenAsync(paths.Console, "recovery-paths", paths.Carla, ("sort", "Name"), ("gaps", "true"));

        var row = Assert.Single(phone.Rows("Recovery paths").Skip(1));
        Assert.Equal(["RP-0001", "=Phone reset", "Draft", "Phone", "Governed recovery", "Moderate", "Carla Control", "no"], row.Take(8).Select(c => c!.Text));
        Assert.Equal(new DateTime(2026, 3, 2, 10, 0, 0, DateTimeKind.Unspecified), row[8]!.Moment);
        Assert.Equal("Words: reset; State: Draft; Level: Moderate; Can lead to: Secrets; Type: Phone", phone.Cover("Filter").Text);
        var page = await paths.Use<RecoveryPathQueries>().ListAsync(new PathFilter { OnlyWithGaps = true }, new PageRequest(Sort: "Name"));
        Assert.Equal(page.Rows.Select(r => (r.Number, (double)r.Gaps.Count)), all.Rows("Recovery paths").Skip(1).Select(r => (r[0]!.Text!, r[15]!.Number!.Value)));
        Assert.Contains(page.Rows, r => r.Name == "Chat reset");
    }

    [Fact]
    public async Task AccountabilityGaps_OfAKind_AreTheRowsOfThePage()
    {
        await using var paths = await PathConsole.StartAsync();
        await paths.DraftAsync();

        using var workbook = await OpenAsync(paths.Console, "accountability-gaps", paths.Gesa, ("kind", "AreaWithoutOwner"));

        var page = await paths.Use<AccountabilityGapQueries>().ListAsync(GapKind.AreaWithoutOwner, new PageRequest());
        Assert.NotEmpty(page.Rows);
        Assert.Equal(page.Rows.Select(r => r.What), workbook.Rows("Accountability gaps").Skip(1).Select(r => r[9]!.Text));
        Assert.All(workbook.Rows("Accountability gaps").Skip(1), r => Assert.Equal("Area without owner", r[0]!.Text));
    }

    [Fact]
    public async Task Imports_AndTheFindingsOfOne_AreTheRowsOfTheirPages()
    {
        await using var console = await TestConsole.StartAsync();
        var import = await FillAsync(console);

        using var imports = await OpenAsync(console, "imports", console.Founder, ("kind", "TicketHistory"));
        using var findings = await OpenAsync(console, "import-findings", console.Founder, ("import", import), ("class", "Remark"));
        using var none = await OpenAsync(console, "import-findings", console.Founder, ("import", import), ("class", "Refused"));

        var row = imports.Rows("Imports").ElementAt(1);
        Assert.Equal([import, "Ticket history"], row.Take(2).Select(c => c!.Text));
        Assert.Equal("Gesa Founder", row[7]!.Text);
        Assert.Equal("Remark", Assert.Single(findings.Rows("Findings of an import").Skip(1))[1]!.Text);
        Assert.Equal($"Import: {import}; Class: Remark", findings.Cover("Filter").Text);
        Assert.Single(none.Rows("Findings of an import"));
        var unnamed = await console.Use<ExportList>().PrepareAsync("import-findings", ListFilter.None, console.Founder);
        Assert.Equal([new FilterIsMissing("import")], unnamed.Refusals);
    }

    [Fact]
    public async Task Findings_OfAChoice_AreTheTicketsOfThePage()
    {
        await using var console = await TestConsole.StartAsync("UTC");
        await MadeUpHistory.OfEachViolation().ImportAsync(console);
        await RunControlTestsTests.RunAsync(console);

        using var all = await OpenAsync(console, "findings", console.Founder);
        using var chosen = await OpenAsync(console, "findings", console.Founder, ("run", "CT-0001"), ("test", "reopened"), ("month", "2026-05"), ("group", "G1"));

        Assert.Equal(15, all.Rows("Tickets with findings").Skip(1).Count());
        var row = Assert.Single(chosen.Rows("Tickets with findings").Skip(1));
        Assert.Equal(new[] { "reopened", "Reopened", "Reopened once.", "G1" }, new[] { 0, 3, 4, 5 }.Select(column => row[column]!.Text));
        Assert.Equal("Run: CT-0001; Findings of: reopened; Month: 2026-05; Group: G1; Run tested: CT-0001", chosen.Cover("Filter").Text);
        var noMonth = await console.Use<ExportList>().PrepareAsync("findings", new ListFilter([KeyValuePair.Create("month", "May")]), console.Founder);
        Assert.Equal([new FilterIsNotUnderstood("month")], noMonth.Refusals);
    }

    [Fact]
    public async Task PolicyReplayCases_OfAChoice_AreTheCasesOfThePage()
    {
        await using var console = await TestConsole.StartAsync("UTC");
        await MadeUpHistory.OfEachViolation().ImportAsync(console);
        _ = await console.DraftAsync(ReplayFixture.ThreeSignals);
        var replay = await console.ReplayAsync();

        using var all = await OpenAsync(console, "policy-replay-cases", console.Founder);
        using var refused = await OpenAsync(console, "policy-replay-cases", console.Founder, ("run", "PR-0001"), ("outcome", "Refused"), ("month", "2026-05"), ("desk", "D1"), ("sort", "Number"));

        Assert.Equal(replay.Summary.Counts.Population - replay.Summary.Counts.Same, all.Rows("Cases of a policy replay").Skip(1).Count());
        Assert.Equal(
            (await console.CasesAsync(replay, new GovernanceConsole.PolicyReplay.ReplayFilter(GovernanceConsole.PolicyReplay.ReplayOutcome.Refused))).Select(c => c.Number).Order(StringComparer.Ordinal),
            refused.Rows("Cases of a policy replay").Skip(1).Select(r => r[0]!.Text));
        Assert.StartsWith("Replay: PR-0001; Month: 2026-05; What came out: Refused; Desk: D1; Replay of: a draft, text ", refused.Cover("Filter").Text, StringComparison.Ordinal);
        var noMonth = await console.Use<ExportList>().PrepareAsync("policy-replay-cases", new ListFilter([KeyValuePair.Create("month", "May")]), console.Founder);
        Assert.Equal([new FilterIsNotUnderstood("month")], noMonth.Refusals);
    }

    [Fact]
    [Trait("row", "R-074")]
    public async Task Roster_WithAndWithoutThoseThatEnded_IsTheRowsOfThePage()
    {
        await using var console = await TestConsole.StartAsync();
        var ended = await console.OnDutyAsync("SEC", await console.PersonAsync("Sanna"));
        await console.OnDutyAsync("IAM", await console.PersonAsync("Tomas"));
        Assert.True((await console.Use<TakeOffDuty>().ExecuteAsync(CommandId.New(), new TakeOffDutyInput(ended), console.Founder)).IsAccepted);

        using var lasting = await OpenAsync(console, "roster", console.Founder);
        using var all = await OpenAsync(console, "roster", console.Founder, ("ended", "true"), ("sort", "Code"));

        Assert.Equal(["IAM", "Tomas"], Assert.Single(lasting.Rows("On duty to approve").Skip(1)).Take(2).Select(c => c!.Text));
        Assert.Equal(["Tomas", "Sanna"], all.Rows("On duty to approve").Skip(1).Select(r => r[1]!.Text));
        Assert.Equal("Ended ones too: yes", all.Cover("Filter").Text);
    }

    /// <summary>Something of everything, and the number of an import with one remark.</summary>
    private static async Task<string> FillAsync(TestConsole console)
    {
        Assert.True((await console.RequestErasureAsync(await console.LeaverAsync())).IsAccepted);
        Assert.True((await console.HoldAsync(console.Founder.Person)).IsAccepted);
        await console.KeyAsync();
        _ = await console.MailAsync(console.Founder);
        await console.UnitAsync("OPS");
        await console.VendorAsync("NORTH");
        await console.DeskAsync("DAY");
        await console.HoldGovernanceReviewAsync();
        await console.OnDutyAsync("SEC", await console.PersonAsync("Sanna"));
        await console.SystemAsync("ERP", await console.DomainAsync("CORP"));
        await AskAsync(console);
        await MadeUpHistory.OfEachViolation().ImportAsync(console);
        await CreateReviewTaskTests.CreateAsync(console, await RunControlTestsTests.RunAsync(console), console.Founder);
        _ = await console.DraftAsync(ReplayFixture.ThreeSignals);
        _ = await console.ReplayAsync();
        _ = (await console.ImportAsync(Bringing.SmallHeader + Bringing.Row(state: "Odd"), Bringing.Small)).Value;
        console.Clock.Advance(TimeSpan.FromDays(100)); // by then answers of commands are due
        Assert.True((await console.RequestDeletionAsync()).IsAccepted);
        Assert.True((await console.Use<DelegateApprovals>().ExecuteAsync(
            CommandId.New(), new DelegateApprovalsInput((await console.PersonAsync("Nele")).Person!.Value, ["K14"], BeginsAt: null, console.Clock.GetUtcNow().AddDays(1), "Away."), console.Founder)).IsAccepted);
        return (await console.Use<ImportQueries>().ListAsync(console.Founder, kind: null, state: null, new PageRequest())).Rows[0].Number;
    }

    /// <summary>A request by a channel that no path is registered for.</summary>
    private static async Task AskAsync(TestConsole console)
    {
        var (agent, subject) = (await console.PersonAsync("Anna Agent", Role.DeskAgent), await console.PersonAsync("Sam Subject"));
        var reset = new RequestContent { Kind = "K01", Effect = "Sam can sign in again." };
        Assert.True((await console.Use<SubmitRequest>().ExecuteAsync(
            CommandId.New(), new SubmitRequestInput([reset], SubjectKind.Person, subject.Person, SubjectReference: null, subject.Person, Caller: null, IntakeChannel.Chat), agent)).IsAccepted);
    }

    private static async Task<OpenedWorkbook> OpenAsync(TestConsole console, string list, Actor actor, params (string Field, string Value)[] filter)
    {
        await using var export = (await console.Use<ExportList>().PrepareAsync(list, new ListFilter(filter.Select(f => KeyValuePair.Create(f.Field, f.Value))), actor)).Value;
        return new OpenedWorkbook(await ListUnderTest.BytesOf(export));
    }
}
