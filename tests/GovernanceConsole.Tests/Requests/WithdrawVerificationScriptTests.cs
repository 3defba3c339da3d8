using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Outbox;
using GovernanceConsole.Requests;
using GovernanceConsole.Tests.AuditLedger;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Requests;

public sealed class WithdrawVerificationScriptTests
{
    [Fact]
    public async Task Withdraw_WhatWaits_TellsItsAuthor_AndLeavesInForceWhatWas_AndItsNumberIsNotGivenAgain()
    {
        await using var console = await TestConsole.StartAsync();
        var ivo = await console.PersonAsync("Ivo", Role.IamPolicy);
        var script = (await console.ProposeScriptAsync(ivo)).Value;

        _ = (await console.WithdrawScriptAsync(script, console.Founder)).Value;

        Assert.Equal(ScriptInForce.First, Assert.Single(await console.Use<VerificationScriptQueries>().InForceAsync()));
        Assert.Contains(await console.Use<InboxQueries>().UnreadAsync(ivo), i => i.Subject == "Version 2 of the script ALL-EN was withdrawn");
        _ = (await console.ProposeScriptAsync(ivo)).Value;
        Assert.Equal([2, 3], (await console.Use<VerificationScriptQueries>().VersionsAsync()).Select(v => v.Number).Order());
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    [Fact]
    public async Task Withdraw_WhatIsInForce_IsRefusedAsScriptVersionIsDecided()
    {
        await using var console = await TestConsole.StartAsync();
        var script = await console.ScriptInForceAsync(await console.PersonAsync("Ivo", Role.IamPolicy));

        (await console.WithdrawScriptAsync(script, console.Founder)).Refusals.RefusedAs<ScriptVersionIsDecided>();
        (await console.WithdrawScriptAsync(VerificationScriptId.From(Guid.Empty), console.Founder)).Refusals.RefusedAs<NotFound>();
    }

    [Fact]
    public async Task Withdraw_WithoutAReason_IsRefusedAsFieldIsEmpty()
    {
        await using var console = await TestConsole.StartAsync();
        var script = (await console.ProposeScriptAsync(await console.PersonAsync("Ivo", Role.IamPolicy))).Value;

        (await console.WithdrawScriptAsync(script, console.Founder, " ")).Refusals.RefusedAs<FieldIsEmpty>();
    }

    [Fact]
    public async Task Withdraw_ByADesk_IsRefusedAsNotAllowed()
    {
        await using var console = await TestConsole.StartAsync();
        var script = (await console.ProposeScriptAsync(await console.PersonAsync("Ivo", Role.IamPolicy))).Value;

        (await console.WithdrawScriptAsync(script, await console.PersonAsync("Dora", Role.DeskLead))).Refusals.RefusedAs<NotAllowed>();
    }
}
