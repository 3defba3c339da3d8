using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Outbox;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Privacy;

/// <param name="Person">Whose data are to go.</param>
/// <param name="Basis">On what ground.</param>
/// <param name="Reason">Why, without the person's name: it stays.</param>
public sealed record RequestErasureInput(PersonId Person, ErasureBasis Basis, string Reason);

/// <summary>The first of two signatures by which what the console knows of a person goes (B-17).</summary>
[MayBeDoneBy(Role.Governance)]
public sealed class RequestErasure(LedgeredChange road)
{
    public Task<Outcome<ErasureId>> ExecuteAsync(CommandId commandId, RequestErasureInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<RequestErasureInput, ErasureId>(this, commandId, input, actor, async change =>
        {
            if (await OrganisationReads.PersonAsync(change, input.Person) is not { } person)
                return new NotFound("person");
            var earlier = await change.Context.Set<Erasure>().AsNoTracking()
                .Where(e => e.PersonId == input.Person && e.State != ErasureState.Withdrawn).OrderByDescending(e => e.Number).FirstOrDefaultAsync();
            if (PrivacyRules.MayBeRequested(earlier) is { } early)
                return early;
            if (await PrivacyReads.MayBeErasedAsync(change, person) is { } refusal)
                return refusal;
            if (TextRules.Required("Reason", "The reason", input.Reason, TextRules.Paragraph) is { } noReason)
                return noReason;
            if (!Enum.IsDefined(input.Basis))
                return new FieldIsEmpty("Basis", "The ground");
            if ((await PersonalTexts.TermsAsync(change.Context, person.Id, CancellationToken.None)).AreIn(input.Reason))
                return new ReasonNamesThePerson();

            var erasure = Erasure.Request(
                change.NewId<ErasureId>(), await change.NextNumberAsync("ER"), person.Id, input.Basis, TextRules.Clean(input.Reason), change.ActingPerson, change.Now);
            change.Context.Add(erasure);
            foreach (var other in await OrganisationReads.HoldersAsync(change.Context, Role.Governance, CancellationToken.None))
            {
                if (other != change.ActingPerson && other != person.Id)
                    change.Tell(other, PrivacyNotices.ErasureWaits(erasure));
            }

            change.Record(PrivacyEvents.ErasureRequested, erasure);
            return erasure.Id;
        }, cancellationToken);
}
