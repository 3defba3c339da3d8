using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace GovernanceConsole.Browser.Tests.Fixtures;

/// <summary>
/// The console on a Kestrel port of its own with an empty database in a temporary folder, and a Chromium that looks at
/// it. One person per role is registered through the use cases. Shared by the tests of one class.
/// </summary>
public sealed class ConsoleInChromium : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("governance-console-browser-").FullName;
    private readonly ConsoleFactory _factory;
    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    public ConsoleInChromium() => _factory = new ConsoleFactory(_folder);

    /// <summary>Where the console listens, without a slash at the end.</summary>
    public string Address { get; private set; } = "";

    /// <summary>The console's own services: bring in data through its use cases.</summary>
    public IServiceProvider Services => _factory.Services;

    /// <summary>The founder, who holds governance and platform administration.</summary>
    public Actor Founder { get; private set; } = null!;

    /// <summary>One person per grantable role, by role.</summary>
    public IReadOnlyDictionary<Role, (PersonId Id, string Name)> People { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        _factory.UseKestrel(0);
        _factory.StartServer();
        Address = _factory.ClientOptions.BaseAddress.ToString().TrimEnd('/');
        await RegisterPeopleAsync();

        Assertions.SetDefaultExpectTimeout(20_000); // five consoles and browsers share the machine while the tests run
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM_PATH") is { Length: > 0 } path ? path : "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
        });
    }

    /// <summary>A page in a browser of its own, not signed in. Dispose it.</summary>
    public async Task<ConsolePage> OpenAsync(ColorScheme theme = ColorScheme.Light, int width = 1280, int height = 900)
    {
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = Address,
            ColorScheme = theme,
            ViewportSize = new ViewportSize { Width = width, Height = height },
            Locale = "en-GB",
        });
        return new ConsolePage(await context.NewPageAsync(), Address);
    }

    /// <summary>A page on which the person of the role is signed in and sees their work.</summary>
    public async Task<ConsolePage> SignInAsAsync(Role role, ColorScheme theme = ColorScheme.Light, int width = 1280, int height = 900)
    {
        var page = await OpenAsync(theme, width, height);
        await page.Page.GotoAsync("/sign-in");
        await page.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = People[role].Name }).ClickAsync();
        await page.IsAtAsync("My work");
        return page;
    }

    public async Task DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
        await _factory.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task RegisterPeopleAsync()
    {
        var founder = await Services.GetRequiredService<FoundOrganisation>().ExecuteAsync(
            CommandId.New(), new FoundOrganisationInput("Gesa Founder", "E0000", "gesa@example.test"), Actor.ForCommandLine("test"));
        Founder = Actor.ForPerson(founder.Value, "Gesa Founder") with { KnownRoles = new HashSet<Role> { Role.Governance, Role.PlatformAdministrator } };
        var people = new Dictionary<Role, (PersonId, string)>();
        foreach (var (role, name) in PeopleByRole)
        {
            var person = await Services.GetRequiredService<RegisterPerson>().ExecuteAsync(
                CommandId.New(), new RegisterPersonInput($"E1{(int)role:000}", name, $"e1{(int)role:000}@example.test"), Founder);
            _ = (await Services.GetRequiredService<GrantRole>().ExecuteAsync(CommandId.New(), new GrantRoleInput(person.Value, role), Founder)).Value;
            people[role] = (person.Value, name);
        }

        People = people;
    }

    private static readonly (Role, string)[] PeopleByRole =
    [
        (Role.Governance, "Gudrun Vogel"),
        (Role.IamPolicy, "Ibrahim Aydin"),
        (Role.DeskLead, "Dora Lindqvist"),
        (Role.DeskAgent, "Andrew Pace"),
        (Role.SecurityOperations, "Sofia Marin"),
        (Role.Manager, "Martin Okafor"),
        (Role.Auditor, "Ute Brandt"),
        (Role.PlatformAdministrator, "Pavel Dvorak"),
        (Role.Reviewer, "Rina Sato"),
    ];

    private sealed class ConsoleFactory(string folder) : WebApplicationFactory<Program>
    {
        protected override void ConfigureWebHost(Microsoft.AspNetCore.Hosting.IWebHostBuilder builder)
        {
            builder.UseSetting("environment", "Development");
            builder.UseSetting("ConnectionStrings:Governance", $"Data Source={Path.Combine(folder, "governance.db")}");
            builder.UseSetting("Organisation:TimeZone", "Europe/Berlin");
            builder.UseSetting("Scheduler:Enabled", "false");
            builder.UseSetting("Logging:LogLevel:Default", "Warning");
        }
    }
}

/// <summary>One page of one person, watched for what must never happen on any page.</summary>
public sealed class ConsolePage : IAsyncDisposable
{
    private readonly string _address;
    private readonly List<string> _complaints = [];

    public ConsolePage(IPage page, string address)
    {
        (Page, _address) = (page, address);
        page.Console += (_, message) =>
        {
            if (message.Type is "error")
                _complaints.Add(message.Text);
        };
        page.PageError += (_, error) => _complaints.Add(error);
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(_address, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
                _complaints.Add($"asked another host: {request.Url}");
        };
    }

    public IPage Page { get; }

    /// <summary>Errors in the browser's console, violations of the content security policy, requests to other hosts.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    /// <summary>Goes to an address and waits for its title.</summary>
    public async Task GoAsync(string path, string title)
    {
        await Page.GotoAsync(path);
        await IsAtAsync(title);
    }

    /// <summary>Waits until the page with this title is there and answers.</summary>
    public async Task IsAtAsync(string title)
    {
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Level = 1, Name = title })).ToBeVisibleAsync(
            new LocatorAssertionsToBeVisibleOptions { Timeout = 90_000 });
        await Assertions.Expect(Page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
    }

    /// <summary>Fails on anything axe finds, and on a page wider than its window.</summary>
    public async Task AxeIsCleanAsync()
    {
        var result = await Page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations] });
        Assert.True(result.Violations.Length == 0, $"{Page.Url}\n{string.Join('\n', result.Violations.Select(v => $"{v.Impact} {v.Id}: {v.Help}: {string.Join(" | ", v.Nodes.Select(n => n.Html))}"))}");
        var overhang = await Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(overhang <= 0, $"{Page.Url} is {overhang} px wider than its window.");
    }

    /// <summary>Fails when anything was written to the browser's console as an error, or asked of another host.</summary>
    public void NothingWasComplainedAbout() => Assert.Empty(_complaints);

    /// <summary>Keeps a picture, where <c>GOVERNANCE_SCREENSHOTS</c> names a folder.</summary>
    public async Task ScreenshotAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("GOVERNANCE_SCREENSHOTS") is { Length: > 0 } folder)
            await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{name}.png"), FullPage = true });
    }

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();
}
