using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Tests.AuditLedger;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Organisation;

public sealed class UpdateDeskTests
{
    [Fact]
    public async Task Update_FromOutsourcedToOwn_DropsVendorContractAndHours()
    {
        await using var console = await TestConsole.StartAsync();
        var desk = (await console.Use<RegisterDesk>().ExecuteAsync(
            CommandId.New(),
            new RegisterDeskInput(
                "NIGHT", "Night desk", DeskKind.Outsourced, console.Founder.Person!.Value, await console.VendorAsync("NORTH"),
                new WorkingHours(WeekDays.Monday, new(8, 0), new(17, 0)), new VendorContract("C-12", "7.3", null, null)),
            console.Founder)).Value;

        Assert.True((await UpdateAsync(console, Input(console, desk))).IsAccepted);

        var found = (await console.Use<OrganisationQueries>().DeskAsync(desk))!;
        Assert.Equal((DeskKind.Own, null, null, null), (found.Kind, found.VendorId, found.Contract, found.Hours));
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    [Fact]
    [Trait("row", "R-016")]
    public async Task Update_TheNameWhileTheLeadHasLeft_IsAccepted()
    {
        await using var console = await TestConsole.StartAsync();
        var lead = (await console.PersonAsync("Lena Lead")).Person!.Value;
        var desk = await console.DeskAsync("NIGHT", lead);
        await console.LeaveAsync(lead);

        Assert.True((await UpdateAsync(console, Input(console, desk) with { LeadId = lead })).IsAccepted);
    }

    [Fact]
    public async Task Update_ToALeadWhoHasLeft_IsRefusedAsPersonHasLeft()
    {
        await using var console = await TestConsole.StartAsync();
        var desk = await console.DeskAsync("NIGHT");
        var leaver = await console.LeaverAsync("Lea");

        (await UpdateAsync(console, Input(console, desk) with { LeadId = leaver })).Refusals.RefusedAs<PersonHasLeft>();
    }

    [Fact]
    public async Task Update_WithoutAName_IsRefusedAsFieldIsEmpty()
    {
        await using var console = await TestConsole.StartAsync();
        var desk = await console.DeskAsync("NIGHT");

        (await UpdateAsync(console, Input(console, desk) with { Name = "" })).Refusals.RefusedAs<FieldIsEmpty>();
    }

    [Fact]
    public async Task Update_AVersionSomebodyElseChanged_IsRefusedAsChangedMeanwhile()
    {
        await using var console = await TestConsole.StartAsync();
        var desk = await console.DeskAsync("NIGHT");

        (await UpdateAsync(console, Input(console, desk) with { SeenVersion = 7 })).Refusals.RefusedAs<ChangedMeanwhile>();
    }

    [Fact]
    public async Task Update_ADeskThatDoesNotExist_IsRefusedAsNotFound()
    {
        await using var console = await TestConsole.StartAsync();

        (await UpdateAsync(console, Input(console, DeskId.From(Guid.Empty)))).Refusals.RefusedAs<NotFound>();
    }

    private static UpdateDeskInput Input(TestConsole console, DeskId desk) => new(desk, 1, "Late desk", DeskKind.Own, console.Founder.Person!.Value);

    private static Task<Outcome<Done>> UpdateAsync(TestConsole console, UpdateDeskInput input) =>
        console.Use<UpdateDesk>().ExecuteAsync(CommandId.New(), input, console.Founder);
}
