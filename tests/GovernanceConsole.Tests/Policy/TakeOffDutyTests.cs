using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Policy;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.AuditLedger;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Policy;
[Trait("row", "R-074")]
public sealed class TakeOffDutyTests
{
    [Fact]
    public async Task TakeOff_SomebodyOnDuty_EndsItAndKeepsTheHistory()
    {
        await using var console = await TestConsole.StartAsync();
        var duty = await console.OnDutyAsync("SEC", await console.PersonAsync("Sanna"));

        _ = (await TakeOffAsync(console, duty)).Value;

        var roster = console.Use<RosterQueries>();
        Assert.Empty((await roster.ListAsync(new PageRequest())).Rows);
        Assert.Equal(TestConsole.Start, Assert.Single((await roster.ListAsync(new PageRequest(), endedToo: true)).Rows).EndedAt);
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    [Fact]
    public async Task TakeOff_ByAnotherRole_IsRefusedAsNotAllowed()
    {
        await using var console = await TestConsole.StartAsync();
        var duty = await console.OnDutyAsync("SEC", await console.PersonAsync("Sanna"));

        (await TakeOffAsync(console, duty, await console.PersonAsync("Lena", Role.DeskLead))).Refusals.RefusedAs<NotAllowed>();
    }

    [Fact]
    public async Task TakeOff_Twice_IsRefusedAsDutyHasEnded()
    {
        await using var console = await TestConsole.StartAsync();
        var duty = await console.OnDutyAsync("SEC", await console.PersonAsync("Sanna"));
        _ = (await TakeOffAsync(console, duty)).Value;

        (await TakeOffAsync(console, duty)).Refusals.RefusedAs<DutyHasEnded>();
    }

    [Fact]
    public async Task TakeOff_WhatIsNotThere_IsRefusedAsNotFound()
    {
        await using var console = await TestConsole.StartAsync();

        (await TakeOffAsync(console, DutyId.From(Guid.CreateVersion7()))).Refusals.RefusedAs<NotFound>();
    }

    private static Task<Outcome<Done>> TakeOffAsync(TestConsole console, DutyId duty, Actor? by = null) =>
        console.Use<TakeOffDuty>().ExecuteAsync(CommandId.New(), new TakeOffDutyInput(duty), by ?? console.Founder);
}
