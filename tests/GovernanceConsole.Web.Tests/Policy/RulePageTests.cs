using Bunit;
using GovernanceConsole.Policy;
using GovernanceConsole.Web.Policy;
using GovernanceConsole.Web.Tests.Fixtures;

namespace GovernanceConsole.Web.Tests.Policy;

[Trait("row", "R-026")]
public sealed class RulePageTests : PageTest
{
    [Fact]
    public async Task Rule_OfACell_ReadsAsEverythingItAsksForAndWhatRaisesIt()
    {
        await SignInAsync(await PersonAsync("Nele"));

        var page = Open("K01-EXE");

        Assert.Equal("K01-EXE Password reset, executive", page.Find("h1").TextContent);
        var facts = page.Find("section[aria-label='The rule'] dl").TextContent;
        foreach (var said in new[] { "Governed recovery", "High", "2 independent strong signals", "Call-back, approved by SEC", "Security duty manager; where missing or concerned, IAM", "Usable for 15 min, once", "Within 5 working days", "7 d" })
            Assert.Contains(said, facts, StringComparison.Ordinal);
        Assert.Contains("RAISE-EXTERNAL", page.Find("section[aria-labelledby=raised]").TextContent, StringComparison.Ordinal);
        Assert.Equal(["Critical"], page.FindAll("section[aria-labelledby=raised] tbody th").Select(h => h.TextContent));
        Assert.Contains("approved by SEC and IAM", page.Find("section[aria-labelledby=raised] tbody").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("V14", page.Find("section[aria-labelledby=usable]").TextContent, StringComparison.Ordinal); // for machine identities only
    }

    [Fact]
    public async Task Rule_ThatTakesAwayAccess_IsRaisedByNothing()
    {
        await SignInAsync(await PersonAsync("Nele"));

        Assert.Contains("Nothing: what takes access away is never slowed down", Open("K19-STD").Find("section[aria-labelledby=raised]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Cell_ThatIsNotOffered_SaysWhyAndWhatServesInstead()
    {
        var page = Open("K01-SVC");

        Assert.Contains("Another kind is used for it. K12 API key or secret rotation serves instead.", page.Find("section[aria-label='Not offered']").TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.Find("a[href='/policy/versions/1/rules/K12-SVC']"));
    }

    /// <summary>Every rule there is can be read: no cell of the default policy lacks words.</summary>
    [Fact]
    public void EveryCell_OfTheDefaultPolicy_HasAPage()
    {
        foreach (var cell in PolicyDocument.Default.Rules.Select(r => r.Id).Concat(PolicyDocument.Default.NotOffered.Select(n => n.Cell)))
            Assert.StartsWith(cell, Open(cell).Find("h1").TextContent, StringComparison.Ordinal);
    }

    private IRenderedComponent<RulePage> Open(string cell)
    {
        var page = Render<RulePage>(p => p.Add(x => x.Number, 1).Add(x => x.Cell, cell));
        page.WaitForState(() => page.FindAll("h1").Count == 1);
        return page;
    }
}
