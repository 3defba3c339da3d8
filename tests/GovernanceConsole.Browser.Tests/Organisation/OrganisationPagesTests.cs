using GovernanceConsole.Browser.Tests.Fixtures;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace GovernanceConsole.Browser.Tests.Organisation;

public sealed class OrganisationPagesTests(ConsoleInChromium console) : IClassFixture<ConsoleInChromium>
{
    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 320)]
    [InlineData(ColorScheme.Dark, 320)]
    public async Task EveryPageOfTheOrganisation_InBothThemesWideAndNarrow_HasNothingForAxe(ColorScheme theme, int width)
    {
        var made = await MakeAsync($"{theme}{width}");
        await using var page = await console.SignInAsAsync(Role.Governance, theme, width);

        foreach (var (path, title) in new[]
        {
            ("/people", "People"), ("/people/new", "Register a person"), ($"/people/{made.Leaver.Value}", $"E{made.Suffix} Lea Leaver"),
            ("/desks", "Desks"), ("/desks/new", "Register a desk"), ($"/desks/{made.Desk.Value}", $"NIGHT{made.Suffix} Night desk"),
            ("/vendors", "Vendors"), ("/vendors/new", "Register a vendor"), ($"/vendors/{made.Vendor.Value}", $"NORTH{made.Suffix} Northwind Support"),
            ("/systems", "Systems"), ("/systems/new", "Register a system"), ($"/systems/{made.System.Value}", $"PAY{made.Suffix} Payroll"),
            ("/identity-domains", "Identity domains"), ("/identity-domains/new", "Register an identity domain"), ($"/identity-domains/{made.Domain.Value}", $"AD{made.Suffix} Corporate directory"),
            ("/units", "Units"), ("/units/new", "Register a unit"), ($"/units/{made.Unit.Value}", $"OPS{made.Suffix} Operations"), ("/administration/roles", "Roles"),
        })
        {
            await page.GoAsync(path, title);
            await page.AxeIsCleanAsync();
            await page.ScreenshotAsync($"organisation-{path.Trim('/').Split('/')[0]}{(path.Count(c => c == '/') > 1 ? "-record" : "")}{(path.EndsWith("/new", StringComparison.Ordinal) ? "-new" : "")}-{theme}-{width}");
        }

        page.NothingWasComplainedAbout();
    }

    [Fact]
    public async Task Governance_RegistersADeskWithALeadPickedByName()
    {
        await using var page = await console.SignInAsAsync(Role.Governance);
        await page.GoAsync("/desks/new", "Register a desk");

        await page.Page.GetByLabel("Code").FillAsync("DAY");
        await page.Page.GetByLabel("Name", new PageGetByLabelOptions { Exact = true }).FillAsync("Day desk");
        await page.PickAsync("lead", "Lindqvist");
        await page.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Register desk" }).ClickAsync();

        await page.IsAtAsync("DAY Day desk");
        await Assertions.Expect(page.Page.Locator("main")).ToContainTextAsync("Dora Lindqvist");
        page.NothingWasComplainedAbout();
    }

    private async Task<Made> MakeAsync(string suffix)
    {
        var services = console.Services;
        var founder = console.Founder;
        var vendor = (await services.GetRequiredService<RegisterVendor>().ExecuteAsync(CommandId.New(), new RegisterVendorInput($"NORTH{suffix}", "Northwind Support"), founder)).Value;
        var leaver = (await services.GetRequiredService<RegisterPerson>().ExecuteAsync(CommandId.New(), new RegisterPersonInput($"E{suffix}", "Lea Leaver", null), founder)).Value;
        var desk = (await services.GetRequiredService<RegisterDesk>().ExecuteAsync(
            CommandId.New(),
            new RegisterDeskInput(
                $"NIGHT{suffix}", "Night desk", DeskKind.Outsourced, leaver, vendor,
                new WorkingHours(WeekDays.Monday | WeekDays.Tuesday | WeekDays.Wednesday, new(22, 0), new(6, 0)), new VendorContract("C-2026-12", null, null, null)),
            founder)).Value;
        await services.GetRequiredService<ProposeDeskAsDecisionMaker>().ExecuteAsync(
            CommandId.New(), new ProposeDeskAsDecisionMakerInput(desk, "At night nobody else is there to decide."), founder);
        var domain = (await services.GetRequiredService<RegisterIdentityDomain>().ExecuteAsync(
            CommandId.New(), new RegisterIdentityDomainInput($"AD{suffix}", "Corporate directory", "The business decides on risk.\nIT carries out."), founder)).Value;
        await services.GetRequiredService<PublishBoundaryStatement>().ExecuteAsync(
            CommandId.New(), new PublishBoundaryStatementInput(domain, 1, "The business decides on risk.\nThe desk carries out.\nSecurity watches."), founder);
        var system = (await services.GetRequiredService<RegisterSystem>().ExecuteAsync(
            CommandId.New(), new RegisterSystemInput($"PAY{suffix}", "Payroll", domain, HighlyAvailable: true), founder)).Value;
        await services.GetRequiredService<AssignSystemRiskOwner>().ExecuteAsync(CommandId.New(), new AssignSystemRiskOwnerInput(system, console.People[Role.Manager].Id), founder);
        await services.GetRequiredService<MarkPersonAsLeft>().ExecuteAsync(CommandId.New(), new MarkPersonAsLeftInput(leaver), founder);
        var unit = (await services.GetRequiredService<RegisterUnit>().ExecuteAsync(CommandId.New(), new RegisterUnitInput($"OPS{suffix}", "Operations"), founder)).Value;
        return new Made(suffix, leaver, desk, vendor, system, domain, unit);
    }

    private sealed record Made(string Suffix, PersonId Leaver, DeskId Desk, VendorId Vendor, GovernedSystemId System, IdentityDomainId Domain, OrganisationalUnitId Unit);
}
