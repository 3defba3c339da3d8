using System.Globalization;
using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Ledger;
using GovernanceConsole.Organisation;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Privacy;

/// <summary>One erasure.</summary>
/// <param name="Id">For the acts.</param>
/// <param name="Number">For people.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Person">Whose data; named until they are gone.</param>
/// <param name="Basis">On what ground.</param>
/// <param name="Reason">Why.</param>
/// <param name="RequestedBy">Who asked for it.</param>
/// <param name="RequestedAt">When.</param>
/// <param name="DecidedBy">Who carried it out or withdrew it; null while it waits.</param>
/// <param name="DecidedAt">When; null while it waits.</param>
/// <param name="TextsErased">How many texts of the ledgers went; null unless done.</param>
public sealed record ErasureRow(
    ErasureId Id, string Number, ErasureState State, PersonId Person, ErasureBasis Basis, string Reason,
    PersonId RequestedBy, DateTimeOffset RequestedAt, PersonId? DecidedBy, DateTimeOffset? DecidedAt, int? TextsErased);

/// <summary>An erasure that was carried out again, because a restore had undone it.</summary>
/// <param name="Number">For people.</param>
/// <param name="FirstAt">When it was carried out first.</param>
/// <param name="AgainAt">When again.</param>
/// <param name="Idx">The entry of the ledger of decisions that says so.</param>
public sealed record RepeatedErasureRow(string Number, DateTimeOffset FirstAt, DateTimeOffset AgainAt, long Idx);

/// <summary>One legal hold.</summary>
/// <param name="Id">For the acts.</param>
/// <param name="Number">For people.</param>
/// <param name="Person">Whose data it keeps; null for everybody's.</param>
/// <param name="Reason">The matter.</param>
/// <param name="PlacedBy">Who placed it.</param>
/// <param name="PlacedAt">When.</param>
/// <param name="LiftedBy">Who lifted it; null while it stands.</param>
/// <param name="LiftedAt">When; null while it stands.</param>
/// <param name="LiftReason">Why; null while it stands.</param>
public sealed record LegalHoldRow(
    LegalHoldId Id, string Number, PersonId? Person, string Reason, PersonId PlacedBy, DateTimeOffset PlacedAt, PersonId? LiftedBy, DateTimeOffset? LiftedAt, string? LiftReason);

/// <summary>What an erasure would take, for whoever is to sign it.</summary>
/// <param name="OwnTexts">Texts of the person's own record in the ledgers, former values too.</param>
/// <param name="OtherTexts">Texts elsewhere that name the person, by the kind of record, with the entries that hold them.</param>
/// <param name="Accounts">Accounts that are unlinked.</param>
public sealed record ErasurePreview(int OwnTexts, IReadOnlyList<NamingTexts> OtherTexts, int Accounts);

/// <summary>Texts that name somebody, of one kind of record.</summary>
/// <param name="ObjectKind">What they are about; <c>refusal</c> where about nothing.</param>
/// <param name="Texts">How many.</param>
/// <param name="Entries">Which entries of the ledgers hold them, in their order.</param>
public sealed record NamingTexts(string ObjectKind, int Texts, IReadOnlyList<(TrailLedger Ledger, long Idx)> Entries);

/// <summary>Erasures and legal holds, for governance and for those who inspect the evidence. Others get nothing.</summary>
public sealed class PrivacyQueries(ReadOnlyStore store, OrganisationTime time)
{
    /// <summary>The roles that may read them.</summary>
    public static readonly IReadOnlyList<Role> Readers = [Role.Governance, Role.Auditor];

    /// <summary>Newest first. Sorts by <c>Number</c>, <c>State</c> and <c>RequestedAt</c>.</summary>
    public async Task<Page<ErasureRow>> ErasuresAsync(Actor actor, ErasureState? state, PageRequest page, CancellationToken cancellationToken = default)
    {
        if (!Readers.Any(actor.KnowsRole))
            return new Page<ErasureRow>([], 0);
        await using var context = store.Open();
        var erasures = context.Set<Erasure>().Where(e => state == null || e.State == state);
        var ordered = page.Sort switch
        {
            nameof(ErasureRow.State) => erasures.By(e => e.State, page.Descending),
            nameof(ErasureRow.RequestedAt) => erasures.By(e => e.RequestedAt, page.Descending),
            _ => erasures.By(e => e.Number, page.Sort is null || page.Descending),
        };
        return new Page<ErasureRow>(
            await ordered.ThenBy(e => e.Id).Skip(page.Skip).Take(page.Take)
                .Select(e => new ErasureRow(e.Id, e.Number, e.State, e.PersonId, e.Basis, e.Reason, e.RequestedById, e.RequestedAt, e.DecidedById, e.DecidedAt, e.TextsErased))
                .ToListAsync(cancellationToken),
            await erasures.CountAsync(cancellationToken));
    }

    /// <summary>The newest of those that were carried out again after a restore. Who had asked and signed went with what the restore lost, so most have no other row.</summary>
    public async Task<IReadOnlyList<RepeatedErasureRow>> RepeatedAsync(Actor actor, int take, CancellationToken cancellationToken = default)
    {
        if (!Readers.Any(actor.KnowsRole))
            return [];
        await using var context = store.Open();
        var entries = await context.Set<StoredEntry>().Where(e => e.Ledger == (short)LedgerStream.Decisions && e.Type == PrivacyEvents.ErasureRepeated.Type)
            .OrderByDescending(e => e.Idx).Take(take).Select(e => new { e.Idx, e.At, e.Body }).ToListAsync(cancellationToken);
        return
        [
            .. from entry in entries
               let told = LedgerEntry.Parse(entry.Body).Act.ToDictionary(a => a.Key, a => a.Value as string ?? "", StringComparer.Ordinal)
               select new RepeatedErasureRow(told["number"], DateTimeOffset.Parse(told["erasedAt"], CultureInfo.InvariantCulture), entry.At, entry.Idx),
        ];
    }

    /// <summary>Newest first. Sorts by <c>Number</c> and <c>PlacedAt</c>.</summary>
    public async Task<Page<LegalHoldRow>> HoldsAsync(Actor actor, PageRequest page, CancellationToken cancellationToken = default)
    {
        if (!Readers.Any(actor.KnowsRole))
            return new Page<LegalHoldRow>([], 0);
        await using var context = store.Open();
        var holds = context.Set<LegalHold>().AsQueryable();
        var ordered = page.Sort switch
        {
            nameof(LegalHoldRow.PlacedAt) => holds.By(h => h.PlacedAt, page.Descending),
            _ => holds.By(h => h.Number, page.Sort is null || page.Descending),
        };
        return new Page<LegalHoldRow>(
            await ordered.ThenBy(h => h.Id).Skip(page.Skip).Take(page.Take)
                .Select(h => new LegalHoldRow(h.Id, h.Number, h.PersonId, h.Reason, h.PlacedById, h.PlacedAt, h.LiftedById, h.LiftedAt, h.LiftReason))
                .ToListAsync(cancellationToken),
            await holds.CountAsync(cancellationToken));
    }

    /// <summary>What whoever carries out an erasure is shown; null where it does not wait, or for others than its readers.</summary>
    public async Task<ApprovalView?> ShowForApprovalAsync(Actor actor, ErasureId id, CancellationToken cancellationToken = default)
    {
        if (await PreviewAsync(actor, id, cancellationToken) is not { } preview)
            return null;
        await using var context = store.Open();
        return await context.Set<Erasure>().SingleOrDefaultAsync(e => e.Id == id, cancellationToken) is { } erasure
            ? await ErasureApproval.ShowAsync(context, erasure, preview, time, cancellationToken)
            : null;
    }

    /// <summary>What an erasure would take now; null where it does not wait, or for others than its readers.</summary>
    public async Task<ErasurePreview?> PreviewAsync(Actor actor, ErasureId erasure, CancellationToken cancellationToken = default)
    {
        if (!Readers.Any(actor.KnowsRole))
            return null;
        await using var context = store.Open();
        if (await context.Set<Erasure>().Where(e => e.Id == erasure && e.State == ErasureState.Requested).Select(e => (PersonId?)e.PersonId).SingleOrDefaultAsync(cancellationToken) is not { } person)
            return null;
        var terms = await PersonalTexts.TermsAsync(context, person, cancellationToken);
        var texts = await PersonalTexts.FindAsync(context, person, terms, new Dictionary<LedgerStream, long>(), cancellationToken);
        var own = texts.Where(t => t.ObjectId == person.Value && t.ObjectKind == "person").ToList();
        return new ErasurePreview(
            own.Count,
            [.. texts.Except(own).GroupBy(t => t.ObjectKind ?? "refusal").OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => new NamingTexts(g.Key, g.Count(), [.. g.Select(t => (t.Ledger == LedgerStream.Decisions ? TrailLedger.Decisions : TrailLedger.SecurityEvents, t.Idx)).Distinct()]))],
            await PersonErasure.AccountsOfAsync(context, person, cancellationToken));
    }
}
