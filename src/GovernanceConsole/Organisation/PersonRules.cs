using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;

namespace GovernanceConsole.Organisation;

internal static class PersonRules
{
    /// <summary>The texts of a directory entry.</summary>
    public static List<Refusal> CheckText(string? directoryKey, string? name, string? email) =>
    [
        .. new[]
        {
            TextRules.Required("DirectoryKey", "The directory key", directoryKey, 100),
            TextRules.Required("Name", "The name", name, TextRules.Line),
            TextRules.Optional("Email", "The e-mail address", email, 320),
        }.OfType<Refusal>(),
    ];

    /// <summary>Whether a person may be given a role by the actor.</summary>
    public static Refusal? MayBeGranted(Person person, Role role, IReadOnlyCollection<Role> held, Actor actor) => person switch
    {
        _ when actor.Person == person.Id => new NobodyChangesTheirOwnRoles(),
        { MayAct: false } => new PersonHasLeft(person.Name),
        { Kind: not DirectoryEntryKind.Individual } => new RolesAreForIndividuals(person.Name),
        _ when held.Contains(role) => new RoleIsHeldAlready(person.Name, role),
        _ => null,
    };

    /// <summary>Whether a person's role may be ended by the actor.</summary>
    public static Refusal? MayBeEnded(Person person, Role role, IReadOnlyCollection<Role> held, Actor actor) => person switch
    {
        _ when actor.Person == person.Id => new NobodyChangesTheirOwnRoles(),
        _ when !held.Contains(role) => new RoleIsNotHeld(person.Name, role),
        _ => null,
    };
}
