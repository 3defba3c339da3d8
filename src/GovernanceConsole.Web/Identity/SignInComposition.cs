using GovernanceConsole.Web.Hosting;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.Extensions.Options;

namespace GovernanceConsole.Web.Identity;

internal static class SignInComposition
{
    /// <summary>Sessions, roles and who may open what. Everything is closed unless it says otherwise.</summary>
    public static IServiceCollection AddSignIn(this IServiceCollection services, IHostEnvironment environment)
    {
        services.AddChecked<SignInOptions>();
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
    public static string? WhySignInIsMissing(IHostEnvironment environment) => environment.IsDevelopment()
        ? null
        : $"The environment is {environment.EnvironmentName}: outside Development people sign in through OpenID Connect, which this version does not offer yet, so the console does not start. On your own machine set ASPNETCORE_ENVIRONMENT=Development.";
}
