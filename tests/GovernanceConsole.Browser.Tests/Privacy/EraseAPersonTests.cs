using GovernanceConsole.Browser.Tests.Fixtures;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Privacy;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace GovernanceConsole.Browser.Tests.Privacy;

/// <summary>Somebody who left is forgotten: the founder asked for it, governance carries it out.</summary>
public sealed class EraseAPersonTests(ConsoleInChromium console) : IClassFixture<ConsoleInChromium>
{
    [Theory]
    [Trait("row", "B-17")]
    [InlineData("Lea Leaver", ColorScheme.Light, 1280)]
    [InlineData("Lars Leaver", ColorScheme.Dark, 320)]
    public async Task Erasure_ByASecondPerson_IsCarriedOutInThePage(string name, ColorScheme theme, int width)
    {
        var number = await RequestedAsync(name);
        await using var page = await console.SignInAsAsync(Role.Governance, theme, width);

        await page.GoAsync("/erasures", "Erasures");
        await Assertions.Expect(page.Page.Locator($"section[aria-labelledby=waits-{number}]")).ToContainTextAsync(name);
        await page.AxeIsCleanAsync();
        await page.ScreenshotAsync($"erasures-{theme}-{width}");
        var sheet = await page.OpenActAsync($"Carry out {number}");
        await page.AxeIsCleanAsync();
        await page.ScreenshotAsync($"erasures-sheet-{theme}-{width}");
        await sheet.GetByRole(AriaRole.Button, new() { Name = $"Carry out {number}" }).ClickAsync();

        await Assertions.Expect(page.Page.Locator($"section[aria-labelledby=waits-{number}]")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Page.Locator("main")).Not.ToContainTextAsync(name);
        await page.AxeIsCleanAsync();
        page.NothingWasComplainedAbout();
    }

    [Fact]
    public async Task Hold_PlacedInThePage_ForbidsAnErasure()
    {
        await using var page = await console.SignInAsAsync(Role.Governance);
        await page.GoAsync("/legal-holds", "Legal holds");
        await page.AxeIsCleanAsync();
        await page.Page.GetByText("Place a legal hold").ClickAsync();
        await page.Page.GetByLabel("Matter").FillAsync("Case 4711.");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Place the hold" }).ClickAsync();
        await Assertions.Expect(page.Page.GetByText("everybody", new() { Exact = true })).ToBeVisibleAsync();

        var refused = await RequestAsync("Liv Leaver");
        Assert.IsType<LegalHoldForbids>(Assert.Single(refused.Refusals));

        var sheet = await page.OpenActAsync("Lift LH-0001");
        await sheet.GetByLabel("Reason").FillAsync("The case is closed.");
        await sheet.GetByRole(AriaRole.Button, new() { Name = "Lift LH-0001" }).ClickAsync();
        await Assertions.Expect(page.Page.GetByText("The case is closed.")).ToBeVisibleAsync();
        await page.AxeIsCleanAsync();
        await page.ScreenshotAsync("legal-holds");
        page.NothingWasComplainedAbout();
    }

    private async Task<string> RequestedAsync(string name)
    {
        var requested = await RequestAsync(name);
        Assert.True(requested.IsAccepted, string.Join(' ', requested.Refusals.Select(r => r.Sentence)));
        var auditor = Actor.ForPerson(console.People[Role.Auditor].Id, "Auditor") with { KnownRoles = new HashSet<Role> { Role.Auditor } };
        return (await console.Services.GetRequiredService<PrivacyQueries>().ErasuresAsync(auditor, ErasureState.Requested, new())).Rows.Single(e => e.Id == requested.Value).Number;
    }

    private async Task<Outcome<ErasureId>> RequestAsync(string name)
    {
        var person = (await console.Services.GetRequiredService<RegisterPerson>().ExecuteAsync(CommandId.New(), new RegisterPersonInput($"X-{name}", name, Email: null), console.Founder)).Value;
        _ = (await console.Services.GetRequiredService<MarkPersonAsLeft>().ExecuteAsync(CommandId.New(), new MarkPersonAsLeftInput(person), console.Founder)).Value;
        return await console.Services.GetRequiredService<RequestErasure>().ExecuteAsync(CommandId.New(), new RequestErasureInput(person, ErasureBasis.NoLongerNeeded, "Ten years are over."), console.Founder);
    }
}
