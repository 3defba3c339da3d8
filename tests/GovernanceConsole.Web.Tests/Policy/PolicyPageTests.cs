using Bunit;
using GovernanceConsole.Identity;
using GovernanceConsole.Policy;
using GovernanceConsole.Storage;
using GovernanceConsole.Web.Policy;
using GovernanceConsole.Web.Shell;
using GovernanceConsole.Web.Tests.Fixtures;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace GovernanceConsole.Web.Tests.Policy;

[Trait("row", "R-203")]
[Trait("row", "R-204")]
public sealed class PolicyPageTests : PageTest
{
    private static readonly Limits Shorter = Limits.Default with { SignOffDays = 120, GraceWorkingDays = 5 };

    [Fact]
    public async Task Page_OfANewConsole_SaysWhatIsDemandedAndThatNobodyChangedIt()
    {
        await SignInAsync(await PersonAsync("Nele"));

        var page = Open();

        Assert.Contains("Demanded now: policy 1", page.Find("#in-force").TextContent, StringComparison.Ordinal);
        Assert.Equal((19, 7), (page.FindAll(".matrix tbody tr").Count, page.FindAll(".matrix thead th").Count - 1));
        var password = page.Find(".matrix a[href='/policy/versions/1/rules/K01-STD']");
        Assert.Equal("Break-fixModerate: K01-STD", password.TextContent);
        Assert.Equal("use K12: K01-SVC", page.Find(".matrix a[href='/policy/versions/1/rules/K01-SVC']").TextContent);
        Assert.Equal("denied: K06-PRV", page.Find(".matrix a[href='/policy/versions/1/rules/K06-PRV']").TextContent);
        Assert.Equal("does not occur: K03-SVC", page.Find(".matrix a[href='/policy/versions/1/rules/K03-SVC']").TextContent.TrimStart('–'));
        var limits = page.FindAll("#limits tbody tr").Select(r => string.Join(" ", r.Children.Select(c => c.TextContent))).ToList();
        Assert.Contains("A sign-off of a path of level Low or Moderate lasts at most 180 days", limits);
        Assert.Contains("The same for a path of level Critical, after 0 working days: at once", limits);
        Assert.Contains("Next review due", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("Begin a draft", page.Markup, StringComparison.Ordinal);
        await page.WaitForAssertionAsync(() => Assert.Contains("the beginning", page.Find(".rz-data-grid tbody").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Proposal_OnThePage_ShowsTheDifferenceAndLetsOnlyTheSecondPersonApprove()
    {
        await ProposeAsync();
        var page = Open();

        Assert.Equal(
            ["A sign-off of a path of level Low or Moderate lasts at most 180 days 120 days", "A path whose owner or sign-off has lapsed is suspended after 10 working days 5 working days"],
            page.FindAll("#proposal tbody tr").Select(r => string.Join(" ", new[] { 0, 2, 3 }.Select(i => r.Children[i].TextContent))));
        Assert.Contains("2 other things.", page.Find("#proposal").TextContent, StringComparison.Ordinal);
        Assert.Contains("You proposed it", page.Find("#proposal").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(page.FindAll("#proposal button"), b => b.TextContent.Contains("Approve", StringComparison.Ordinal));

        await SignInAsync(await PersonAsync("Gert Second", Role.Governance));
        page = Open();
        await Button(page, "Approve policy 2").ClickAsync();
        await page.WaitForElementAsync(".sheet dl.shown");
        await page.Find("#proposal form").SubmitAsync();

        Assert.Equal(2, (await Use<PolicyQueries>().InForceAsync()).Number);
        Assert.Contains("proposed by Gesa Founder, approved by Gert Second", page.Find("section[aria-labelledby=in-force]").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("#proposal"));
    }

    [Fact]
    [Trait("row", "R-052")]
    public async Task Proposal_SeenByOneWhoWroteOnIt_SaysWhyTheyDoNotApprove()
    {
        var gert = await SignInAsync(await PersonAsync("Gert Second", Role.Governance));
        var policies = Use<PolicyQueries>();
        var draft = (await Use<BeginPolicyDraft>().ExecuteAsync(CommandId.New(), new BeginPolicyDraftInput(1, PolicyDocument.Default with { Limits = Shorter }), gert)).Value;
        Assert.True((await Use<ProposePolicyVersion>().ExecuteAsync(
            CommandId.New(), new ProposePolicyVersionInput(draft, (await policies.DraftAsync())!.Version, 1, "Spring."), Founder)).IsAccepted);

        var page = Open();

        Assert.Contains("You wrote on it: somebody of governance who did not approves it.", page.Find("#proposal").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(page.FindAll("#proposal button"), b => b.TextContent.Contains("Approve", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("row", "D12")]
    public async Task QuorumGaps_OfThePolicyInForce_AreSaidOnThePageAndOwedByGovernance()
    {
        Assert.Contains("Too few people are on duty to approve.", Open().Find("section[aria-labelledby=in-force] .notice").TextContent, StringComparison.Ordinal);
        var work = Services.GetServices<IWorkSource>().OfType<PolicyWork>().Single();
        Assert.Equal("/roster", Assert.Single(await work.OwedByAsync(Founder, default)).Href);

        await FillRosterAsync();

        var page = Open();
        Assert.Empty(page.FindAll("section[aria-labelledby=in-force] .notice"));
        Assert.Contains("SEC One, SEC Two", page.Find("#approvers").TextContent, StringComparison.Ordinal);
        Assert.Empty(await work.OwedByAsync(Founder, default));
    }

    [Fact]
    public async Task Withdraw_ByTheProposerOnThePage_AsksForTheReason()
    {
        await ProposeAsync();
        var page = Open();

        await Button(page, "Withdraw policy 2").ClickAsync();
        await page.Find("#proposal textarea").InputAsync(new ChangeEventArgs { Value = "Too early." });
        await page.Find("#proposal form").SubmitAsync();

        Assert.Equal("Too early.", (await Use<PolicyQueries>().FindAsync(2))!.WithdrawalReason);
        Assert.Empty(page.FindAll("#proposal"));
        await page.WaitForAssertionAsync(() => Assert.Contains("Withdrawn", page.Find(".rz-data-grid tbody").TextContent, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Role.DeskLead)]
    [InlineData(Role.PlatformAdministrator)]
    public async Task Proposal_SeenByAnotherRole_HasNoButtons(Role role)
    {
        await ProposeAsync();
        await SignInAsync(await PersonAsync("Lena", role));

        Assert.Empty(Open().FindAll("#proposal button"));
    }

    [Fact]
    public async Task VersionPage_OfAReplacedVersion_SaysWhatItDemandedAndBySignatureOfWhom()
    {
        var gert = await PersonAsync("Gert Second", Role.Governance);
        await ApproveAsync(await ProposeAsync(), gert);
        await ApproveAsync(await ProposeAsync(Limits.Default), gert);

        var page = Render<PolicyVersionPage>(p => p.Add(x => x.Number, 2));

        await page.WaitForAssertionAsync(() => Assert.Contains("Replaced", page.Find(".page-heading").TextContent, StringComparison.Ordinal));
        Assert.Contains("120 days", page.Find("#limits").TextContent, StringComparison.Ordinal);
        Assert.Contains("2 other things.", page.Find("section[aria-labelledby=difference]").TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.Find(".matrix a[href='/policy/versions/2/rules/K01-STD']"));
        Assert.NotNull(page.Find("a[href='/policy/versions/2.yaml']"));
        Assert.Contains("Gesa Founder", page.Find("dl.facts").TextContent, StringComparison.Ordinal);
        Assert.Contains("Gert Second", page.Find("dl.facts").TextContent, StringComparison.Ordinal);
        await page.WaitForAssertionAsync(() => Assert.Contains("approved policy 2; it is in force from now on", page.Find(".timeline").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Home_OfGovernance_SaysWhichPolicyWaits_ButNotToTheProposer()
    {
        await FillRosterAsync();
        await ProposeAsync();
        var work = Services.GetServices<IWorkSource>().OfType<PolicyWork>().Single();

        Assert.Empty(await work.OwedByAsync(Founder, default));
        Assert.Equal(
            "Policy 2 waits for a second person",
            Assert.Single(await work.OwedByAsync(await SignInAsync(await PersonAsync("Gert Second", Role.Governance)), default)).What);
        Assert.Empty(await work.OwedByAsync(await SignInAsync(await PersonAsync("Lena Lead", Role.DeskLead)), default));
    }

    [Fact]
    public async Task Sheet_OfAProposalThatWasWithdrawn_SaysSoAndLeadsToWhatWaitsNow()
    {
        var version = await ProposeAsync();
        await SignInAsync(await PersonAsync("Gert Second", Role.Governance));
        var page = Open();
        await Button(page, "Approve policy 2").ClickAsync();
        await page.WaitForElementAsync(".sheet dl.shown");
        Assert.True((await Use<WithdrawPolicyVersion>().ExecuteAsync(CommandId.New(), new WithdrawPolicyVersionInput(version, "Needs more thought."), Founder)).IsAccepted);
        _ = await ProposeAsync();

        await page.Find(".sheet form").SubmitAsync();

        await page.WaitForAssertionAsync(() => Assert.Contains("Policy 2 was withdrawn", page.Find(".sheet [role=alert]").TextContent, StringComparison.Ordinal));
        await page.WaitForAssertionAsync(() => Assert.Contains("It does not wait for you any more.", page.Find(".sheet").TextContent, StringComparison.Ordinal));
        Assert.True(page.FindAll(".sheet button").Single(b => b.TextContent == "Approve policy 2").HasAttribute("disabled"));

        await Button(page, "Show what does").ClickAsync();
        await page.WaitForAssertionAsync(() => Assert.Contains("Policy 3 waits for a second person", page.Find("#proposal-title").TextContent, StringComparison.Ordinal));
        Assert.Empty(page.FindAll(".sheet"));
    }

    /// <summary>Whoever signed in too long ago hears it before they type anything, with the way to mend it and back.</summary>
    [Fact]
    [Trait("row", "R-064")]
    public async Task Sheet_OpenedWithAnOldSignIn_AsksToSignInAgainFirst()
    {
        await ProposeAsync();
        await SignInAsync(await PersonAsync("Gert Second", Role.Governance));
        Clock.Advance(TimeSpan.FromMinutes(12));
        var page = Open();

        await Button(page, "Approve policy 2").ClickAsync();

        var told = await page.WaitForElementAsync(".sheet [role=alert]");
        Assert.Contains("Before you decide", told.TextContent, StringComparison.Ordinal);
        Assert.Contains("You proved who you are 12 minutes ago. Whoever approves has done so within the last 5 minutes", told.TextContent, StringComparison.Ordinal);
        Assert.Equal("/sign-in/again?returnUrl=%2F", told.QuerySelector("a.button")!.GetAttribute("href"));
        Assert.True(page.FindAll(".sheet button").Single(b => b.TextContent == "Approve policy 2").HasAttribute("disabled"));
    }

    [Fact]
    [Trait("row", "R-064")]
    public async Task Sheet_LeftOpenUntilTheSignInIsOld_IsRefusedWithTheWayToSignInAgain()
    {
        await ProposeAsync();
        await SignInAsync(await PersonAsync("Gert Second", Role.Governance));
        var page = Open();
        await Button(page, "Approve policy 2").ClickAsync();
        await page.WaitForElementAsync(".sheet dl.shown");
        Clock.Advance(TimeSpan.FromMinutes(6));

        await page.Find(".sheet form").SubmitAsync();

        await page.WaitForAssertionAsync(() => Assert.Contains("You proved who you are 6 minutes ago", page.Find(".sheet [role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Equal("Sign in again", page.Find(".sheet [role=alert] a.button").TextContent);
        Assert.Equal(1, (await Use<PolicyQueries>().InForceAsync()).Number);
    }

    [Fact]
    public async Task VersionPage_OfAnEarlierVersion_LetsADraftBeginFromItWithOnesOwnPart()
    {
        var gert = await PersonAsync("Gert Second", Role.Governance);
        await ApproveAsync(await ProposeAsync(), gert);
        await SignInAsync(await PersonAsync("Iris", Role.IamPolicy));

        var page = Render<PolicyVersionPage>(p => p.Add(x => x.Number, 1));
        page.WaitForState(() => page.FindAll("#demands").Count == 1);
        await page.Find("section[aria-labelledby=demands] form").SubmitAsync();

        // The limits are not hers to set: they stay as in force.
        Assert.Equal(PolicyDocument.Default with { Limits = Shorter }, (await Use<PolicyQueries>().DraftAsync())!.Document);
        Assert.EndsWith("/policy/draft", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    private async Task FillRosterAsync()
    {
        foreach (var code in new[] { "SEC", "IAM", "FRD" })
        {
            foreach (var nth in new[] { "One", "Two" })
                Assert.True((await Use<PutOnDuty>().ExecuteAsync(CommandId.New(), new PutOnDutyInput(code, await PersonAsync($"{code} {nth}")), Founder)).IsAccepted);
        }
    }

    private Task<PolicyVersionId> ProposeAsync(Limits? limits = null) => ProposedPolicyAsync(limits ?? Shorter);

    private async Task ApproveAsync(PolicyVersionId version, PersonId by) =>
        _ = (await Use<ApprovePolicyVersion>().ExecuteAsync(
            CommandId.New(), new ApprovePolicyVersionInput(version, await Use<PolicyQueries>().ShowForApprovalAsync(version)), Elsewhere(by, "Gert Second"))).Value;

    private IRenderedComponent<PolicyPage> Open()
    {
        var page = Render<PolicyPage>();
        page.WaitForState(() => page.FindAll("#in-force").Count == 1);
        return page;
    }

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<PolicyPage> page, string words) =>
        page.FindAll("button").First(b => b.TextContent.Trim() == words);
}
