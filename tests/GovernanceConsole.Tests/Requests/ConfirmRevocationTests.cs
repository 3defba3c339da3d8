using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Requests;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Requests;

public sealed class ConfirmRevocationTests
{
    [Fact]
    public async Task Confirm_WhatTwoOrdersAskFor_AnswersBoth()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = await console.ExecutedAsync();
        _ = (await console.SuspectAsync(request)).Value;
        console.Clock.Advance(TimeSpan.FromMinutes(1));
        _ = (await console.RevokeAsync(request)).Value;

        _ = (await console.ConfirmRevokedAsync(request, RevocationTarget.Sessions)).Value;

        var revocations = (await console.MonitoringAsync(request)).Revocations;
        Assert.NotNull(revocations[0].CompletedAt);
        Assert.Equal([RevocationTarget.Credentials], revocations[1].Tasks.Where(t => t.ConfirmedAt is null).Select(t => t.Target));
    }

    [Fact]
    public async Task Confirm_TheGrantItself_IsItsRemoval()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = await console.GrantedAsync();
        _ = (await console.RevokeAsync(request)).Value;

        _ = (await console.ConfirmRevokedAsync(request, RevocationTarget.Grants)).Value;

        Assert.Equal("AD-4713", (await console.MonitoringAsync(request)).Removal.Reference);
        (await console.RemoveAsync(request)).Refusals.RefusedAs<NothingIsToBeRemoved>();
    }

    [Fact]
    public async Task Confirm_Twice_IsRefused()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = await RevokedAsync(console);
        _ = (await console.ConfirmRevokedAsync(request, RevocationTarget.Sessions)).Value;

        (await console.ConfirmRevokedAsync(request, RevocationTarget.Sessions)).Refusals.RefusedAs<RevocationIsConfirmed>();
    }

    [Fact]
    public async Task Confirm_WithoutReference_IsRefused()
    {
        await using var console = await RequestConsole.StartAsync();

        (await console.ConfirmRevokedAsync(await RevokedAsync(console), RevocationTarget.Sessions, reference: "")).Refusals.RefusedAs<FieldIsEmpty>();
    }

    [Fact]
    public async Task Confirm_AboutOneself_IsRefused()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = await console.ExecutedAboutSveaAsync();
        _ = (await console.SuspectAsync(request, console.Anna)).Value;

        (await console.ConfirmRevokedAsync(request, RevocationTarget.Sessions, console.Paths.Svea)).Refusals.RefusedAs<CaseIsAboutYou>();
    }

    [Fact]
    public async Task Confirm_ByAManager_IsRefusedAsNotAllowed()
    {
        await using var console = await RequestConsole.StartAsync();

        (await console.ConfirmRevokedAsync(await RevokedAsync(console), RevocationTarget.Sessions, console.Mona)).Refusals.RefusedAs<NotAllowed>();
    }

    [Fact]
    public async Task Confirm_WhatIsNotThere_IsRefusedAsNotFound()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = await console.ExecutedAsync();

        foreach (var (id, what) in new[] { (RequestId.From(Guid.CreateVersion7()), "request"), (request, "task") })
        {
            Assert.Equal(new NotFound(what), Assert.Single((await console.Use<ConfirmRevocation>().ExecuteAsync(
                CommandId.New(), new ConfirmRevocationInput(id, RevocationTaskId.From(Guid.CreateVersion7()), "AD-1"), console.Bert)).Refusals));
        }
    }

    private static async Task<RequestId> RevokedAsync(RequestConsole console)
    {
        var request = await console.ExecutedAsync();
        _ = (await console.RevokeAsync(request)).Value;
        return request;
    }
}
