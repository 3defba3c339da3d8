using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.Extensions.Options;

namespace GovernanceConsole.Web.Identity;

/// <summary>
/// Reads roles and standing of the person again while their page is open: whoever loses a role loses what it shows
/// within half a minute, whoever is deactivated or idle is signed out.
/// </summary>
internal sealed class PersonRevalidation(ILoggerFactory loggers, Sessions sessions, PageActivity activity, IOptions<SignInOptions> options, TimeProvider clock)
    : RevalidatingServerAuthenticationStateProvider(loggers)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(30);

    protected override Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        IsStillGoodAsync(authenticationState.User, cancellationToken);

    internal async Task<bool> IsStillGoodAsync(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (user.Identity?.IsAuthenticated != true)
            return true; // nobody to sign out
        if (clock.GetUtcNow() - activity.LastAt > TimeSpan.FromMinutes(options.Value.IdleMinutes))
            return false;
        if (await sessions.RefreshOpenPageAsync(user, cancellationToken) is not { } now)
            return false;
        if (now.SessionOf() != user.SessionOf() || now.Identity?.Name != user.Identity.Name || !now.RolesOf().SetEquals(user.RolesOf()))
            SetAuthenticationState(Task.FromResult(new AuthenticationState(now)));
        return true;
    }
}

/// <summary>When the person last did something on this page.</summary>
internal sealed class PageActivity(TimeProvider clock) : CircuitHandler
{
    public DateTimeOffset LastAt { get; private set; } = clock.GetUtcNow();

    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) => context =>
    {
        LastAt = clock.GetUtcNow();
        return next(context);
    };
}
