using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Organisation;

/// <summary>Why somebody was not let in.</summary>
public enum SignInFailure
{
    /// <summary>Nobody is registered under what was given.</summary>
    NobodyKnown,

    /// <summary>The person has left or was deactivated.</summary>
    MayNotAct,

    /// <summary>The way of signing in is not open to this request.</summary>
    NotOffered,

    /// <summary>What came back from the identity provider did not hold.</summary>
    ProofRejected,

    /// <summary>Signing in again, somebody else came back.</summary>
    SomebodyElseCameBack,

    /// <summary>Signing in again, no sign-in came back that is fresh and strong enough.</summary>
    ProofNotFresh,

    /// <summary>The code that opens an empty workspace was wrong.</summary>
    WrongCode,
}

/// <param name="Reason">Why.</param>
/// <param name="Person">Whom it was tried as, where that is somebody; what was typed is not kept.</param>
public sealed record RecordFailedSignInInput(SignInFailure Reason, PersonId? Person);

/// <summary>
/// Writes down that somebody was not let in. Nobody is signed in then, so the sign-in page itself acts; a flood of
/// attempts is counted and told with the next one that is written.
/// </summary>
[MayBeDoneBy(ActorKind.Job)]
public sealed class RecordFailedSignIn
{
    private const int PerMinute = 30;

    private readonly LedgeredChange _road;
    private readonly RefusalCap _cap;

    /// <param name="road">The write road.</param>
    /// <param name="clock">Counts attempts by the minute.</param>
    public RecordFailedSignIn(LedgeredChange road, TimeProvider clock) => (_road, _cap) = (road, new RefusalCap(clock, PerMinute, PerMinute));

    public async Task<Outcome<Done>> ExecuteAsync(CommandId commandId, RecordFailedSignInInput input, Actor actor, CancellationToken cancellationToken = default)
    {
        var counted = _cap.Count(nameof(RecordFailedSignIn));
        if (!counted.IsWritten)
            return default(Done);
        var outcome = await _road.ExecuteAsync<RecordFailedSignInInput, Done>(this, commandId, input, actor, async change =>
        {
            var known = input.Person is { } person && await change.Context.Set<Person>().AnyAsync(p => p.Id == person);
            var details = new List<EventDetail> { EventDetail.Public("reason", input.Reason) };
            if (counted.LeftOutBefore > 0)
                details.Add(EventDetail.Public("leftOutBefore", counted.LeftOutBefore));
            change.Record(SignInEvents.SignInFailed, known ? "person" : "sign-in", known ? input.Person!.Value.Value : Guid.Empty, [.. details]);
            return default(Done);
        }, cancellationToken);
        if (!outcome.IsAccepted)
            _cap.Undo(counted);
        return outcome;
    }
}
