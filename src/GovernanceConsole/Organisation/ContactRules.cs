using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;

namespace GovernanceConsole.Organisation;

/// <summary>What a contact of record must be, and who may touch one.</summary>
internal static class ContactRules
{
    /// <summary>As long as an e-mail address may be.</summary>
    public const int MaximumLength = 320;

    /// <summary>No number of the world's numbering plan is longer (E.164); shorter ones are extensions, which cannot be called back from outside.</summary>
    private const int FewestDigits = 6, MostDigits = 15;

    /// <summary>What may stand between the digits of a number.</summary>
    private const string Between = " -/().";

    /// <summary>The texts of a contact.</summary>
    public static List<Refusal> CheckText(ContactKind kind, string? address, string? source) =>
    [
        .. new[]
        {
            TextRules.Required("Address", kind == ContactKind.Phone ? "The number" : "The address", address, MaximumLength) ?? IsOneOf(kind, address!),
            TextRules.Required("Source", "The source", source, TextRules.Line),
        }.OfType<Refusal>(),
    ];

    /// <summary>Whether a text is a contact of a kind.</summary>
    public static Refusal? IsOneOf(ContactKind kind, string address) => kind switch
    {
        ContactKind.Phone => IsANumber(address.Trim()) ? null : new NumberCannotBeDialled(),
        ContactKind.RecoveryAddress => PersonRules.IsAnAddress(address) ? null : new ContactIsNoAddress(),
        ContactKind.DirectoryAddress => new DirectoryAddressStandsOnTheEntry(),
    };

    /// <summary>Whether two texts are the same contact: a number is its digits, an address is read without its capitals.</summary>
    public static bool AreSame(ContactKind kind, string one, string other) =>
        kind == ContactKind.Phone ? DigitsOf(one) == DigitsOf(other) : string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Whoever keeps the directory keeps its contacts, for others: nobody makes themselves reachable, and a desk, which
    /// verifies by them, does not choose what it dials.
    /// </summary>
    /// <param name="person">Whose contact it is.</param>
    /// <param name="actor">Who would change it.</param>
    /// <param name="isOfADesk">The actor holds a role of a desk.</param>
    public static Refusal? MayKeep(Person person, Actor actor, bool isOfADesk) => person switch
    {
        _ when actor.Person == person.Id => new NobodyKeepsTheirOwnContacts(),
        _ when isOfADesk => new DesksKeepNoContacts(),
        _ => PersonRules.MayBeChanged(person),
    };

    /// <summary>Whether a contact may be recorded for a person.</summary>
    public static Refusal? MayBeRecorded(Person person, ContactKind kind, string address, IReadOnlyCollection<ContactOfRecord> held) => person switch
    {
        { Kind: not DirectoryEntryKind.Individual } => new ContactsAreForIndividuals(person.Name),
        { MayAct: false } => new PersonHasLeft(person.Name),
        _ when held.Any(c => c.IsOpen && c.Kind == kind && AreSame(kind, c.ContactAddress, address)) => new ContactIsOnRecord(person.Name),
        _ when held.Any(c => c.IsOpen && c.Kind == kind && c.IsFromDirectory) => new DirectoryTellsThisContact(person.Name, kind),
        _ => null,
    };

    private static bool IsANumber(string text)
    {
        var digits = text.Count(char.IsAsciiDigit);
        return digits is >= FewestDigits and <= MostDigits && text[0] is '+' or '(' or '0'
            && text.Skip(1).All(c => char.IsAsciiDigit(c) || Between.Contains(c, StringComparison.Ordinal));
    }

    private static string DigitsOf(string number) => string.Concat(number.Where(char.IsAsciiDigit));
}
