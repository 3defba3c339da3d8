using GovernanceConsole.Identity;

namespace GovernanceConsole.Organisation;

/// <summary>The console is opened for its first person once, while nobody is registered.</summary>
public sealed record PeopleExistAlready : Refusal
{
    public override string Sentence => "People are registered already. Ask the platform administrator for a role instead.";
}

public sealed record DirectoryKeyIsTaken(string Key) : Refusal
{
    public override string Sentence => $"The directory key {Key} belongs to another entry. Update that entry instead.";

    public override string Field => "DirectoryKey";
}

public sealed record ManagerIsThePersonThemselves : Refusal
{
    public override string Sentence => "Nobody is their own manager. Choose the manager of record, or leave it empty.";

    public override string Rule => "R-060";

    public override string Field => "ManagerId";
}

public sealed record PersonHasLeft(string Name) : Refusal
{
    public override string Sentence => $"{Name} has left. Choose somebody who is active.";

    public override string Rule => "R-016";
}

public sealed record RoleIsHeldAlready(string Name, Role Role) : Refusal
{
    public override string Sentence => $"{Name} holds the role {Role} already.";
}

public sealed record RoleIsNotHeld(string Name, Role Role) : Refusal
{
    public override string Sentence => $"{Name} does not hold the role {Role}.";
}

/// <summary>A role is for an individual; a shared mailbox that acts cannot be held to account.</summary>
public sealed record RolesAreForIndividuals(string Name) : Refusal
{
    public override string Sentence => $"{Name} is not an individual. Roles are granted to named people only.";

    public override string Rule => "R-182";
}

/// <summary>Nobody widens their own rights, the platform administrator included.</summary>
public sealed record NobodyChangesTheirOwnRoles : Refusal
{
    public override string Sentence => "Nobody grants or ends their own roles. Ask another administrator.";

    public override string Rule => "R-191";
}

/// <summary>Accountable means one individual: no group, no shared mailbox.</summary>
public sealed record SeatsAreForIndividuals(string Name, DirectoryEntryKind Kind) : Refusal
{
    public override string Sentence => Kind switch
    {
        DirectoryEntryKind.SharedMailbox => $"{Name} is a shared mailbox. Name the one person who answers for it.",
        DirectoryEntryKind.DistributionList => $"{Name} is a distribution list. Name the one person who answers for it.",
        DirectoryEntryKind.Individual => throw new InvalidOperationException("An individual may hold a seat."),
    };

    public override string Rule => "R-004";
}
