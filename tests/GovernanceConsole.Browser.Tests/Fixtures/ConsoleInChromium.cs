using System.Collections.Concurrent;
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
public class ConsoleInChromium : IAsyncLifetime
{
    /// <summary>
    /// Milliseconds until what does not come is said not to come. Several consoles and browsers share the machine while
    /// the tests run, and some machines are slow: a page that takes many times as long as usual fails nothing.
    /// </summary>
    private const float Patience = 90_000;

    private const string FounderName = "Gesa Founder";

    private readonly string _folder = Directory.CreateTempSubdirectory("governance-console-browser-").FullName;
    private readonly ConsoleFactory _factory;
    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    public ConsoleInChromium() => _factory = new ConsoleFactory(_folder, Settings);

    /// <summary>What this console is started with, beside what all are.</summary>
    protected Dictionary<string, string> Settings { get; } = [];

    /// <summary>Other hosts to which its pages may lead.</summary>
    protected virtual IReadOnlyList<string> AlsoAt => [];

    /// <summary>Where the console listens, without a slash at the end.</summary>
    public string Address { get; private set; } = "";

    /// <summary>The console's own services: bring in data through its use cases.</summary>
    public IServiceProvider Services => _factory.Services;

    /// <summary>The founder, who holds governance and platform administration.</summary>
    public Actor Founder { get; private set; } = null!;

    /// <summary>One person per grantable role, by role.</summary>
    public IReadOnlyDictionary<Role, (PersonId Id, string Name)> People { get; private set; } = null!;

    public virtual async Task InitializeAsync()
    {
        _factory.UseKestrel(0);
        _factory.StartServer();
        Address = _factory.ClientOptions.BaseAddress.ToString().TrimEnd('/');
        await RegisterPeopleAsync();

        Assertions.SetDefaultExpectTimeout(Patience);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM_PATH") is { Length: > 0 } path ? path : "/usr/bin/chromium",
            Timeout = Patience,
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
            ReducedMotion = ReducedMotion.Reduce, // nothing is looked at while it is half way from one colour to the next
        });
        context.SetDefaultTimeout(Patience);
        return new ConsolePage(await context.NewPageAsync(), [Address, .. AlsoAt]);
    }

    /// <summary>A page on which the person of the role is signed in and sees their work.</summary>
    public Task<ConsolePage> SignInAsAsync(Role role, ColorScheme theme = ColorScheme.Light, int width = 1280, int height = 900) =>
        SignInAsync(People[role].Name, theme, width, height);

    /// <summary>A page on which the founder is signed in and sees their work.</summary>
    public Task<ConsolePage> SignInAsFounderAsync(ColorScheme theme = ColorScheme.Light, int width = 1280, int height = 900) =>
        SignInAsync(FounderName, theme, width, height);

    public virtual async Task DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
        await _factory.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A page on which somebody is signed in by name and sees their work.</summary>
    public async Task<ConsolePage> SignInAsync(string name, ColorScheme theme = ColorScheme.Light, int width = 1280, int height = 900)
    {
        var page = await OpenAsync(theme, width, height);
        await page.GoAsync("/sign-in", "Who are you today?");
        await page.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name }).ClickAsync();
        await page.IsAtAsync("My work");
        return page;
    }

    private async Task RegisterPeopleAsync()
    {
        var founder = await Services.GetRequiredService<FoundOrganisation>().ExecuteAsync(
            CommandId.New(), new FoundOrganisationInput(FounderName, "E0000", "gesa@example.test"), Actor.ForCommandLine("test"));
        Founder = Actor.ForPerson(founder.Value, FounderName) with { KnownRoles = new HashSet<Role> { Role.Governance, Role.PlatformAdministrator } };
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

    private sealed class ConsoleFactory(string folder, Dictionary<string, string> settings) : WebApplicationFactory<Program>
    {
        protected override void ConfigureWebHost(Microsoft.AspNetCore.Hosting.IWebHostBuilder builder)
        {
            builder.UseSetting("environment", "Development");
            builder.UseSetting("ConnectionStrings:Governance", $"Data Source={Path.Combine(folder, "governance.db")}");
            builder.UseSetting("Organisation:TimeZone", "Europe/Berlin");
            builder.UseSetting("Scheduler:Enabled", "false");
            builder.UseSetting("Logging:LogLevel:Default", "Warning");
            foreach (var (key, value) in settings)
                builder.UseSetting(key, value);
        }
    }
}

/// <summary>One page of one person, watched for what must never happen on any page.</summary>
public sealed class ConsolePage : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _complaints = [];

    public ConsolePage(IPage page, IReadOnlyList<string> addresses)
    {
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error")
                _complaints.Enqueue(message.Text);
        };
        page.PageError += (_, error) => _complaints.Enqueue(error);
        page.Request += (_, request) =>
        {
            if (!addresses.Any(a => request.Url.StartsWith(a, StringComparison.Ordinal)) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
                _complaints.Enqueue($"asked another host: {request.Url}");
        };
    }

    public IPage Page { get; }

    /// <summary>Errors in the browser's console, violations of the content security policy, requests to other hosts.</summary>
    public IReadOnlyCollection<string> Complaints => _complaints;

    /// <summary>Goes to an address and waits for its title.</summary>
    public async Task GoAsync(string path, string title)
    {
        await Page.GotoAsync(path);
        await IsAtAsync(title);
    }

    /// <summary>Waits until the page with this title is there and answers.</summary>
    public async Task IsAtAsync(string title)
    {
        // Pages are not rendered beforehand: a title that is seen came through the circuit.
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Level = 1, Name = title })).ToBeVisibleAsync();
        await Assertions.Expect(Page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
    }

    /// <summary>Picks somebody or something by name in the picker whose label points to <paramref name="field"/>.</summary>
    public async Task PickAsync(string field, string name)
    {
        var picker = Page.Locator($".rz-dropdown:has(input[id='{field}'])");
        await picker.ClickAsync();

        // Its own panel: that of the field before may still be closing.
        var panel = Page.Locator($"#popup-{await picker.GetAttributeAsync("id")}");
        await panel.GetByRole(AriaRole.Combobox).FillAsync(name);

        // Until the typed name has arrived the whole list stands there, and a row that is clicked may become another's.
        var choice = panel.GetByRole(AriaRole.Option, new LocatorGetByRoleOptions { Selected = false });
        await Assertions.Expect(choice).ToHaveCountAsync(1);
        await Assertions.Expect(choice).ToContainTextAsync(name);
        await choice.ClickAsync();
        await Assertions.Expect(picker).ToContainTextAsync(name);
        await Assertions.Expect(panel).ToBeHiddenAsync();
    }

    /// <summary>
    /// Opens an act that is asked for twice, and waits for the sheet that says what will be recorded. Its button has the
    /// same words as the one that opens it: look for it in the sheet.
    /// </summary>
    public async Task<ILocator> OpenActAsync(string button)
    {
        await Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = button, Exact = true }).ClickAsync();
        var sheet = Page.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = button, Exact = true });
        await Assertions.Expect(sheet).ToBeFocusedAsync();
        return sheet;
    }

    /// <summary>Fails on anything axe finds, and on a page wider than its window.</summary>
    public async Task AxeIsCleanAsync()
    {
        await Page.EvaluateAsync("() => document.fonts.ready.then(() => null)"); // until then words have other widths
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
            await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{name}.png"), FullPage = true, Animations = ScreenshotAnimations.Disabled });
    }

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();
}
