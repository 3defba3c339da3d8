using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Outbox;
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
