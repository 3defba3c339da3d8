using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Tests.AuditLedger;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Organisation;

public sealed class RegisterDeskTests
{
    private static readonly WorkingHours Nights = new(WeekDays.Monday | WeekDays.Sunday, new(22, 0), new(6, 30), "Asia/Manila");

    [Fact]
    [Trait("row", "R-014")]
    public async Task Register_AnOutsourcedDesk_IsKeptWholeAndBeginsAsExecutorOnly()
    {
        await using var console = await TestConsole.StartAsync();
        var vendor = await console.VendorAsync("NORTH");
        var accountable = await console.EntryAsync("V1", "Vera Vendor");
        var contract = new VendorContract("C-12", "7.3", accountable, new DateOnly(2027, 12, 31));

        var desk = await RegisterAsync(console, Input(console) with { Kind = DeskKind.Outsourced, VendorId = vendor, Hours = Nights, Contract = contract });

        var found = (await console.Use<OrganisationQueries>().DeskAsync(desk.Value))!;
        Assert.Equal(("Night desk", "Vendor NORTH", "Gesa Founder", "Vera Vendor"), (found.Name, found.VendorName, found.Lead.Name, found.ContractAccountable!.Name));
        Assert.Equal((Nights, contract), (found.Hours, found.Contract));
        Assert.Equal(DeskDecisionMode.ExecutorOnly, found.DecisionMode);
        Assert.Null(found.DecisionModeDecidedAt);
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    [Fact]
    [Trait("row", "R-004")]
    public async Task Register_LedByADistributionList_IsRefusedAsSeatsAreForIndividuals()
    {
        await using var console = await TestConsole.StartAsync();
        var list = await console.EntryAsync("L1", "All desk leads", DirectoryEntryKind.DistributionList);

        (await RegisterAsync(console, Input(console) with { LeadId = list })).Refusals.RefusedAs<SeatsAreForIndividuals>();
    }

    [Fact]
    public async Task Register_LedByALeaver_IsRefusedAsPersonHasLeft()
    {
        await using var console = await TestConsole.StartAsync();
        var leaver = await console.LeaverAsync("Lea");

        (await RegisterAsync(console, Input(console) with { LeadId = leaver })).Refusals.RefusedAs<PersonHasLeft>();
    }

    [Fact]
    [Trait("row", "R-177")]
    public async Task Register_AContractThatNamesASharedMailbox_IsRefusedAsSeatsAreForIndividuals()
    {
        await using var console = await TestConsole.StartAsync();
        var mailbox = await console.EntryAsync("M1", "Vendor mailbox", DirectoryEntryKind.SharedMailbox);
        var input = Input(console) with { Kind = DeskKind.Outsourced, VendorId = await console.VendorAsync("NORTH"), Contract = new(null, null, mailbox, null) };

        (await RegisterAsync(console, input)).Refusals.RefusedAs<SeatsAreForIndividuals>();
    }

    [Fact]
    public async Task Register_WithSeveralFaults_NamesThemAllAtOnce()
    {
        await using var console = await TestConsole.StartAsync();

        var refused = await RegisterAsync(console, new RegisterDeskInput("", "", DeskKind.Outsourced, PersonId.From(Guid.Empty), VendorId.From(Guid.Empty), Nights with { Days = WeekDays.None }));

        Assert.Equal(["FieldIsEmpty", "FieldIsEmpty", "WorkingHoursNameNoDay", "NotFound", "NotFound"], refused.Refusals.Select(r => r.Code));
    }

    [Fact]
    public async Task Register_ACodeThatExists_IsRefusedAsCodeIsTaken()
    {
        await using var console = await TestConsole.StartAsync();
        await console.DeskAsync("NIGHT");

        (await RegisterAsync(console, Input(console))).Refusals.RefusedAs<CodeIsTaken>();
    }

    private static RegisterDeskInput Input(TestConsole console) => new("NIGHT", "Night desk", DeskKind.Own, console.Founder.Person!.Value);

    private static Task<Outcome<DeskId>> RegisterAsync(TestConsole console, RegisterDeskInput input) =>
        console.Use<RegisterDesk>().ExecuteAsync(CommandId.New(), input, console.Founder);
}
