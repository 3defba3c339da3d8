using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Web.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace GovernanceConsole.Web.Identity;

internal static partial class SignInComposition
{
    /// <summary>Sessions, roles and who may open what. Everything is closed unless it says otherwise.</summary>
    public static IServiceCollection AddSignIn(this IServiceCollection services, IHostEnvironment environment, IConfiguration configuration)
    {
        services.AddChecked<SignInOptions>();
        services.AddProvider(environment, configuration);
        services.AddSingleton<Sessions>().AddSingleton<PersonaSignIn>().AddSingleton<SignInRecords>().AddScoped<CurrentActor>();
        services.AddScoped<PageActivity>().AddScoped<CircuitHandler>(provider => provider.GetRequiredService<PageActivity>());
        services.AddScoped<AuthenticationStateProvider, PersonRevalidation>();
        services.AddCascadingAuthenticationState();
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());

        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(cookie =>
        {
            cookie.LoginPath = "/sign-in";
            cookie.AccessDeniedPath = "/access-denied";
            cookie.ReturnUrlParameter = "returnUrl";
            cookie.SlidingExpiration = true;
            // __Host- ties the cookie to this host over https; a browser refuses that name on plain http, where only Development runs.
            cookie.Cookie.Name = environment.IsDevelopment() ? "governance-session" : "__Host-governance-session";
            cookie.Cookie.SecurePolicy = environment.IsDevelopment() ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.Cookie.Path = "/";
            cookie.Events.OnValidatePrincipal = async context =>
            {
                var sessions = context.HttpContext.RequestServices.GetRequiredService<Sessions>();
                if (context.Principal is { } user && await sessions.RefreshAsync(user, context.HttpContext.RequestAborted) is { } now)
                    context.ReplacePrincipal(now);
                else
                    context.RejectPrincipal();
            };
        });
        services.AddOptions<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme)
            .Configure<IOptions<SignInOptions>>((cookie, options) => cookie.ExpireTimeSpan = TimeSpan.FromMinutes(options.Value.IdleMinutes));
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.Cookie.Name = environment.IsDevelopment() ? "governance-forms" : "__Host-governance-forms";
            antiforgery.Cookie.SecurePolicy = environment.IsDevelopment() ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
            antiforgery.Cookie.SameSite = SameSiteMode.Strict;
            antiforgery.SuppressXFrameOptionsHeader = true; // frame-ancestors says it
        });
        return services;
    }

    /// <summary>
    /// Outside Development people sign in through OpenID Connect, or not at all.
    /// </summary>
    /// <returns>Why this host must not serve; null where it may.</returns>
    public static string? WhySignInIsMissing(IHostEnvironment environment, OpenIdConnectOptions settings) => environment.IsDevelopment() || settings.IsConfigured
        ? null
        : $"The environment is {environment.EnvironmentName}: outside Development people sign in through OpenID Connect, and no identity provider is set, so the console does not start. "
            + $"Set {OpenIdConnectOptions.Section}:{nameof(settings.Authority)} and {OpenIdConnectOptions.Section}:{nameof(settings.ClientId)} (docs/deployment.md). On your own machine set ASPNETCORE_ENVIRONMENT=Development.";

    /// <summary>
    /// Nobody is registered yet: whoever reads what the console writes at its start, and whom the provider vouches for, is let in
    /// as the first administrator.
    /// </summary>
    public static async Task TellTheFirstCodeAsync(WebApplication app, CancellationToken cancellationToken)
    {
        if (app.Services.GetRequiredService<ProviderSignIn>().IsOffered && !await app.Services.GetRequiredService<WhoMaySignIn>().AnybodyAsync(cancellationToken))
            FirstCode(app.Logger, app.Services.GetRequiredService<FirstAdministratorCode>().Issue());
    }

    /// <summary>The identity provider, where one is set.</summary>
    private static void AddProvider(this IServiceCollection services, IHostEnvironment environment, IConfiguration configuration)
    {
        services.AddChecked<OpenIdConnectOptions>();
        services.AddSingleton(new CheckedSection(typeof(OpenIdConnectOptions), OpenIdConnectOptions.SecretInAFile));
        services.AddSingleton<ProviderSignIn>().AddSingleton<FirstAdministratorCode>();
        services.AddSingleton(provider => StrengthOf(provider.GetRequiredService<IOptions<OpenIdConnectOptions>>().Value, environment));
        if (string.IsNullOrEmpty(configuration[$"{OpenIdConnectOptions.Section}:{nameof(OpenIdConnectOptions.Authority)}"]))
            return;

        services.AddOptions<OpenIdConnectScheme>(OpenIdConnectScheme.Name).Configure<IOptions<OpenIdConnectOptions>>((handler, settings) =>
        {
            handler.Authority = settings.Value.Authority ?? "";
            handler.ClientId = settings.Value.ClientId ?? "";
            handler.ClientSecret = settings.Value.ClientSecret ?? "";
            handler.AcrValues = settings.Value.AcrValues;
            foreach (var scope in settings.Value.ScopeValues)
                handler.Scope.Add(scope);
        });
        services.AddAuthentication().AddCookie(ProviderSignIn.ProvenScheme, cookie =>
        {
            cookie.Cookie.Name = environment.IsDevelopment() ? "governance-proven" : "__Host-governance-proven";
            cookie.Cookie.SecurePolicy = environment.IsDevelopment() ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.Cookie.Path = "/";
            cookie.ExpireTimeSpan = ProviderSignIn.ProvenFor;
            cookie.SlidingExpiration = false;
        }).AddOAuth<OpenIdConnectScheme, OpenIdConnectHandler>(OpenIdConnectScheme.Name, handler =>
        {
            handler.SignInScheme = CookieAuthenticationDefaults.AuthenticationScheme;
            handler.PublicIsHttps = !environment.IsDevelopment();
            // No redirect is followed: an answer comes from where it was asked, or not at all.
            handler.BackchannelHttpHandler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) };
            handler.BackchannelTimeout = TimeSpan.FromSeconds(15);
            handler.CorrelationCookie.Name = environment.IsDevelopment() ? "governance-correlation." : "__Host-governance-correlation.";
            handler.CorrelationCookie.Path = "/";
            handler.CorrelationCookie.SecurePolicy = environment.IsDevelopment() ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
            handler.CorrelationCookie.SameSite = SameSiteMode.Lax; // the provider answers by a link, never by a form
            handler.Events.OnTicketReceived = async context =>
            {
                var provider = context.HttpContext.RequestServices.GetRequiredService<ProviderSignIn>();
                context.Response.Redirect(await provider.ComeBackAsync(context.HttpContext, context.Principal!, context.Properties!, SignInEndpoints.LocalOrHome(context.ReturnUri)));
                context.HandleResponse();
            };
            handler.Events.OnRemoteFailure = async context =>
            {
                var provider = context.HttpContext.RequestServices.GetRequiredService<ProviderSignIn>();
                context.Response.Redirect(await provider.RejectAsync(context.HttpContext, context.Failure, context.Properties));
                context.HandleResponse();
            };
        });

        // Behind the base's own, which makes the backchannel.
        services.AddOptions<OpenIdConnectScheme>(OpenIdConnectScheme.Name).PostConfigure(handler => handler.ConfigurationManager ??= new ConfigurationManager<OpenIdConnectConfiguration>(
            $"{handler.Authority.TrimEnd('/')}/.well-known/openid-configuration",
            new OpenIdConnectConfigurationRetriever(),
            new HttpDocumentRetriever(handler.Backchannel) { RequireHttps = !(Uri.TryCreate(handler.Authority, UriKind.Absolute, out var authority) && authority.IsLoopback) })
        {
            RefreshInterval = BaseConfigurationManager.MinimumRefreshInterval, // asked for by tokens of the provider alone, so nobody can make us ask in a flood
        });
    }

    /// <summary>In Development the choice of a person is as strong as the provider: there is nothing to protect.</summary>
    private static SignInStrength StrengthOf(OpenIdConnectOptions settings, IHostEnvironment environment) => settings.AcrValues.Count == 0
        ? SignInStrength.Any
        : new SignInStrength(settings.AcrValues.Concat(environment.IsDevelopment() ? [PersonaSignIn.Method] : []).ToHashSet(StringComparer.Ordinal));

    [LoggerMessage(Level = LogLevel.Warning, Message = "Nobody is registered here yet. Sign in, and open the workspace as its first administrator with this code, which counts once and until the console stops: {Code}")]
    private static partial void FirstCode(ILogger log, string code);
}
