using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Requests;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Requests;

public sealed class CancelRequestTests
{
    [Fact]
    public async Task Cancel_ByWhoAsked_EndsIt()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = (await console.SubmittedAsync()).Id;

        _ = (await CancelAsync(console, request, console.Sam)).Value;

        Assert.Equal((RequestState.Cancelled, "Found the phone."), ((await console.FindAsync(request)).Row.State, (await console.FindAsync(request)).StateReason));
        (await CancelAsync(console, request, console.Sam)).Refusals.RefusedAs<RequestHasEnded>();
    }

    [Fact]
    public async Task Cancel_BySomebodyElseOrWithoutAReason_IsRefused()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = (await console.SubmittedAsync()).Id;

        (await CancelAsync(console, request, console.Mona)).Refusals.RefusedAs<NotAllowed>();
        (await CancelAsync(console, request, console.Anna, "")).Refusals.RefusedAs<FieldIsEmpty>();
        (await CancelAsync(console, RequestId.From(Guid.CreateVersion7()), console.Anna)).Refusals.RefusedAs<NotFound>();
    }

    [Fact]
    public async Task Cancel_WhatWasExecuted_IsRefusedAsNotAtThisStage()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = await console.VerifiedAsync();
        _ = (await console.ExecuteAsync(request)).Value;

        (await CancelAsync(console, request, console.Anna)).Refusals.RefusedAs<NotAtThisStage>();
    }

    private static Task<Outcome<Done>> CancelAsync(RequestConsole console, RequestId request, Actor by, string reason = "Found the phone.") =>
        console.Use<CancelRequest>().ExecuteAsync(CommandId.New(), new CancelRequestInput(request, reason), by);
}
