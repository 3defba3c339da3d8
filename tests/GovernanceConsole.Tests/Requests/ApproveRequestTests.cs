using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Outbox;
using GovernanceConsole.Policy;
using GovernanceConsole.Requests;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Requests;

[Trait("row", "R-068")]
public sealed class ApproveRequestTests
{
    /// <summary>K13 of the standard workforce: SYS (Rolf, the risk owner of the system) and MGR (Mona).</summary>
    private static async Task<(RequestConsole Console, RequestId Request)> PrivilegeAsync()
    {
        var console = await RequestConsole.StartAsync();
        return (console, await console.VerifiedAsync(Eight(console)));
    }

    [Fact]
    [Trait("row", "D1")]
    [Trait("row", "R-069")]
    public async Task Approve_ByBothSeats_IsApproved_AndByTheManagerAloneItIsNot()
    {
        var (console, request) = await PrivilegeAsync();
        await using var _ = console;

        var first = (await console.ApproveAsync(request, console.Mona)).Value;
        Assert.Equal((RequestState.AwaitingApproval, "SYS"), (first.State, Assert.Single(first.OpenSeats)));

        Assert.Equal(RequestState.Approved, (await console.ApproveAsync(request, console.Rolf)).Value.State);
        Assert.Equal(RequestState.Monitoring, await ExecutedAsync(console, request));
    }

    [Fact]
    [Trait("row", "D8")]
    public async Task Approve_Twice_IsRefusedAsHasVotedAlready()
    {
        var (console, request) = await PrivilegeAsync();
        await using var _ = console;
        Assert.True((await console.ApproveAsync(request, console.Mona)).IsAccepted);

        (await console.ApproveAsync(request, console.Mona)).Refusals.RefusedAs<HasVotedAlready>();
    }

    [Fact]
    [Trait("row", "D8")]
    public async Task Approve_TheSameCommandTwice_CountsOnce()
    {
        var (console, request) = await PrivilegeAsync();
        await using var _ = console;
        var id = CommandId.New();
        var input = new ApproveRequestInput(request, (await console.FindAsync(request)).ContentHash, "Good.", await console.Use<RequestQueries>().ShowForApprovalAsync(request));

        Assert.Equal(
            (await console.Use<ApproveRequest>().ExecuteAsync(id, input, console.Mona)).Value.State,
            (await console.Use<ApproveRequest>().ExecuteAsync(id, input, console.Mona)).Value.State);
        Assert.Single((await console.FindAsync(request)).Votes);
    }

    /// <summary>Sam asks for himself, Anna wrote it, Anna and Bert verified: each of them is on a seat, and none may decide.</summary>
    [Theory]
    [InlineData(CasePart.Requester)]
    [InlineData(CasePart.Subject)]
    [InlineData(CasePart.Editor)]
    [InlineData(CasePart.Verifier)]
    [Trait("row", "D2")]
    [Trait("row", "D3")]
    [Trait("row", "D4")]
    public async Task Approve_BySomebodyWithAnotherPart_IsRefusedAsThat(CasePart part)
    {
        await using var console = await RequestConsole.StartAsync();
        var other = RequestConsole.Id(console.Paths.Nele);
        var request = await console.VerifiedAsync(Eight(console) with { Requester = part == CasePart.Requester ? RequestConsole.Id(console.Rolf) : other });
        var who = part switch
        {
            CasePart.Requester => console.Rolf,
            CasePart.Subject => console.Sam,
            CasePart.Editor => console.Anna,
            _ => console.Bert,
        };

        var refused = Assert.IsType<ApproverHasAnotherPart>(Assert.Single((await console.ApproveAsync(request, who)).Refusals));

        Assert.Equal(part, refused.Part);
        Assert.Empty((await console.FindAsync(request)).Votes);
    }

    [Fact]
    [Trait("row", "R-074")]
    [Trait("row", "R-060")]
    public async Task Seat_OfAManagerWhoAsked_GoesToTheNextManager_AndNeverBack()
    {
        await using var console = await RequestConsole.StartAsync();

        var request = await console.VerifiedAsync(Eight(console) with { Requester = RequestConsole.Id(console.Mona) });

        Assert.Contains((await console.FindAsync(request)).Seats, s => s.Codes.SequenceEqual(["MGR"]) && s.People.SequenceEqual([RequestConsole.Id(console.Mira)]));
    }

    [Fact]
    [Trait("row", "R-074")]
    public async Task Seat_OfAManagerWhoIsMissing_GoesToThoseOnDuty()
    {
        await using var console = await RequestConsole.StartAsync();

        var request = await console.VerifiedAsync(Eight(console) with { Subject = RequestConsole.Id(console.Mira), Requester = RequestConsole.Id(console.Mira) });

        var seat = (await console.FindAsync(request)).Seats.Single(s => s.Codes.SequenceEqual(["MGR"]));
        Assert.Equal(new HashSet<PersonId> { RequestConsole.Id(console.Sanna), RequestConsole.Id(console.Sven) }, seat.People.ToHashSet());
    }

    [Fact]
    public async Task Approve_BySomebodyWithoutASeat_IsRefusedAsNotAllowed()
    {
        var (console, request) = await PrivilegeAsync();
        await using var _ = console;

        (await console.ApproveAsync(request, console.Sanna)).Refusals.RefusedAs<NotAllowed>();
        (await console.ApproveAsync(request, console.Console.Founder)).Refusals.RefusedAs<NotAllowed>();
        (await console.ApproveAsync(request, await console.Console.PersonAsync("Max", Role.Manager))).Refusals.RefusedAs<NotAllowed>();
    }

    [Fact]
    public async Task Approve_ARequestThatIsNotThere_AnswersAsToSomebodyWhoMayNot()
    {
        await using var console = await RequestConsole.StartAsync();

        (await console.Use<ApproveRequest>().ExecuteAsync(CommandId.New(), new ApproveRequestInput(RequestId.From(Guid.CreateVersion7()), "", "Good.", null), console.Mona)).Refusals.RefusedAs<NotAllowed>();
    }

    [Fact]
    public async Task Approve_WithoutABasis_IsRefusedAsFieldIsEmpty()
    {
        var (console, request) = await PrivilegeAsync();
        await using var _ = console;

        var refused = await console.Use<ApproveRequest>().ExecuteAsync(
            CommandId.New(), new ApproveRequestInput(request, (await console.FindAsync(request)).ContentHash, " ", await console.Use<RequestQueries>().ShowForApprovalAsync(request)), console.Mona);

        refused.Refusals.RefusedAs<FieldIsEmpty>();
    }

    [Fact]
    [Trait("row", "R-077")]
    public async Task Approve_WithoutWhatWasShown_IsRefusedAsNothingWasShown()
    {
        var (console, request) = await PrivilegeAsync();
        await using var _ = console;

        (await console.Use<ApproveRequest>().ExecuteAsync(
            CommandId.New(), new ApproveRequestInput(request, (await console.FindAsync(request)).ContentHash, "Good.", null), console.Mona)).Refusals.RefusedAs<NothingWasShown>();
    }

    [Fact]
    [Trait("row", "D5")]
    [Trait("row", "R-076")]
    public async Task Approve_AfterAnEdit_OfTheFormerContent_IsRefused_AndTheFirstVoteIsVoid()
    {
        var (console, request) = await PrivilegeAsync();
        await using var _ = console;
        var seen = (await console.FindAsync(request)).ContentHash;
        Assert.True((await console.ApproveAsync(request, console.Mona)).IsAccepted);

        var content = (await console.FindAsync(request)).Content;
        var edited = await console.Use<EditRequest>().ExecuteAsync(
            CommandId.New(), new EditRequestInput(request, seen, content with { Effect = "Sam writes the ledger of accounts." }), console.Sam);
        Assert.Equal(RequestState.AwaitingApproval, edited.Value.State);

        (await console.ApproveAsync(request, console.Rolf, seen)).Refusals.RefusedAs<ContentIsAnother>();
        Assert.NotNull(Assert.Single((await console.FindAsync(request)).Votes).VoidedAt);
        Assert.Contains(await console.Use<InboxQueries>().UnreadAsync(console.Mona), i => i.Subject.EndsWith("is void", StringComparison.Ordinal));
        Assert.Equal("SYS", Assert.Single((await console.ApproveAsync(request, console.Mona)).Value.OpenSeats));
    }

    [Fact]
    [Trait("row", "D6")]
    [Trait("row", "D7")]
    [Trait("row", "D9")]
    public async Task Reject_ByOne_EndsIt_AndALaterApprovalIsRefusedAsRequestHasEnded()
    {
        var (console, request) = await PrivilegeAsync();
        await using var _ = console;
        Assert.Equal(RequestState.Rejected, (await console.RejectAsync(request, console.Mona)).Value.State);

        (await console.ApproveAsync(request, console.Rolf)).Refusals.RefusedAs<RequestHasEnded>();
        (await console.RejectAsync(request, console.Rolf)).Refusals.RefusedAs<RequestHasEnded>();
        Assert.Equal(RequestState.Rejected, await console.StateAsync(request));
    }

    [Fact]
    [Trait("row", "B-02")]
    [Trait("row", "D7")]
    public async Task Approve_AfterItWasWithdrawn_IsRefusedWithASentenceThatSaysSo()
    {
        var (console, request) = await PrivilegeAsync();
        await using var _ = console;
        var seen = (await console.FindAsync(request)).ContentHash;
        PathConsole.Accepted(await console.Use<CancelRequest>().ExecuteAsync(CommandId.New(), new CancelRequestInput(request, "Not needed any more."), console.Sam));

        var refused = (await console.ApproveAsync(request, console.Mona, seen)).Refusals.RefusedAs<RequestHasEnded>();

        Assert.Equal("REQ-2026-000001 was cancelled already. Nothing was changed.", refused.Sentence);
    }

    [Fact]
    [Trait("row", "D13")]
    public async Task Approve_AtTheInstantOfItsLapse_IsRefused_AndAMillisecondBeforeItCounts()
    {
        var (console, request) = await PrivilegeAsync();
        await using var _ = console;
        var lapses = (await console.FindAsync(request)).Row.LapsesAt;
        console.Clock.Advance(lapses - console.Clock.GetUtcNow() - TimeSpan.FromMilliseconds(1));
        Assert.True((await console.ApproveAsync(request, console.Mona)).IsAccepted);

        console.Clock.Advance(TimeSpan.FromMilliseconds(1));
        (await console.ApproveAsync(request, console.Rolf)).Refusals.RefusedAs<RequestHasLapsed>();
        Assert.Equal(1, (await console.Use<ExpireRequests>().ExecuteAsync(CommandId.New(), PathConsole.Job)).Value);
        Assert.Equal(RequestState.Expired, await console.StateAsync(request));
        (await console.ApproveAsync(request, console.Rolf)).Refusals.RefusedAs<RequestHasEnded>();
    }

    [Fact]
    [Trait("row", "D10")]
    public async Task Approve_AfterTheFirstVoterLeft_DoesNotCountThatVote()
    {
        var (console, request) = await PrivilegeAsync();
        await using var _ = console;
        Assert.True((await console.ApproveAsync(request, console.Mona)).IsAccepted);
        await console.Paths.LeaveAsync(console.Mona);

        var second = (await console.ApproveAsync(request, console.Rolf)).Value;

        Assert.Equal((RequestState.AwaitingApproval, "MGR"), (second.State, Assert.Single(second.OpenSeats)));
        Assert.Equal(RequestState.Approved, (await console.ApproveAsync(request, console.Mira)).Value.State);
    }

    [Fact]
    [Trait("row", "D10")]
    public async Task Approve_BySomebodyWhoCameBackAfterTheirVoteLapsed_CountsAnew()
    {
        var (console, request) = await PrivilegeAsync();
        await using var _ = console;
        Assert.True((await console.ApproveAsync(request, console.Mona)).IsAccepted);
        await console.Paths.LeaveAsync(console.Mona);
        Assert.True((await console.ApproveAsync(request, console.Rolf)).IsAccepted);
        await console.Paths.ReturnAsync(console.Mona);

        Assert.Contains(await console.Use<InboxQueries>().UnreadAsync(console.Mona), i => i.Subject == "Your vote on REQ-2026-000001 is void");
        Assert.Equal(RequestState.AwaitingApproval, await console.StateAsync(request));
        Assert.Equal(RequestState.Approved, (await console.ApproveAsync(request, console.Mona)).Value.State);
    }

    /// <summary>Both on duty vote for the manager's seat; then the system's seat passes to them too, and nobody else is left.</summary>
    [Fact]
    [Trait("row", "D10")]
    public async Task Approve_AgainWhereSeatsPassedToThoseWhoHadVoted_Decides()
    {
        var (console, request) = await PrivilegeAsync();
        await using var _ = console;
        await console.Paths.LeaveAsync(console.Mona);
        await console.Paths.LeaveAsync(console.Mira);
        Assert.True((await console.ApproveAsync(request, console.Sanna)).IsAccepted);
        Assert.Equal("SYS", Assert.Single((await console.ApproveAsync(request, console.Sven)).Value.OpenSeats));
        (await console.ApproveAsync(request, console.Sven)).Refusals.RefusedAs<HasVotedAlready>();
        await console.Paths.LeaveAsync(console.Rolf);

        Assert.Equal(RequestState.Approved, (await console.ApproveAsync(request, console.Sven)).Value.State);
        Assert.Equal(2, (await console.FindAsync(request)).Votes.Count(v => v.VoidedAt is null));
    }

    [Fact]
    public async Task Approve_AfterAFailedSignalStoppedIt_NeedsEveryVoteAnew()
    {
        var (console, request) = await PrivilegeAsync();
        await using var _ = console;
        Assert.True((await console.ApproveAsync(request, console.Mona)).IsAccepted);

        Assert.Equal(RequestState.Stopped, (await console.SignalAsync(request, "V03", SignalChannel.RecoveryCode, result: SignalResult.Failed)).Value.State);
        Assert.All((await console.FindAsync(request)).Votes, v => Assert.Equal("The request was stopped.", v.VoidReason));
        Assert.DoesNotContain(await console.Use<InboxQueries>().UnreadAsync(console.Rolf), i => i.Subject.Contains("waits", StringComparison.Ordinal));
        Assert.Contains(await console.Use<InboxQueries>().UnreadAsync(console.Mona), i => i.Subject == "Your vote on REQ-2026-000001 is void");

        Assert.True((await console.Use<ClearRequest>().ExecuteAsync(CommandId.New(), new ClearRequestInput(request, "The code was mistyped; the call-back settled it."), console.Paths.Svea)).IsAccepted);
        await console.VerifyAsync(request);
        Assert.Equal("SYS", Assert.Single((await console.ApproveAsync(request, console.Mona)).Value.OpenSeats));
        Assert.Equal(RequestState.Approved, (await console.ApproveAsync(request, console.Rolf)).Value.State);
    }

    /// <summary>Nobody is on the roster for SYS and MGR; but those on duty for security stand in for both.</summary>
    [Fact]
    [Trait("row", "D17")]
    public async Task Approve_BySomebodyWhoChangedTheRosterOfThoseWhoStandIn_IsRefusedAsApproverChangedTheRules()
    {
        var (console, request) = await PrivilegeAsync();
        await using var _ = console;
        PathConsole.Accepted(await console.Use<GrantRole>().ExecuteAsync(CommandId.New(), new GrantRoleInput(RequestConsole.Id(console.Mona), Role.Governance), console.Console.Founder));
        console.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True((await console.Use<PutOnDuty>().ExecuteAsync(CommandId.New(), new PutOnDutyInput("SEC", RequestConsole.Id(console.Paths.Nele)), console.Mona)).IsAccepted);

        (await console.ApproveAsync(request, console.Mona)).Refusals.RefusedAs<ApproverChangedTheRules>();
    }

    [Fact]
    [Trait("row", "D11")]
    public async Task Approve_UnderAPolicyThatWasTightened_TakesTheLargerQuorum()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = await console.VerifiedAsync(console.Access());
        var rule = PolicyDocument.Default.FindRule("K14-STD")!;
        await PutInForceAsync(console, PolicyDocument.Default.With(rule with { Approval = rule.Approval with { Seats = [["SYS"], ["SEC"]] } }));

        Assert.Equal("SEC", Assert.Single((await console.ApproveAsync(request, console.Rolf)).Value.OpenSeats));
        Assert.Equal(RequestState.Approved, (await console.ApproveAsync(request, console.Sanna)).Value.State);
    }

    [Fact]
    [Trait("row", "D11")]
    public async Task Approve_UnderAPolicyThatWasLoosened_StillTakesTheQuorumOfItsSubmission()
    {
        var (console, request) = await PrivilegeAsync();
        await using var _ = console;
        var rule = PolicyDocument.Default.FindRule("K13-STD")!;
        await PutInForceAsync(console, PolicyDocument.Default.With(rule with { Approval = rule.Approval with { Seats = [["SYS"]], CallBack = CallBack.Required } }));

        Assert.Equal("MGR", Assert.Single((await console.ApproveAsync(request, console.Rolf)).Value.OpenSeats));
    }

    [Fact]
    [Trait("row", "D17")]
    public async Task Approve_AfterThePolicyChangedForIt_MakesFormerVotesLapse_AndLetsThemVoteAnew()
    {
        var (console, request) = await PrivilegeAsync();
        await using var _ = console;
        Assert.True((await console.ApproveAsync(request, console.Mona)).IsAccepted);
        var rule = PolicyDocument.Default.FindRule("K13-STD")!;
        await PutInForceAsync(console, PolicyDocument.Default.With(rule with { Monitoring = new MonitoringDemand { For = Duration.Days(14) } }));

        Assert.Equal("MGR", Assert.Single((await console.ApproveAsync(request, console.Rolf)).Value.OpenSeats));
        Assert.Equal(RequestState.Approved, (await console.ApproveAsync(request, console.Mona)).Value.State);
    }

    [Fact]
    [Trait("row", "D17")]
    public async Task Approve_BySomebodyWhoChangedThePolicyMeanwhile_IsRefusedAsApproverChangedTheRules()
    {
        await using var console = await RequestConsole.StartAsync();
        PathConsole.Accepted(await console.Use<GrantRole>().ExecuteAsync(CommandId.New(), new GrantRoleInput(RequestConsole.Id(console.Rolf), Role.IamPolicy), console.Console.Founder));
        var request = await console.VerifiedAsync(Eight(console));
        await PutInForceAsync(console, PolicyDocument.Default.With(PolicyDocument.Default.FindRule("K02-STD")! with { Monitoring = new MonitoringDemand { For = Duration.Days(2) } }), console.Rolf);

        (await console.ApproveAsync(request, console.Rolf)).Refusals.RefusedAs<ApproverChangedTheRules>();
    }

    [Fact]
    public async Task Approve_BeforeItIsVerified_IsRefusedAsNotAtThisStage()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = (await console.SubmittedAsync(Eight(console))).Id;

        (await console.Use<ApproveRequest>().ExecuteAsync(
            CommandId.New(), new ApproveRequestInput(request, (await console.FindAsync(request)).ContentHash, "Good.", null), console.Mona)).Refusals.RefusedAs<NotAtThisStage>();
    }

    [Fact]
    public async Task Approvers_AreTold_AndTheNoticeGoesWhenItIsDecided()
    {
        var (console, request) = await PrivilegeAsync();
        await using var _ = console;
        Assert.Contains(await console.Use<InboxQueries>().UnreadAsync(console.Mona), i => i.Subject == "REQ-2026-000001 waits for your decision");
        Assert.Contains(await console.Use<InboxQueries>().UnreadAsync(console.Rolf), i => i.Subject == "REQ-2026-000001 waits for your decision");

        Assert.True((await console.RejectAsync(request, console.Mona)).IsAccepted);

        Assert.DoesNotContain(await console.Use<InboxQueries>().UnreadAsync(console.Rolf), i => i.Subject.Contains("waits", StringComparison.Ordinal));
    }

    private static SubmitRequestInput Eight(RequestConsole console) =>
        console.Input(console.Access("K13").Parts[0] with { EndsAt = console.Clock.GetUtcNow().AddHours(8) });

    private static async Task<RequestState> ExecutedAsync(RequestConsole console, RequestId request)
    {
        _ = (await console.ExecuteAsync(request)).Value;
        return await console.StateAsync(request);
    }

    private static async Task PutInForceAsync(RequestConsole console, PolicyDocument document, Actor? by = null)
    {
        console.Clock.Advance(TimeSpan.FromSeconds(1));
        var iris = by ?? await console.Console.PersonAsync("Iris", Role.IamPolicy);
        _ = (await console.Console.ApprovePolicyAsync((await console.Console.ProposePolicyAsync(document, iris)).Value, console.Console.Founder)).Value;
        console.Clock.Advance(TimeSpan.FromSeconds(1));
    }
}
