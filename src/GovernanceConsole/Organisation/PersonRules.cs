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
            IsAnAddressOrNone(email) ? null : new EmailIsNoAddress(email!),
        }.OfType<Refusal>(),
    ];

    /// <summary>The texts of an account.</summary>
    public static List<Refusal> CheckAccount(string? issuer, string? subject) =>
    [
        .. new[]
        {
            TextRules.Required("Issuer", "The issuer", issuer, 400),
            TextRules.Required("Subject", "The subject", subject, 400),
        }.OfType<Refusal>(),
    ];

    /// <summary>Whether somebody can be written down as the manager of record of an entry.</summary>
    /// <param name="person">The entry; null while it is not registered yet.</param>
    /// <param name="manager">The manager meant.</param>
    /// <param name="chain">The managers above that manager, nearest first.</param>
    public static Refusal? MayBeManagedBy(PersonId? person, PersonStanding manager, IReadOnlyCollection<PersonId> chain) => manager switch
    {
        _ when manager.Id == person => new ManagerIsThePersonThemselves(),
        _ when person is { } id && chain.Contains(id) => new ManagerReportsToThePerson(manager.Name),
        _ => SeatRules.MayHoldASeat(manager),
    };

    /// <summary>Whether a directory entry may become another kind of entry.</summary>
    public static Refusal? MayBecome(Person person, DirectoryEntryKind kind, IReadOnlyCollection<Role> held) =>
        kind != DirectoryEntryKind.Individual && held.Count > 0 ? new RolesAreForIndividuals(person.Name) : null;

    public static Refusal? MayBeMarkedAsLeft(Person person, Actor actor) => person switch
    {
        _ when actor.Person == person.Id => new NobodyMarksThemselvesAsLeft(),
        { MayAct: false } => new PersonHasLeftAlready(person.Name),
        _ => null,
    };

    public static Refusal? MayBeMarkedAsReturned(Person person) => person switch
    {
        { MayAct: true } => new PersonIsActive(person.Name),
        _ => MayBeChanged(person),
    };

    /// <summary>Whether a directory entry may be written over.</summary>
    public static Refusal? MayBeChanged(Person person) => person.IsErased() ? new PersonIsErased() : null;

    /// <summary>Whether an account can be linked to a person.</summary>
    /// <param name="person">The person.</param>
    /// <param name="holder">The name of whoever the account is linked to already; null while to nobody.</param>
    public static Refusal? MayBeLinked(Person person, string? holder) => person switch
    {
        { Kind: not DirectoryEntryKind.Individual } => new AccountsAreForIndividuals(person.Name),
        { MayAct: false } => new PersonHasLeft(person.Name),
        _ when holder is not null => new AccountIsLinkedAlready(holder),
        _ => null,
    };

    /// <summary>Whether a person may be given a role by the actor.</summary>
    public static Refusal? MayBeGranted(Person person, Role role, IReadOnlyCollection<Role> held, Actor actor) => person switch
    {
        _ when actor.Person == person.Id => new NobodyChangesTheirOwnRoles(),
        { MayAct: false } => new PersonHasLeft(person.Name),
        { Kind: not DirectoryEntryKind.Individual } => new RolesAreForIndividuals(person.Name),
        _ when held.Contains(role) => new RoleIsHeldAlready(person.Name, role),
        _ => null,
    };

    /// <summary>Whether a person's sign-in may bring roles along.</summary>
    public static Refusal? MayBringRoles(Person person) => person switch
    {
        { MayAct: false } => new PersonHasLeft(person.Name),
        { Kind: not DirectoryEntryKind.Individual } => new RolesAreForIndividuals(person.Name),
        _ => null,
    };

    /// <summary>Whether a person's role may be ended by the actor.</summary>
    public static Refusal? MayBeEnded(Person person, Role role, IReadOnlyCollection<Role> held, Actor actor) => person switch
    {
        _ when actor.Person == person.Id => new NobodyChangesTheirOwnRoles(),
        _ when !held.Contains(role) => new RoleIsNotHeld(person.Name, role),
        _ => null,
    };

    /// <summary>Whether a text is one e-mail address.</summary>
    public static bool IsAnAddress(string email) =>
        email.Trim() is var address && !address.Any(char.IsWhiteSpace) && address.Count(c => c == '@') == 1 && address[0] != '@' && address[^1] != '@';

    private static bool IsAnAddressOrNone(string? email) => string.IsNullOrWhiteSpace(email) || IsAnAddress(email);
}
