using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Policy;
using GovernanceConsole.RecoveryPaths;
using GovernanceConsole.Requests;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Requests;

[Trait("row", "R-020")]
public sealed class ReleaseRequestTests
{
    [Fact]
    public async Task Release_ByTheControlOwnerOfAPathThatServes_LetsItsVerificationBegin()
    {
        await using var console = await RequestConsole.StartAsync();
        var (request, path) = await QuarantinedAsync(console);

        _ = (await ReleaseAsync(console, request, path, console.Paths.Carla)).Value;

        Assert.Equal(RequestState.Verifying, await console.StateAsync(request));
        Assert.Equal(path, Assert.Single(await console.Console.RowsAsync<Request>()).PathId);
    }

    [Fact]
    public async Task Release_ByAnybodyElse_IsRefusedAsNotAllowed()
    {
        await using var console = await RequestConsole.StartAsync();
        var (request, path) = await QuarantinedAsync(console);

        (await ReleaseAsync(console, request, path, console.Rolf)).Refusals.RefusedAs<NotAllowed>();
        (await ReleaseAsync(console, request, path, console.Anna)).Refusals.RefusedAs<NotAllowed>();
    }

    [Fact]
    public async Task Release_OntoAPathThatDoesNotServe_IsRefusedAsPathDoesNotServe()
    {
        await using var console = await RequestConsole.StartAsync();
        var (request, _) = await QuarantinedAsync(console);
        var draft = await console.Paths.OwnedDraftAsync();

        (await ReleaseAsync(console, request, draft, console.Paths.Carla)).Refusals.RefusedAs<PathDoesNotServe>();
    }

    [Fact]
    public async Task Release_WithoutAReasonOrOnesOwnOrWhatIsNotQuarantined_IsRefused()
    {
        await using var console = await RequestConsole.StartAsync();
        var (request, path) = await QuarantinedAsync(console);
        var own = (await console.SubmittedAsync(console.Reset() with { Channel = IntakeChannel.Chat, Subject = RequestConsole.Id(console.Paths.Carla) })).Id;

        (await ReleaseAsync(console, request, path, console.Paths.Carla, reason: " ")).Refusals.RefusedAs<FieldIsEmpty>();
        (await ReleaseAsync(console, own, path, console.Paths.Carla)).Refusals.RefusedAs<VerifierHasAnotherPart>();
        (await ReleaseAsync(console, (await console.SubmittedAsync()).Id, path, console.Paths.Carla)).Refusals.RefusedAs<NotAtThisStage>();
        (await ReleaseAsync(console, RequestId.From(Guid.CreateVersion7()), path, console.Paths.Carla)).Refusals.RefusedAs<NotFound>();
    }

    private static async Task<(RequestId Request, RecoveryPathId Path)> QuarantinedAsync(RequestConsole console) =>
        ((await console.SubmittedAsync(console.Reset() with { Channel = IntakeChannel.Chat })).Id, Assert.Single(await console.Console.RowsAsync<RecoveryPath>()).Id);

    private static Task<Outcome<Done>> ReleaseAsync(RequestConsole console, RequestId request, RecoveryPathId path, Actor by, string reason = "The chat is being registered.") =>
        console.Use<ReleaseRequest>().ExecuteAsync(CommandId.New(), new ReleaseRequestInput(request, path, reason), by);
}
