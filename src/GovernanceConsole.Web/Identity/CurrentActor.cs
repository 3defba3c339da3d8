using GovernanceConsole.Identity;
using Microsoft.AspNetCore.Components.Authorization;

namespace GovernanceConsole.Web.Identity;

/// <summary>
/// Who sits before this page. Its roles are those last read and decide what is shown; the use case reads them again.
/// </summary>
public sealed class CurrentActor(AuthenticationStateProvider authentication)
{
    /// <exception cref="InvalidOperationException">Nobody is signed in.</exception>
    public async Task<Actor> GetAsync() => (await authentication.GetAuthenticationStateAsync()).User.ToActor();
}
