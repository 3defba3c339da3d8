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
        var limits = page.FindAll("section[aria-labelledby=in-force] tbody tr").Select(r => string.Join(" ", r.Children.Select(c => c.TextContent))).ToList();
        Assert.Contains("A sign-off of a path of level Low or Moderate lasts at most 180 days", limits);
        Assert.Contains("The same for a path of level Critical, after 0 working days: at once", limits);
        Assert.Contains("Next review due", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("Propose a change", page.Markup, StringComparison.Ordinal);
        await page.WaitForAssertionAsync(() => Assert.Contains("the beginning", page.Find(".rz-data-grid tbody").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Propose_OnThePage_ShowsTheDifferenceAndLetsOnlyTheSecondPersonApprove()
    {
        var page = Open();
        await page.Find("#limit-SignOffDays").ChangeAsync(new ChangeEventArgs { Value = "120" });
        await page.Find("#limit-GraceWorkingDays").ChangeAsync(new ChangeEventArgs { Value = "5" });
        await page.Find("#policy-reason").ChangeAsync(new ChangeEventArgs { Value = "The findings of spring." });
        await page.Find("details.act form").SubmitAsync();

        Assert.Equal(Shorter, (await Use<PolicyQueries>().ProposalAsync())!.Limits);
        Assert.Equal(
            ["A sign-off of a path of level Low or Moderate lasts at most 180 days 120 days", "A path whose owner or sign-off has lapsed is suspended after 10 working days 5 working days"],
            page.FindAll("#proposal tbody tr").Select(r => string.Join(" ", r.Children.Select(c => c.TextContent))));
        Assert.Contains("You proposed it", page.Find("#proposal").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(page.FindAll("#proposal button"), b => b.TextContent.Contains("Approve", StringComparison.Ordinal));
        Assert.Empty(page.FindAll("details.act"));

        await SignInAsync(await PersonAsync("Gert Second", Role.Governance));
        page = Open();
        await Button(page, "Approve policy 2").ClickAsync();
        await page.Find("#proposal form").SubmitAsync();

        Assert.Equal(2, (await Use<PolicyQueries>().InForceAsync()).Number);
        Assert.Contains("proposed by Gesa Founder, approved by Gert Second", page.Find("section[aria-labelledby=in-force]").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("#proposal"));
    }

    [Fact]
    public async Task Propose_WhatIsOutOfBounds_ShowsTheBounds()
    {
        var page = Open();
        await page.Find("#limit-SignOffDays").ChangeAsync(new ChangeEventArgs { Value = "400" });
        await page.Find("#policy-reason").ChangeAsync(new ChangeEventArgs { Value = "Longer." });
        await page.Find("details.act form").SubmitAsync();

        Assert.Contains("takes 1 to 365 days, not 400 days", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Null(await Use<PolicyQueries>().ProposalAsync());
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
        await ApproveAsync(await ProposeAsync(Limits.Default, seen: 2), gert);

        var page = Render<PolicyVersionPage>(p => p.Add(x => x.Number, 2));

        await page.WaitForAssertionAsync(() => Assert.Contains("Replaced", page.Find(".page-heading").TextContent, StringComparison.Ordinal));
        Assert.Contains("120 days", page.Find("section[aria-labelledby=demands]").TextContent, StringComparison.Ordinal);
        Assert.Contains("Gesa Founder", page.Find("dl.facts").TextContent, StringComparison.Ordinal);
        Assert.Contains("Gert Second", page.Find("dl.facts").TextContent, StringComparison.Ordinal);
        await page.WaitForAssertionAsync(() => Assert.Contains("approved policy 2; it is in force from now on", page.Find(".timeline").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Home_OfGovernance_SaysWhichPolicyWaits_ButNotToTheProposer()
    {
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

    private async Task<PolicyVersionId> ProposeAsync(Limits? limits = null, int seen = 1) =>
        (await Use<ProposePolicyVersion>().ExecuteAsync(CommandId.New(), new ProposePolicyVersionInput(seen, limits ?? Shorter, "The findings of spring."), Founder)).Value;

    private async Task ApproveAsync(PolicyVersionId version, PersonId by) =>
        _ = (await Use<ApprovePolicyVersion>().ExecuteAsync(
            CommandId.New(), new ApprovePolicyVersionInput(version, await Use<PolicyQueries>().ShowForApprovalAsync(version)), Actor.ForPerson(by, "Gert Second"))).Value;

    private IRenderedComponent<PolicyPage> Open()
    {
        var page = Render<PolicyPage>();
        page.WaitForState(() => page.FindAll("#in-force").Count == 1);
        return page;
    }

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<PolicyPage> page, string words) =>
        page.FindAll("button").First(b => b.TextContent.Trim() == words);
}
