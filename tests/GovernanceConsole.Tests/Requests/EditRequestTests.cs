using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.Requests;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Requests;

[Trait("row", "R-076")]
public sealed class EditRequestTests
{
    [Fact]
    [Trait("row", "R-062")]
    public async Task Edit_TheTargetToAnExternallyFacingSystem_RaisesTheLevel_AndWhatWasEnoughIsNotAnyMore()
    {
        await using var console = await RequestConsole.StartAsync();
        var portal = (await console.Use<RegisterSystem>().ExecuteAsync(CommandId.New(), new RegisterSystemInput("EXT", "Portal", ExternallyFacing: true), console.Console.Founder)).Value;
        var request = (await console.SubmittedAsync()).Id;
        var device = (await console.SignalAsync(request, "V09", SignalChannel.ManagedDevice)).Value.Id;
        _ = (await console.SignalAsync(request, "V06", SignalChannel.InPerson)).Value;
        Assert.Equal(RequestState.Approved, (await console.ConfirmAsync(request, device)).Value);

        var edited = (await EditAsync(console, request, c => c with { System = portal }, console.Sam)).Value;

        Assert.Equal((RequestState.Verifying, RiskLevel.High), (edited.State, edited.Level));
        Assert.Equal(RequestState.Approved, (await console.SignalAsync(request, "V05", SignalChannel.CallBack, console.Emil)).Value.State);
    }

    [Theory]
    [InlineData("effect")]
    [InlineData("system")]
    [InlineData("end")]
    public async Task Edit_OfAccessAtTheDesk_IsRefusedAsDesksDoNotSetAccess(string what)
    {
        await using var console = await RequestConsole.StartAsync();
        var request = (await console.SubmittedAsync(console.Access())).Id;

        (await EditAsync(console, request, c => what switch
        {
            "effect" => c with { Effect = "Sam writes." },
            "system" => c with { System = console.Paths.Directory },
            _ => c with { EndsAt = c.EndsAt!.Value.AddDays(1) },
        }, console.Anna)).Refusals.RefusedAs<DesksDoNotSetAccess>();
    }

    [Fact]
    public async Task Edit_TheReasonAtTheDesk_IsAccepted()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = (await console.SubmittedAsync(console.Access())).Id;

        Assert.True((await EditAsync(console, request, c => c with { Justification = "Closing of the year." }, console.Anna)).IsAccepted);
    }

    [Fact]
    public async Task Edit_ByThoseWhoMayNot_IsRefusedAsNotAllowed()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = (await console.SubmittedAsync()).Id;

        (await EditAsync(console, request, c => c with { Effect = "Other." }, console.Rolf)).Refusals.RefusedAs<NotAllowed>();
        (await EditAsync(console, request, c => c with { Effect = "Other." }, console.Paths.Svea)).Refusals.RefusedAs<NotAllowed>();
    }

    [Fact]
    public async Task Edit_WhatChangedMeanwhileOrNothingOrBadly_IsRefused()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = (await console.SubmittedAsync()).Id;
        var content = (await console.FindAsync(request)).Content;

        (await console.Use<EditRequest>().ExecuteAsync(CommandId.New(), new EditRequestInput(request, "", content with { Effect = "Other." }), console.Anna)).Refusals.RefusedAs<ChangedMeanwhile>();
        (await EditAsync(console, request, c => c, console.Anna)).Refusals.RefusedAs<NothingWasChanged>();
        (await EditAsync(console, request, c => c with { Effect = "" }, console.Anna)).Refusals.RefusedAs<FieldIsEmpty>();
        (await EditAsync(console, request, c => c with { Kind = "K99" }, console.Anna)).Refusals.RefusedAs<KindIsUnknown>();
        (await EditAsync(console, request, c => c with { System = GovernedSystemId.From(Guid.CreateVersion7()) }, console.Anna)).Refusals.RefusedAs<NotFound>();
        Assert.All((await EditAsync(console, request, c => c with { Kind = "K14" }, console.Sam)).Refusals, r => Assert.IsType<FormFieldIsMissing>(r));
        (await console.Use<EditRequest>().ExecuteAsync(CommandId.New(), new EditRequestInput(RequestId.From(Guid.CreateVersion7()), "", content), console.Anna)).Refusals.RefusedAs<NotFound>();
    }

    [Fact]
    public async Task Edit_AfterItWasExecuted_IsRefusedAsNotAtThisStage()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = await console.VerifiedAsync();
        _ = (await console.ExecuteAsync(request)).Value;

        (await EditAsync(console, request, c => c with { Effect = "Other." }, console.Anna)).Refusals.RefusedAs<NotAtThisStage>();
    }

    private static async Task<Outcome<SubmittedRequest>> EditAsync(RequestConsole console, RequestId request, Func<RequestContent, RequestContent> change, Actor by)
    {
        var found = await console.FindAsync(request);
        return await console.Use<EditRequest>().ExecuteAsync(CommandId.New(), new EditRequestInput(request, found.ContentHash, change(found.Content)), by);
    }
}
