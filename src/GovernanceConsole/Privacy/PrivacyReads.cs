using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.RecoveryPaths;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Privacy;

/// <summary>What the rules ask inside the transaction that decides.</summary>
internal static class PrivacyReads
{
    /// <summary>The number of the oldest hold that covers a person; null where none does.</summary>
    public static Task<string?> HoldOnAsync(Change change, PersonId person) =>
        change.Context.Set<LegalHold>().AsNoTracking().Where(h => h.LiftedAt == null && (h.PersonId == null || h.PersonId == person))
            .OrderBy(h => h.Number).Select(h => (string?)h.Number).FirstOrDefaultAsync();

    /// <summary>The number of the oldest hold on everybody's data; null where none stands.</summary>
    public static Task<string?> HoldOnEverybodyAsync(GovernanceDbContext context, CancellationToken cancellationToken = default) =>
        context.Set<LegalHold>().AsNoTracking().Where(h => h.LiftedAt == null && h.PersonId == null).OrderBy(h => h.Number).Select(h => (string?)h.Number).FirstOrDefaultAsync(cancellationToken);

    /// <summary>All holds that stand, the oldest first; one on everybody's data has no person.</summary>
    public static async Task<List<(string Number, PersonId? Person)>> StandingHoldsAsync(GovernanceDbContext context, CancellationToken cancellationToken = default) =>
        (await context.Set<LegalHold>().AsNoTracking().Where(h => h.LiftedAt == null).OrderBy(h => h.Number).Select(h => new { h.Number, h.PersonId }).ToListAsync(cancellationToken))
            .ConvertAll(h => (h.Number, h.PersonId));

    /// <summary>The people on each of whom a hold stands, and by what texts name them.</summary>
    public static async Task<HeldPeople> HeldAsync(GovernanceDbContext context, CancellationToken cancellationToken = default)
    {
        var people = await context.Set<LegalHold>().AsNoTracking().Where(h => h.LiftedAt == null && h.PersonId != null).Select(h => h.PersonId!.Value).Distinct().ToListAsync(cancellationToken);
        if (people.Count == 0)
            return HeldPeople.Nobody;
        var terms = new List<PersonalTerms>();
        foreach (var person in people)
            terms.Add(await PersonalTexts.TermsAsync(context, person, cancellationToken));
        return new HeldPeople([.. people.Select(p => p.Value)], text => terms.Exists(t => t.AreIn(text)));
    }

    /// <summary>Why a person's data cannot go; null where they can.</summary>
    public static async Task<Refusal?> MayBeErasedAsync(Change change, PersonStanding person) => PrivacyRules.MayBeErased(
        person,
        change.ActingPerson,
        await HoldOnAsync(change, person.Id),
        [.. await PersonSeatReads.AnswersForAsync(change, person.Id), .. await PersonErasure.AnswersForAsync(change, person.Id)]);
}
