using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Tests.EvidenceExports;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Organisation;

public sealed class RecordSignInTests
{
    internal static readonly SignIn Session = new(TestConsole.Start, "passkey", "https://idp.example.test", [.. Enumerable.Range(1, 32).Select(i => (byte)i)]);

    [Fact]
    public async Task SignIn_OfAnActivePerson_IsRecordedWithMethodIssuerAndSession()
    {
        await using var console = await TestConsole.StartAsync();
        var nora = await console.PersonAsync("Nora Norole") with { SignIn = Session };

        _ = (await console.Use<RecordSignIn>().ExecuteAsync(CommandId.New(), nora)).Value;

        var entry = Assert.Single(await console.OfTypeAsync(SignInEvents.SignedIn));
        Assert.Equal(("passkey", "https://idp.example.test", nora.Person!.Value.Value.ToString("N")), (entry.Actor.Acr, entry.Actor.Idp, entry.Actor.Pid));
        Assert.Equal(Session.SessionHash, entry.Actor.Sid);
        Assert.Equal(("session", "0102030405060708090a0b0c0d0e0f10"), (entry.Obj.Kind, entry.Obj.Id));
        Assert.Null(entry.Priv);
    }

    [Fact]
    public async Task SignIn_OfSomebodyWhoHasLeft_IsRefusedAsNotAllowed()
    {
        await using var console = await TestConsole.StartAsync();
        var leaver = await console.PersonAsync("Lea Leaver") with { SignIn = Session };
        await console.Use<MarkPersonAsLeft>().ExecuteAsync(CommandId.New(), new MarkPersonAsLeftInput(leaver.Person!.Value), console.Founder);

        Assert.IsType<NotAllowed>(Assert.Single((await console.Use<RecordSignIn>().ExecuteAsync(CommandId.New(), leaver)).Refusals));
    }

    [Fact]
    public async Task SignIn_WithoutASession_IsRefusedAsNotAllowed()
    {
        await using var console = await TestConsole.StartAsync();

        Assert.IsType<NotAllowed>(Assert.Single((await console.Use<RecordSignIn>().ExecuteAsync(CommandId.New(), console.Founder)).Refusals));
    }
}
