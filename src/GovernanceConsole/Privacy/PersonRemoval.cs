using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Imports;
using GovernanceConsole.Organisation;
using GovernanceConsole.Outbox;
using GovernanceConsole.Storage;

namespace GovernanceConsole.Privacy;

/// <summary>What was found before the transaction, and up to where.</summary>
/// <param name="Texts">Texts of the person.</param>
/// <param name="Sizes">How many entries of each ledger were searched.</param>
internal sealed record FoundTexts(List<PersonalText> Texts, IReadOnlyDictionary<LedgerStream, long> Sizes)
{
    public static FoundTexts None { get; } = new([], new Dictionary<LedgerStream, long>());
}

/// <summary>Takes a person out of the tables and both ledgers: what an erasure does, for the first time or after a restore.</summary>
internal static class PersonRemoval
{
    /// <summary>So many fit into one entry, however long their fields are.</summary>
    private const int TextsPerEntry = 250;

    /// <summary>The search through all texts takes its time, so it is done before the transaction; in it only newer entries are searched.</summary>
    public static async Task<FoundTexts> SearchAsync(ReadOnlyStore reading, PersonId person, CancellationToken cancellationToken)
    {
        await using var context = reading.Open();
        var sizes = await PersonalTexts.SizesAsync(context, cancellationToken);
        var terms = await PersonalTexts.TermsAsync(context, person, cancellationToken);
        var texts = await PersonalTexts.FindAsync(context, person, terms, new Dictionary<LedgerStream, long>(), cancellationToken);
        return new FoundTexts([.. texts.Where(t => t.Idx < sizes[t.Ledger])], sizes);
    }

    /// <summary>Name, addresses, key and accounts go, and with them every text that names the person.</summary>
    /// <returns>The texts of the ledgers that went, for <see cref="Tell"/>.</returns>
    public static async Task<IReadOnlyList<PersonalText>> RemoveAsync(Change change, PersonId person, string number, FoundTexts found)
    {
        var terms = await PersonalTexts.TermsAsync(change.Context, person, CancellationToken.None);
        List<PersonalText> texts = [.. found.Texts, .. await PersonalTexts.FindAsync(change.Context, person, terms, found.Sizes, CancellationToken.None)];
        await PersonErasure.EraseAsync(change, person);
        await RemoveNamesAsync(change, number, person, terms, texts);
        await change.EraseTextsAsync([.. texts.Select(t => (t.Ledger, t.Idx, t.Field))]);
        return texts;
    }

    /// <summary>Lists in both ledgers which of their texts went; the verifier reads it.</summary>
    public static void Tell(Change change, ErasureId erasure, string number, IReadOnlyList<PersonalText> texts)
    {
        foreach (var some in texts.GroupBy(t => t.Ledger).SelectMany(g => g.Chunk(TextsPerEntry)))
        {
            change.Record(
                some[0].Ledger == LedgerStream.Decisions ? PrivacyEvents.TextsErased : PrivacyEvents.SecurityTextsErased, "erasure", erasure.Value,
                EventDetail.Public("number", number),
                EventDetail.Public("texts", some.Length),
                EventDetail.Public("erased", some.Select(t => $"{t.Idx} {t.Field}").ToArray()));
        }
    }

    /// <summary>Takes the name from the records of others and from what people were told.</summary>
    private static async Task RemoveNamesAsync(Change change, string number, PersonId person, PersonalTerms terms, List<PersonalText> texts)
    {
        var changed = new Dictionary<Guid, ILedgered>();
        var fields = texts
            .Where(t => t.Ledger == LedgerStream.Decisions && t.ObjectKind is not null && t.ObjectId != person.Value && t.Field.StartsWith("set.", StringComparison.Ordinal))
            .Select(t => (Kind: t.ObjectKind!, Id: t.ObjectId!.Value, Field: t.Field[4..])).Distinct();
        foreach (var (kind, id, field) in fields)
        {
            if (await LedgeredTexts.ChangeAsync(change, kind, id, field, terms.RemoveFrom) is { } root)
                changed[id] = root;
        }

        foreach (var root in changed.Values)
            change.Record(PrivacyEvents.NameRemoved, root, EventDetail.Public("number", number));
        await change.ForgetInboxAsync(terms.AreIn, terms.Sought, PersonalTerms.Removed);
        await FindingErasure.ForgetAsync(change, terms.AreIn, terms.Sought, PersonalTerms.Removed);
    }
}
