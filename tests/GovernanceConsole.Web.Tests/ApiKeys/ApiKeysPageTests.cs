using Bunit;
using GovernanceConsole.ApiKeys;
using GovernanceConsole.Identity;
using GovernanceConsole.Storage;
using GovernanceConsole.Web.ApiKeys;
using GovernanceConsole.Web.Shell;
using GovernanceConsole.Web.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace GovernanceConsole.Web.Tests.ApiKeys;

public sealed class ApiKeysPageTests : PageTest
{
    [Fact]
    public async Task Page_WithoutKeys_SaysWhatAKeyIsForAndCreatesOne()
    {
        var page = await OpenAsync();
        Assert.Contains("No other system can call this console.", page.Markup, StringComparison.Ordinal);

        await page.Find("#client").ChangeAsync(new() { Value = "ticketing, production" });
        await page.FindAll("fieldset.choices input")[0].ChangeAsync(new() { Value = true });
        await page.FindAll("form").Single(f => f.TextContent.Contains("Create the key", StringComparison.Ordinal)).SubmitAsync();

        var key = (await page.WaitForElementAsync(".secret code")).TextContent;
        Assert.Equal("AK-0001, for ticketing, production", page.Find("#new-key").TextContent);
        Assert.Equal(key, page.Find("[data-copy]").GetAttribute("data-copy"));
        Assert.Null((await Use<WhoMayCall>().CheckAsync(key)).WhyNot);
        await page.WaitForAssertionAsync(() => Assert.Contains("AK-0001", page.Find("table tbody").TextContent, StringComparison.Ordinal));

        await page.FindAll("button").Single(b => b.TextContent == "It is kept").ClickAsync(new());
        Assert.Empty(page.FindAll(".secret"));
    }

    [Fact]
    public async Task Page_OfAnAdministrator_RotatesAndRevokes()
    {
        var old = await KeyAsync();
        var page = await OpenAsync();
        await (await page.WaitForElementAsync("table tbody button")).ClickAsync(new()); // Rotate AK-0001
        Assert.Contains("AK-0001 ends 24 hours from now.", page.Find(".sheet").TextContent, StringComparison.Ordinal);
        await page.Find(".sheet form").SubmitAsync();

        var successor = (await page.WaitForElementAsync(".secret code")).TextContent;
        Assert.Null((await Use<WhoMayCall>().CheckAsync(successor)).WhyNot);
        Assert.Null((await Use<WhoMayCall>().CheckAsync(old)).WhyNot);
        await page.WaitForAssertionAsync(() => Assert.Contains("AK-0002 takes its place", page.Find("table tbody").TextContent, StringComparison.Ordinal));

        await page.FindAll("button").Single(b => b.TextContent == "Revoke AK-0001").ClickAsync(new());
        await page.Find(".sheet textarea").InputAsync(new() { Value = "It leaked." });
        await page.Find(".sheet form").SubmitAsync();

        await page.WaitForAssertionAsync(() => Assert.Contains("by Gesa Founder: It leaked.", page.Find("table tbody").TextContent, StringComparison.Ordinal));
        Assert.Equal(KeyRefusal.KeyRevoked, (await Use<WhoMayCall>().CheckAsync(old)).WhyNot);
    }

    [Fact]
    public async Task Page_OfAnAuditor_OffersNoAct()
    {
        await KeyAsync();
        await SignInAsync(await PersonAsync("Aline Auditor", Role.Auditor));

        var page = await OpenAsync();

        await page.WaitForAssertionAsync(() => Assert.Contains("AK-0001", page.Find("table tbody").TextContent, StringComparison.Ordinal));
        Assert.DoesNotContain(page.FindAll("button, summary"), b => b.TextContent.Contains("AK-0001", StringComparison.Ordinal) || b.TextContent.Contains("Create", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Home_OfAnAdministrator_TellsOfAKeyThatEndsSoonAndHasNoSuccessor()
    {
        await KeyAsync(days: 15);
        Assert.Empty(await OwedAsync());

        Clock.Advance(TimeSpan.FromDays(3));
        var owed = Assert.Single(await OwedAsync());
        Assert.Equal(("AK-0001 ends", new DateOnly(2026, 3, 17), "/api-keys?q=AK-0001"), (owed.What, owed.DueOn, owed.Href));

        var id = (await Use<ApiKeyQueries>().FindIdAsync("AK-0001"))!.Value;
        Assert.True((await Use<RotateApiKey>().ExecuteAsync(CommandId.New(), new RotateApiKeyInput(id, new DateOnly(2026, 12, 31), 24, new ApiKeySecret().Hash), Founder)).IsAccepted);
        Assert.Empty(await OwedAsync());
    }

    private async Task<IReadOnlyList<WorkItem>> OwedAsync() => await Services.GetServices<IWorkSource>().OfType<ApiKeyWork>().Single().OwedByAsync(await SignInAsync(Founder.Person!.Value), default);

    private async Task<string> KeyAsync(int days = 100)
    {
        var secret = new ApiKeySecret();
        var created = await Use<CreateApiKey>().ExecuteAsync(
            CommandId.New(), new CreateApiKeyInput("witness", [ApiScope.LedgerRead], new DateOnly(2026, 3, 2).AddDays(days), secret.Hash), Founder);
        return secret.KeyOf(created.Value.Number);
    }

    private async Task<IRenderedComponent<ApiKeysPage>> OpenAsync()
    {
        var page = Render<ApiKeysPage>();
        await page.WaitForAssertionAsync(() => Assert.Empty(page.FindAll(".grid-waiting")));
        return page;
    }
}
