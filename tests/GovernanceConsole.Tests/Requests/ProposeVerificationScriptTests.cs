using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Outbox;
using GovernanceConsole.Policy;
using GovernanceConsole.Requests;
using GovernanceConsole.Tests.AuditLedger;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Requests;

public sealed class ProposeVerificationScriptTests
{
    [Fact]
    public async Task Fresh_Console_HasAScriptInForce()
    {
        await using var console = await TestConsole.StartAsync();

        var script = Assert.Single(await console.Use<VerificationScriptQueries>().InForceAsync());

        Assert.Equal(("ALL-EN", null, "en", 1, null), (script.Code, script.Kind, script.Language, script.Number, script.Since));
        Assert.Contains("Call back only to a number of record", script.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Propose_AnotherText_WaitsForASecondPerson_WhoIsTold_AndChangesNothingInForce()
    {
        await using var console = await TestConsole.StartAsync();
        var (ivo, ida) = (await console.PersonAsync("Ivo", Role.IamPolicy), await console.PersonAsync("Ida", Role.IamPolicy));

        var id = (await console.ProposeScriptAsync(ivo)).Value;

        var row = Assert.Single(await console.Use<VerificationScriptQueries>().VersionsAsync());
        Assert.Equal((id, "ALL-EN", 2, ScriptState.Proposed, "Say this instead.", ivo.Person), (row.Id, row.Code, row.Number, row.State, row.Text, (PersonId?)row.ProposedBy));
        Assert.Equal(1, Assert.Single(await console.Use<VerificationScriptQueries>().InForceAsync()).Number);
        Assert.Contains(await console.Use<InboxQueries>().UnreadAsync(ida), i => i.Subject == "Version 2 of the script ALL-EN waits for your approval");
        Assert.Empty(await console.Use<InboxQueries>().UnreadAsync(ivo));
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    [Theory]
    [InlineData(Role.Governance)]
    [InlineData(Role.DeskLead)]
    [InlineData(Role.DeskAgent)]
    [InlineData(Role.PlatformAdministrator)]
    public async Task Propose_ByARoleThatDoesNotOwnThePolicy_IsRefusedAsNotAllowed(Role role)
    {
        await using var console = await TestConsole.StartAsync();

        (await console.ProposeScriptAsync(await console.PersonAsync("Nora", role))).Refusals.RefusedAs<NotAllowed>();
    }

    [Theory]
    [InlineData("eng")]
    [InlineData("EN")]
    [InlineData("")]
    public async Task Propose_InNoLanguage_IsRefusedAsLanguageIsNoCode(string language)
    {
        await using var console = await TestConsole.StartAsync();

        (await console.ProposeScriptAsync(await console.PersonAsync("Ivo", Role.IamPolicy), TestScripts.Script(language: language))).Refusals.RefusedAs<LanguageIsNoCode>();
    }

    [Fact]
    public async Task Propose_WithoutTextOrReason_IsRefusedAsFieldIsEmpty()
    {
        await using var console = await TestConsole.StartAsync();

        var refusals = (await console.ProposeScriptAsync(await console.PersonAsync("Ivo", Role.IamPolicy), TestScripts.Script(" ") with { Reason = "" })).Refusals;

        Assert.Equal(["Text", "Reason"], refusals.Select(r => Assert.IsType<FieldIsEmpty>(r).Field));
    }

    [Fact]
    public async Task Propose_ATextOfTwentyThousandCharacters_IsTaken_AndOneMoreIsRefused()
    {
        await using var console = await TestConsole.StartAsync();
        var ivo = await console.PersonAsync("Ivo", Role.IamPolicy);

        (await console.ProposeScriptAsync(ivo, TestScripts.Script(new string('a', 20_001)))).Refusals.RefusedAs<TextIsTooLong>();
        Assert.True((await console.ProposeScriptAsync(ivo, TestScripts.Script(new string('a', 20_000)))).IsAccepted);
    }

    [Fact]
    public async Task Propose_ForAKindThatIsNone_IsRefusedAsKindIsUnknown()
    {
        await using var console = await TestConsole.StartAsync();

        (await console.ProposeScriptAsync(await console.PersonAsync("Ivo", Role.IamPolicy), TestScripts.Script(kind: "K77", seen: null))).Refusals.RefusedAs<KindIsUnknown>();
    }

    [Fact]
    public async Task Propose_OnAVersionThatWasReplaced_IsRefusedAsChangedMeanwhile()
    {
        await using var console = await TestConsole.StartAsync();
        var ivo = await console.PersonAsync("Ivo", Role.IamPolicy);
        await console.ScriptInForceAsync(ivo);

        (await console.ProposeScriptAsync(ivo, TestScripts.Script("Third."))).Refusals.RefusedAs<ChangedMeanwhile>();
        (await console.ProposeScriptAsync(ivo, TestScripts.Script("Third.", seen: null))).Refusals.RefusedAs<ChangedMeanwhile>();
        Assert.True((await console.ProposeScriptAsync(ivo, TestScripts.Script("Third.", seen: 2))).IsAccepted);
    }

    [Fact]
    public async Task Propose_WhatIsInForce_IsRefusedAsScriptSaysThisAlready()
    {
        await using var console = await TestConsole.StartAsync();

        (await console.ProposeScriptAsync(await console.PersonAsync("Ivo", Role.IamPolicy), TestScripts.Script(ScriptInForce.First.Text + "\n"))).Refusals.RefusedAs<ScriptSaysThisAlready>();
    }

    [Fact]
    public async Task Propose_WhileOneWaits_IsRefusedAsScriptVersionWaits_AndAnotherLanguageIsNot()
    {
        await using var console = await TestConsole.StartAsync();
        var ivo = await console.PersonAsync("Ivo", Role.IamPolicy);
        _ = (await console.ProposeScriptAsync(ivo)).Value;

        (await console.ProposeScriptAsync(ivo, TestScripts.Script("Another."))).Refusals.RefusedAs<ScriptVersionWaits>();
        Assert.True((await console.ProposeScriptAsync(ivo, TestScripts.Script("Sag dies.", language: "de", seen: null))).IsAccepted);
    }
}
