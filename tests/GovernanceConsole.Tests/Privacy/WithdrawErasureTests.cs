using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Privacy;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Privacy;

public sealed class WithdrawErasureTests
{
    [Fact]
    public async Task Withdraw_WhileItWaits_KeepsEverythingAndAllowsAnother()
    {
        await using var console = await TestConsole.StartAsync();
        var person = await console.LeaverAsync();
        var erasure = (await console.RequestErasureAsync(person)).Value;

        Assert.True((await WithdrawAsync(console, erasure, console.Founder)).IsAccepted);

        Assert.IsType<ErasureIsDecided>(Assert.Single((await WithdrawAsync(console, erasure, console.Founder)).Refusals));
        Assert.True((await console.RequestErasureAsync(person)).IsAccepted);
    }

    [Fact]
    public async Task Withdraw_WhatIsNotThere_IsRefused()
    {
        await using var console = await TestConsole.StartAsync();

        Assert.IsType<NotFound>(Assert.Single((await WithdrawAsync(console, ErasureId.From(Guid.CreateVersion7()), console.Founder)).Refusals));
    }

    [Fact]
    public async Task Withdraw_ByAnAuditor_IsRefusedAsNotAllowed()
    {
        await using var console = await TestConsole.StartAsync();
        var erasure = (await console.RequestErasureAsync(await console.LeaverAsync())).Value;

        Assert.IsType<NotAllowed>(Assert.Single((await WithdrawAsync(console, erasure, await console.PersonAsync("Aline Auditor", Role.Auditor))).Refusals));
    }

    private static Task<Outcome<Done>> WithdrawAsync(TestConsole console, ErasureId erasure, Actor by) =>
        console.Use<WithdrawErasure>().ExecuteAsync(CommandId.New(), new WithdrawErasureInput(erasure), by);
}
