using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Outbox;
using GovernanceConsole.Policy;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.AuditLedger;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Policy;
[Trait("row", "R-074")]
public sealed class PutOnDutyTests
{
    [Fact]
    public async Task PutOn_ByGovernance_IsOnTheRosterAndIsTold()
    {
        await using var console = await TestConsole.StartAsync();
        var sanna = await console.PersonAsync("Sanna");

        var duty = await console.OnDutyAsync("SEC", sanna);

        var row = Assert.Single((await console.Use<RosterQueries>().ListAsync(new PageRequest())).Rows);
        Assert.Equal((duty, "SEC", sanna.Person, console.Founder.Person, TestConsole.Start, null), (row.Id, row.Code, (PersonId?)row.Person, (PersonId?)row.PutOnBy, row.BegunAt, row.EndedAt));
        Assert.Equal("You are on duty as Security duty manager", Assert.Single(await console.Use<InboxQueries>().UnreadAsync(sanna)).Subject);
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    [Theory]
    [InlineData(Role.IamPolicy)]
    [InlineData(Role.DeskLead)]
    [InlineData(Role.PlatformAdministrator)]
    public async Task PutOn_ByAnyOtherRole_IsRefusedAsNotAllowed(Role role)
    {
        await using var console = await TestConsole.StartAsync();

        (await PutOnAsync(console, "SEC", await console.PersonAsync("Sanna"), await console.PersonAsync("Lena", role))).Refusals.RefusedAs<NotAllowed>();
    }

    [Theory]
    [InlineData("MGR")]
    [InlineData("XYZ")]
    [InlineData("")]
    public async Task PutOn_ForACodeThatTheRecordsFillOrNobodyKnows_IsRefusedAsCodeHasNoRoster(string code)
    {
        await using var console = await TestConsole.StartAsync();

        (await PutOnAsync(console, code, await console.PersonAsync("Sanna"))).Refusals.RefusedAs<CodeHasNoRoster>();
    }

    [Fact]
    public async Task PutOn_Oneself_IsRefusedAsNobodyPutsThemselvesOnDuty()
    {
        await using var console = await TestConsole.StartAsync();

        (await PutOnAsync(console, "SEC", console.Founder)).Refusals.RefusedAs<NobodyPutsThemselvesOnDuty>();
    }

    [Theory]
    [InlineData(Role.DeskAgent)]
    [InlineData(Role.DeskLead)]
    public async Task PutOn_SomebodyOfADesk_IsRefusedAsDeskRolesDoNotApprove(Role role)
    {
        await using var console = await TestConsole.StartAsync();

        (await PutOnAsync(console, "SEC", await console.PersonAsync("Dora", role))).Refusals.RefusedAs<DeskRolesDoNotApprove>();
    }

    [Fact]
    public async Task PutOn_SomebodyWhoHasLeft_IsRefused()
    {
        await using var console = await TestConsole.StartAsync();
        var sanna = await console.PersonAsync("Sanna");
        _ = (await console.Use<MarkPersonAsLeft>().ExecuteAsync(CommandId.New(), new MarkPersonAsLeftInput(sanna.Person!.Value), console.Founder)).Value;

        Assert.False((await PutOnAsync(console, "SEC", sanna)).IsAccepted);
    }

    [Fact]
    public async Task PutOn_ForTheSameCodeTwice_IsRefusedAsIsOnDutyAlready_AndForAnotherAccepted()
    {
        await using var console = await TestConsole.StartAsync();
        var sanna = await console.PersonAsync("Sanna");
        _ = await console.OnDutyAsync("SEC", sanna);

        (await PutOnAsync(console, "SEC", sanna)).Refusals.RefusedAs<IsOnDutyAlready>();
        Assert.True((await PutOnAsync(console, "IAM", sanna)).IsAccepted);
    }

    [Fact]
    public async Task PutOn_APersonWhoIsNotThere_IsRefusedAsNotFound()
    {
        await using var console = await TestConsole.StartAsync();

        var refused = await console.Use<PutOnDuty>().ExecuteAsync(CommandId.New(), new PutOnDutyInput("SEC", new PersonId(Guid.CreateVersion7())), console.Founder);

        refused.Refusals.RefusedAs<NotFound>();
    }

    private static Task<Outcome<DutyId>> PutOnAsync(TestConsole console, string code, Actor person, Actor? by = null) =>
        console.Use<PutOnDuty>().ExecuteAsync(CommandId.New(), new PutOnDutyInput(code, person.Person!.Value), by ?? console.Founder);
}
