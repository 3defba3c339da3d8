using Bunit;
using GovernanceConsole.Identity;
using GovernanceConsole.Policy;
using GovernanceConsole.Web.Policy;
using GovernanceConsole.Web.Tests.Fixtures;
using Microsoft.AspNetCore.Components;

namespace GovernanceConsole.Web.Tests.Policy;

[Trait("row", "R-052")]
public sealed class DraftRulePageTests : PageTest
{
    private Actor _iris = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _iris = await SignInAsync(await PersonAsync("Iris", Role.IamPolicy));
        Assert.True((await Use<BeginPolicyDraft>().ExecuteAsync(CommandId.New(), new BeginPolicyDraftInput(1), _iris)).IsAccepted);
    }

    /// <summary>A form that is sent as it opened changes nothing: it can say everything that a rule says.</summary>
    [Fact]
    public void Fields_OfEveryRule_ReadBackAsTheRule() =>
        Assert.All(PolicyDocument.Default.Rules, rule => Assert.Equal(PolicyDocument.Default, PolicyDocument.Default.With(new RuleFields(rule).Read().Value)));

    [Fact]
    public async Task Write_OfAStricterCell_ChangesTheDraftAndShowsTheDifference()
    {
        var page = Open("K01-STD");
        await page.Find("#strong").ChangeAsync(new ChangeEventArgs { Value = "2" });
        await page.Find("#seats").InputAsync(new ChangeEventArgs { Value = "mgr or hrx + sys" });
        Assert.Contains("Read as: line manager of record or HR or contract trigger; and system or application owner.", page.Find("#seats-hint").TextContent, StringComparison.Ordinal);
        await page.Find("section[aria-labelledby=rule] form").SubmitAsync();

        var rule = (await DraftAsync()).Document.FindRule("K01-STD")!;
        Assert.Equal((2, "MGR or HRX + SYS"), (rule.Signals.Strong, SeatsText.Of(rule.Approval.Seats)));
        Assert.Contains("1 cell stricter.", page.Find("section[aria-labelledby=difference]").TextContent, StringComparison.Ordinal);
        Assert.Contains("Recorded: you wrote this cell of the draft.", page.Markup, StringComparison.Ordinal);
        Assert.Equal("MGR or HRX + SYS", page.Find("#seats").GetAttribute("value"));
    }

    [Fact]
    public async Task Write_OfWhatDoesNotHold_SaysSoOnTheCell()
    {
        var page = Open("K01-STD");
        await page.Find("#independent").ChangeAsync(new ChangeEventArgs { Value = "1" });
        await page.Find("section[aria-labelledby=rule] form").SubmitAsync();

        Assert.Contains("takes two independent signals at the least", page.Find(".notice.tone-attention").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validity_HasOnlyWhatIsSaid_AndAPickerForMore()
    {
        var page = Open("K01-STD");
        Assert.Equal("60 min", page.Find("#validity-UsableFor").GetAttribute("value"));
        Assert.Empty(page.FindAll("#validity-HardCap"));

        await page.Find("#validity-add").ChangeAsync(new ChangeEventArgs { Value = "HardCap" });
        await page.Find("#validity-HardCap").ChangeAsync(new ChangeEventArgs { Value = "a month" });
        await page.Find("section[aria-labelledby=rule] form").SubmitAsync();
        Assert.Contains("Renewed to and no further than: “a month” is no length of time.", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);

        await page.Find("#validity-HardCap").ChangeAsync(new ChangeEventArgs { Value = "30 d" });
        await page.FindAll("button").First(b => b.TextContent.StartsWith("Leave out: Usable once", StringComparison.Ordinal)).ClickAsync();
        await page.Find("section[aria-labelledby=rule] form").SubmitAsync();
        Assert.Equal(new Validity { UsableFor = Duration.Minutes(60), HardCap = Duration.Days(30) }, (await DraftAsync()).Document.FindRule("K01-STD")!.Validity);
    }

    [Fact]
    public async Task Deny_ACell_ThenOfferItAgain_BeginsWithTheNearestRule()
    {
        var page = Open("K01-STD");
        await page.Find("#instead").ChangeAsync(new ChangeEventArgs { Value = "k02" });
        await page.Find("details.act form").SubmitAsync();

        Assert.Equal(["K02"], (await DraftAsync()).Document.NotOffered.Single(n => n.Cell == "K01-STD").Instead);
        Assert.Contains("It is denied; only an approved exception opens it. K02 Account unlock serves instead.", page.Find("section[aria-label='Not offered']").TextContent, StringComparison.Ordinal);

        await page.FindAll("button").Single(b => b.TextContent == "Offer this cell").ClickAsync();
        Assert.Equal("High", page.Find("#level").GetAttribute("value"));
        await page.Find("section[aria-labelledby=rule] form").SubmitAsync();
        Assert.NotNull((await DraftAsync()).Document.FindRule("K01-STD"));
    }

    [Fact]
    public async Task Write_WhileSomebodyElseWrote_SaysWhatHappenedAndKeepsWhatWasTyped()
    {
        var page = Open("K01-STD");
        await page.Find("#strong").ChangeAsync(new ChangeEventArgs { Value = "2" });
        var seen = await DraftAsync();
        var unlock = seen.Document.FindRule("K02-STD")!;
        Assert.True((await Use<WritePolicyDraft>().ExecuteAsync(
            CommandId.New(), new WritePolicyDraftInput(seen.Id, seen.Version, seen.Document.With(unlock with { Monitoring = unlock.Monitoring with { For = Duration.Hours(48) } })), _iris)).IsAccepted);

        await page.Find("section[aria-labelledby=rule] form").SubmitAsync();

        Assert.Contains("K02-STD, monitoring: 24 h → 48 h", page.Markup, StringComparison.Ordinal);
        Assert.Equal("2", page.Find("#strong").GetAttribute("value"));

        await page.Find("section[aria-labelledby=rule] form").SubmitAsync();
        var written = (await DraftAsync()).Document;
        Assert.Equal((2, Duration.Hours(48)), (written.FindRule("K01-STD")!.Signals.Strong, written.FindRule("K02-STD")!.Monitoring.For));
    }

    [Fact]
    public async Task Write_WhileTheDraftWasDiscarded_SaysSoAndKeepsWhatWasTyped()
    {
        var page = Open("K01-STD");
        await page.Find("#strong").ChangeAsync(new ChangeEventArgs { Value = "2" });
        Assert.True((await Use<DiscardPolicyDraft>().ExecuteAsync(CommandId.New(), new DiscardPolicyDraftInput((await DraftAsync()).Id, "Later."), _iris)).IsAccepted);

        await page.Find("section[aria-labelledby=rule] form").SubmitAsync();

        Assert.Contains("The draft is not open any more.", page.Markup, StringComparison.Ordinal);
        Assert.Equal("2", page.Find("#strong").GetAttribute("value"));
    }

    [Theory]
    [InlineData(Role.Governance)]
    [InlineData(Role.DeskLead)]
    public async Task Page_SeenByAnotherRole_IsRead(Role role)
    {
        await SignInAsync(await PersonAsync("Gert", role));

        var page = Open("K01-STD");

        Assert.Empty(page.FindAll("form"));
        Assert.Contains("Governance sets the limits; whoever has the role IAM policy sets everything else.", page.Find(".lead").TextContent, StringComparison.Ordinal);
        Assert.Contains("Usable for 60 min, once", page.Find("section[aria-label='The rule']").TextContent, StringComparison.Ordinal);
    }

    private async Task<PolicyDraftView> DraftAsync() => (await Use<PolicyQueries>().DraftAsync())!;

    private IRenderedComponent<DraftRulePage> Open(string cell)
    {
        var page = Render<DraftRulePage>(p => p.Add(x => x.Cell, cell));
        page.WaitForState(() => page.FindAll("h1").Count == 1);
        return page;
    }
}
