using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Outbox;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Privacy;

/// <param name="Erasure">Which.</param>
/// <param name="Shown">What the approver was shown, from <see cref="PrivacyQueries.ShowForApprovalAsync"/>.</param>
public sealed record CarryOutErasureInput(ErasureId Erasure, ApprovalView? Shown);

/// <summary>
/// The second of two signatures: the person's name, addresses, key and accounts go, and with them every text that names them, in the
/// tables and in both ledgers. Entries, hashes, proofs and signatures stay as they were (X4): the ledgers hold commitments only.
/// </summary>
[MayBeDoneBy(Role.Governance)]
public sealed class CarryOutErasure(LedgeredChange road, ReadOnlyStore reading, IGovernanceStore store, ErasureRegister register)
{
    public async Task<Outcome<Done>> ExecuteAsync(CommandId commandId, CarryOutErasureInput input, Actor actor, CancellationToken cancellationToken = default)
    {
        // The search through all texts takes its time, so it is done before the transaction; in it only newer entries are searched.
        var found = UseCaseAuthorisation.MightAllow(GetType(), actor.Kind, actor.KnownRoles) && await PersonOfAsync(input.Erasure, cancellationToken) is { } whom
            ? await PersonRemoval.SearchAsync(reading, whom, cancellationToken)
            : FoundTexts.None;
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
            if (await change.ApprovesAsync(input.Shown, await ErasureApproval.ShowAsync(change.Context, erasure, texts: null, change.Time)) is { } notAsShown)
                return notAsShown;

            var terms = await PersonalTexts.TermsAsync(change.Context, person.Id, CancellationToken.None);
            change.KeepShownWithout(terms.RemoveFrom);
            var texts = await PersonRemoval.RemoveAsync(change, person.Id, erasure.Number, found);
            erasure.CarryOut(texts.Count, change.ActingPerson, change.Now);
            await change.TakeBackAsync([erasure.Id.Value]);
            change.Record(PrivacyEvents.ErasureCarriedOut, erasure, EventDetail.Public("number", erasure.Number)).Because(PrivacyEvents.ErasureRequested, erasure.RequestedAt);
            PersonRemoval.Tell(change, erasure.Id, erasure.Number, texts);
            return default(Done);
        }, cancellationToken);
        if (outcome.IsAccepted)
        {
            await register.LookAsync(CancellationToken.None); // first, because the other takes its time. What cannot be written is told on the page and by the health check
            await store.ForgetDeletedAsync(CancellationToken.None); // what was deleted must not lie on in the files
        }

        return outcome;
    }

    private async Task<PersonId?> PersonOfAsync(ErasureId id, CancellationToken cancellationToken)
    {
        await using var context = reading.Open();
        return await context.Set<Erasure>().Where(e => e.Id == id && e.State == ErasureState.Requested).Select(e => (PersonId?)e.PersonId).SingleOrDefaultAsync(cancellationToken);
    }
}
