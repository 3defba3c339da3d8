using System.Security.Claims;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using Microsoft.AspNetCore.Authentication;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace GovernanceConsole.Web.Identity;

/// <summary>
/// Opens and ends sessions so that the ledger of security events knows of them: every way of signing in comes through
/// here. A session is handed out after its entry is committed.
/// </summary>
internal sealed class SignInRecords(RecordSignIn signedIn, RecordSignOut signedOut, RecordFailedSignIn failed, Sessions sessions, TimeProvider clock)
{
    /// <summary>Signs somebody in.</summary>
    /// <param name="context">The request that gets the session.</param>
    /// <param name="person">Who.</param>
    /// <param name="proof">How they proved themselves, and who vouches for them.</param>
    /// <param name="before">Whose session this browser had; null for nobody's.</param>
    /// <param name="idToken">Names the provider's session when signing out; null where there is none.</param>
    /// <returns>False where they may not act any more; then there is no new session, and the one before stays.</returns>
    public async Task<bool> SignInAsync(HttpContext context, SignInStanding person, Proof proof, ClaimsPrincipal? before, string? idToken = null)
    {
        var session = SignedInPerson.NewSession(person, clock.GetUtcNow(), proof);
        if (!(await signedIn.ExecuteAsync(CommandId.New(), session.ToActor(), context.RequestAborted)).IsAccepted)
            return false;
        if (before?.PersonOf() == person.Id)
            sessions.Replace(before, session);
        var properties = new AuthenticationProperties();
        if (idToken is not null)
            properties.StoreTokens([new AuthenticationToken { Name = OpenIdConnectParameterNames.IdToken, Value = idToken }]);
        await context.SignInAsync(session, properties);
        return true;
    }

    /// <summary>After a session was ended by its person; one that had ended before leaves no second entry.</summary>
    public async Task SignedOutAsync(ClaimsPrincipal user)
    {
        if (user.PersonOf() is not null && user.SessionOf() is not null && user.BeganAt() is not null)
            await signedOut.ExecuteAsync(CommandId.New(), user.ToActor()); // a refusal is on record too, and nobody is kept in
    }

    /// <summary>Somebody was not let in.</summary>
    public Task FailedAsync(SignInFailure reason, PersonId? person, CancellationToken cancellationToken) =>
        failed.ExecuteAsync(CommandId.New(), new RecordFailedSignInInput(reason, person), Actor.ForSignInPage(), cancellationToken);
}
