using Bunit;
using GovernanceConsole.Identity;
using GovernanceConsole.Policy;
using GovernanceConsole.RecoveryPaths;
using GovernanceConsole.Web.RecoveryPaths;
using GovernanceConsole.Web.Tests.Fixtures;

namespace GovernanceConsole.Web.Tests.RecoveryPaths;

/// <summary>A form that was accepted closes and says what was recorded.</summary>
public sealed class FormsThatCloseTests : PageTest
{
    [Fact]
    public async Task SignOff_Accepted_SaysUntilWhenAndIsClosed()
    {
        var path = await PathAsync(control: null);
        var details = (await Use<RecoveryPathQueries>().FindAsync(path.Id))!;
        var panel = Render<SignOffPanel>(p => p.Add(x => x.Path, details));
        Assert.Empty(panel.FindAll("[role=status]"));

        await panel.FindAll("button").Single(b => b.TextContent == "Sign off RP-0001").ClickAsync(new());
        await panel.WaitForElementAsync(".sheet dl.shown");
        await panel.Find(".sheet form").SubmitAsync();

        Assert.EndsWith("Recorded: you signed RP-0001 off, until 29 Aug 2026.", panel.Find("[role=status]").TextContent.Trim(), StringComparison.Ordinal);
        Assert.Empty(panel.FindAll(".sheet"));
    }

    [Fact]
    public async Task SignOff_OfAPathThatWasChangedUnderTheSheet_IsRefusedOnceAndShowsWhatStandsNow()
    {
        var path = await PathAsync(control: null);
        var page = await OpenAsync(path);
        await page.FindAll("button").Single(b => b.TextContent == "Sign off RP-0001").ClickAsync(new());
        await page.WaitForElementAsync(".sheet dl.shown");
        var details = (await Use<RecoveryPathQueries>().FindAsync(path.Id))!;
        Assert.True((await Use<DescribeBoundary>().ExecuteAsync(
            CommandId.New(), new DescribeBoundaryInput(path.Id, details.Version, new BoundaryDescription("Another proof.", "None.", "None.", "None.")), Founder)).IsAccepted);

        await page.Find(".sheet form").SubmitAsync();

        await page.WaitForAssertionAsync(() => Assert.Contains("was changed by somebody else meanwhile", page.Find(".sheet [role=alert]").TextContent, StringComparison.Ordinal));
        await page.WaitForAssertionAsync(() => Assert.Equal("Another proof.", page.FindAll(".sheet dl.shown dt").Single(d => d.TextContent == "Proofing").NextElementSibling!.TextContent.Trim()));
        await page.WaitForAssertionAsync(() => Assert.Contains("in its present revision 2", page.Find(".sheet .notice.tone-waiting").TextContent, StringComparison.Ordinal));

        await page.Find(".sheet form").SubmitAsync();
        await page.WaitForAssertionAsync(() => Assert.StartsWith("Recorded: you signed RP-0001 off", page.Find("section[aria-labelledby=sign-off] [role=status] div").TextContent.Trim(), StringComparison.Ordinal));
    }

    [Fact]
    [Trait("row", "R-017")]
    public async Task Confirm_Accepted_SaysSoAndTheNextDayStandsWithItsDate()
    {
        var page = await OpenAsync(await PathAsync(Founder.Person));
        Assert.Matches("^[0-9]+ [A-Z][a-z]{2} 2026, in [0-9]+ working days$", string.Join(' ', Facts(page)["Confirm until"].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Replace(" ,", ",", StringComparison.Ordinal));

        await ActAsync(page, "Confirm: I am the control owner");

        Assert.Equal("Recorded: you confirmed to be the control owner of RP-0001.", Receipt(page));
    }

    [Fact]
    [Trait("row", "R-017")]
    public async Task Dispute_Accepted_SaysWhoStaysAccountable()
    {
        var page = await OpenAsync(await PathAsync(Founder.Person));

        await ActAsync(page, "Dispute: this is not mine", "It moved to the service desk.");

        Assert.Equal("Recorded: you disputed to be the control owner of RP-0001. You stay accountable until somebody takes over.", Receipt(page));
    }

    [Fact]
    public async Task Accept_ByTheOneItWasOfferedTo_SaysThatTheyAreTheOwner()
    {
        var path = await PathAsync(Founder.Person);
        var next = await PersonAsync("Nele Next");
        var version = (await Use<RecoveryPathQueries>().FindAsync(path.Id))!.Version;
        _ = (await Use<ProposeTransfer>().ExecuteAsync(CommandId.New(), new ProposeTransferInput(path.Id, version, PathSeat.Control, next, "She runs the desk."), Founder)).Value;
        await SignInAsync(next);
        var page = await OpenAsync(path);

        await ActAsync(page, "Accept: become control owner");

        Assert.Equal("Recorded: you are the control owner of RP-0001 from now on.", Receipt(page));
    }

    private const string ControlSeat = "section[aria-label='Control owner']";

    private static string Receipt(IRenderedComponent<RecoveryPathPage> page) => page.Find($"{ControlSeat} [role=status] div").TextContent.Trim();

    private static Dictionary<string, string> Facts(IRenderedComponent<RecoveryPathPage> page) =>
        page.FindAll($"{ControlSeat} dt").ToDictionary(dt => dt.TextContent, dt => dt.NextElementSibling!.TextContent);

    private static async Task ActAsync(IRenderedComponent<RecoveryPathPage> page, string button, string? reason = null)
    {
        await page.FindAll($"{ControlSeat} button").Single(b => b.TextContent == button).ClickAsync();
        if (reason is not null)
            await page.Find($"{ControlSeat} .sheet textarea").InputAsync(reason);
        await page.Find($"{ControlSeat} .sheet form").SubmitAsync();
        await page.WaitForElementAsync($"{ControlSeat} [role=status]");
    }

    private async Task<IRenderedComponent<RecoveryPathPage>> OpenAsync(RegisteredPath path)
    {
        var page = Render<RecoveryPathPage>(p => p.Add(x => x.Number, path.Number));
        await page.WaitForElementAsync(ControlSeat);
        return page;
    }
}
