using Bunit;
using GovernanceConsole.Identity;
using GovernanceConsole.Web.EvidenceExports;
using GovernanceConsole.Web.Tests.Fixtures;

namespace GovernanceConsole.Web.Tests.EvidenceExports;

public sealed class ExportButtonTests : PageTest
{
    [Fact]
    public async Task Button_ForAReaderOfTheList_IsAFormThatPostsThePagesFilter()
    {
        await SignInAsync(await PersonAsync("Ada", Role.Auditor));

        var button = Render<ExportButton>(p => p.Add(b => b.Href, "/exports/people.xlsx?q=a%26b"));

        var form = button.Find("form");
        Assert.Equal(("post", "/exports/people.xlsx?q=a%26b"), (form.GetAttribute("method"), form.GetAttribute("action")));
        Assert.EndsWith("Export to Excel", button.Find("button[type=submit]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("row", "B-09")]
    public async Task Button_ForADeskAgent_IsNotThere()
    {
        await SignInAsync(await PersonAsync("Dan", Role.DeskAgent));

        Assert.Empty(Render<ExportButton>(p => p.Add(b => b.Href, "/exports/people.xlsx")).FindAll("button"));
    }

    [Fact]
    public void Button_OfAListThatIsNot_FailsBeforeAnybodyPressesIt() =>
        Assert.Throws<InvalidOperationException>(() => Render<ExportButton>(p => p.Add(b => b.Href, "/exports/salaries.xlsx")));
}
