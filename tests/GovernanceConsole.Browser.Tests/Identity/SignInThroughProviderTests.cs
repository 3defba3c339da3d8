using GovernanceConsole.AuditLedger;
using GovernanceConsole.Browser.Tests.Fixtures;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace GovernanceConsole.Browser.Tests.Identity;

/// <summary>What a person sees of the sign-in, in a browser, with a certified provider on another site.</summary>
public sealed class SignInThroughProviderTests(ConsoleWithProviderInChromium console) : IClassFixture<ConsoleWithProviderInChromium>, IAsyncLifetime
{
    public Task InitializeAsync() => console.Provider.BehaveAsync("honest");

    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>Old sign-in, the sheet asks for a fresh one, the provider asks who it is, and the decision is made on the page it began on.</summary>
    [Fact]
    [Trait("row", "R-064")]
    public async Task Approver_WhoSignedInLongAgo_SignsInAgainAndApproves()
    {
        var draft = (await console.Services.GetRequiredService<BeginPolicyDraft>().ExecuteAsync(
            CommandId.New(), new BeginPolicyDraftInput(1, PolicyDocument.Default with { Limits = Limits.Default with { SignOffDays = 120 } }), console.Founder)).Value;
        _ = (await console.Services.GetRequiredService<ProposePolicyVersion>().ExecuteAsync(
            CommandId.New(), new ProposePolicyVersionInput(draft, 1, 1, "The findings of spring."), console.Founder)).Value;
        await console.Provider.BehaveAsync("old-auth-time");
        await using var page = await console.SignInThroughProviderAsync(Role.Governance);
        await console.Provider.BehaveAsync("honest");
        await page.GoAsync($"{console.Here}/policy", "Policy");

        await page.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Approve policy 2", Exact = true }).ClickAsync();
        var sheet = page.Page.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = "Approve policy 2", Exact = true });
        await Assertions.Expect(sheet.GetByRole(AriaRole.Alert)).ToContainTextAsync("Whoever approves has done so within the last 5 minutes");
        await Assertions.Expect(sheet.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Approve policy 2" })).ToBeDisabledAsync();
        await page.AxeIsCleanAsync();
        await page.ScreenshotAsync("sign-in-again");
        await sheet.GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = "Sign in again" }).ClickAsync();
        await ConsoleWithProviderInChromium.ProveAsync(page, Role.Governance);

        await page.IsAtAsync("Policy");
        Assert.Equal($"{console.Here}/policy", page.Page.Url);
        sheet = await page.OpenActAsync("Approve policy 2");
        await sheet.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Approve policy 2" }).ClickAsync();
        await Assertions.Expect(page.Page.Locator("#in-force")).ToContainTextAsync("policy 2");
        page.NothingWasComplainedAbout();
    }

    /// <summary>A colleague at the provider's form: refused, and the page goes on as whom it was.</summary>
    [Fact]
    public async Task SomebodyElse_WhoComesBack_IsRefusedAndTheSessionGoesOn()
    {
        await using var page = await console.SignInThroughProviderAsync(Role.SecurityOperations);
        await page.Page.GotoAsync($"{console.Here}/sign-in/again?returnUrl=/audit-trail");
        await ConsoleWithProviderInChromium.ProveAsync(page, Role.Auditor);

        await Assertions.Expect(page.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync($"You are still signed in as {console.People[Role.SecurityOperations].Name}");
        await page.AxeIsCleanAsync();
        await page.ScreenshotAsync("sign-in-somebody-else");
        await page.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Back to where you were" }).ClickAsync();
        await page.IsAtAsync("Audit trail");
        await Assertions.Expect(page.Page.Locator(".whoami").First).ToContainTextAsync(console.People[Role.SecurityOperations].Name);
        page.NothingWasComplainedAbout();
    }

    [Fact]
    public async Task Stranger_IsToldWhatToDo()
    {
        await using var page = await console.OpenAsync(width: 320);
        await page.GoAsync($"{console.Here}/sign-in", "Sign in");
        await page.AxeIsCleanAsync();
        await page.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Sign in with 127.0.0.1" }).ClickAsync();
        await page.Page.GetByLabel("User").FillAsync("stranger");
        await page.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Continue" }).ClickAsync();

        await Assertions.Expect(page.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Ask a platform administrator to link this account");
        await page.AxeIsCleanAsync();
        await page.ScreenshotAsync("sign-in-stranger");
        page.NothingWasComplainedAbout();
    }

    /// <summary>Signed out here and there; the way back in the browser's history shows nothing that was read.</summary>
    [Fact]
    public async Task SignOut_EndsBothSessionsAndLeavesNothingBehind()
    {
        await using var page = await console.SignInThroughProviderAsync(Role.Auditor);
        await page.GoAsync($"{console.Here}/audit-trail", "Audit trail");

        await page.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Sign out" }).ClickAsync();
        await page.Page.WaitForURLAsync($"{console.Provider.Issuer}/session/end**");
        await page.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Yes" }).ClickAsync();

        await page.IsAtAsync("Sign in");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Status).First).ToContainTextAsync("You are signed out.");
        await page.AxeIsCleanAsync();
        await page.Page.GotoAsync($"{console.Here}/audit-trail");
        await page.IsAtAsync("Sign in");
        for (var back = 0; back < 3; back++)
        {
            await page.Page.GoBackAsync();
            Assert.DoesNotContain("session.opened", await page.Page.ContentAsync(), StringComparison.Ordinal);
            Assert.DoesNotContain("whoami", await page.Page.ContentAsync(), StringComparison.Ordinal);
        }

        // The provider has forgotten too: it asks who it is.
        await page.GoAsync($"{console.Here}/sign-in", "Sign in");
        await page.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Sign in with 127.0.0.1" }).ClickAsync();
        await Assertions.Expect(page.Page.GetByLabel("User")).ToBeVisibleAsync();
    }

    /// <summary>Whoever leaves the organisation loses their open page within a minute, though the provider still knows them.</summary>
    [Fact]
    [Trait("row", "X3")]
    public async Task OpenPage_OfSomebodyWhoIsMarkedAsLeft_EmptiesWithinAMinute()
    {
        await using var page = await console.SignInThroughProviderAsync(Role.Reviewer);
        await page.GoAsync($"{console.Here}/help/keys", "Keyboard");

        _ = (await console.Services.GetRequiredService<MarkPersonAsLeft>().ExecuteAsync(
            CommandId.New(), new MarkPersonAsLeftInput(console.People[Role.Reviewer].Id), console.Founder)).Value;

        await Assertions.Expect(page.Page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Level = 1, Name = "Sign in" })).ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = 60_000 });
        await page.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Sign in with 127.0.0.1" }).ClickAsync();
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("says that you have left");
    }
}
