using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Outbox;
using GovernanceConsole.Policy;
using GovernanceConsole.Requests;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Requests;

public sealed class RequestDecisionQueriesTests
{
    private const string First = "REQ-2026-000001";

    [Fact]
    public async Task Find_BySomebodyWithASeat_ShowsWhatIsAskedAndWhoElseMustAgree()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = await console.VerifiedAsync(Privilege(console));

        var decision = (await FindAsync(console, console.Mona, First.ToLowerInvariant()))!;

        Assert.Equal((request, First, RequestState.AwaitingApproval), (decision.Id, decision.Number, decision.State));
        Assert.Null(decision.WhyNot);
        Assert.Equal((await console.Use<RequestQueries>().ShowForApprovalAsync(request))!.Text, decision.Shown!.Text);
        Assert.Equal([("SYS", "Rolf"), ("MGR", "")], decision.OpenSeats.Select(s => (string.Join(' ', s.Codes), string.Join(' ', s.Names.Select(n => n.Split(' ')[0])))));
    }

    /// <summary>To strangers it is as if it were not there: governance, agents of other desks, and whoever approves something else.</summary>
    [Fact]
    public async Task Find_BySomebodyWithNoPart_IsAsOfNone()
    {
        await using var console = await RequestConsole.StartAsync();
        _ = await console.VerifiedAsync(Privilege(console));

        Assert.Null(await FindAsync(console, console.Emil, First));
        Assert.Null(await FindAsync(console, console.Ida, First));
        Assert.Null(await FindAsync(console, console.Console.Founder, First));
        Assert.Null(await FindAsync(console, Actor.ForCommandLine("test"), First));
        Assert.Null(await FindAsync(console, console.Mona, "REQ-2026-000002"));
    }

    [Fact]
    [Trait("row", "R-068")]
    public async Task Find_BySomebodyWithAnotherPart_SaysWhyAndShowsNothingElse()
    {
        await using var console = await RequestConsole.StartAsync();
        _ = await console.VerifiedAsync(Privilege(console));

        foreach (var (actor, part) in new[] { (console.Sam, CasePart.Requester), (console.Anna, CasePart.Editor), (console.Bert, CasePart.Verifier) })
        {
            var decision = (await FindAsync(console, actor, First))!;
            Assert.Equal(part, Assert.IsType<ApproverHasAnotherPart>(decision.WhyNot).Part);
            Assert.Null(decision.Shown);
            Assert.Empty(decision.Votes);
            Assert.Empty(decision.OpenSeats);
        }
    }

    [Fact]
    public async Task Find_AfterOnesOwnVote_TellsItAndWhoIsStillAsked()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = await console.VerifiedAsync(Privilege(console));
        _ = (await console.ApproveAsync(request, console.Mona)).Value;

        var decision = (await FindAsync(console, console.Mona, First))!;

        Assert.IsType<HasVotedAlready>(decision.WhyNot);
        Assert.Equal(["SYS"], Assert.Single(decision.OpenSeats).Codes);
        Assert.Equal(("Mona Manager", true, null), Assert.Single(decision.Votes.Select(v => (v.Name, v.Approves, v.VoidReason))));
        Assert.Null((await FindAsync(console, console.Rolf, First))!.WhyNot);
    }

    [Fact]
    public async Task Find_WhatLapsed_SaysSo()
    {
        await using var console = await RequestConsole.StartAsync();
        _ = await console.VerifiedAsync(Privilege(console));
        console.Clock.Advance(TimeSpan.FromDays(PolicyDocument.Default.Limits.RequestDays));

        Assert.IsType<RequestHasLapsed>((await FindAsync(console, console.Mona, First))!.WhyNot);
    }

    [Fact]
    [Trait("row", "R-076")]
    public async Task Find_AfterAnEdit_HasAnotherContent_AndTheDifferencesAreTold()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = await console.VerifiedAsync(Privilege(console));
        var before = (await FindAsync(console, console.Mona, First))!;
        var content = (await console.FindAsync(request)).Content;
        Assert.True((await console.Use<EditRequest>().ExecuteAsync(
            CommandId.New(), new EditRequestInput(request, before.ContentHash, content with { Effect = "Sam administers everything." }), console.Sam)).IsAccepted);

        var after = (await FindAsync(console, console.Mona, First))!;

        (await console.ApproveAsync(request, console.Mona, before.ContentHash)).Refusals.RefusedAs<ContentIsAnother>();
        Assert.NotEqual(before.ContentHash, after.ContentHash);
        Assert.Contains("“What shall be done” was: Sam reads the ledger of accounts., and is: Sam administers everything.", RequestDecisionQueries.Differences(before.Shown!, after.Shown!));
    }

    [Fact]
    public async Task Notice_ToAnApprover_LeadsToTheDecision()
    {
        await using var console = await RequestConsole.StartAsync();
        _ = await console.VerifiedAsync(Privilege(console));

        Assert.Contains(await console.Use<InboxQueries>().UnreadAsync(console.Mona), i => i.Href == $"/requests/{First}/approve");
    }

    /// <summary>What a careful person would ask is answered before they decide .</summary>
    [Fact]
    [Trait("row", "R-077")]
    public async Task Shown_ToAnApprover_AnswersWhatACarefulPersonAsks()
    {
        await using var console = await RequestConsole.StartAsync();
        var desk = await console.Console.DeskAsync("DAY");
        _ = await console.Paths.ActivePathAsync(console.Paths.Description("Day desk") with { RequestKinds = [RequestKind.PrivilegeGrant] });
        var failed = await console.SubmittedAsync(console.Reset() with { Desk = desk });
        _ = (await console.SignalAsync(failed.Id, "V03", SignalChannel.RecoveryCode, result: SignalResult.Failed)).Value;
        console.Clock.Advance(TimeSpan.FromDays(40));
        var request = await console.VerifiedAsync(Privilege(console) with { Urgency = "Quarter ends." });

        var shown = (await FindAsync(console, console.Mona, "REQ-2026-000002"))!.Shown!;

        Assert.Equal(["Sam Subject (M-Sam)"], Of("For"));
        Assert.Equal(["Quarter ends. (changes nothing that is asked for)"], Of("Said to be urgent"));
        Assert.Contains(Of("Counted signals"), s => s.StartsWith("Saved recovery code (recovery code), ", StringComparison.Ordinal) && s.EndsWith(", confirmed by a second person", StringComparison.Ordinal));
        Assert.Equal(["Anna Agent", "Bert Agent"], Of("Verified by").Select(v => v[..10]).Order());
        Assert.Equal(["8 Jan 2020, 00:00"], Of("Contact or factor last changed")); // the number of record, at the end of the day that the directory names
        Assert.StartsWith("1, the last on ", Assert.Single(Of("Failed verifications of the subject in the last 90 days")), StringComparison.Ordinal);
        Assert.Equal(["0 and 1 other requests"], Of("Use of the path in the last 30 and 90 days"));
        Assert.Equal(["0"], Of("The same asked for the subject in the last 90 days"));
        Assert.Equal(["REQ-2026-000001, 2 Mar 2026: Password reset, stopped"], Of("Asked for the subject before"));
        Assert.Equal(["REQ-2026-000001, 2 Mar 2026: Password reset, stopped"], Of("Asked by the same person before"));
        Assert.Equal((await console.FindAsync(request)).ContentHash, Assert.Single(Of("Content")));

        IEnumerable<string> Of(string name) => shown.Facts.Where(f => f.Name == name).Select(f => f.Value);
    }

    /// <summary>What others add to meanwhile is no reason to decide anew; a changed contact is.</summary>
    [Fact]
    public async Task Shown_WhileOthersAskForMore_StaysWhatWasShown()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = await console.VerifiedAsync(Privilege(console));
        var shown = (await FindAsync(console, console.Mona, First))!;
        _ = await console.SubmittedAsync(console.Reset());

        Assert.True((await console.Use<ApproveRequest>().ExecuteAsync(
            CommandId.New(), new ApproveRequestInput(request, shown.ContentHash, "The quarter is closed by Sam.", shown.Shown), console.Mona)).IsAccepted);
        Assert.NotEqual(shown.Shown!.Text, (await FindAsync(console, console.Rolf, First))!.Shown!.Text);
    }

    [Fact]
    public async Task Shown_ForAnOutsourcedDeskAndARaisedLevel_SaysBothInWords()
    {
        await using var console = await RequestConsole.StartAsync();
        var portal = (await console.Use<RegisterSystem>().ExecuteAsync(CommandId.New(), new RegisterSystemInput("EXT", "Portal", ExternallyFacing: true), console.Console.Founder)).Value;
        Assert.True((await console.Use<AssignSystemRiskOwner>().ExecuteAsync(CommandId.New(), new AssignSystemRiskOwnerInput(portal, RequestConsole.Id(console.Rolf)), console.Console.Founder)).IsAccepted);
        _ = await console.VerifiedAsync(console.Access() with { Parts = [console.Access().Parts[0] with { System = portal }] });

        var facts = (await FindAsync(console, console.Rolf, First))!.Shown!.Facts;

        Assert.Equal("the target system is reached from outside (RAISE-EXTERNAL)", Assert.Single(facts, f => f.Name == "Raised because").Value);
        Assert.Equal("K14-STD of policy 1: governed access, High", Assert.Single(facts, f => f.Name == "Rule").Value, ignoreCase: true);
    }

    private static SubmitRequestInput Privilege(RequestConsole console) =>
        console.Input(console.Access("K13").Parts[0] with { EndsAt = console.Clock.GetUtcNow().AddHours(8) });

    private static Task<RequestDecision?> FindAsync(RequestConsole console, Actor actor, string number) => console.Use<RequestDecisionQueries>().FindAsync(actor, number);
}
