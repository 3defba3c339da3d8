using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Outbox;
using GovernanceConsole.Policy;
using GovernanceConsole.Requests;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Requests;

[Trait("row", "D9")]
public sealed class RejectRequestTests
{
    [Fact]
    public async Task Reject_ByAnApprover_EndsItWithTheReasonToldToWhoeverEnteredIt()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = await console.VerifiedAsync(console.Access());

        Assert.Equal(RequestState.Rejected, (await console.RejectAsync(request, console.Rolf)).Value.State);

        Assert.Contains(await console.Use<InboxQueries>().UnreadAsync(console.Anna), i => i.Subject == "REQ-2026-000001 was rejected" && i.Text == "Nobody on the team knows of it.");
        (await console.ExecuteAsync(request)).Refusals.RefusedAs<RequestHasEnded>();
    }

    /// <summary>A no ends it for good: whoever says it proves themselves as for a yes.</summary>
    [Fact]
    public async Task Reject_BySomebodyWhoSignedInTooLongAgo_IsRefused()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = await console.VerifiedAsync(console.Access());
        var rolf = console.Rolf;
        console.Console.DemandsFreshSignIn = true;
        var fresh = TimeSpan.FromMinutes(PolicyDocument.Default.Limits.FreshSignInMinutes);
        var late = rolf with { SignIn = rolf.SignIn! with { At = console.Clock.GetUtcNow() - fresh - TimeSpan.FromSeconds(1) } };
        var inTime = rolf with { SignIn = rolf.SignIn! with { At = console.Clock.GetUtcNow() - fresh } };

        (await console.RejectAsync(request, late)).Refusals.RefusedAs<SignInIsTooOld>();
        Assert.True((await console.RejectAsync(request, inTime)).IsAccepted);
    }

    [Fact]
    public async Task Reject_BySomebodyOfTheCaseOrWithoutASeatOrAReason_IsRefused()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = await console.VerifiedAsync(console.Access());

        (await console.RejectAsync(request, console.Sam)).Refusals.RefusedAs<ApproverHasAnotherPart>();
        (await console.RejectAsync(request, console.Sanna)).Refusals.RefusedAs<NotAllowed>();
        (await console.Use<RejectRequest>().ExecuteAsync(
            CommandId.New(), new RejectRequestInput(request, (await console.FindAsync(request)).ContentHash, ""), console.Rolf)).Refusals.RefusedAs<FieldIsEmpty>();
        (await console.Use<RejectRequest>().ExecuteAsync(CommandId.New(), new RejectRequestInput(request, "", "No."), console.Rolf)).Refusals.RefusedAs<ContentIsAnother>();
    }
}
