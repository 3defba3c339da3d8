using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;

namespace GovernanceConsole.Organisation;

/// <summary>Writes down that somebody signed out by themselves. Sessions that grow old end without an entry.</summary>
[MayBeDoneBy(Relation.Self)]
public sealed class RecordSignOut(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<string, Done>(this, commandId, "", actor, change =>
        {
            if (change.Actor.SignIn is not { SessionHash: { } session } || change.Authorise(Relation.Self) is not null)
                return Task.FromResult<Outcome<Done>>(new NotAllowed());
            change.Record(SignInEvents.SignedOut, "session", SessionIds.Of(session));
            return Task.FromResult<Outcome<Done>>(default(Done));
        }, cancellationToken);
}
