using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Policy;
using GovernanceConsole.Requests;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Requests;

public sealed class ConfirmExecutionTests
{
    [Fact]
    public async Task Confirm_WhatWasDoneByHand_TakesASecondPerson()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = await console.ExecutedAsync();
        Assert.Equal((null, true), ((await console.MonitoringAsync(request)).Finding.Verdict, (await console.MonitoringAsync(request)).Finding.IsManual));

        (await console.LookAsync(request, by: console.Emil)).Refusals.RefusedAs<ExecutionIsConfirmedBySomebodyElse>();
        Assert.Equal(RequestState.Monitoring, (await console.LookAsync(request)).Value);

        var found = (await console.MonitoringAsync(request)).Finding;
        Assert.Equal((ExecutionVerdict.AsApproved, "open, no group added", "AD-4712", RequestConsole.Id(console.Bert)), (found.Verdict!.Value, found.State!, found.Reference!, found.By!.Value));
    }

    [Fact]
    [Trait("row", "R-025")]
    public async Task Confirm_ThatARepairAddedARight_RefusesTheClose_ReclassifiesItAndRaisesAFinding()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = await console.ExecutedAsync();
        Assert.Equal(Lane.BreakFix, (await console.FindAsync(request)).Row.Lane);

        Assert.Equal(RequestState.UnderInvestigation, (await console.LookAsync(request, ExecutionVerdict.RightAdded)).Value);

        Assert.Equal(Lane.GovernedAccess, (await console.FindAsync(request)).Row.Lane);
        Assert.Equal("What was executed is not what was approved: A right was added.", Assert.Single((await console.MonitoringAsync(request)).Suspicions).Reason);
        Assert.True(await console.IsToldAsync(console.Paths.Svea, "REQ-2026-000001 is under investigation"));
        await console.ConfirmAllRevokedAsync(request);
        _ = (await console.ClearSuspicionAsync(request)).Value;
        console.Clock.Advance(TimeSpan.FromDays(5));
        await console.CheckAllAsync(request);
        Assert.Equal(ExecutionVerdict.RightAdded, Assert.IsType<OutcomeIsNotAsApproved>(Assert.Single((await console.CloseAsync(request)).Refusals)).Verdict);

        _ = (await console.LookAsync(request, ExecutionVerdict.AsApproved)).Value;
        Assert.True((await console.CloseAsync(request)).IsAccepted);
    }

    [Fact]
    [Trait("row", "R-088")]
    public async Task Confirm_SomethingElseThanApproved_IsInvestigated_AndNoReclassification()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = await console.GrantedAsync();

        Assert.Equal(RequestState.UnderInvestigation, (await console.LookAsync(request, ExecutionVerdict.Differs)).Value);

        Assert.Equal(Lane.GovernedAccess, (await console.FindAsync(request)).Row.Lane);
        Assert.Equal(ExecutionVerdict.Differs, (await console.MonitoringAsync(request)).AgainstClosing.OfType<OutcomeIsNotAsApproved>().Single().Verdict);
    }

    [Fact]
    public async Task Confirm_WhatIsConfirmedAsApproved_IsRefused()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = await console.ExecutedAsync();
        _ = (await console.LookAsync(request, ExecutionVerdict.AsApproved)).Value;

        (await console.LookAsync(request, ExecutionVerdict.RightAdded)).Refusals.RefusedAs<ExecutionIsConfirmed>();
    }

    [Fact]
    public async Task Confirm_AboutOneself_IsRefused()
    {
        await using var console = await RequestConsole.StartAsync();

        (await console.LookAsync(await console.ExecutedAboutSveaAsync(), ExecutionVerdict.AsApproved, console.Paths.Svea)).Refusals.RefusedAs<CaseIsAboutYou>();
    }

    [Fact]
    public async Task Confirm_WithoutStateAndReference_OrWithASecret_IsRefusedForEach()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = await console.ExecutedAsync();

        Assert.Equal(["State", "Reference"], (await ConfirmAsync(console, request, "", " ")).Refusals.Select(r => r.Field));
        (await ConfirmAsync(console, request, "password: Sommer2026!", "AD-1")).Refusals.RefusedAs<TextHoldsASecret>();
    }

    [Fact]
    public async Task Confirm_BeforeItIsExecuted_IsRefusedAsNotAtThisStage()
    {
        await using var console = await RequestConsole.StartAsync();

        (await console.LookAsync(await console.VerifiedAsync(), ExecutionVerdict.AsApproved)).Refusals.RefusedAs<NotAtThisStage>();
    }

    [Fact]
    public async Task Confirm_ByAManager_IsRefusedAsNotAllowed()
    {
        await using var console = await RequestConsole.StartAsync();

        (await console.LookAsync(await console.ExecutedAsync(), ExecutionVerdict.AsApproved, console.Mona)).Refusals.RefusedAs<NotAllowed>();
    }

    [Fact]
    public async Task Confirm_WhatIsNotThere_IsRefusedAsNotFound()
    {
        await using var console = await RequestConsole.StartAsync();

        (await console.LookAsync(RequestId.From(Guid.CreateVersion7()), ExecutionVerdict.AsApproved)).Refusals.RefusedAs<NotFound>();
    }

    private static Task<Outcome<RequestState>> ConfirmAsync(RequestConsole console, RequestId request, string state, string reference) =>
        console.Use<ConfirmExecution>().ExecuteAsync(CommandId.New(), new ConfirmExecutionInput(request, ExecutionVerdict.AsApproved, state, reference), console.Bert);
}
