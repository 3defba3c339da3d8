using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Requests;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Requests;

public sealed class RecordCheckTests
{
    [Fact]
    [Trait("row", "R-090")]
    public async Task Record_TheChecksAfterAReset_AreOnRecordWithTheirEvidence_AndAHitTellsSecurityAtOnce()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = await console.ExecutedAsync();
        Assert.Equal(
            [PostCheckKind.SessionsEnded, PostCheckKind.PrivilegedMembership, PostCheckKind.MailboxRule, PostCheckKind.SecretIssued, PostCheckKind.FactorOrDevice, PostCheckKind.UnexpectedUse],
            (await console.MonitoringAsync(request)).Checks.Select(c => c.Kind).Order());
        console.Clock.Advance(TimeSpan.FromHours(72));

        foreach (var kind in new[] { PostCheckKind.PrivilegedMembership, PostCheckKind.SecretIssued, PostCheckKind.FactorOrDevice })
            Assert.Equal(RequestState.Monitoring, (await console.CheckAsync(request, kind)).Value);
        Assert.Equal(RequestState.UnderInvestigation, (await console.CheckAsync(request, PostCheckKind.MailboxRule, PostCheckResult.Hit, evidence: "EXO-3")).Value);

        var checks = (await console.MonitoringAsync(request)).Checks;
        Assert.Equal((PostCheckResult.Hit, "EXO-3", RequestConsole.Id(console.Bert)), checks.Where(c => c.Kind == PostCheckKind.MailboxRule).Select(c => (c.Result!.Value, c.Evidence!, c.RecordedBy!.Value)).Single());
        Assert.Equal((PostCheckResult.Clear, "SIEM-77"), checks.Where(c => c.Kind == PostCheckKind.SecretIssued).Select(c => (c.Result!.Value, c.Evidence!)).Single());
        Assert.True(await console.IsToldAsync(console.Paths.Svea, "REQ-2026-000001 is under investigation"));
    }

    [Fact]
    public async Task Record_AClearLook_CountsFromTheEndOfTheWindow_AndNotAMillisecondBefore()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = await console.ExecutedAsync();
        console.Clock.Advance(TimeSpan.FromHours(72) - TimeSpan.FromMilliseconds(1));

        (await console.CheckAsync(request, PostCheckKind.UnexpectedUse)).Refusals.RefusedAs<ClearLookIsTooEarly>();

        console.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True((await console.CheckAsync(request, PostCheckKind.UnexpectedUse)).IsAccepted);
    }

    [Fact]
    public async Task Record_ThatSessionsWereEnded_AndWhatWasFound_CountsAtOnce()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = await console.ExecutedAsync();

        Assert.Equal(RequestState.Monitoring, (await console.CheckAsync(request, PostCheckKind.SessionsEnded)).Value);
        Assert.Equal(RequestState.UnderInvestigation, (await console.CheckAsync(request, PostCheckKind.FactorOrDevice, PostCheckResult.Hit)).Value);
    }

    [Theory]
    [InlineData(PostCheckResult.Clear, false)]
    [InlineData(PostCheckResult.Hit, false)]
    [InlineData(PostCheckResult.NotPossible, true)]
    public async Task Record_WhatIsRecorded_IsAcceptedOnlyWhereNobodyCouldLook(PostCheckResult first, bool again)
    {
        await using var console = await RequestConsole.StartAsync();
        var request = await console.ExecutedAsync();
        _ = (await console.CheckAsync(request, PostCheckKind.SessionsEnded, first)).Value;

        var outcome = await console.CheckAsync(request, PostCheckKind.SessionsEnded);

        Assert.Equal(again, outcome.IsAccepted);
        if (!again)
            outcome.Refusals.RefusedAs<CheckIsRecorded>();
    }

    [Theory]
    [InlineData("K01", true)]
    [InlineData("K03", false)]
    public async Task Record_ByWhoExecuted_IsAllowedAtModerate_AndRefusedFromHighUpward(string kind, bool allowed)
    {
        await using var console = await RequestConsole.StartAsync();
        var request = await console.ExecutedAsync(console.Reset(kind));

        var outcome = await console.CheckAsync(request, PostCheckKind.SessionsEnded, by: console.Emil);

        Assert.Equal(allowed, outcome.IsAccepted);
        if (!allowed)
            outcome.Refusals.RefusedAs<ExecutorJudgesTheirOwnAct>();
    }

    [Fact]
    public async Task Record_AboutOneself_IsRefused()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = await console.ExecutedAboutSveaAsync();

        (await console.CheckAsync(request, PostCheckKind.SessionsEnded, by: console.Paths.Svea)).Refusals.RefusedAs<CaseIsAboutYou>();
    }

    [Fact]
    public async Task Record_WithoutEvidence_IsRefused()
    {
        await using var console = await RequestConsole.StartAsync();

        (await console.CheckAsync(await console.ExecutedAsync(), PostCheckKind.SessionsEnded, evidence: " ")).Refusals.RefusedAs<FieldIsEmpty>();
    }

    [Fact]
    public async Task Record_BeforeItIsExecuted_IsRefusedAsNotAtThisStage()
    {
        await using var console = await RequestConsole.StartAsync();

        (await RecordAsync(console, await console.VerifiedAsync(), console.Bert)).Refusals.RefusedAs<NotAtThisStage>();
    }

    [Fact]
    public async Task Record_WhatIsNotThere_IsRefusedAsNotFound()
    {
        await using var console = await RequestConsole.StartAsync();

        Assert.Equal(new NotFound("request"), Assert.Single((await RecordAsync(console, RequestId.From(Guid.CreateVersion7()), console.Bert)).Refusals));
        Assert.Equal(new NotFound("check"), Assert.Single((await RecordAsync(console, await console.ExecutedAsync(), console.Bert)).Refusals));
    }

    [Fact]
    public async Task Record_ByAManager_IsRefusedAsNotAllowed()
    {
        await using var console = await RequestConsole.StartAsync();

        (await console.CheckAsync(await console.ExecutedAsync(), PostCheckKind.SessionsEnded, by: console.Mona)).Refusals.RefusedAs<NotAllowed>();
    }

    private static Task<Outcome<RequestState>> RecordAsync(RequestConsole console, RequestId request, Actor by) => console.Use<RecordCheck>().ExecuteAsync(
        CommandId.New(), new RecordCheckInput(request, PostCheckId.From(Guid.CreateVersion7()), PostCheckResult.Clear, "SIEM-77"), by);
}
