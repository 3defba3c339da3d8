using System.Collections.Concurrent;
using System.Security.Claims;
using GovernanceConsole.Organisation;
using Microsoft.Extensions.Options;

namespace GovernanceConsole.Web.Identity;

/// <summary>Decides whether a session is still good, and as whom. Asked by every request and by every open page.</summary>
internal sealed class Sessions(WhoMaySignIn people, IOptions<SignInOptions> options, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _ended = new(StringComparer.Ordinal);

    /// <summary>
    /// The person with name and roles as they are now; null when the session was ended or grew too old, or when the
    /// person may no longer act.
    /// </summary>
    public async Task<ClaimsPrincipal?> RefreshAsync(ClaimsPrincipal session, CancellationToken cancellationToken)
    {
        if (session.PersonOf() is not { } id || session.SessionOf() is not { } name || session.SignedInAt() is not { } at)
            return null;
        if (_ended.ContainsKey(name) || clock.GetUtcNow() - at > TimeSpan.FromHours(options.Value.LongestHours))
            return null;
        return await people.FindAsync(id, cancellationToken) is { MayAct: true } person ? session.AsOf(person) : null;
    }

    /// <summary>
    /// Ends a session everywhere: the cookie is worth nothing from now on and the other pages of this browser sign out
    /// within half a minute. Kept in memory, so with several nodes it holds where the circuit lives.
    /// </summary>
    public void End(ClaimsPrincipal session)
    {
        var now = clock.GetUtcNow();
        foreach (var (name, at) in _ended)
        {
            if (now - at > TimeSpan.FromHours(options.Value.LongestHours))
                _ended.TryRemove(name, out _);
        }

        if (session.SessionOf() is { } ended)
            _ended[ended] = now;
    }
}
