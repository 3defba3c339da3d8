using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Tests.EvidenceExports;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Organisation;

public sealed class RecordSignOutTests
{
    [Fact]
    public async Task SignOut_IsRecordedAboutTheSessionThatWasOpened()
    {
        await using var console = await TestConsole.StartAsync();
        var nora = await console.PersonAsync("Nora Norole") with { SignIn = RecordSignInTests.Session };
        _ = (await console.Use<RecordSignIn>().ExecuteAsync(CommandId.New(), nora)).Value;

        _ = (await console.Use<RecordSignOut>().ExecuteAsync(CommandId.New(), nora)).Value;

        Assert.Equal(
            Assert.Single(await console.OfTypeAsync(SignInEvents.SignedIn)).Obj.Id, Assert.Single(await console.OfTypeAsync(SignInEvents.SignedOut)).Obj.Id);
    }

    [Fact]
    public async Task SignOut_WithoutASession_IsRefusedAsNotAllowed()
    {
        await using var console = await TestConsole.StartAsync();

        Assert.IsType<NotAllowed>(Assert.Single((await console.Use<RecordSignOut>().ExecuteAsync(CommandId.New(), console.Founder)).Refusals));
    }
}
