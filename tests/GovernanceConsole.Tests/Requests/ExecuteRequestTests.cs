using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Policy;
using GovernanceConsole.Requests;
using GovernanceConsole.Tests.ApiKeys;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Requests;

[Trait("row", "D14")]
public sealed class ExecuteRequestTests
{
    [Fact]
    public async Task Execute_WhatIsApproved_IsWatchedAsLongAsTheRuleSays()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = await console.VerifiedAsync();

        _ = (await console.ExecuteAsync(request)).Value;

        var stored = Assert.Single(await console.Console.RowsAsync<Request>());
        Assert.Equal((RequestState.Monitoring, console.Clock.GetUtcNow().AddHours(72), "AD-4711"), (stored.State, stored.WatchedUntil, stored.ExecutionReference));
    }

    [Fact]
    public async Task Execute_Twice_IsRefusedTheSecondTime()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = await console.VerifiedAsync();
        _ = (await console.ExecuteAsync(request)).Value;

        (await console.ExecuteAsync(request)).Refusals.RefusedAs<NotAtThisStage>();
    }

    [Fact]
    public async Task Execute_AtTheInstantAtWhichTheAccessWouldEnd_IsRefused_AndAMillisecondBeforeItIsNot()
    {
        await using var console = await RequestConsole.StartAsync();
        var end = console.Clock.GetUtcNow().AddHours(2);
        var access = console.Input(console.Access().Parts[0] with { EndsAt = end });
        var (late, inTime) = (await console.VerifiedAsync(access), await console.VerifiedAsync(access));
        Assert.True((await console.ApproveAsync(late, console.Rolf)).IsAccepted);
        Assert.True((await console.ApproveAsync(inTime, console.Rolf)).IsAccepted);

        console.Clock.SetTo(end - TimeSpan.FromMilliseconds(1));
        Assert.True((await console.ExecuteAsync(inTime)).IsAccepted);
        console.Clock.SetTo(end);
        Assert.Equal(end, (await console.ExecuteAsync(late)).Refusals.RefusedAs<EndHasPassed>().At);
    }

    [Fact]
    public async Task Execute_SomethingElse_IsRefusedAsNotWhatWasApproved()
    {
        await using var console = await RequestConsole.StartAsync();

        (await console.ExecuteAsync(await console.VerifiedAsync(), executed: new string('0', 64))).Refusals.RefusedAs<NotWhatWasApproved>();
    }

    [Theory]
    [InlineData("K01", true)]
    [InlineData("K03", false)]
    [Trait("row", "R-195")]
    public async Task Execute_ByTheVerifier_IsAllowedAtModerate_AndRefusedFromHighUpward(string kind, bool allowed)
    {
        await using var console = await RequestConsole.StartAsync();
        var request = await console.VerifiedAsync(console.Reset(kind));

        var outcome = await console.ExecuteAsync(request, console.Anna);

        Assert.Equal(allowed, outcome.IsAccepted);
        if (!allowed)
            Assert.Equal(CasePart.Verifier, Assert.IsType<ExecutorHasAnotherPart>(Assert.Single(outcome.Refusals)).Part);
    }

    [Fact]
    public async Task Execute_ByTheSubject_IsRefused()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = await console.VerifiedAsync(console.Reset() with { Subject = RequestConsole.Id(console.Emil) });

        Assert.Equal(CasePart.Subject, Assert.IsType<ExecutorHasAnotherPart>(Assert.Single((await console.ExecuteAsync(request)).Refusals)).Part);
    }

    [Fact]
    [Trait("row", "R-061")]
    public async Task Execute_WithAVerificationThatHasGoneStale_IsRefused_AndAcceptedOnceItIsRenewed()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = await console.VerifiedAsync();
        console.Clock.Advance(TimeSpan.FromHours(4));

        (await console.ExecuteAsync(request)).Refusals.RefusedAs<VerificationIsStale>();

        await console.VerifyAsync(request);
        Assert.True((await console.ExecuteAsync(request)).IsAccepted);
    }

    [Fact]
    public async Task Execute_AfterItsEnd_IsRefusedAsRequestHasLapsed()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = await console.VerifiedAsync();
        console.Clock.Advance(TimeSpan.FromDays(3));

        (await console.ExecuteAsync(request)).Refusals.RefusedAs<RequestHasLapsed>();
    }

    [Fact]
    public async Task Execute_BeforeItIsVerified_IsRefusedAsNotAtThisStage()
    {
        await using var console = await RequestConsole.StartAsync();

        (await console.ExecuteAsync((await console.SubmittedAsync()).Id)).Refusals.RefusedAs<NotAtThisStage>();
    }

    [Fact]
    public async Task Execute_ByARoleThatDoesNotExecute_IsRefusedAsNotAllowed()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = await console.VerifiedAsync();

        (await console.ExecuteAsync(request, console.Mona)).Refusals.RefusedAs<NotAllowed>();
        (await console.ExecuteAsync(request, console.Paths.Svea)).Refusals.RefusedAs<NotAllowed>();
    }

    [Fact]
    public async Task Execute_WithoutItsEvidence_IsRefusedForEach()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = await console.VerifiedAsync();

        var refused = await console.Use<ExecuteRequest>().ExecuteAsync(
            CommandId.New(), new ExecuteRequestInput(request, (await console.FindAsync(request)).ContentHash, "", " ", ""), console.Emil);

        Assert.Equal(["Reference", "Before", "After"], refused.Refusals.Select(r => r.Field));
    }

    [Fact]
    public async Task Execute_WhatIsNotThere_IsRefusedAsNotFound()
    {
        await using var console = await RequestConsole.StartAsync();

        (await console.Use<ExecuteRequest>().ExecuteAsync(
            CommandId.New(), new ExecuteRequestInput(RequestId.From(Guid.CreateVersion7()), "", "x", "x", "x"), console.Emil)).Refusals.RefusedAs<NotFound>();
    }

    /// <summary>K13 is High, where verifying and carrying out are separate; K01 is Moderate, where they are not.</summary>
    [Theory]
    [InlineData("K13", true)]
    [InlineData("K01", false)]
    [Trait("row", "R-191")]
    public async Task Execute_ByTheKeyThatReportedSignals_IsRefusedWhereTheyAreSeparate(string kind, bool isRefused)
    {
        await using var console = await RequestConsole.StartAsync();
        var reports = await console.Console.CallerAsync(await console.Console.KeyAsync(ApiScope.RequestsEvidence, ApiScope.RequestsExecution));
        var executes = await console.Console.CallerAsync(await console.Console.KeyAsync(ApiScope.RequestsExecution));
        var request = await console.VerifiedAsync(kind == "K13" ? console.Input(console.Access(kind).Parts[0] with { EndsAt = console.Clock.GetUtcNow().AddHours(8) }) : console.Reset(kind));
        Assert.True((await console.SignalAsync(request, "V02", SignalChannel.Authenticator, reports)).IsAccepted);
        if (isRefused)
        {
            Assert.True((await console.ApproveAsync(request, console.Mona)).IsAccepted);
            Assert.True((await console.ApproveAsync(request, console.Rolf)).IsAccepted);
            (await console.ExecuteAsync(request, reports)).Refusals.RefusedAs<KeyReportedItsSignals>();
            Assert.True((await console.ExecuteAsync(request, executes)).IsAccepted);
        }
        else
        {
            Assert.True((await console.ExecuteAsync(request, reports)).IsAccepted);
        }
    }
}
