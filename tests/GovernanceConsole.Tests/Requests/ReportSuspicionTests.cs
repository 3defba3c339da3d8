using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Requests;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Requests;

public sealed class ReportSuspicionTests
{
    [Fact]
    [Trait("row", "R-095")]
    public async Task Report_OnTheThirdOfSevenDays_PutsTheCaseUnderInvestigation_AndWhatItTouchedCanBeRevoked()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = await console.ExecutedAsync(console.Reset("K03"));
        console.Clock.Advance(TimeSpan.FromDays(3));

        _ = (await console.SuspectAsync(request)).Value;

        Assert.Equal(RequestState.UnderInvestigation, await console.StateAsync(request));
        Assert.True((await console.RevokeAsync(request)).IsAccepted);
        Assert.Contains((await console.MonitoringAsync(request)).Revocations.SelectMany(r => r.Tasks), t => t.Target == RevocationTarget.Factors);
    }

    [Fact]
    [Trait("row", "R-066")]
    public async Task Report_InsideTheWindow_DemandsThatSessionsEndAndTheSubjectIsVerifiedAnew()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = await console.ExecutedAsync();

        _ = (await console.SuspectAsync(request)).Value;

        var demanded = Assert.Single((await console.MonitoringAsync(request)).Revocations);
        Assert.Equal((RevocationTarget.Sessions, false), (Assert.Single(demanded.Tasks).Target, demanded.IsOfEverything));
        (await console.ClearSuspicionAsync(request)).Refusals.RefusedAs<RevocationIsOpen>();
        await console.ConfirmAllRevokedAsync(request);
        (await console.EndInvestigationAsync(request, InvestigationFinding.Unfounded, watchUntil: console.Clock.GetUtcNow().AddDays(5), verification: null)).Refusals.RefusedAs<FieldIsEmpty>();
        Assert.True((await console.ClearSuspicionAsync(request)).IsAccepted);
        var ended = Assert.Single((await console.MonitoringAsync(request)).Suspicions);
        Assert.Equal(("VID-12", InvestigationFinding.Unfounded), (ended.VerificationReference, ended.Finding));
    }

    [Fact]
    public async Task Report_Again_IsKeptBesideTheFirst_AndDemandsNothingTwice()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = await console.ExecutedAsync();
        _ = (await console.SuspectAsync(request)).Value;
        console.Clock.Advance(TimeSpan.FromMinutes(1));

        _ = (await console.SuspectAsync(request, console.Bert, "The mailbox forwards.")).Value;

        var seen = await console.MonitoringAsync(request);
        Assert.Equal(["A sign-in from a country nobody is in.", "The mailbox forwards."], seen.Suspicions.Select(s => s.Reason));
        Assert.Single(seen.Revocations);
    }

    [Fact]
    public async Task Report_ByWhoeverAnswersForIt_OrByThePersonItIsAbout_IsAccepted_AndByOthersRefused()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = await console.ExecutedAsync();

        foreach (var actor in new[] { console.Paths.Svea, console.Anna, console.Paths.Carla, console.Rolf, console.Sam })
            Assert.True((await console.SuspectAsync(request, actor)).IsAccepted, actor.Name);
        (await console.SuspectAsync(request, console.Mona)).Refusals.RefusedAs<NotAllowed>();
    }

    [Fact]
    public async Task Report_WithoutSayingWhat_IsRefused()
    {
        await using var console = await RequestConsole.StartAsync();

        (await console.SuspectAsync(await console.ExecutedAsync(), reason: "")).Refusals.RefusedAs<FieldIsEmpty>();
    }

    [Fact]
    public async Task Report_BeforeItIsExecuted_OrOnceItIsClosed_IsRefused()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = await console.FinishedAsync();
        _ = (await console.CloseAsync(request)).Value;

        (await console.SuspectAsync(request)).Refusals.RefusedAs<RequestHasEnded>();
        (await console.SuspectAsync(await console.VerifiedAsync(console.Reset("K02")))).Refusals.RefusedAs<NotAtThisStage>();
    }

    [Fact]
    public async Task Report_WhatIsNotThere_IsRefusedAsNotFound()
    {
        await using var console = await RequestConsole.StartAsync();

        (await console.SuspectAsync(RequestId.From(Guid.CreateVersion7()))).Refusals.RefusedAs<NotFound>();
    }
}
