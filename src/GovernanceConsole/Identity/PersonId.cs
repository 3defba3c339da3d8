using GovernanceConsole.Storage;

namespace GovernanceConsole.Identity;

/// <summary>One natural person, behind all accounts. Distinctness of people is always decided on this id .</summary>
public readonly record struct PersonId(Guid Value) : IEntityId<PersonId>
{
    public static PersonId From(Guid value) => new(value);
}
