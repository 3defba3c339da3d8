using System.Text.RegularExpressions;
using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Privacy;

/// <summary>A private text of a ledger that goes with a person.</summary>
/// <param name="Ledger">Of which ledger.</param>
/// <param name="Idx">The entry that holds its commitment.</param>
/// <param name="Field">The commitment's field.</param>
/// <param name="ObjectKind">What the entry is about; null where about nothing.</param>
/// <param name="ObjectId">Its id; null likewise.</param>
internal sealed record PersonalText(LedgerStream Ledger, long Idx, string Field, string? ObjectKind, Guid? ObjectId);

/// <summary>By what a person is found in texts: their names, addresses and keys, former ones too.</summary>
internal sealed class PersonalTerms
{
    /// <summary>What stands where a term stood.</summary>
    public const string Removed = "[erased]";

    /// <summary>Shorter terms would be found in half of all texts; the person's own record goes whatever its length.</summary>
    private const int Shortest = 3;

    private readonly Regex? _anyOf;

    public PersonalTerms(IEnumerable<string> terms)
    {
        All = [.. terms.Select(t => t.Trim()).Where(t => t.Length >= Shortest).Distinct(StringComparer.OrdinalIgnoreCase).OrderByDescending(t => t.Length)];
        if (All.Count > 0)
            _anyOf = new Regex($@"(?<![\p{{L}}\p{{N}}])(?:{string.Join('|', All.Select(Loosely))})(?![\p{{L}}\p{{N}}])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5));
    }

    /// <summary>Whatever white space stands between the words: two blanks, a line's end, one that does not break.</summary>
    private static string Loosely(string term) => string.Join(@"\s+", term.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries).Select(Regex.Escape));

    /// <summary>Longest first, so that a name goes before its part.</summary>
    public IReadOnlyList<string> All { get; }

    /// <summary>One word of each term, by which a database finds the texts that may name the person; <see cref="AreIn"/> decides.</summary>
    public IReadOnlyList<string> Sought => [.. All.Select(t => t.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries).MaxBy(word => word.Length)!).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>Whether a text names the person. Whole words count: who is called Ann is not found in "annual".</summary>
    public bool AreIn(string text) => _anyOf?.IsMatch(text) ?? false;

    /// <summary>The text without the person.</summary>
    public string RemoveFrom(string text) => _anyOf?.Replace(text, Removed) ?? text;
}

/// <summary>Finds what the ledgers keep of a person.</summary>
internal static class PersonalTexts
{
    private static readonly string[] WhoTheyAre = ["set.name", "set.email", "set.directory_key"];

    public static async Task<PersonalTerms> TermsAsync(GovernanceDbContext context, PersonId person, CancellationToken cancellationToken)
    {
        var id = person.Value;
        var values = await (
            from entry in context.Set<StoredEntry>()
            join value in context.Set<StoredPrivateValue>() on new { entry.Ledger, entry.Idx } equals new { value.Ledger, value.Idx }
            where entry.ObjectId == id && entry.ObjectKind == "person"
                && (WhoTheyAre.Contains(value.Field) || (value.Field.StartsWith("set.accounts/") && value.Field.EndsWith("/subject")))
            select value.Value).ToListAsync(cancellationToken);
        var contacts = await (
            from entry in context.Set<StoredEntry>()
            join value in context.Set<StoredPrivateValue>() on new { entry.Ledger, entry.Idx } equals new { value.Ledger, value.Idx }
            where entry.ObjectId == id && entry.ObjectKind == "person" && value.Field.StartsWith("set.contacts_of_record/") && value.Field.EndsWith("/contact_address")
            select value.Value).Distinct().ToListAsync(cancellationToken);
        var shared = await PersonErasure.SharedAmongAsync(context, person, contacts, cancellationToken);
        return new PersonalTerms([.. values, .. contacts.Except(shared, StringComparer.Ordinal)]);
    }

    /// <summary>The texts of the person's own record and every other text that names them, from these sizes on.</summary>
    /// <param name="context">Where to look.</param>
    /// <param name="person">Whose.</param>
    /// <param name="terms">By what they are found.</param>
    /// <param name="from">The first entry of each ledger to look at.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<List<PersonalText>> FindAsync(
        GovernanceDbContext context, PersonId person, PersonalTerms terms, IReadOnlyDictionary<LedgerStream, long> from, CancellationToken cancellationToken)
    {
        var found = new Dictionary<(LedgerStream, long, string), PersonalText>();
        var id = person.Value;
        foreach (var stream in Enum.GetValues<LedgerStream>())
        {
            var ledger = (short)stream;
            var first = from.GetValueOrDefault(stream);
            var texts =
                from entry in context.Set<StoredEntry>().Where(e => e.Ledger == ledger && e.Idx >= first)
                join value in context.Set<StoredPrivateValue>() on new { entry.Ledger, entry.Idx } equals new { value.Ledger, value.Idx }
                select new { value.Idx, value.Field, value.Value, entry.ObjectKind, entry.ObjectId };
            // Every text is looked at here: the database would tell apart what people read as one name.
            await foreach (var text in texts.AsAsyncEnumerable().WithCancellation(cancellationToken))
            {
                if ((text.ObjectId == id && text.ObjectKind == "person") || terms.AreIn(text.Value))
                    found[(stream, text.Idx, text.Field)] = new PersonalText(stream, text.Idx, text.Field, text.ObjectKind, text.ObjectId);
            }
        }

        return [.. found.Values.OrderBy(t => t.Ledger).ThenBy(t => t.Idx).ThenBy(t => t.Field, StringComparer.Ordinal)];
    }

    /// <summary>How many entries each ledger has: what is found up to here need not be looked for again.</summary>
    public static async Task<Dictionary<LedgerStream, long>> SizesAsync(GovernanceDbContext context, CancellationToken cancellationToken) =>
        (await context.Set<StoredHead>().ToListAsync(cancellationToken)).ToDictionary(h => (LedgerStream)h.Ledger, h => h.Size);
}
