using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Requests;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Requests;

public sealed class ConfirmRemovalTests
{
    [Fact]
    [Trait("row", "R-198")]
    public async Task Confirm_AFailure_IsCountedAndTold_AndStaysDueUntilItIsRemoved()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = await console.GrantedAsync();
        console.Clock.Advance(TimeSpan.FromDays(30));

        _ = (await console.RemoveAsync(request, removed: false)).Value;
        _ = (await console.RemoveAsync(request, removed: false)).Value;

        var removal = (await console.MonitoringAsync(request)).Removal;
        Assert.Equal((2, null), (removal.Failed, removal.RemovedAt));
        Assert.True(await console.IsToldAsync(console.Paths.Svea, "What REQ-2026-000001 granted could not be removed"));
        Assert.Equal([WatchReason.RemovalOverdue], (await OverdueAsync(console)).Select(r => r.Reason));

        _ = (await console.RemoveAsync(request)).Value;

        Assert.Equal((console.Clock.GetUtcNow(), "AD-4714"), ((await console.MonitoringAsync(request)).Removal.RemovedAt, (await console.MonitoringAsync(request)).Removal.Reference));
        Assert.Empty(await OverdueAsync(console));
    }

    [Fact]
    [Trait("row", "R-093")]
    public async Task Confirm_AfterTheCaseWasClosed_IsStillOwed()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = await console.GrantedAsync();
        _ = (await console.LookAsync(request)).Value;
        console.Clock.Advance((await console.MonitoringAsync(request)).WatchedUntil - console.Clock.GetUtcNow());
        await console.CheckAllAsync(request);
        _ = (await console.CloseAsync(request)).Value;

        Assert.Empty(await OverdueAsync(console));
        console.Clock.Advance((await console.MonitoringAsync(request)).Removal.DueAt!.Value - console.Clock.GetUtcNow());
        Assert.Equal("REQ-2026-000001", Assert.Single(await OverdueAsync(console)).Number);
        Assert.True((await console.RemoveAsync(request)).IsAccepted);
        Assert.Empty(await OverdueAsync(console));
    }

    [Fact]
    public async Task Confirm_BeforeItsEnd_IsAccepted_AndOnceMoreRefused()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = await console.GrantedAsync();

        Assert.True((await console.RemoveAsync(request)).IsAccepted);
        (await console.RemoveAsync(request)).Refusals.RefusedAs<NothingIsToBeRemoved>();
    }

    [Fact]
    public async Task Confirm_WhereNothingEnds_IsRefused()
    {
        await using var console = await RequestConsole.StartAsync();

        (await console.RemoveAsync(await console.ExecutedAsync())).Refusals.RefusedAs<NothingIsToBeRemoved>();
    }

    [Fact]
    public async Task Confirm_AboutOneself_IsRefused()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = await console.ExecutedAsync(console.Input(new RequestContent { Kind = "K01", Effect = "Svea can sign in.", EndsAt = console.Clock.GetUtcNow().AddMinutes(30) }) with { Subject = RequestConsole.Id(console.Paths.Svea) });

        (await console.RemoveAsync(request, by: console.Paths.Svea)).Refusals.RefusedAs<CaseIsAboutYou>();
    }

    [Fact]
    public async Task Confirm_WithoutReference_IsRefused()
    {
        await using var console = await RequestConsole.StartAsync();

        (await console.RemoveAsync(await console.GrantedAsync(), reference: "")).Refusals.RefusedAs<FieldIsEmpty>();
    }

    [Fact]
    public async Task Confirm_BeforeItIsExecuted_OrOnceItWasCancelled_IsRefused()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = await console.VerifiedAsync();

        (await console.RemoveAsync(request)).Refusals.RefusedAs<NotAtThisStage>();
        _ = (await console.Use<CancelRequest>().ExecuteAsync(CommandId.New(), new CancelRequestInput(request, "Nobody needs it."), console.Anna)).Value;
        (await console.RemoveAsync(request)).Refusals.RefusedAs<RequestHasEnded>();
    }

    [Fact]
    public async Task Confirm_ByAManager_IsRefusedAsNotAllowed()
    {
        await using var console = await RequestConsole.StartAsync();

        (await console.RemoveAsync(await console.GrantedAsync(), by: console.Mona)).Refusals.RefusedAs<NotAllowed>();
    }

    [Fact]
    public async Task Confirm_WhatIsNotThere_IsRefusedAsNotFound()
    {
        await using var console = await RequestConsole.StartAsync();

        (await console.RemoveAsync(RequestId.From(Guid.CreateVersion7()))).Refusals.RefusedAs<NotFound>();
    }

    private static async Task<IReadOnlyList<WatchRow>> OverdueAsync(RequestConsole console) =>
        (await console.Use<MonitoringQueries>().ListAsync(console.Paths.Svea with { KnownRoles = new HashSet<Role> { Role.SecurityOperations } }, WatchReason.RemovalOverdue, new PageRequest())).Rows;
}
