using System.Collections.Concurrent;
using System.Security.Claims;
using GovernanceConsole.Organisation;
using Microsoft.Extensions.Options;

namespace GovernanceConsole.Web.Identity;

/// <summary>Decides whether a session is still good, and as whom. Asked by every request and by every open page.</summary>
internal sealed class Sessions(WhoMaySignIn people, IOptions<SignInOptions> options, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, Ended> _ended = new(StringComparer.Ordinal);

    /// <summary>
    /// The person with name and roles as they are now; null when the session was ended or grew too old, or when the
    /// person may no longer act.
    /// </summary>
    public async Task<ClaimsPrincipal?> RefreshAsync(ClaimsPrincipal session, CancellationToken cancellationToken)
    {
        if (session.PersonOf() is not { } id || session.SessionOf() is not { } name || session.BeganAt() is not { } at)
            return null;
        if (_ended.ContainsKey(name) || clock.GetUtcNow() - at > TimeSpan.FromHours(options.Value.LongestHours))
            return null;
        return await people.FindAsync(id, cancellationToken) is { MayAct: true } person ? session.AsOf(person) : null;
    }

    /// <summary>The same for an open page, which goes on in the session that took the place of its own.</summary>
    public Task<ClaimsPrincipal?> RefreshOpenPageAsync(ClaimsPrincipal session, CancellationToken cancellationToken)
    {
        while (session.SessionOf() is { } name && _ended.TryGetValue(name, out var ended) && ended.Next is { } next)
            session = next;
        return RefreshAsync(session, cancellationToken);
    }

    /// <summary>
    /// Somebody proved themselves again: their old cookie is worth nothing from now on, and their open pages go on in the new
    /// session, as fresh as it is.
    /// </summary>
    public void Replace(ClaimsPrincipal session, ClaimsPrincipal next) => End(session, next);

    /// <summary>
    /// Ends a session everywhere: the cookie is worth nothing from now on and the other pages of this browser sign out
    /// within half a minute. Kept in memory, so with several nodes it holds where the circuit lives.
    /// </summary>
    public void End(ClaimsPrincipal session) => End(session, next: null);

    private void End(ClaimsPrincipal session, ClaimsPrincipal? next)
    {
        var now = clock.GetUtcNow();
        foreach (var (name, old) in _ended)
        {
            if (now - old.At > TimeSpan.FromHours(options.Value.LongestHours))
                _ended.TryRemove(name, out _);
        }

        if (session.SessionOf() is { } ended)
            _ended[ended] = new Ended(now, next);
    }

    /// <param name="At">When.</param>
    /// <param name="Next">The session that took its place; null where it was signed out.</param>
    private sealed record Ended(DateTimeOffset At, ClaimsPrincipal? Next);
}
