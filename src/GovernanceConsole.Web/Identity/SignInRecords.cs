using System.Security.Claims;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using Microsoft.AspNetCore.Authentication;

namespace GovernanceConsole.Web.Identity;

/// <summary>
/// Opens and ends sessions so that the ledger of security events knows of them: every way of signing in comes through
/// here. A session is handed out after its entry is committed.
/// </summary>
internal sealed class SignInRecords(RecordSignIn signedIn, RecordSignOut signedOut, RecordFailedSignIn failed, TimeProvider clock)
{
    /// <summary>Signs somebody in.</summary>
    /// <param name="context">The request that gets the session.</param>
    /// <param name="person">Who.</param>
    /// <param name="method">How they proved themselves.</param>
    /// <param name="issuer">Who vouches for them.</param>
    /// <returns>False where they may not act any more; then there is no session.</returns>
    public async Task<bool> SignInAsync(HttpContext context, SignInStanding person, string method, string issuer)
    {
        var session = SignedInPerson.NewSession(person, clock.GetUtcNow(), method, issuer);
        if (!(await signedIn.ExecuteAsync(CommandId.New(), session.ToActor(), context.RequestAborted)).IsAccepted)
            return false;
        await context.SignInAsync(session);
        return true;
    }

    /// <summary>After a session was ended by its person; one that had ended before leaves no second entry.</summary>
    public async Task SignedOutAsync(ClaimsPrincipal user)
    {
        if (user.PersonOf() is not null && user.SessionOf() is not null && user.SignedInAt() is not null)
            await signedOut.ExecuteAsync(CommandId.New(), user.ToActor()); // a refusal is on record too, and nobody is kept in
    }

    /// <summary>Somebody was not let in.</summary>
    public Task FailedAsync(SignInFailure reason, PersonId? person, CancellationToken cancellationToken) =>
        failed.ExecuteAsync(CommandId.New(), new RecordFailedSignInInput(reason, person), Actor.ForSignInPage(), cancellationToken);
}
