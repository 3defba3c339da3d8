using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Policy;
using GovernanceConsole.Requests;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Requests;

[Trait("row", "R-058")]
public sealed class ClearRequestTests
{
    [Fact]
    public async Task Clear_BySecurityOperations_LetsItsVerificationGoOn()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = await StoppedAsync(console);

        _ = (await ClearAsync(console, request, console.Paths.Svea)).Value;

        Assert.Equal(RequestState.Verifying, await console.StateAsync(request));
    }

    [Fact]
    public async Task Clear_ByTheLeadOfItsDesk_IsAccepted_AndByTheLeadOfAnotherRefused()
    {
        await using var console = await RequestConsole.StartAsync();
        var (lead, other) = (await console.Console.PersonAsync("Lena Lead"), await console.Console.PersonAsync("Otto Lead"));
        _ = await console.Console.DeskAsync("NIGHT", lead: RequestConsole.Id(other));
        var request = await StoppedAsync(console, console.Reset() with { Desk = await console.Console.DeskAsync("DAY", lead: RequestConsole.Id(lead)) });

        (await ClearAsync(console, request, other)).Refusals.RefusedAs<NotAllowed>();
        Assert.True((await ClearAsync(console, request, lead)).IsAccepted);
    }

    [Fact]
    public async Task Clear_BySomebodyOfTheCase_IsRefusedAsClearedByAnAgentOfTheCase()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = await StoppedAsync(console, console.Reset() with { Requester = RequestConsole.Id(console.Paths.Svea) });

        (await ClearAsync(console, request, console.Paths.Svea)).Refusals.RefusedAs<ClearedByAnAgentOfTheCase>();
    }

    [Fact]
    public async Task Clear_ByAnAgentOrWithoutAReasonOrWhatIsNotStopped_IsRefused()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = await StoppedAsync(console);

        (await ClearAsync(console, request, console.Bert)).Refusals.RefusedAs<NotAllowed>();
        (await ClearAsync(console, request, console.Paths.Svea, reason: "")).Refusals.RefusedAs<FieldIsEmpty>();
        (await ClearAsync(console, (await console.SubmittedAsync(console.Reset("K02"))).Id, console.Paths.Svea)).Refusals.RefusedAs<NotAtThisStage>();
        (await ClearAsync(console, RequestId.From(Guid.CreateVersion7()), console.Paths.Svea)).Refusals.RefusedAs<NotFound>();
    }

    private static async Task<RequestId> StoppedAsync(RequestConsole console, SubmitRequestInput? input = null)
    {
        var request = (await console.SubmittedAsync(input)).Id;
        _ = (await console.SignalAsync(request, "V03", SignalChannel.RecoveryCode, result: SignalResult.Failed)).Value;
        return request;
    }

    private static Task<Outcome<Done>> ClearAsync(RequestConsole console, RequestId request, Actor by, string reason = "The code was mistyped; the person was called back.") =>
        console.Use<ClearRequest>().ExecuteAsync(CommandId.New(), new ClearRequestInput(request, reason), by);
}
