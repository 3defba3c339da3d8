using System.Security.Claims;
using Bunit;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.RecoveryPaths;
using GovernanceConsole.Sqlite;
using GovernanceConsole.Storage;
using GovernanceConsole.Web.Hosting;
using GovernanceConsole.Web.Identity;
using GovernanceConsole.Web.Shell;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GovernanceConsole.Web.Tests.Fixtures;

/// <summary>
/// Renders pages on the real business over a real, migrated SQLite file of its own, with a clock the test moves. A
/// founder with governance and platform roles exists and is signed in until the test says otherwise.
/// </summary>
public abstract class PageTest : BunitContext, IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("governance-console-pages-").FullName;
    private readonly PersonAtThePage _person = new();
    private int _people;

    /// <summary>As long as a slow machine may need: the library's own second is over before a page has read its database.</summary>
    static PageTest() => DefaultWaitTimeout = TimeSpan.FromSeconds(30);

    protected PageTest()
    {
        Services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        Services.AddSingleton<TimeProvider>(Clock);
        Services.AddSingleton(new OrganisationTime(Clock, TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin")));
        Services.AddSingleton<IGovernanceStore>(_ => SqliteGovernanceStore.Open(new SqliteOptions { File = DatabaseFile }, Clock));
        Services.AddBusiness();
        Services.AddComponents();
        Program.AddPages(Services);
        Services.AddScoped<CurrentActor>();
        // bUnit brings placeholders that throw; the real ones decide here as they do in the host.
        Services.RemoveAll<IAuthorizationService>();
        Services.RemoveAll<IAuthorizationPolicyProvider>();
        Services.AddAuthorizationCore();
        Services.AddScoped<AuthenticationStateProvider>(_ => _person);
        Services.AddCascadingAuthenticationState();
        JSInterop.Mode = JSRuntimeMode.Loose;
        JSInterop.Setup<Radzen.Blazor.Rendering.Rect>("Radzen.createChart", _ => true).SetResult(new Radzen.Blazor.Rendering.Rect { Width = 640, Height = 224 });
    }

    /// <summary>For what other programs do to it.</summary>
    protected string DatabaseFile => Path.Combine(_folder, "governance.db");

    internal SettableClock Clock { get; } = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    /// <summary>Holds <see cref="Role.Governance"/> and <see cref="Role.PlatformAdministrator"/>.</summary>
    protected Actor Founder { get; private set; } = null!;

    public virtual async Task InitializeAsync()
    {
        SetRendererInfo(new Microsoft.AspNetCore.Components.RendererInfo("Server", isInteractive: true));
        var founder = await Use<FoundOrganisation>().ExecuteAsync(
            CommandId.New(), new FoundOrganisationInput("Gesa Founder", "E0000", "gesa@example.test"), Actor.ForCommandLine("test"));
        Founder = await SignInAsync(founder.Value);
    }

    /// <summary>The use case, query or service.</summary>
    protected T Use<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <summary>A new person with the given roles, not signed in.</summary>
    protected async Task<PersonId> PersonAsync(string name, params Role[] roles)
    {
        var key = $"E{++_people:0000}";
        var person = (await Use<RegisterPerson>().ExecuteAsync(
            CommandId.New(), new RegisterPersonInput(key, name, $"{key}@example.test"), Founder)).Value;
        foreach (var role in roles)
            _ = (await Use<GrantRole>().ExecuteAsync(CommandId.New(), new GrantRoleInput(person, role), Founder)).Value;
        return person;
    }

    /// <summary>A registered draft: resets by phone.</summary>
    /// <summary>A policy with other limits that waits for a second person; proposed by the founder.</summary>
    protected async Task<PolicyVersionId> ProposedPolicyAsync(Limits limits, string reason = "The findings of spring.")
    {
        var policies = Use<PolicyQueries>();
        var inForce = await policies.InForceAsync();
        var draft = (await Use<BeginPolicyDraft>().ExecuteAsync(
            CommandId.New(), new BeginPolicyDraftInput(inForce.Number, inForce.Document with { Limits = limits }), Founder)).Value;
        return (await Use<ProposePolicyVersion>().ExecuteAsync(
            CommandId.New(), new ProposePolicyVersionInput(draft, (await policies.DraftAsync())!.Version, inForce.Number, reason), Founder)).Value;
    }

    protected async Task<RegisteredPath> PathAsync(PersonId? control = null, PersonId? risk = null, PersonId? designer = null) =>
        (await Use<RegisterRecoveryPath>().ExecuteAsync(
            CommandId.New(),
            new RegisterRecoveryPathInput(
                new PathDescription(
                    "Reset by phone", PathType.Phone, Lane.BreakFix, RiskLevel.Moderate, [IntakeChannel.Phone], [RequestKind.PasswordReset], DesignedBy.Iam,
                    designer, Area: null, IdentityDomain: null, Desks: []),
                new ReachDescription([ReachKind.Accounts], "Every staff account.", []),
                control,
                risk),
            Founder)).Value;

    /// <summary>From now on this person sits before the page.</summary>
    protected async Task<Actor> SignInAsync(PersonId person)
    {
        var standing = await Use<WhoMaySignIn>().FindAsync(person) ?? throw new ArgumentException("Nobody has this id.", nameof(person));
        _person.SitDown(SignedInPerson.NewSession(standing, Clock.GetUtcNow(), PersonaSignIn.ProofAt(Clock.GetUtcNow())));
        return _person.User.ToActor();
    }

    /// <summary>Somebody who signed in just now, at another page than this one.</summary>
    protected Actor Elsewhere(PersonId person, string name) =>
        Actor.ForPerson(person, name) with { SignIn = new SignIn(Clock.GetUtcNow(), PersonaSignIn.Method, PersonaSignIn.Issuer, SessionHash: null) };

    async Task IAsyncLifetime.DisposeAsync()
    {
        await DisposeAsync();
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    private sealed class PersonAtThePage : AuthenticationStateProvider
    {
        public ClaimsPrincipal User { get; private set; } = new(new ClaimsIdentity());

        public void SitDown(ClaimsPrincipal user)
        {
            User = user;
            NotifyAuthenticationStateChanged(GetAuthenticationStateAsync());
        }

        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(User));
    }
}

/// <summary>A clock that stands still until the test moves it.</summary>
internal sealed class SettableClock(DateTimeOffset now) : TimeProvider
{
    private DateTimeOffset _now = now;

    public override DateTimeOffset GetUtcNow() => _now;

    public void Advance(TimeSpan by) => _now += by;
}
