using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;

namespace GovernanceConsole.Organisation;

/// <summary>
/// Writes down that somebody signed in: who, how, vouched for by whom, in which session. Whoever signs people in calls it
/// with the new session's actor, before the session is handed out; where it is refused, so is the sign-in.
/// </summary>
[MayBeDoneBy(Relation.Self)]
public sealed class RecordSignIn(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<string, Done>(this, commandId, "", actor, change =>
        {
            if (change.Actor.SignIn is not { SessionHash: { } session } signIn || change.Authorise(Relation.Self) is not null)
                return Task.FromResult<Outcome<Done>>(new NotAllowed());
            change.Record(
                SignInEvents.SignedIn, "session", SessionIds.Of(session),
                EventDetail.Public("method", signIn.Method ?? "a method that is not named"), EventDetail.Public("issuer", signIn.Issuer));
            return Task.FromResult<Outcome<Done>>(default(Done));
        }, cancellationToken);
}

/// <summary>The ledger knows a session by the first half of its hash.</summary>
internal static class SessionIds
{
    public static Guid Of(byte[] sessionHash) => new(sessionHash.AsSpan(0, 16), bigEndian: true);
}
