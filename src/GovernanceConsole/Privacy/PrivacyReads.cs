using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.RecoveryPaths;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Privacy;

/// <summary>What the rules ask inside the transaction that decides.</summary>
internal static class PrivacyReads
{
    /// <summary>The number of the oldest hold that covers a person; null where none does.</summary>
    public static Task<string?> HoldOnAsync(Change change, PersonId person) =>
        change.Context.Set<LegalHold>().AsNoTracking().Where(h => h.LiftedAt == null && (h.PersonId == null || h.PersonId == person))
            .OrderBy(h => h.Number).Select(h => (string?)h.Number).FirstOrDefaultAsync();

    /// <summary>Why a person's data cannot go; null where they can.</summary>
    public static async Task<Refusal?> MayBeErasedAsync(Change change, PersonStanding person) => PrivacyRules.MayBeErased(
        person,
        change.ActingPerson,
        await HoldOnAsync(change, person.Id),
        [.. await PersonSeatReads.AnswersForAsync(change, person.Id), .. await PersonErasure.AnswersForAsync(change, person.Id)]);
}
