using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;

namespace GovernanceConsole.Privacy;

internal static class PrivacyRules
{
    /// <summary>Whether a person's data may go now; asked when it is requested and again when it is carried out.</summary>
    /// <param name="person">Whose data.</param>
    /// <param name="actor">Who asks for it or carries it out.</param>
    /// <param name="hold">The number of a legal hold that covers the person; null where none does.</param>
    /// <param name="answersFor">What the person still answers for.</param>
    public static Refusal? MayBeErased(PersonStanding person, PersonId actor, string? hold, IReadOnlyList<string> answersFor) => person switch
    {
        _ when person.Id == actor => new NobodyErasesThemselves(),
        { MayAct: true } => new PersonIsStillActive(person.Name),
        _ when hold is not null => new LegalHoldForbids(hold),
        _ when answersFor.Count > 0 => new PersonStillAnswers(person.Name, answersFor),
        _ => null,
    };

    /// <summary>Whether an erasure can still be asked for.</summary>
    /// <param name="earlier">The newest erasure of the same person that was not withdrawn; null where there is none.</param>
    public static Refusal? MayBeRequested(Erasure? earlier) => earlier?.State switch
    {
        ErasureState.Requested => new ErasureWaitsAlready(earlier.Number),
        ErasureState.Done => new PersonIsErasedAlready(earlier.Number),
        _ => null,
    };

    /// <summary>Whether this person may be the second one.</summary>
    /// <param name="erasure">What was asked for.</param>
    /// <param name="actor">Who would carry it out.</param>
    /// <param name="requester">Who asked for it.</param>
    /// <param name="rolesOfRequester">The roles that they hold now.</param>
    public static Refusal? MayBeCarriedOut(Erasure erasure, PersonId actor, PersonStanding requester, IReadOnlyCollection<Role> rolesOfRequester) => erasure switch
    {
        { State: not ErasureState.Requested } => new ErasureIsDecided(erasure.Number, erasure.State),
        _ when erasure.RequestedById == actor => new SecondPersonMustDiffer(requester.Name),
        _ when !rolesOfRequester.Contains(Role.Governance) => new RequesterIsNoLongerGovernance(requester.Name),
        _ => null,
    };

    public static Refusal? MayBeWithdrawn(Erasure erasure) => erasure.State == ErasureState.Requested ? null : new ErasureIsDecided(erasure.Number, erasure.State);

    public static Refusal? MayBeLifted(LegalHold hold) => hold.Stands ? null : new HoldIsLifted(hold.Number);
}
