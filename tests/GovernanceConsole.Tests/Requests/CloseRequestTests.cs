using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Policy;
using GovernanceConsole.Requests;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Requests;

public sealed class CloseRequestTests
{
    [Fact]
    public async Task Close_WhatIsFinished_EndsIt()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = await console.FinishedAsync();
        Assert.Empty((await console.MonitoringAsync(request)).AgainstClosing);

        _ = (await console.CloseAsync(request)).Value;

        var stored = Assert.Single(await console.Console.RowsAsync<Request>());
        Assert.Equal((RequestState.Closed, console.Clock.GetUtcNow()), (stored.State, stored.EndedAt));
        Assert.True(await console.IsToldAsync(console.Anna, "REQ-2026-000001 is closed"));
        (await console.CloseAsync(request)).Refusals.RefusedAs<RequestHasEnded>();
    }

    [Fact]
    [Trait("row", "R-091")]
    public async Task Close_InsideTheWindow_OrWithAnOpenCheck_IsRefused()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = await console.ExecutedAsync();
        _ = (await console.LookAsync(request)).Value;
        await console.TellEverybodyAsync(request);
        console.Clock.Advance(TimeSpan.FromHours(72) - TimeSpan.FromMilliseconds(1));

        Assert.Equal([nameof(WindowIsOpen), nameof(ChecksAreOpen)], (await console.CloseAsync(request)).Refusals.Select(r => r.Code));

        console.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(6, Assert.IsType<ChecksAreOpen>(Assert.Single((await console.CloseAsync(request)).Refusals)).Checks.Count);
        await console.CheckAllAsync(request);
        Assert.True((await console.CloseAsync(request)).IsAccepted);
    }

    /// <summary>Who is to hear of it has heard, or the control owner of the path does without .</summary>
    [Fact]
    [Trait("row", "R-103")]
    public async Task Close_WhileSomebodyIsToBeToldYet_IsRefused_UntilTheyAreOrTheControlOwnerDoesWithout()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = await console.FinishedAsync(tell: false);
        var open = await console.OpenAsync(request);
        Assert.NotEmpty(open);

        Assert.Equal(open.Select(n => n.Told), Assert.IsType<NoticesAreOpen>(Assert.Single((await console.CloseAsync(request)).Refusals)).Notices);

        _ = await console.DeliverAsync();
        var byHand = (await console.NoticesAsync(request)).Where(n => n.IsOpen).ToList();
        foreach (var notice in byHand.Skip(1))
            PathConsole.Accepted(await console.ConfirmNoticeAsync(notice.Id, console.Bert));
        Assert.IsType<NoticesAreOpen>(Assert.Single((await console.CloseAsync(request)).Refusals));
        PathConsole.Accepted(await console.WaiveNoticeAsync(byHand[0].Id, console.Paths.Carla));
        Assert.True((await console.CloseAsync(request)).IsAccepted);
    }

    [Fact]
    [Trait("row", "R-082")]
    public async Task Close_WithManualEvidenceOnly_IsRefused_UntilASecondPersonConfirmsIt()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = await console.ExecutedAsync();
        var stored = Assert.Single(await console.Console.RowsAsync<Request>());
        Assert.Equal(("AD-4711", console.Clock.GetUtcNow()), (stored.ExecutionReference, stored.ExecutedAt));
        console.Clock.Advance(TimeSpan.FromHours(72));
        await console.CheckAllAsync(request);

        Assert.StartsWith("the target system", Assert.Single(Assert.IsType<EvidenceIsMissing>(Assert.Single((await console.CloseAsync(request)).Refusals)).Evidence), StringComparison.Ordinal);

        (await console.LookAsync(request, by: console.Emil)).Refusals.RefusedAs<ExecutionIsConfirmedBySomebodyElse>();
        _ = (await console.LookAsync(request)).Value;
        Assert.True((await console.CloseAsync(request)).IsAccepted);
    }

    [Fact]
    public async Task Close_WhereACheckWasNotPossible_TakesSecurityOperationsAndTheirWord()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = await console.ExecutedAsync();
        _ = (await console.LookAsync(request)).Value;
        _ = (await console.CheckAsync(request, PostCheckKind.MailboxRule, PostCheckResult.NotPossible)).Value;
        console.Clock.Advance(TimeSpan.FromHours(72));
        await console.CheckAllAsync(request);

        Assert.Equal("New mailbox rule", Assert.Single(Assert.IsType<CheckWasNotPossible>(Assert.Single((await console.CloseAsync(request, note: "Asked Sam.")).Refusals)).Checks));
        (await console.CloseAsync(request, console.Paths.Svea)).Refusals.RefusedAs<FieldIsEmpty>();
        Assert.True((await console.CloseAsync(request, console.Paths.Svea, "Looked into the mailbox itself.")).IsAccepted);
    }

    [Fact]
    public async Task Close_UnderInvestigation_WithOpenRevocations_IsRefusedForBoth()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = await console.FinishedAsync();
        _ = (await console.SuspectAsync(request)).Value;

        Assert.Equal([nameof(IsUnderInvestigation), nameof(RevocationIsOpen)], (await console.CloseAsync(request)).Refusals.Select(r => r.Code));
    }

    [Fact]
    public async Task Close_WhatShouldBeGoneAndIsNotConfirmed_IsRefused()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = await console.FinishedAsync(console.Input(new RequestContent { Kind = "K01", Effect = "Sam can sign in for a day.", EndsAt = console.Clock.GetUtcNow().AddMinutes(30) }));

        (await console.CloseAsync(request)).Refusals.RefusedAs<RemovalIsOverdue>();

        _ = (await console.RemoveAsync(request)).Value;
        Assert.True((await console.CloseAsync(request)).IsAccepted);
    }

    [Fact]
    public async Task Close_AboutOneself_IsRefused()
    {
        await using var console = await RequestConsole.StartAsync();

        (await console.CloseAsync(await console.ExecutedAboutSveaAsync(), console.Paths.Svea)).Refusals.RefusedAs<CaseIsAboutYou>();
    }

    [Fact]
    public async Task Close_BeforeItIsExecuted_IsRefusedAsNotAtThisStage()
    {
        await using var console = await RequestConsole.StartAsync();

        (await console.CloseAsync(await console.VerifiedAsync())).Refusals.RefusedAs<NotAtThisStage>();
    }

    [Fact]
    public async Task Close_ByAManager_IsRefusedAsNotAllowed()
    {
        await using var console = await RequestConsole.StartAsync();

        (await console.CloseAsync(await console.FinishedAsync(), console.Mona)).Refusals.RefusedAs<NotAllowed>();
    }

    [Fact]
    public async Task Close_WhatIsNotThere_IsRefusedAsNotFound()
    {
        await using var console = await RequestConsole.StartAsync();

        (await console.CloseAsync(RequestId.From(Guid.CreateVersion7()))).Refusals.RefusedAs<NotFound>();
    }
}

/// <summary>What the road of a request cannot bring about, or only another part of it: the rules by themselves.</summary>
public sealed class ClosingRulesTests
{
    private static readonly DateTimeOffset At = TestConsole.Start;

    [Fact]
    public void Close_WithNoticesThatWereNotDelivered_IsRefusedAndNamesThem()
    {
        var refused = Assert.IsType<NoticesAreOpen>(Assert.Single(ClosingRules.WhyNot(Case(ask: true, verify: true), ["the identity provider", "Sam"], bySecurityOperations: true, At)));

        Assert.Equal("Of the change of REQ-2026-000001 were not told: the identity provider, Sam. Deliver the notices, or have them waived with a reason.", refused.Sentence);
        Assert.Empty(ClosingRules.WhyNot(Case(ask: true, verify: true), [], bySecurityOperations: true, At));
    }

    [Theory]
    [InlineData(true, true, true, true, null)]
    [InlineData(false, true, true, true, "who asked")]
    [InlineData(true, false, true, true, "who verified it")]
    [InlineData(true, true, false, true, "who approved it")]
    [InlineData(true, true, true, false, "the target system")]
    [Trait("row", "R-080")]
    public void Close_WithoutOneOfTheFourEvidences_IsRefusedAndNamesIt(bool ask, bool verify, bool approve, bool system, string? missing)
    {
        var against = ClosingRules.WhyNot(Case(ask, verify, approve, system), [], bySecurityOperations: true, At);

        if (missing is null)
            Assert.Empty(against);
        else
            Assert.StartsWith(missing, Assert.Single(Assert.IsType<EvidenceIsMissing>(Assert.Single(against)).Evidence), StringComparison.Ordinal);
    }

    /// <summary>Executed by a person, confirmed by another where there is system evidence, and without checks; one approval is asked for.</summary>
    private static WatchedCase Case(bool ask, bool verify, bool approve = true, bool system = true)
    {
        var (agent, second, manager) = (PersonId.From(Guid.CreateVersion7()), PersonId.From(Guid.CreateVersion7()), PersonId.From(Guid.CreateVersion7()));
        var route = RequestRouting.Decide(PolicyDocument.Default, 1, new RoutingFacts("K14", SubjectClass.Standard), At).Value;
        var content = new RequestContent { Kind = "K14", Effect = "Sam reads." };
        var intake = new RequestIntake(SubjectKind.Person, manager, null, null, ask ? "Sam" : null, IntakeChannel.Phone, null, null, null, "", agent, null);
        var request = Request.Submit(RequestId.From(Guid.CreateVersion7()), "REQ-2026-000001", null, intake, content, new RequestPlace(null, SubjectClass.Standard), route, At.AddDays(7), At.AddDays(-9));
        if (verify)
            request.Add(RequestSignal.Take(RequestSignalId.From(Guid.CreateVersion7()), request.Id, "V03", null, SignalResult.Passed, false, null, agent, null, At));
        request.BecomeVerified(At, At.AddDays(3), At);
        if (approve)
            request.Cast(RequestVote.Cast(RequestVoteId.From(Guid.CreateVersion7()), request, manager, principal: null, true, "Good.", null, 1, At));
        request.Decide(VoteOutcome.Approved, At.AddDays(3), At);
        request.Execute(agent, "AD-1", "none", "read", At, At.AddDays(-7));
        var watch = Watch.Begin(request, route, removalDue: null, reviewDue: null, new OrganisationTime(TimeProvider.System, TimeZoneInfo.Utc));
        if (system)
            watch.Find(ExecutionVerdict.AsApproved, "read", "AD-2", second, null, At);
        return new WatchedCase(request, watch, [], [], [], []);
    }
}
