using Bunit;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Requests;
using GovernanceConsole.Web.Requests;

namespace GovernanceConsole.Web.Tests.Requests;

[Trait("row", "R-072")]
public sealed class DialPanelTests : RequestPageTest
{
    [Fact]
    public async Task Panel_ForAnAgent_ShowsTheMaskedNumberWithSourceAndLastChange_AndNoFieldToTypeOne()
    {
        await ContactAsync("+49 30 23125 101");
        Clock.Advance(TimeSpan.FromDays(31));

        var panel = await OpenAsync(await SubmitAsync());

        panel.WaitForAssertion(() => Assert.Equal(["•••• 01 telephone", "Personnel file", "2 Mar 2026, 10:00", "now"], panel.FindAll("tbody th, tbody td").Take(4).Select(c => string.Join(' ', c.TextContent.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries)))));
        Assert.Empty(panel.FindAll("input, textarea, select, [contenteditable]"));
        Assert.DoesNotContain("23125", panel.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Panel_ShowingANumber_HasItRecorded_AndHidesItAgain()
    {
        var contact = await ContactAsync("+49 30 23125 101");
        Clock.Advance(TimeSpan.FromDays(31));
        ContactId? shown = null;
        var panel = await OpenAsync(await SubmitAsync(), id => shown = id);
        panel.WaitForState(() => panel.FindAll("form").Count == 1);

        await panel.Find("form").SubmitAsync();

        panel.WaitForAssertion(() => Assert.Equal("+49 30 23125 101", panel.Find("strong.number").TextContent));
        Assert.Equal(contact, shown);
        await panel.FindAll("button").First(b => b.TextContent == "Hide").ClickAsync();
        Assert.DoesNotContain("23125", panel.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Panel_OfANumberThatCoolsOff_SaysFromWhenItCounts_AndDoesNotShowIt()
    {
        await ContactAsync("+49 30 23125 101");

        var panel = await OpenAsync(await SubmitAsync());

        panel.WaitForAssertion(() => Assert.Contains("from 9 Mar 2026, 10:00 on", string.Join(' ', panel.Find("tbody").TextContent.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal));
        Assert.Empty(panel.FindAll("form"));
    }

    [Fact]
    public async Task Panel_OfSomebodyWithoutContacts_SaysWhatElseMayBeDone()
    {
        var panel = await OpenAsync(await SubmitAsync());

        panel.WaitForAssertion(() => Assert.Contains("No contact of record is known.", panel.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Panel_ForSomebodyOfNoDesk_ShowsNothing()
    {
        await ContactAsync("+49 30 23125 101");
        var request = await SubmitAsync();

        Assert.Equal("", Render<DialPanel>(p => p.Add(x => x.Request, request)).Markup.Trim());
    }

    private async Task<ContactId> ContactAsync(string number) =>
        (await Use<RecordContactOfRecord>().ExecuteAsync(CommandId.New(), new RecordContactOfRecordInput(Sam, ContactKind.Phone, number, "Personnel file"), Founder)).Value;

    private async Task<IRenderedComponent<DialPanel>> OpenAsync(RequestId request, Action<ContactId>? shown = null)
    {
        await SignInAsync(Anna);
        return Render<DialPanel>(p => p.Add(x => x.Request, request).Add(x => x.OnNumberShown, id => shown?.Invoke(id)));
    }
}
