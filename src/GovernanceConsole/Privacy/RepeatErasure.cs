using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Outbox;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Privacy;

/// <param name="Erasure">As the register has it.</param>
public sealed record RepeatErasureInput(RegisteredErasure Erasure);

/// <summary>What came of an erasure that a restore had undone.</summary>
/// <param name="HeldBy">The number of the legal hold that keeps the data; null where they are gone.</param>
public sealed record RepeatedErasure(string? HeldBy);

/// <summary>
/// Carries out again what two people had signed and a restore has undone. Asks nobody and by nothing but a legal hold is it kept from it:
/// whoever is active or answers for something in the restored database was erased after that had ended.
/// </summary>
[MayBeDoneBy(ActorKind.Job)]
[MayBeDoneBy(ActorKind.CommandLine)]
public sealed class RepeatErasure(LedgeredChange road, ReadOnlyStore reading, IGovernanceStore store)
{
    public async Task<Outcome<RepeatedErasure>> ExecuteAsync(CommandId commandId, RepeatErasureInput input, Actor actor, CancellationToken cancellationToken = default)
    {
        var found = UseCaseAuthorisation.MightAllow(GetType(), actor.Kind, actor.KnownRoles) ? await PersonRemoval.SearchAsync(reading, input.Erasure.Person, cancellationToken) : FoundTexts.None;
        var outcome = await road.ExecuteAsync<RepeatErasureInput, RepeatedErasure>(this, commandId, input, actor, async change =>
        {
            var known = input.Erasure;
            if ((await PersonErasure.StillKnownAsync(change.Context, [known.Person], CancellationToken.None)).Count == 0)
                return new RepeatedErasure(HeldBy: null);
            var restore = await LastRestoreAsync(change.Context);
            if (await PrivacyReads.HoldOnAsync(change, known.Person) is { } hold)
            {
                await TellOnceAsync(change, known, hold, restore);
                return new RepeatedErasure(hold);
            }

            var texts = await PersonRemoval.RemoveAsync(change, known.Person, known.Number, found);
            EventDetail[] details = [EventDetail.Public("number", known.Number), EventDetail.Public("erasedAt", known.At), EventDetail.Public("texts", texts.Count)];
            Change.RecordedEvent repeated;
            if (await change.FindAsync<Erasure>(known.Erasure) is { State: ErasureState.Requested } requested)
            {
                requested.Repeat(texts.Count, change.Now);
                repeated = change.Record(PrivacyEvents.ErasureRepeated, requested, details);
            }
            else
            {
                repeated = change.Record(PrivacyEvents.ErasureRepeated, "erasure", known.Erasure.Value, details);
                await change.LeaveNumberTakenAsync(known.Number); // given before the restore, and not given again
            }

            if (restore is not null)
                repeated.Because(restore);
            await change.TakeBackAsync([known.Erasure.Value]);
            PersonRemoval.Tell(change, known.Erasure, known.Number, texts);
            return new RepeatedErasure(HeldBy: null);
        }, cancellationToken);
        if (outcome is { IsAccepted: true, Value.HeldBy: null })
            await store.ForgetDeletedAsync(CancellationToken.None);
        return outcome;
    }

    /// <summary>The restore of which the ledger speaks last; null where it speaks of none, as on SQL Server.</summary>
    private static Task<Change.EarlierEvent?> LastRestoreAsync(GovernanceDbContext context) =>
        context.Set<StoredEntry>().Where(e => e.Ledger == (short)LedgerStream.Decisions && e.Type == "ledger.restored" && e.ObjectId != null)
            .OrderByDescending(e => e.Idx).Select(e => new Change.EarlierEvent(e.Type, e.ObjectId!.Value, e.At)).FirstOrDefaultAsync();

    /// <summary>Governance hears once after each restore that an erasure waits for the end of a hold.</summary>
    private static async Task TellOnceAsync(Change change, RegisteredErasure known, string hold, Change.EarlierEvent? restore)
    {
        var since = restore?.At ?? DateTimeOffset.MinValue;
        if (await change.Context.Set<StoredEntry>().AnyAsync(e => e.ObjectId == known.Erasure.Value && e.Type == PrivacyEvents.ErasureOwed.Type && e.At >= since))
            return;
        var owed = change.Record(
            PrivacyEvents.ErasureOwed, "erasure", known.Erasure.Value,
            EventDetail.Public("number", known.Number), EventDetail.Public("erasedAt", known.At), EventDetail.Public("hold", hold));
        if (restore is not null)
            owed.Because(restore);
        var governance = await OrganisationReads.HoldersAsync(change.Context, Role.Governance, CancellationToken.None);
        await change.TellLatestAsync([.. governance.Where(p => p != known.Person).Select(p => (p, PrivacyNotices.ErasureIsOwed(known, hold)))]);
    }
}
