using AngleSharp.Dom;
using Bunit;
using GovernanceConsole.Identity;
using GovernanceConsole.Policy;
using GovernanceConsole.Requests;
using GovernanceConsole.Web.Requests;
using GovernanceConsole.Web.Tests.Fixtures;
using Microsoft.AspNetCore.Components;

namespace GovernanceConsole.Web.Tests.Requests;

/// <summary>The story of one request, and what people do on it.</summary>
public sealed class RequestPageTests : PageTest
{
    private RequestScene _scene = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _scene = await RequestScene.StartAsync(Services, Founder);
    }

    [Fact]
    public async Task Page_SaysWhereItStandsWhatIsMissingAndWhoIsNext()
    {
        var request = await _scene.AwaitingApprovalAsync();

        var page = Open(request.Number);

        Assert.Equal($"{request.Number} Privilege grant for Sam Subject", page.Find("h1").TextContent);
        Assert.Equal(["Intake", "Verification", "Approval", "Execution", "Monitoring"], page.FindAll(".chain strong").Select(s => s.LastChild!.TextContent));
        Assert.Contains("0 of 2 seats filled", page.Find(".chain [aria-current=step]").TextContent, StringComparison.Ordinal);
        var missing = page.FindAll("section[aria-labelledby=missing] li").Select(li => li.TextContent).ToList();
        Assert.Contains(missing, m => m.Contains("System or application owner", StringComparison.Ordinal) && m.Contains("Rolf Risk may.", StringComparison.Ordinal));
        Assert.Contains(missing, m => m.Contains("Line manager of record", StringComparison.Ordinal) && m.Contains("Mona Manager may.", StringComparison.Ordinal));
        Assert.Contains("Sam may close the quarter.", page.Find("section[aria-labelledby=asked]").TextContent, StringComparison.Ordinal);
        Assert.Equal("/policy/versions/1/rules/K13-STD", page.Find("section[aria-labelledby=rule] a").GetAttribute("href"));
        await page.WaitForAssertionAsync(() => Assert.Contains("completed the verification", page.Find(".timeline").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Decide_IsOfferedToWhoeverHasASeat_UntilTheyVoted()
    {
        var request = await _scene.AwaitingApprovalAsync();
        await SignInAsync(_scene.Mona.Person!.Value);
        Assert.Contains(Open(request.Number).FindAll(".page-heading a"), a => a.GetAttribute("href") == $"/requests/{request.Number}/approve");

        await _scene.ApproveAsync(request.Id, _scene.Mona);
        Assert.DoesNotContain(Open(request.Number).FindAll("a"), a => a.GetAttribute("href") == $"/requests/{request.Number}/approve");

        await SignInAsync(_scene.Anna.Person!.Value);
        Assert.DoesNotContain(Open(request.Number).FindAll("a"), a => a.GetAttribute("href") == $"/requests/{request.Number}/approve");
    }

    [Fact]
    public async Task FromTheFirstSignalToTheExecution_ThreePeopleAtTheDesk_DoItOnThePage()
    {
        var request = await _scene.SubmitAsync(Reset());
        await SignInAsync(_scene.Anna.Person!.Value);
        var page = Open(request.Number);
        await RecordAsync(page, "V03");
        Assert.Contains($"Recorded: V03 for {request.Number}. Counts.", page.Markup, StringComparison.Ordinal);
        await RecordAsync(page, "V06");
        Assert.DoesNotContain(page.FindAll("button"), b => b.TextContent.StartsWith("Confirm V", StringComparison.Ordinal));

        await SignInAsync(_scene.Bert.Person!.Value);
        page = Open(request.Number);
        await ActAsync(page, "Confirm V03");
        Assert.Contains("Recorded: you confirmed the signal.", page.Markup, StringComparison.Ordinal);
        Assert.Equal(RequestState.Approved, (await _scene.FindAsync(request.Id)).Row.State);

        await page.FindAll("section[aria-labelledby=execution] button").Single(b => b.TextContent == "Record the execution").ClickAsync();
        await page.Find("#event").ChangeAsync(new ChangeEventArgs { Value = "AD-4711" });
        await page.Find("#before").ChangeAsync(new ChangeEventArgs { Value = "Locked" });
        await page.Find("#after").ChangeAsync(new ChangeEventArgs { Value = "Open" });
        await page.Find(".sheet form").SubmitAsync();

        Assert.Contains("Recorded: it was executed as approved.", page.Markup, StringComparison.Ordinal);
        var facts = page.Find("section[aria-labelledby=execution]").TextContent;
        Assert.Contains("AD-4711", facts, StringComparison.Ordinal);
        Assert.Contains("Bert Agent", facts, StringComparison.Ordinal);
        Assert.Equal(RequestState.Monitoring, (await _scene.FindAsync(request.Id)).Row.State);
    }

    [Fact]
    public async Task Record_OffersOnlyWhatThePolicyHas_AndNowhereANumberToType()
    {
        var request = await _scene.SubmitAsync(Reset());
        await SignInAsync(_scene.Anna.Person!.Value);
        var page = Open(request.Number);

        var codes = page.FindAll("#signal option").Select(o => o.GetAttribute("value")).ToList();
        Assert.Contains("V05", codes);
        Assert.DoesNotContain("W06", codes);
        Assert.DoesNotContain("V10", codes);
        Assert.Empty(page.FindAll("section[aria-labelledby=verification] input[type=tel], section[aria-labelledby=verification] input[type=number]"));
        await page.Find("#signal").ChangeAsync(new ChangeEventArgs { Value = "V04" });
        Assert.Empty(page.FindAll("#channel")); // asked by phone, so only mail is left, and nothing is to be chosen
        Assert.True(page.FindAll("section[aria-labelledby=verification] button[type=submit]").All(b => !b.HasAttribute("disabled")));
    }

    [Fact]
    public async Task Record_OfAStrongSignalThatFailed_StopsIt_AndSecurityOperationsClearsIt()
    {
        var request = await _scene.SubmitAsync(Reset());
        await SignInAsync(_scene.Anna.Person!.Value);
        var page = Open(request.Number);
        await RecordAsync(page, "V09", SignalResult.Failed);

        Assert.Contains($"Recorded: V09 for {request.Number}. Did not pass.", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("#signal"));
        Assert.Contains("Number matched on a managed device failed.", page.Find("section[aria-labelledby=missing]").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(page.FindAll("button"), b => b.TextContent == $"Clear {request.Number}");

        await SignInAsync(await PersonAsync("Sofia Soc", Role.SecurityOperations));
        page = Open(request.Number);
        await ActAsync(page, $"Clear {request.Number}", "The device was asleep; called back, it is him.");
        Assert.Equal(RequestState.Verifying, (await _scene.FindAsync(request.Id)).Row.State);
        Assert.Contains("Recorded: it was cleared.", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Release_ByTheOwnerOfAPathOfItsKind_PutsItOntoThatPath()
    {
        var request = await _scene.SubmitAsync(Reset() with { Channel = IntakeChannel.Chat });
        var owner = (await _scene.FindAsync((await _scene.SubmitAsync(Reset("K02"))).Id)).Path!.ControlOwner!.Value;
        await SignInAsync(owner);

        var page = Open(request.Number);
        Assert.Contains("Carla Control may.", page.Find("section[aria-labelledby=missing]").TextContent, StringComparison.Ordinal);
        await ActAsync(page, $"Release {request.Number}", "The chat was opened by us.");

        Assert.Contains("Recorded: it was released.", page.Markup, StringComparison.Ordinal);
        Assert.Equal("Desk by phone", (await _scene.FindAsync(request.Id)).Path!.Name);
    }

    [Fact]
    public async Task Edit_ByWhoeverAsks_MakesTheVotesVoid_AndSaysSoBesideThem()
    {
        var request = await _scene.AwaitingApprovalAsync();
        await _scene.ApproveAsync(request.Id, _scene.Mona);
        await SignInAsync(_scene.Sam.Person!.Value);
        var page = Open(request.Number);

        Assert.False(page.Find("#edit-effect").HasAttribute("readonly"));
        await page.Find("#edit-effect").ChangeAsync(new ChangeEventArgs { Value = "Sam may close the quarter and the year." });
        await page.Find("section[aria-labelledby=asked] form").SubmitAsync();

        Assert.Contains($"Recorded: {request.Number} asks for something else now. By rule K13-STD", page.Markup, StringComparison.Ordinal);
        var vote = page.Find("section[aria-labelledby=approval] tbody tr").TextContent;
        Assert.Contains("Mona Manager", vote, StringComparison.Ordinal);
        Assert.Contains("Void since", vote, StringComparison.Ordinal);
        Assert.Contains("What is asked was changed.", vote, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Edit_AtTheDesk_DoesNotSetHowMuchAccess_AndWhatChangesNothingIsRefusedWithItsSentence()
    {
        var request = await _scene.AwaitingApprovalAsync();
        await SignInAsync(_scene.Anna.Person!.Value);
        var page = Open(request.Number);

        Assert.True(page.Find("#edit-effect").HasAttribute("readonly"));
        Assert.True(page.Find("#edit-ends").HasAttribute("readonly"));
        await page.Find("section[aria-labelledby=asked] form").SubmitAsync();
        Assert.Contains(new NothingWasChanged().Sentence, page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Execute_WithAStaleVerification_IsShutAndSaysWhatIsMissing()
    {
        var request = await _scene.SubmitAsync(Reset());
        await _scene.VerifyAsync(request.Id);
        Clock.Advance(TimeSpan.FromHours(4));
        await SignInAsync(_scene.Bert.Person!.Value);

        var page = Open(request.Number);

        var execute = page.FindAll("section[aria-labelledby=execution] button").Single();
        Assert.True(execute.HasAttribute("disabled"));
        Assert.Contains("the verification must be renewed", page.Find("section[aria-labelledby=execution]").TextContent, StringComparison.Ordinal);
        Assert.Contains("The verification has gone stale.", page.Find("section[aria-labelledby=missing]").TextContent, StringComparison.Ordinal);
        Assert.Contains("Is too old. Take it again.", page.Find("section[aria-labelledby=verification]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Execute_ByWhoeverVerifiedAHighOne_IsNotOfferedAndTheRuleIsSaid()
    {
        var request = await _scene.SubmitAsync(Reset("K03"));
        await _scene.VerifyAsync(request.Id);
        await SignInAsync(_scene.Anna.Person!.Value);

        var page = Open(request.Number);

        Assert.Empty(page.FindAll("section[aria-labelledby=execution] button"));
        Assert.Contains(new ExecutorHasAnotherPart(request.Number, CasePart.Verifier).Sentence, page.Find("section[aria-labelledby=execution]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_ForAnAuditor_HasNoActs()
    {
        var request = await _scene.AwaitingApprovalAsync();
        await SignInAsync(await PersonAsync("Ada Auditor", Role.Auditor));

        var page = Open(request.Number);

        Assert.Equal($"{request.Number} Privilege grant for Sam Subject", page.Find("h1").TextContent);
        Assert.Empty(page.FindAll("form"));
        Assert.Empty(page.FindAll("main button, button.secondary, details.act"));
    }

    [Fact]
    public async Task Page_ForSomebodyWithoutAPart_IsAsIfItWereNotThere()
    {
        var request = await _scene.AwaitingApprovalAsync();
        await SignInAsync(await PersonAsync("Stella Stranger", Role.Manager));

        foreach (var number in new[] { request.Number, "REQ-2026-000099" })
        {
            var page = Open(number);
            Assert.Empty(page.FindAll("h1"));
            Assert.DoesNotContain("Sam Subject", page.Markup, StringComparison.Ordinal);
        }
    }

    private SubmitRequestInput Reset(string kind = "K01") => _scene.Privilege() with { Parts = [new RequestContent { Kind = kind, Effect = "Sam signs in again." }] };

    private IRenderedComponent<RequestPage> Open(string number)
    {
        Use<NavigationManager>().NavigateTo($"/requests/{number}");
        return Render<RequestPage>(p => p.Add(x => x.Number, number));
    }

    private static async Task RecordAsync(IRenderedComponent<RequestPage> page, string code, SignalResult result = SignalResult.Passed)
    {
        await page.Find("#signal").ChangeAsync(new ChangeEventArgs { Value = code });
        await page.Find("#result").ChangeAsync(new ChangeEventArgs { Value = result.ToString() });
        await page.Find("#reference").ChangeAsync(new ChangeEventArgs { Value = "EV-1" });
        await page.Find("section[aria-labelledby=verification] details.act form").SubmitAsync();
    }

    private static async Task ActAsync(IRenderedComponent<RequestPage> page, string button, string? reason = null)
    {
        await page.FindAll("button").Single(b => b.TextContent == button).ClickAsync();
        if (reason is not null)
            await page.Find(".sheet textarea").InputAsync(new ChangeEventArgs { Value = reason });
        await page.Find(".sheet form").SubmitAsync();
    }
}
