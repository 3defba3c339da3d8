using GovernanceConsole.Identity;
using GovernanceConsole.Storage;

namespace GovernanceConsole.Organisation;

public readonly record struct AccountId(Guid Value) : IEntityId<AccountId>
{
    public static AccountId From(Guid value) => new(value);
}

/// <summary>One of the accounts behind which the same person stands: issuer and subject of a sign-in.</summary>
internal sealed class Account
{
    public AccountId Id { get; private init; }

    public PersonId PersonId { get; private init; }

    /// <summary>The identity provider's issuer.</summary>
    public string Issuer { get; private init; } = "";

    /// <summary>The subject at that issuer. Unique together with it.</summary>
    public string Subject { get; private init; } = "";

    public static Account Of(PersonId person, AccountId id, string issuer, string subject) =>
        new() { Id = id, PersonId = person, Issuer = issuer, Subject = subject };
}
