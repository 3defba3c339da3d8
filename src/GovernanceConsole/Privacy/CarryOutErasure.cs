using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Imports;
using GovernanceConsole.Organisation;
using GovernanceConsole.Outbox;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Privacy;

/// <param name="Erasure">Which.</param>
public sealed record CarryOutErasureInput(ErasureId Erasure);

/// <summary>
/// The second of two signatures: the person's name, addresses, key and accounts go, and with them every text that names them, in the
/// tables and in both ledgers. Entries, hashes, proofs and signatures stay as they were (X4): the ledgers hold commitments only.
/// </summary>
[MayBeDoneBy(Role.Governance)]
public sealed class CarryOutErasure(LedgeredChange road, ReadOnlyStore reading, IGovernanceStore store)
{
    /// <summary>So many fit into one entry, however long their fields are.</summary>
    private const int TextsPerEntry = 250;

    public async Task<Outcome<Done>> ExecuteAsync(CommandId commandId, CarryOutErasureInput input, Actor actor, CancellationToken cancellationToken = default)
    {
        // The search through all texts takes its time, so it is done before the transaction; in it only newer entries are searched.
        var (seen, sizes) = UseCaseAuthorisation.MightAllow(GetType(), actor.Kind, actor.KnownRoles) ? await SearchAsync(input.Erasure, cancellationToken) : ([], []);
        var outcome = await road.ExecuteAsync<CarryOutErasureInput, Done>(this, commandId, input, actor, async change =>
        {
            if (await change.FindAsync<Erasure>(input.Erasure) is not { } erasure)
                return new NotFound("erasure");
            change.IsAbout(erasure);
            var requester = (await OrganisationReads.PersonAsync(change, erasure.RequestedById))!;
            if (PrivacyRules.MayBeCarriedOut(erasure, change.ActingPerson, requester, await OrganisationReads.RolesAsync(change, requester.Id)) is { } notNow)
                return notNow;
            var person = (await OrganisationReads.PersonAsync(change, erasure.PersonId))!;
            if (await PrivacyReads.MayBeErasedAsync(change, person) is { } refusal)
                return refusal;

            var terms = await PersonalTexts.TermsAsync(change.Context, person.Id, CancellationToken.None);
            List<PersonalText> texts = [.. seen, .. await PersonalTexts.FindAsync(change.Context, person.Id, terms, sizes, CancellationToken.None)];
            await PersonErasure.EraseAsync(change, person.Id);
            await RemoveNamesAsync(change, erasure, person.Id, terms, texts);
            await change.EraseTextsAsync([.. texts.Select(t => (t.Ledger, t.Idx, t.Field))]);
            erasure.CarryOut(texts.Count, change.ActingPerson, change.Now);
            await change.TakeBackAsync([erasure.Id.Value]);
            change.Record(PrivacyEvents.ErasureCarriedOut, erasure, EventDetail.Public("number", erasure.Number));
            foreach (var some in texts.GroupBy(t => t.Ledger).SelectMany(g => g.Chunk(TextsPerEntry)))
            {
                change.Record(
                    some[0].Ledger == LedgerStream.Decisions ? PrivacyEvents.TextsErased : PrivacyEvents.SecurityTextsErased, "erasure", erasure.Id.Value,
                    EventDetail.Public("number", erasure.Number),
                    EventDetail.Public("texts", some.Length),
                    EventDetail.Public("erased", some.Select(t => $"{t.Idx} {t.Field}").ToArray()));
            }

            return default(Done);
        }, cancellationToken);
        if (outcome.IsAccepted)
            await store.ForgetDeletedAsync(CancellationToken.None); // what was deleted must not lie on in the files
        return outcome;
    }

    private async Task<(List<PersonalText> Texts, Dictionary<LedgerStream, long> Sizes)> SearchAsync(ErasureId id, CancellationToken cancellationToken)
    {
        await using var context = reading.Open();
        var sizes = await PersonalTexts.SizesAsync(context, cancellationToken);
        if (await context.Set<Erasure>().Where(e => e.Id == id && e.State == ErasureState.Requested).Select(e => (PersonId?)e.PersonId).SingleOrDefaultAsync(cancellationToken) is not { } person)
            return ([], sizes);
        var terms = await PersonalTexts.TermsAsync(context, person, cancellationToken);
        var texts = await PersonalTexts.FindAsync(context, person, terms, new Dictionary<LedgerStream, long>(), cancellationToken);
        return ([.. texts.Where(t => t.Idx < sizes[t.Ledger])], sizes);
    }

    /// <summary>Takes the name from the records of others and from what people were told.</summary>
    private static async Task RemoveNamesAsync(Change change, Erasure erasure, PersonId person, PersonalTerms terms, List<PersonalText> texts)
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
            change.Record(PrivacyEvents.NameRemoved, root, EventDetail.Public("number", erasure.Number));
        await change.ForgetInboxAsync(terms.AreIn, terms.All, PersonalTerms.Removed);
        await FindingErasure.ForgetAsync(change, terms.AreIn, terms.All, PersonalTerms.Removed);
    }
}
