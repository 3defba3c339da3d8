using GovernanceConsole.Browser.Tests.Fixtures;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace GovernanceConsole.Browser.Tests.AuditLedger;

/// <summary>The auditor's job: find what somebody did, see what it was before, see what was denied, and prove that nothing was changed.</summary>
public sealed class AuditTrailTests(ConsoleInChromium console) : IClassFixture<ConsoleInChromium>
{
    [Fact]
    [Trait("row", "R-161")]
    public async Task Auditor_FindsAnEntryByPerson_SeesOldAndNewValue_AndVerifies()
    {
        var governance = Actor.ForPerson(console.People[Role.Governance].Id, console.People[Role.Governance].Name);
        var vendor = await console.Services.GetRequiredService<RegisterVendor>().ExecuteAsync(CommandId.New(), new RegisterVendorInput("KONTOR", "Kontor"), governance);
        Assert.True((await console.Services.GetRequiredService<UpdateVendor>().ExecuteAsync(CommandId.New(), new UpdateVendorInput(vendor.Value, 1, "Kontor GmbH"), governance)).IsAccepted);
        await using var page = await console.SignInAsAsync(Role.Auditor);
        await page.Page.GetByRole(AriaRole.Link, new() { Name = "Audit trail" }).ClickAsync();
        await page.IsAtAsync("Audit trail");

        await page.PickAsync("person", "Gudrun");
        await Assertions.Expect(page.Page.Locator(".rz-data-grid").GetByText("Gesa Founder")).ToHaveCountAsync(0); // the list is narrowed
        await page.Page.GetByRole(AriaRole.Link, new() { Name = "Updated the vendor" }).ClickAsync();

        await Assertions.Expect(page.Page.GetByRole(AriaRole.Heading, new() { Name = "What changed" })).ToBeVisibleAsync();
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Kontor GmbH" }).GetByText("Kontor", new() { Exact = true })).ToBeVisibleAsync();
        await page.Page.GoBackAsync();
        await page.IsAtAsync("Audit trail");

        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Verify now" }).ClickAsync();
        await Assertions.Expect(page.Page.GetByText("Verified:")).ToBeVisibleAsync();
        await page.AxeIsCleanAsync();
        page.NothingWasComplainedAbout();
    }

    [Fact]
    public async Task Auditor_SeesWhatWasDenied()
    {
        var agent = Actor.ForPerson(console.People[Role.DeskAgent].Id, console.People[Role.DeskAgent].Name);
        Assert.False((await console.Services.GetRequiredService<RegisterVendor>().ExecuteAsync(CommandId.New(), new RegisterVendorInput("X", "X"), agent)).IsAccepted);
        await using var page = await console.SignInAsAsync(Role.Auditor);
        await page.GoAsync("/audit-trail", "Audit trail");

        await page.Page.GetByRole(AriaRole.Link, new() { Name = "Denied attempts" }).ClickAsync();
        await page.Page.GetByRole(AriaRole.Link, new() { Name = "Was refused Register vendor" }).ClickAsync();

        await Assertions.Expect(page.Page.Locator(".lead")).ToContainTextAsync("Andrew Pace was refused Register vendor");
        await Assertions.Expect(page.Page.GetByText("You may not do this here.")).ToBeVisibleAsync();
        page.NothingWasComplainedAbout();
    }

    [Fact]
    public async Task Trail_ForADeskAgent_IsNotOpen()
    {
        await using var page = await console.SignInAsAsync(Role.DeskAgent);
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Link, new() { Name = "Audit trail" })).ToHaveCountAsync(0);

        await page.GoAsync("/audit-trail/decisions/0", "Not for your role");

        await Assertions.Expect(page.Page.GetByText("founded the console")).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 320)]
    [InlineData(ColorScheme.Dark, 320)]
    public async Task EveryPageOfTheSlice_InBothThemesWideAndNarrow_HasNothingForAxe(ColorScheme theme, int width)
    {
        await using var page = await console.SignInAsAsync(Role.Auditor, theme, width);
        foreach (var (path, title) in new[]
        {
            ("/audit-trail", "Audit trail"), ("/audit-trail?ledger=SecurityEvents", "Audit trail"), ("/audit-trail?object=nothing-of-that-name", "Audit trail"),
            ("/audit-trail/decisions/1", "Entry 1"), ("/audit-trail/security-events/0", "Entry 0"), ("/audit-trail/decisions/99999", "There is nothing here for you"),
        })
        {
            await page.GoAsync(path, title);
            await page.AxeIsCleanAsync();
        }

        page.NothingWasComplainedAbout();
    }
}
