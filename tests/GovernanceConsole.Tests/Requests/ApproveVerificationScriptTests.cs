using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Outbox;
using GovernanceConsole.Policy;
using GovernanceConsole.Requests;
using GovernanceConsole.Tests.AuditLedger;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Requests;

public sealed class ApproveVerificationScriptTests
{
    [Fact]
    public async Task Approve_BySomebodyElse_IsInForceAtOnce_AndRetiresTheFormer()
    {
        await using var console = await TestConsole.StartAsync();
        var ivo = await console.PersonAsync("Ivo", Role.IamPolicy);
        await console.ScriptInForceAsync(ivo);
        console.Clock.Advance(TimeSpan.FromDays(1));
        await console.ScriptInForceAsync(ivo, TestScripts.Script("Third.", seen: 2));

        var versions = await console.Use<VerificationScriptQueries>().VersionsAsync();
        Assert.Equal([(3, ScriptState.InForce, null), (2, ScriptState.Retired, (DateTimeOffset?)console.Clock.GetUtcNow())], versions.Select(v => (v.Number, v.State, v.EndedAt)));
        Assert.Equal(("Third.", console.Clock.GetUtcNow()), Assert.Single(await console.Use<VerificationScriptQueries>().InForceAsync()) is var s ? (s.Text, s.Since) : default);
        Assert.Contains(await console.Use<InboxQueries>().UnreadAsync(ivo), i => i.Subject == "Version 3 of the script ALL-EN is in force");
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    [Fact]
    public async Task Approve_OnesOwnWords_IsRefusedAsAuthorApprovesTheirScript()
    {
        await using var console = await TestConsole.StartAsync();
        var ivo = await console.PersonAsync("Ivo", Role.IamPolicy);
        var script = (await console.ProposeScriptAsync(ivo)).Value;

        (await console.ApproveScriptAsync(script, ivo)).Refusals.RefusedAs<AuthorApprovesTheirScript>();
        Assert.True((await console.ApproveScriptAsync(script, await console.PersonAsync("Ida", Role.IamPolicy))).IsAccepted);
    }

    [Fact]
    public async Task Approve_AfterTheAuthorLostTheRole_IsRefusedAsScriptAuthorHasNoSayAnyMore()
    {
        await using var console = await TestConsole.StartAsync();
        var ivo = await console.PersonAsync("Ivo", Role.IamPolicy);
        var script = (await console.ProposeScriptAsync(ivo)).Value;
        _ = (await console.Use<EndRole>().ExecuteAsync(CommandId.New(), new EndRoleInput(ivo.Person!.Value, Role.IamPolicy), console.Founder)).Value;

        (await console.ApproveScriptAsync(script, console.Founder)).Refusals.RefusedAs<ScriptAuthorHasNoSayAnyMore>();
    }

    [Fact]
    public async Task Approve_WhatIsDecided_IsRefusedAsScriptVersionIsDecided()
    {
        await using var console = await TestConsole.StartAsync();
        var ivo = await console.PersonAsync("Ivo", Role.IamPolicy);
        var inForce = await console.ScriptInForceAsync(ivo);
        var withdrawn = (await console.ProposeScriptAsync(ivo, TestScripts.Script("Third.", seen: 2))).Value;
        _ = (await console.WithdrawScriptAsync(withdrawn, ivo)).Value;

        Assert.Equal(ScriptState.InForce, (await console.ApproveScriptAsync(inForce, console.Founder)).Refusals.RefusedAs<ScriptVersionIsDecided>().State);
        Assert.Equal(ScriptState.Withdrawn, (await console.ApproveScriptAsync(withdrawn, console.Founder)).Refusals.RefusedAs<ScriptVersionIsDecided>().State);
        (await console.ApproveScriptAsync(VerificationScriptId.From(Guid.Empty), console.Founder)).Refusals.RefusedAs<NotFound>();
    }

    [Fact]
    public async Task Approve_WithoutHavingSeenTheText_IsRefused()
    {
        await using var console = await TestConsole.StartAsync();
        var script = (await console.ProposeScriptAsync(await console.PersonAsync("Ivo", Role.IamPolicy))).Value;

        (await console.Use<ApproveVerificationScript>().ExecuteAsync(CommandId.New(), new ApproveVerificationScriptInput(script, Shown: null), console.Founder)).Refusals.RefusedAs<NothingWasShown>();
    }

    [Fact]
    public async Task Approve_ByADesk_IsRefusedAsNotAllowed()
    {
        await using var console = await TestConsole.StartAsync();
        var script = (await console.ProposeScriptAsync(await console.PersonAsync("Ivo", Role.IamPolicy))).Value;

        (await console.ApproveScriptAsync(script, await console.PersonAsync("Dora", Role.DeskLead))).Refusals.RefusedAs<NotAllowed>();
    }

    /// <summary>Of a kind that has a script of its own, that one; of a language, one.</summary>
    [Fact]
    public async Task InForce_ForARequest_IsTheScriptOfItsKindInEachLanguage_ElseTheOneForAll()
    {
        await using var console = await RequestConsole.StartAsync();
        var ivo = await console.Console.PersonAsync("Ivo", Role.IamPolicy);
        await console.Console.ScriptInForceAsync(ivo, TestScripts.Script("Sag dies.", language: "de", seen: null));
        await console.Console.ScriptInForceAsync(ivo, TestScripts.Script("Factor.", kind: "K03", seen: null));
        var (reset, factor) = ((await console.SubmittedAsync()).Id, (await console.SubmittedAsync(console.Reset("K03"))).Id);

        Assert.Equal(["ALL-EN", "ALL-DE"], (await console.Use<VerificationScriptQueries>().ForRequestAsync(reset)).Select(s => s.Code));
        Assert.Equal(["K03-EN", "ALL-DE"], (await console.Use<VerificationScriptQueries>().ForRequestAsync(factor)).Select(s => s.Code));
        Assert.Empty(await console.Use<VerificationScriptQueries>().ForRequestAsync(RequestId.From(Guid.Empty)));
    }

    /// <summary>The row's check: what each signal stores, and that a retired version is used at no desk from that instant on.</summary>
    [Fact]
    [Trait("row", "R-053")]
    public async Task Record_ASignal_StoresScriptVersionAndLanguage_AndIsRefusedUnderARetiredVersion_ForEveryDesk()
    {
        await using var console = await RequestConsole.StartAsync();
        var ivo = await console.Console.PersonAsync("Ivo", Role.IamPolicy);
        var lead = await console.Console.PersonAsync("Lead of another desk", Role.DeskLead);
        var request = (await console.SubmittedAsync()).Id;
        _ = (await RecordAsync(console, request, console.Anna, ScriptInForce.First.Version)).Value;
        var signal = Assert.Single(await console.Console.RowsAsync<RequestSignal>());
        Assert.Equal(("ALL-EN", 1, "en"), (signal.ScriptCode, signal.ScriptNumber, signal.ScriptLanguage));

        var waits = (await console.Console.ProposeScriptAsync(ivo)).Value;
        Assert.True((await RecordAsync(console, request, console.Anna, ScriptInForce.First.Version)).IsAccepted);
        _ = (await console.Console.ApproveScriptAsync(waits, console.Console.Founder)).Value;

        foreach (var agent in new[] { console.Anna, console.Bert, lead })
        {
            var refused = (await RecordAsync(console, request, agent, ScriptInForce.First.Version)).Refusals.RefusedAs<ScriptIsRetired>();
            Assert.Equal(("ALL-EN", 2), (refused.PresentCode, refused.PresentNumber));
            Assert.Contains("version 2 of ALL-EN is", refused.Sentence, StringComparison.Ordinal);
        }

        Assert.True((await RecordAsync(console, request, lead, new ScriptVersion("ALL-EN", 2))).IsAccepted);
        Assert.Equal([1, 1, 2], (await console.Console.RowsAsync<RequestSignal>()).Select(s => s.ScriptNumber).Order());
    }

    [Fact]
    [Trait("row", "R-053")]
    public async Task Record_ASignal_ByNoScriptOrOneOfAnotherKind_IsRefused()
    {
        await using var console = await RequestConsole.StartAsync();
        await console.Console.ScriptInForceAsync(await console.Console.PersonAsync("Ivo", Role.IamPolicy), TestScripts.Script("Factor.", kind: "K03", seen: null));
        var (reset, factor) = ((await console.SubmittedAsync()).Id, (await console.SubmittedAsync(console.Reset("K03"))).Id);

        (await RecordAsync(console, reset, console.Anna, read: null)).Refusals.RefusedAs<ScriptIsNotNamed>();
        (await RecordAsync(console, reset, console.Anna, new ScriptVersion("K03-EN", 1))).Refusals.RefusedAs<ScriptIsRetired>();
        Assert.Equal("K03-EN", (await RecordAsync(console, factor, console.Anna, ScriptInForce.First.Version)).Refusals.RefusedAs<ScriptIsRetired>().PresentCode);
        Assert.True((await RecordAsync(console, factor, console.Anna, new ScriptVersion("K03-EN", 1))).IsAccepted);
    }

    /// <summary>They confirm in the console what they know, and are asked by nobody.</summary>
    [Fact]
    public async Task Record_TheManagersConfirmation_NeedsNoScript()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = (await console.SubmittedAsync()).Id;

        Assert.True((await console.Use<RecordSignal>().ExecuteAsync(CommandId.New(), new RecordSignalInput(request, "V10", SignalChannel.Console, SignalResult.Passed), console.Mona)).IsAccepted);
        Assert.Null(Assert.Single(await console.Console.RowsAsync<RequestSignal>()).Script);
    }

    private static Task<Outcome<RecordedSignal>> RecordAsync(RequestConsole console, RequestId request, Actor by, ScriptVersion? read) =>
        console.Use<RecordSignal>().ExecuteAsync(CommandId.New(), new RecordSignalInput(request, "W01", Channel: null, SignalResult.Passed) { Script = read }, by);
}
