using GovernanceConsole.Identity;

namespace GovernanceConsole.Organisation;

/// <summary>Who can be the one person in a seat that answers for something, wherever that seat is.</summary>
public static class SeatRules
{
    /// <summary>Whether a person can take such a seat now: an individual who is active .</summary>
    public static Refusal? MayHoldASeat(PersonStanding person) => person switch
    {
        { Kind: not DirectoryEntryKind.Individual } => new SeatsAreForIndividuals(person.Name, person.Kind),
        { MayAct: false } => new PersonHasLeft(person.Name),
        _ => null,
    };

    /// <summary>Whether a person can become the risk owner of a system or domain.</summary>
    /// <param name="person">The person.</param>
    /// <param name="present">Who it is now; null while nobody is.</param>
    /// <param name="what">The name of the system or domain.</param>
    internal static Refusal? MayBecomeRiskOwner(PersonStanding person, PersonId? present, string what) =>
        MayHoldASeat(person) ?? (person.Id == present ? new PersonIsRiskOwnerAlready(person.Name, what) : null);
}
