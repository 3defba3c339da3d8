using Bunit;
using GovernanceConsole.Identity;
using GovernanceConsole.Requests;
using GovernanceConsole.Web.Requests;
using Microsoft.AspNetCore.Components;

namespace GovernanceConsole.Web.Tests.Requests;

public sealed class VerificationScriptPanelTests : RequestPageTest
{
    [Fact]
    public async Task Panel_OfARequest_ShowsTheWordsInForce_AndTellsTheFormWhichVersionTheyAre()
    {
        var request = await SubmitAsync();
        var read = new List<ScriptVersion>();

        var panel = Render<VerificationScriptPanel>(p => p.Add(x => x.Request, request).Add(x => x.OnRead, read.Add));

        panel.WaitForAssertion(() => Assert.Contains("Call back only to a number of record", panel.Find("p.prewrap").TextContent, StringComparison.Ordinal));
        Assert.Equal([new ScriptVersion("ALL-EN", 1)], read);
        Assert.Empty(panel.FindAll("select")); // one language needs no choice
    }

    [Fact]
    public async Task Panel_InAnotherLanguage_ShowsItsWordsAndTellsTheForm()
    {
        await InForceAsync("de", "Sag dies.");
        var request = await SubmitAsync();
        var read = new List<ScriptVersion>();
        var panel = Render<VerificationScriptPanel>(p => p.Add(x => x.Request, request).Add(x => x.OnRead, read.Add));
        panel.WaitForState(() => panel.FindAll("option").Count == 2);

        await panel.Find("select").ChangeAsync(new ChangeEventArgs { Value = "ALL-DE" });

        Assert.Equal(("Sag dies.", "de"), (panel.Find("p.prewrap").TextContent, panel.Find("p.prewrap").GetAttribute("lang")));
        Assert.Equal([new ScriptVersion("ALL-EN", 1), new ScriptVersion("ALL-DE", 1)], read);
    }

    [Fact]
    public void Panel_OfARequestThatIsNotThere_ShowsNothing() =>
        Assert.Equal("", Render<VerificationScriptPanel>(p => p.Add(x => x.Request, RequestId.From(Guid.CreateVersion7()))).Markup.Trim());

    private async Task InForceAsync(string language, string text)
    {
        var ivo = await SignInAsync(await PersonAsync("Ivo", Role.IamPolicy));
        var script = (await Use<ProposeVerificationScript>().ExecuteAsync(CommandId.New(), new ProposeVerificationScriptInput(Kind: null, language, SeenInForce: null, text, "Half of the callers speak it."), ivo)).Value;
        var founder = await SignInAsync(Founder.Person!.Value);
        _ = (await Use<ApproveVerificationScript>().ExecuteAsync(
            CommandId.New(), new ApproveVerificationScriptInput(script, await Use<VerificationScriptQueries>().ShowForApprovalAsync(script)), founder)).Value;
    }
}
