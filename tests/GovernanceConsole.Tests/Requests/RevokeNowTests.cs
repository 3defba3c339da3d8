using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Policy;
using GovernanceConsole.Requests;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Requests;

public sealed class RevokeNowTests
{
    [Fact]
    [Trait("row", "R-092")]
    public async Task Revoke_WhatACaseTouched_IsATaskForEach_ConfirmedWithItsTime_AndTheTimeToRevokeIsMeasured()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = await console.ExecutedAsync();
        _ = (await console.CheckAsync(request, PostCheckKind.SecretIssued, PostCheckResult.Hit)).Value;
        _ = (await console.ConfirmRevokedAsync(request, RevocationTarget.Sessions)).Value;
        console.Clock.Advance(TimeSpan.FromMinutes(1));

        _ = (await console.RevokeAsync(request)).Value;
        console.Clock.Advance(TimeSpan.FromMinutes(4));
        _ = (await console.ConfirmRevokedAsync(request, RevocationTarget.Sessions)).Value;
        _ = (await console.ConfirmRevokedAsync(request, RevocationTarget.Credentials)).Value;
        Assert.Null((await console.MonitoringAsync(request)).Revocations[^1].TimeToRevoke);
        console.Clock.Advance(TimeSpan.FromMinutes(7));
        _ = (await console.ConfirmRevokedAsync(request, RevocationTarget.Secrets)).Value;

        var revocation = (await console.MonitoringAsync(request)).Revocations[^1];
        Assert.Equal([RevocationTarget.Sessions, RevocationTarget.Credentials, RevocationTarget.Secrets], revocation.Tasks.Select(t => t.Target));
        Assert.Equal([4, 4, 11], revocation.Tasks.Select(t => (int)(t.ConfirmedAt!.Value - revocation.OrderedAt).TotalMinutes));
        Assert.All(revocation.Tasks, t => Assert.Equal((RequestConsole.Id(console.Bert), "AD-4713"), (t.ConfirmedBy!.Value, t.Reference)));
        Assert.Equal(TimeSpan.FromMinutes(11), revocation.TimeToRevoke);
        Assert.True(await console.IsToldAsync(console.Paths.Svea, "What REQ-2026-000001 touched is revoked"));
    }

    [Fact]
    public async Task Revoke_WhatIsWatched_IsUnderInvestigationFromThenOn_AndTheDeskIsTold()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = await console.ExecutedAsync();

        _ = (await console.RevokeAsync(request)).Value;

        Assert.Equal((RequestState.UnderInvestigation, "It was not Sam."), ((await console.MonitoringAsync(request)).State, (await console.MonitoringAsync(request)).StateReason));
        Assert.True(await console.IsToldAsync(console.Emil, "Revoke what REQ-2026-000001 touched now"));
    }

    [Fact]
    public async Task Revoke_WhatIsClosed_IsOrderedAndLeavesItClosed()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = await console.FinishedAsync();
        _ = (await console.CloseAsync(request)).Value;

        _ = (await console.RevokeAsync(request)).Value;

        var seen = await console.MonitoringAsync(request);
        Assert.Equal((RequestState.Closed, 2), (seen.State, Assert.Single(seen.Revocations).Tasks.Count));
        await console.ConfirmAllRevokedAsync(request);
        Assert.NotNull(Assert.Single((await console.MonitoringAsync(request)).Revocations).TimeToRevoke);
    }

    [Fact]
    public async Task Revoke_Twice_IsRefused_UntilTheFirstIsComplete_OrMoreWasFound()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = await console.ExecutedAsync();
        _ = (await console.RevokeAsync(request)).Value;

        (await console.RevokeAsync(request)).Refusals.RefusedAs<IsBeingRevoked>();

        console.Clock.Advance(TimeSpan.FromMinutes(1));
        _ = (await console.CheckAsync(request, PostCheckKind.PrivilegedMembership, PostCheckResult.Hit)).Value;
        _ = (await console.RevokeAsync(request)).Value;
        Assert.Equal(RevocationTarget.Grants, Assert.Single((await console.MonitoringAsync(request)).Revocations[^1].Tasks).Target);
        await console.ConfirmAllRevokedAsync(request);
        Assert.True((await console.RevokeAsync(request)).IsAccepted);
    }

    [Fact]
    public async Task Revoke_WhatWasNotExecuted_IsRefused()
    {
        await using var console = await RequestConsole.StartAsync();

        (await console.RevokeAsync(await console.VerifiedAsync())).Refusals.RefusedAs<NothingWasExecuted>();
    }

    [Fact]
    public async Task Revoke_WithoutReason_IsRefused()
    {
        await using var console = await RequestConsole.StartAsync();

        (await console.RevokeAsync(await console.ExecutedAsync(), reason: "")).Refusals.RefusedAs<FieldIsEmpty>();
    }

    [Fact]
    public async Task Revoke_ByAnAgent_IsRefusedAsNotAllowed()
    {
        await using var console = await RequestConsole.StartAsync();

        (await console.RevokeAsync(await console.ExecutedAsync(), console.Bert)).Refusals.RefusedAs<NotAllowed>();
    }

    [Fact]
    public async Task Revoke_WhatIsNotThere_IsRefusedAsNotFound()
    {
        await using var console = await RequestConsole.StartAsync();

        (await console.RevokeAsync(RequestId.From(Guid.CreateVersion7()))).Refusals.RefusedAs<NotFound>();
    }

    [Theory]
    [InlineData(Effect.Nothing, new[] { RevocationTarget.Sessions })]
    [InlineData(Effect.Credential, new[] { RevocationTarget.Sessions, RevocationTarget.Credentials })]
    [InlineData(Effect.Factor, new[] { RevocationTarget.Sessions, RevocationTarget.Factors })]
    [InlineData(Effect.Contact, new[] { RevocationTarget.Sessions, RevocationTarget.Contacts })]
    [InlineData(Effect.Secret, new[] { RevocationTarget.Sessions, RevocationTarget.Secrets })]
    [InlineData(Effect.Recovery, new[] { RevocationTarget.Sessions, RevocationTarget.Credentials, RevocationTarget.Secrets, RevocationTarget.MailboxRules })]
    [InlineData(Effect.Right, new[] { RevocationTarget.Sessions, RevocationTarget.Grants })]
    [InlineData(Effect.Persistence, new[] { RevocationTarget.Sessions, RevocationTarget.Grants })]
    [InlineData(Effect.EmergencyRight, new[] { RevocationTarget.Sessions, RevocationTarget.Grants })]
    [InlineData(Effect.Removal, new[] { RevocationTarget.Sessions })]
    public void Touched_ByWhatAKindDoes_IsWhatIsRevoked(Effect effect, RevocationTarget[] targets) => Assert.Equal(targets, Touched.By(effect, []));
}
