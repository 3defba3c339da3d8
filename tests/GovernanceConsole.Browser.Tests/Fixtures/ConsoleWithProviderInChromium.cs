using GovernanceConsole.Identity;
using GovernanceConsole.IdentityProviderForTests;
using GovernanceConsole.Organisation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace GovernanceConsole.Browser.Tests.Fixtures;

/// <summary>
/// A console whose people also sign in through the certified provider, each as the name of their role in lower case. To the
/// browser the two are different sites, as they are in earnest: the console is asked for as <c>localhost</c>.
/// </summary>
public sealed class ConsoleWithProviderInChromium : ConsoleInChromium
{
    public IdentityProvider Provider { get; } = new();

    /// <summary>The console's address in these tests.</summary>
    public string Here => Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);

    protected override IReadOnlyList<string> AlsoAt => [Here, Provider.Issuer];

    public override async Task InitializeAsync()
    {
        await Provider.InitializeAsync();
        foreach (var (key, value) in Provider.Settings)
            Settings[key] = value;
        await base.InitializeAsync();
        foreach (var (role, person) in People)
        {
            _ = (await Services.GetRequiredService<LinkAccount>().ExecuteAsync(
                CommandId.New(), new LinkAccountInput(person.Id, Provider.Issuer, AccountOf(role)), Founder)).Value;
        }
    }

    /// <summary>The subject of somebody's account at the provider.</summary>
    public static string AccountOf(Role role) => role.ToString().ToLowerInvariant();

    /// <summary>A page on which the person of the role signed in through the provider and sees their work.</summary>
    public async Task<ConsolePage> SignInThroughProviderAsync(Role role)
    {
        var page = await OpenAsync();
        await page.GoAsync($"{Here}/sign-in", "Sign in");
        await page.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Sign in with 127.0.0.1" }).ClickAsync();
        await ProveAsync(page, role);
        await page.IsAtAsync("My work");
        return page;
    }

    /// <summary>Says at the provider who one is.</summary>
    public static async Task ProveAsync(ConsolePage page, Role role)
    {
        await page.Page.GetByLabel("User").FillAsync(AccountOf(role));
        await page.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Continue" }).ClickAsync();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await Provider.DisposeAsync();
    }
}
