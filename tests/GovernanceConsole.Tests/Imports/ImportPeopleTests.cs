using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Imports;
using GovernanceConsole.Organisation;
using GovernanceConsole.Tests.AuditLedger;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Imports;

/// <summary>People and systems: one ledger entry per object, by the rules of typing.</summary>
public sealed class ImportPeopleTests
{
    private const string Header = "key,name,email,kind,engagement,manager,unit,contract_ends,left\n";

    private static readonly ImportMapping People = ShippedMappings.All.Single(m => m.Kind == ImportKind.People);
    private static readonly ImportMapping Systems = ShippedMappings.All.Single(m => m.Kind == ImportKind.Systems);

    [Fact]
    public async Task Import_People_RegistersEachWithAnEntryOfTheirOwn()
    {
        await using var console = await TestConsole.StartAsync();
        var before = LedgerFold.VerifyChain(console.File, 1);

        var result = (await console.ImportAsync(
            Header + "P1,Ada Lovelace,ada@example.test,individual,employee,P2,RES,,false\nP2,Bo Boss,,,,,RES,,\nP3,Desk mailbox,desk@example.test,Shared mailbox,,,,,no\nP4,Cy Contractor,,,contractor,P2,RES,2026-12-31,\n",
            People)).Value;

        Assert.Equal((ImportState.Visible, 4, 4), (result.State, result.RowsRead, result.RowsStored));
        var people = (await console.RowsAsync<Person>()).ToDictionary(p => p.DirectoryKey);
        Assert.Equal(people["P2"].Id, people["P1"].ManagerId);
        Assert.Equal(DirectoryEntryKind.SharedMailbox, people["P3"].Kind);
        Assert.Equal((Engagement.Contractor, new DateOnly(2026, 12, 31)), (people["P4"].Engagement, people["P4"].ContractEndsOn!.Value));
        Assert.Equal(before + 7, LedgerFold.VerifyChain(console.File, 1)); // begun, visible, a unit, four people
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    /// <summary>One person with two entries would pass every rule that wants two people (O2).</summary>
    [Theory]
    [InlineData("P5,Gesa Founder,GESA@example.test,,,,,,\n", "GESA@example.test is the address of Gesa Founder (E0000) too.")]
    [InlineData("P5,Ada,ada@example.test,,,,,,\nP6,Ada L.,ada@example.test,,,,,,\n", "ada@example.test is the address of Ada L. (P6) too.", "ada@example.test is the address of Ada (P5) too.")]
    [InlineData("P5,Ada,ada@example.test,,,,,,\nP6,Bo,bo@example.test,,,,,,\n")]
    [InlineData("E0000,Gesa Founder,gesa@example.test,,,,,,\n")]
    public async Task Check_AnAddressThatTwoEntriesShare_IsRemarked(string rows, params string[] remarks)
    {
        await using var console = await TestConsole.StartAsync();

        var result = (await console.CheckAsync(Header + rows, People)).Value;

        Assert.Equal(ImportState.Checked, result.State);
        Assert.Equal(
            remarks.Select(r => r + " If both are one person, keep one entry: else rules that want two people take them for two.").Order(StringComparer.Ordinal),
            (await console.FindingsAsync(result, FindingClass.Remark)).Where(f => f.Code != "ColumnsAreAbsent").Select(f => f.Sentence).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Import_WithoutTheOptionalColumns_TakesWhoIsNewAndLeavesTheRestAsItIs()
    {
        await using var console = await TestConsole.StartAsync();
        await console.ImportAsync(Header + "P1,Ada,ada@example.test,individual,contractor,P2,RES,2026-12-31,\nP2,Bo,,,,,,,\n", People);

        var result = (await console.ImportAsync("name,key\nAda Lovelace,P1\nCy,P3\n", People)).Value;

        Assert.Equal((ImportState.Visible, 2), (result.State, result.Objects));
        var people = (await console.RowsAsync<Person>()).ToDictionary(p => p.DirectoryKey);
        Assert.Equal(("Ada Lovelace", "ada@example.test", Engagement.Contractor, new DateOnly(2026, 12, 31)), (people["P1"].Name, people["P1"].Email, people["P1"].Engagement, people["P1"].ContractEndsOn!.Value));
        Assert.Equal(people["P2"].Id, people["P1"].ManagerId);
        Assert.Equal(("Cy", null), (people["P3"].Name, people["P3"].Email));
        var remark = Assert.Single(await console.FindingsAsync(result));
        Assert.Equal("The file has no column email, kind, engagement, manager, unit, contract_ends, left, phone, phone_changed, recovery_email, recovery_email_changed, and need not have. What is stored there stays as it is; new entries begin without it.", remark.Sentence);
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    [Fact]
    public async Task Import_PeopleWithContactsOfRecord_BringsThemWithTheDayOfTheirLastChange()
    {
        await using var console = await TestConsole.StartAsync(timeZone: "UTC");

        await console.ImportAsync(
            "key,name,phone,phone_changed,recovery_email,recovery_email_changed\nP1,Ada,+49 30 23125 101,2024-05-06,ada@example.net,\nP2,Bo,,,,\n", People);

        var contacts = (await console.RowsAsync<ContactOfRecord>()).OrderBy(c => c.Kind).Select(c => (c.Kind, c.ContactAddress, c.ChangedAt, c.SaidChangedOn));
        Assert.Equal(
            [
                (ContactKind.Phone, "+49 30 23125 101", new DateTimeOffset(2024, 5, 7, 0, 0, 0, TimeSpan.Zero), new DateOnly(2024, 5, 6)),
                (ContactKind.RecoveryAddress, "ada@example.net", TestConsole.Start, null),
            ],
            contacts);
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    /// <summary>A file that does not speak of numbers takes none away.</summary>
    [Fact]
    public async Task Import_WithoutTheColumnsOfContacts_LeavesThemAsTheyAre()
    {
        await using var console = await TestConsole.StartAsync();
        await console.ImportAsync("key,name,phone,phone_changed\nP1,Ada,+49 30 23125 101,2024-05-06\n", People);

        await console.ImportAsync(Header + "P1,Ada L.,,,,,,,\n", People);

        Assert.True(Assert.Single(await console.RowsAsync<ContactOfRecord>()).IsOpen);
    }

    [Fact]
    public async Task Import_WithoutTheKey_IsRefusedAsAWhole()
    {
        await using var console = await TestConsole.StartAsync();

        var result = (await console.ImportAsync("name,email\nAda,ada@example.test\n", People)).Value;

        Assert.Equal(ImportState.Refused, result.State);
        Assert.Contains("The header has no column key.", Assert.Single(await console.FindingsAsync(result, FindingClass.Fatal)).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_SystemsWithoutTheOptionalColumns_LeavesTheirFlagsAsTheyAre()
    {
        await using var console = await TestConsole.StartAsync();
        await console.ImportAsync("code,name,domain,risk_owner,highly_available,external,privileged\nERP,Finance,,,true,true,true\n", Systems);

        await console.ImportAsync("code,name\nERP,Finance and payroll\n", Systems);

        var system = Assert.Single(await console.RowsAsync<GovernedSystem>());
        Assert.Equal(("Finance and payroll", true, true, true), (system.Name, system.HighlyAvailable, system.ExternallyFacing, system.PrivilegedAdministration));
    }

    [Fact]
    public async Task Import_TheSamePeopleAgain_ChangesNobody()
    {
        await using var console = await TestConsole.StartAsync();
        const string File = Header + "P1,Ada,,,,,RES,,\nP2,Bo,,,,P1,,,\n";
        await console.ImportAsync(File, People);
        var people = await console.RowsAsync<Person>();

        var again = (await console.ImportAsync(File, People)).Value;

        var detail = await console.Use<ImportQueries>().FindAsync(console.Founder, again.Number);
        Assert.Equal(new ImportedChanges(Added: 0, Changed: 0, Left: 0, Returned: 0, Unchanged: 2), detail!.Changes);
        Assert.Equal(people.Select(p => (p.Id, p.Version)).ToHashSet(), (await console.RowsAsync<Person>()).Select(p => (p.Id, p.Version)).ToHashSet());
    }

    [Fact]
    [Trait("row", "R-016")]
    public async Task Import_ADirectoryFeedWithALeaver_MarksThemAndEndsTheirRoles()
    {
        await using var console = await TestConsole.StartAsync();
        await console.ImportAsync(Header + "P1,Ada,,,,,,,false\n", People);
        var ada = (await console.RowsAsync<Person>()).Single(p => p.DirectoryKey == "P1");
        await console.Use<GrantRole>().ExecuteAsync(CommandId.New(), new GrantRoleInput(ada.Id, Role.Auditor), console.Founder);

        await console.ImportAsync(Header + "P1,Ada,,,,,,,true\n", People);

        var left = (await console.RowsAsync<Person>()).Single(p => p.DirectoryKey == "P1");
        Assert.Equal((false, TestConsole.Start), (left.MayAct, left.LeftAt));
        Assert.All((await console.RowsAsync<RoleGrant>()).Where(g => g.PersonId == ada.Id), g => Assert.NotNull(g.EndedAt));
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    [Fact]
    public async Task Import_PeopleAgainstTheRulesOfTyping_NamesLineAndRuleAndChangesNobody()
    {
        await using var console = await TestConsole.StartAsync();

        var result = (await console.ImportAsync(
            Header + "P1,Ada,,,,,,,\nP1,Ada again,,,,,,,\nP2,Bo,,,,P2,,,\nP3,Cy,,,,P9,,,\nP4,,,,,,,,\nP5,Di,,robot,,,,,\n", People)).Value;

        Assert.Equal((ImportState.Checked, 5), (result.State, result.RowsRefused));
        Assert.Equal(
            ["3 DirectoryKeyComesTwice", "4 ManagerIsThePersonThemselves", "5 ManagerIsUnknown", "6 ValueIsMissing", "7 WordIsUnknown"],
            (await console.FindingsAsync(result, FindingClass.Refused)).Select(f => $"{f.FirstLine} {f.Code}").Order(StringComparer.Ordinal));
        Assert.Single(await console.RowsAsync<Person>());

        var rest = (await console.ImportAsync(
            Header + "P1,Ada,,,,,,,\nP1,Ada again,,,,,,,\nP2,Bo,,,,P2,,,\nP3,Cy,,,,P9,,,\nP4,,,,,,,,\nP5,Di,,robot,,,,,\n", People, exclude: "3-7", resumes: result.Id)).Value;
        Assert.Equal((ImportState.Visible, 1, 5), (rest.State, rest.RowsStored, rest.RowsExcluded));
        Assert.Equal(2, (await console.RowsAsync<Person>()).Count);
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    [Fact]
    public async Task Check_People_CountsWhatWouldChangeAndChangesNothing()
    {
        await using var console = await TestConsole.StartAsync();
        await console.ImportAsync(Header + "P1,Ada,,,,,,,\nP2,Bo,,,,,,,\nP3,Cy,,,,,,,\n", People);

        var result = (await console.CheckAsync(Header + "P1,Ada,,,,,,,\nP2,Bob,,,,,,,\nP3,Cy,,,,,,,yes\nP4,Di,,,,,,,\n", People)).Value;

        var detail = await console.Use<ImportQueries>().FindAsync(console.Founder, result.Number);
        Assert.Equal(new ImportedChanges(Added: 1, Changed: 1, Left: 1, Returned: 0, Unchanged: 1), detail!.Changes);
        Assert.DoesNotContain(await console.RowsAsync<Person>(), p => p.Name is "Bob" or "Di" || !p.MayAct);
    }

    [Fact]
    public async Task Import_PeopleByThePlatformAdministrator_IsAllowed()
    {
        await using var console = await TestConsole.StartAsync();
        var administrator = await console.PersonAsync("Pia", Role.PlatformAdministrator);

        Assert.Equal(ImportState.Visible, (await console.ImportAsync(Header + "P1,Ada,,,,,,,\n", People, actor: administrator)).Value.State);
    }

    [Fact]
    public async Task Import_TheBringerAsALeaver_IsRefused()
    {
        await using var console = await TestConsole.StartAsync();

        var result = (await console.ImportAsync(Header + "E0000,Gesa Founder,gesa@example.test,,,,,,true\n", People)).Value;

        Assert.Equal("NobodyMarksThemselvesAsLeft", Assert.Single(await console.FindingsAsync(result, FindingClass.Refused)).Code);
    }

    [Fact]
    public async Task Import_MorePeopleThanOneTransactionHolds_IsRefusedAsAWhole()
    {
        await using var console = await TestConsole.StartAsync();
        console.Use<ImportOptions>().MaximumObjects = 3;

        var result = (await console.ImportAsync(Header + "P1,A,,,,,,,\nP2,B,,,,,,,\nP3,C,,,,,,,\nP4,D,,,,,,,\n", People)).Value;

        Assert.Equal(ImportState.Refused, result.State);
        Assert.Equal("TooManyObjects", Assert.Single(await console.FindingsAsync(result, FindingClass.Fatal)).Code);
    }

    [Fact]
    public async Task Import_Systems_RegistersThemWithDomainAndRiskOwner()
    {
        await using var console = await TestConsole.StartAsync();
        await console.Use<RegisterIdentityDomain>().ExecuteAsync(
            CommandId.New(), new RegisterIdentityDomainInput("AD", "Corporate directory", "Who answers for what."), console.Founder);

        var result = (await console.ImportAsync(
            "code,name,domain,risk_owner,highly_available,external,privileged\nERP,Enterprise planning,AD,E0000,yes,no,no\nVPN,Remote access,,,true,true,true\n", Systems)).Value;

        Assert.Equal((ImportState.Visible, 2), (result.State, result.RowsStored));
        var systems = (await console.RowsAsync<GovernedSystem>()).ToDictionary(s => s.Code);
        Assert.Equal(console.Founder.Person, systems["ERP"].RiskOwnerId);
        Assert.True(systems["VPN"].PrivilegedAdministration);
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    [Fact]
    public async Task Import_SystemsOfUnknownPeopleAndDomains_NamesThem()
    {
        await using var console = await TestConsole.StartAsync();

        var result = (await console.ImportAsync(
            "code,name,domain,risk_owner,highly_available,external,privileged\nERP,Planning,XX,,,,\nVPN,Remote,,P9,,,\n", Systems)).Value;

        Assert.Equal(["2 IdentityDomainIsUnknown", "3 PersonIsUnknown"], (await console.FindingsAsync(result)).Select(f => $"{f.FirstLine} {f.Code}"));
    }
}
