using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Requests;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Requests;

public sealed class EndInvestigationTests
{
    [Fact]
    public async Task End_AsUnfounded_WatchesOn_AndLooksForEverythingAgain()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = await SuspectedAsync(console);
        _ = (await console.CheckAsync(request, PostCheckKind.SessionsEnded)).Value;
        console.Clock.Advance(TimeSpan.FromHours(1));
        var until = console.Clock.GetUtcNow().AddDays(5);

        Assert.Equal(RequestState.Monitoring, (await console.ClearSuspicionAsync(request)).Value);

        var seen = await console.MonitoringAsync(request);
        Assert.Equal((until, null), (seen.WatchedUntil, seen.StateReason));
        Assert.Equal(7, seen.Checks.Count);
        Assert.Equal(console.Clock.GetUtcNow(), seen.Checks.Single(c => c.Kind == PostCheckKind.SessionsEnded && c.Result is null).CountsFrom);
        Assert.All(seen.Checks.Where(c => c.Kind != PostCheckKind.SessionsEnded), c => Assert.Equal((null, until), (c.Result, c.CountsFrom)));
        Assert.True(await console.IsToldAsync(console.Emil, "The investigation of REQ-2026-000001 has ended"));
    }

    [Fact]
    public async Task End_AsAbuse_ClosesTheCase_OnceEverythingItTouchedIsRevoked()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = await SuspectedAsync(console);

        (await console.EndInvestigationAsync(request, InvestigationFinding.Abuse)).Refusals.RefusedAs<NothingWasRevoked>();
        _ = (await console.RevokeAsync(request)).Value;
        (await console.EndInvestigationAsync(request, InvestigationFinding.Abuse)).Refusals.RefusedAs<RevocationIsOpen>();
        await console.ConfirmAllRevokedAsync(request);

        Assert.Equal(RequestState.Closed, (await console.EndInvestigationAsync(request, InvestigationFinding.Abuse, verification: null, reason: "A stranger called.")).Value);
        Assert.Equal("Abuse: A stranger called.", (await console.MonitoringAsync(request)).StateReason);
    }

    [Fact]
    public async Task End_WithAShorterWatch_IsRefused_AndWithTheSameAccepted()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = await SuspectedAsync(console);
        var until = (await console.MonitoringAsync(request)).WatchedUntil;

        (await console.EndInvestigationAsync(request, InvestigationFinding.Unfounded)).Refusals.RefusedAs<WatchIsNotShortened>();
        (await console.EndInvestigationAsync(request, InvestigationFinding.Unfounded, watchUntil: until.AddMilliseconds(-1))).Refusals.RefusedAs<WatchIsNotShortened>();
        Assert.True((await console.EndInvestigationAsync(request, InvestigationFinding.Unfounded, watchUntil: until)).IsAccepted);
    }

    [Fact]
    public async Task End_AfterTheWindow_WithAnEndInThePast_IsRefused()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = await SuspectedAsync(console);
        console.Clock.Advance(TimeSpan.FromDays(10));

        (await console.EndInvestigationAsync(request, InvestigationFinding.Unfounded, watchUntil: console.Clock.GetUtcNow())).Refusals.RefusedAs<WatchIsNotShortened>();
        Assert.True((await console.EndInvestigationAsync(request, InvestigationFinding.Unfounded, watchUntil: console.Clock.GetUtcNow().AddMilliseconds(1))).IsAccepted);
    }

    [Fact]
    public async Task End_ByWhoHasAnotherPartInTheCase_IsRefused()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = await console.ExecutedAboutSveaAsync();
        _ = (await console.SuspectAsync(request, console.Anna)).Value;
        await console.ConfirmAllRevokedAsync(request);

        (await console.ClearSuspicionAsync(request)).Refusals.RefusedAs<InvestigatorHasAnotherPart>();
    }

    [Fact]
    public async Task End_WithoutReason_IsRefused()
    {
        await using var console = await RequestConsole.StartAsync();

        (await console.EndInvestigationAsync(await SuspectedAsync(console), InvestigationFinding.Unfounded, watchUntil: console.Clock.GetUtcNow().AddDays(5), reason: " ")).Refusals.RefusedAs<FieldIsEmpty>();
    }

    [Fact]
    public async Task End_WhereNothingIsInvestigated_IsRefusedAsNotAtThisStage()
    {
        await using var console = await RequestConsole.StartAsync();

        (await console.ClearSuspicionAsync(await console.ExecutedAsync())).Refusals.RefusedAs<NotAtThisStage>();
    }

    [Fact]
    public async Task End_ByAnAgent_IsRefusedAsNotAllowed()
    {
        await using var console = await RequestConsole.StartAsync();

        (await console.EndInvestigationAsync(await SuspectedAsync(console), InvestigationFinding.Unfounded, console.Bert)).Refusals.RefusedAs<NotAllowed>();
    }

    [Fact]
    public async Task End_WhatIsNotThere_IsRefusedAsNotFound()
    {
        await using var console = await RequestConsole.StartAsync();

        (await console.ClearSuspicionAsync(RequestId.From(Guid.CreateVersion7()))).Refusals.RefusedAs<NotFound>();
    }

    /// <summary>Reported, and the sessions are ended.</summary>
    private static async Task<RequestId> SuspectedAsync(RequestConsole console)
    {
        var request = await console.ExecutedAsync();
        _ = (await console.SuspectAsync(request)).Value;
        await console.ConfirmAllRevokedAsync(request);
        return request;
    }
}
