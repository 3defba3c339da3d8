using Bunit;
using GovernanceConsole.Identity;
using GovernanceConsole.Policy;
using GovernanceConsole.Web.Policy;
using GovernanceConsole.Web.Tests.Fixtures;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;

namespace GovernanceConsole.Web.Tests.Policy;

[Trait("row", "R-052")]
[Trait("row", "R-203")]
public sealed class DraftPageTests : PageTest
{
    private static readonly RequestRule Password = PolicyDocument.Default.FindRule("K01-STD")!;
    private static readonly RequestRule Stricter = Password with { Signals = Password.Signals with { Strong = 2 } };

    [Fact]
    public async Task NoDraft_SaysWhoWritesOne_AndOffersItOnlyToThem()
    {
        await SignInAsync(await PersonAsync("Nele"));
        var page = Open();
        Assert.Contains("Governance sets the limits; whoever has the role IAM policy sets everything else.", page.Find(".empty").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("form"));

        await SignInAsync(await PersonAsync("Iris", Role.IamPolicy));
        page = Open();
        await Form(page, "Begin with policy 1").SubmitAsync();

        Assert.Equal(PolicyDocument.Default, (await Use<PolicyQueries>().DraftAsync())!.Document);
        Assert.Contains("Written by Iris. That person cannot approve it.", page.Markup.Replace("</strong>", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("Nothing differs.", page.Find("section[aria-labelledby=difference]").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Propose this draft", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Begin_FromAFile_TakesItOver_OrSaysTheLineThatIsWrong()
    {
        await SignInAsync(await PersonAsync("Iris", Role.IamPolicy));
        var page = Open();
        var yaml = PolicyFormat.ToYaml(PolicyDocument.Default.With(Stricter));

        await SendAsync(page, "begin-file", "Begin with the file", yaml.Replace("level: moderate", "level: middling", StringComparison.Ordinal));
        Assert.Matches("The policy file, line [0-9]+: .*level: “middling” is not known", page.Find("[role=alert]").TextContent);
        Assert.Null(await Use<PolicyQueries>().DraftAsync());

        await SendAsync(page, "begin-file", "Begin with the file", yaml);
        Assert.Equal(PolicyDocument.Default.With(Stricter), (await Use<PolicyQueries>().DraftAsync())!.Document);
        Assert.Contains("1 cell stricter.", page.Find("section[aria-labelledby=difference]").TextContent, StringComparison.Ordinal);
        Assert.Equal("changed", page.Find("td:has(a[href='/policy/draft/rules/K01-STD']) .changed").TextContent);
        Assert.Single(page.FindAll(".changed"));
    }

    [Fact]
    public async Task Begin_WithoutAFileOrWithOneThatIsTooLong_IsRefusedBeforeItIsRead()
    {
        await SignInAsync(await PersonAsync("Iris", Role.IamPolicy));
        var page = Open();

        await Form(page, "Begin with the file").SubmitAsync();
        Assert.Contains("no file was chosen", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);

        await SendAsync(page, "begin-file", "Begin with the file", new string('#', PolicyFormat.MaximumLength + 1));
        Assert.Contains("at most 2000000 are read", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Findings_OfADraft_LeadToTheirCells_AndProposingItIsRefused()
    {
        var iris = await SignInAsync(await PersonAsync("Iris", Role.IamPolicy));
        await BeginAsync(iris, PolicyDocument.Default.With(Password with { Signals = Password.Signals with { Independent = 1 } }));
        var page = Open();

        Assert.Equal("Password reset, standard workforce", page.Find(".findings a[href='/policy/draft/rules/K01-STD']").TextContent);
        Assert.Contains("takes two independent signals at the least", page.Find(".findings").TextContent, StringComparison.Ordinal);

        await ProposeAsync(page);
        Assert.Contains("takes two independent signals at the least", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Null(await Use<PolicyQueries>().ProposalAsync());
    }

    [Fact]
    public async Task Propose_WithAReason_LeavesForThePolicy()
    {
        await BeginAsync(await SignInAsync(await PersonAsync("Iris", Role.IamPolicy)), PolicyDocument.Default.With(Stricter));
        var page = Open();
        Assert.Contains("It holds together", page.Find(".notice.tone-good").TextContent, StringComparison.Ordinal);

        await ProposeAsync(page);

        Assert.Equal("After the audit.", (await Use<PolicyQueries>().ProposalAsync())!.Reason);
        Assert.EndsWith("/policy", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Limits_AreOfferedToGovernanceAlone_AndWritten()
    {
        await BeginAsync(Founder, PolicyDocument.Default);
        var page = Open();
        await page.Find("#limit-SignOffDays").ChangeAsync(new ChangeEventArgs { Value = "400" });
        await Form(page, "Write the limits into the draft").SubmitAsync();

        Assert.Equal(400, (await Use<PolicyQueries>().DraftAsync())!.Document.Limits.SignOffDays);
        Assert.Contains("takes 1 to 365 days, not 400 days", page.Find(".findings").TextContent, StringComparison.Ordinal);
        Assert.Contains("Recorded: you wrote the limits of the draft.", page.Markup, StringComparison.Ordinal);

        await SignInAsync(await PersonAsync("Iris", Role.IamPolicy));
        Assert.Empty(Open().FindAll("#limits"));
    }

    [Fact]
    public async Task Limits_WhileSomebodyElseWrote_SayWhatHappenedAndKeepWhatWasTyped()
    {
        await BeginAsync(Founder, PolicyDocument.Default);
        var page = Open();
        await page.Find("#limit-SignOffDays").ChangeAsync(new ChangeEventArgs { Value = "120" });
        var seen = (await Use<PolicyQueries>().DraftAsync())!;
        await WriteAsync(seen, seen.Document with { Limits = Limits.Default with { GraceWorkingDays = 5 } }, Founder);

        await Form(page, "Write the limits into the draft").SubmitAsync();
        Assert.Contains("was changed by somebody else meanwhile", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Contains("Somebody else wrote on the draft meanwhile.", page.Markup, StringComparison.Ordinal);
        Assert.Equal("120", page.Find("#limit-SignOffDays").GetAttribute("value"));
        Assert.Contains("5 working days", page.Find("section[aria-labelledby=difference]").TextContent, StringComparison.Ordinal);

        await Form(page, "Write the limits into the draft").SubmitAsync();
        Assert.Equal(Limits.Default with { GraceWorkingDays = 5, SignOffDays = 120 }, (await Use<PolicyQueries>().DraftAsync())!.Document.Limits);
    }

    [Fact]
    public async Task File_InPlaceOfTheDraft_ByGovernance_IsRefusedWhereItIsNotTheirs()
    {
        await BeginAsync(Founder, PolicyDocument.Default);
        var page = Open();

        await SendAsync(page, "draft-file", "Put the file in place of the draft", PolicyFormat.ToJson(PolicyDocument.Default.With(Stricter)));

        Assert.Contains("IAM policy", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal(PolicyDocument.Default, (await Use<PolicyQueries>().DraftAsync())!.Document);
    }

    [Fact]
    public async Task Discard_WithAReason_LeavesNoDraft()
    {
        await BeginAsync(Founder, PolicyDocument.Default);
        var page = Open();

        await page.FindAll("button").Single(b => b.TextContent == "Discard the draft").ClickAsync();
        await page.Find(".sheet textarea").InputAsync(new ChangeEventArgs { Value = "Begun by mistake." });
        await page.Find(".sheet form").SubmitAsync();

        Assert.Null(await Use<PolicyQueries>().DraftAsync());
        Assert.Contains("No draft is open", page.Markup, StringComparison.Ordinal);
    }

    private async Task BeginAsync(Actor by, PolicyDocument document) =>
        Assert.True((await Use<BeginPolicyDraft>().ExecuteAsync(CommandId.New(), new BeginPolicyDraftInput(1, document), by)).IsAccepted);

    private async Task WriteAsync(PolicyDraftView seen, PolicyDocument document, Actor by) =>
        Assert.True((await Use<WritePolicyDraft>().ExecuteAsync(CommandId.New(), new WritePolicyDraftInput(seen.Id, seen.Version, document), by)).IsAccepted);

    private static async Task ProposeAsync(IRenderedComponent<DraftPage> page)
    {
        await page.FindAll("button").Single(b => b.TextContent == "Propose this draft").ClickAsync();
        await page.Find(".sheet textarea").InputAsync(new ChangeEventArgs { Value = "After the audit." });
        await page.Find(".sheet form").SubmitAsync();
    }

    private static async Task SendAsync(IRenderedComponent<DraftPage> page, string field, string button, string text)
    {
        page.FindComponents<InputFile>().Single(f => f.Instance.AdditionalAttributes!["id"] as string == field).UploadFiles(InputFileContent.CreateFromText(text, "policy.yaml"));
        await Form(page, button).SubmitAsync();
    }

    private static AngleSharp.Dom.IElement Form(IRenderedComponent<DraftPage> page, string button) =>
        page.FindAll("form").Single(f => f.QuerySelector("button[type=submit]")!.TextContent.Trim() == button);

    private IRenderedComponent<DraftPage> Open()
    {
        var page = Render<DraftPage>();
        page.WaitForState(() => page.FindAll(".lead").Count == 1);
        return page;
    }
}
