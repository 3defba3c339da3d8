using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Policy;
using GovernanceConsole.Requests;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Requests;

[Trait("row", "R-195")]
public sealed class ConfirmSignalTests
{
    [Fact]
    public async Task Confirm_ByWhoeverTookItOrASecondTime_IsRefusedAsSignalIsConfirmedBySomebodyElse()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = (await console.SubmittedAsync()).Id;
        var signal = (await console.SignalAsync(request, "V06", SignalChannel.InPerson)).Value.Id;

        (await console.ConfirmAsync(request, signal, console.Anna)).Refusals.RefusedAs<SignalIsConfirmedBySomebodyElse>();
        Assert.True((await console.ConfirmAsync(request, signal, console.Bert)).IsAccepted);
        (await console.ConfirmAsync(request, signal, console.Emil)).Refusals.RefusedAs<SignalIsConfirmedBySomebodyElse>();
    }

    [Fact]
    public async Task Confirm_BySomebodyWhoDoesNotVerifyOrIsTheSubject_IsRefused()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = (await console.SubmittedAsync(console.Reset() with { Subject = RequestConsole.Id(console.Emil) })).Id;
        var signal = (await console.SignalAsync(request, "V06", SignalChannel.InPerson)).Value.Id;

        (await console.ConfirmAsync(request, signal, console.Mona)).Refusals.RefusedAs<NotAllowed>();
        (await console.ConfirmAsync(request, signal, console.Emil)).Refusals.RefusedAs<VerifierHasAnotherPart>();
    }

    [Fact]
    public async Task Confirm_WhatIsNotThereOrOfAStoppedRequest_IsRefused()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = (await console.SubmittedAsync()).Id;
        var signal = (await console.SignalAsync(request, "V06", SignalChannel.InPerson)).Value.Id;

        (await console.ConfirmAsync(RequestId.From(Guid.CreateVersion7()), signal)).Refusals.RefusedAs<NotFound>();
        (await console.ConfirmAsync(request, RequestSignalId.From(Guid.CreateVersion7()))).Refusals.RefusedAs<NotFound>();
        _ = (await console.SignalAsync(request, "V03", SignalChannel.RecoveryCode, result: SignalResult.Failed)).Value;
        (await console.ConfirmAsync(request, signal)).Refusals.RefusedAs<NotAtThisStage>();
    }
}
