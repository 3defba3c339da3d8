using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Organisation;

/// <param name="Person">Whose contact it is.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Address">The number or address.</param>
/// <param name="Source">Where it was read: a personnel file, a contract. Never the case at hand.</param>
public sealed record RecordContactOfRecordInput(PersonId Person, ContactKind Kind, string Address, string Source);

/// <summary>
/// Records a number or address of somebody whom no directory tells one of. It counts after its cooling-off, and not for a
/// call of whoever recorded it.
/// </summary>
[MayBeDoneBy(Role.Governance)]
[MayBeDoneBy(Role.PlatformAdministrator)]
public sealed class RecordContactOfRecord(LedgeredChange road)
{
    public Task<Outcome<ContactId>> ExecuteAsync(CommandId commandId, RecordContactOfRecordInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<RecordContactOfRecordInput, ContactId>(this, commandId, input, actor, async change =>
        {
            if (await change.FindAsync<Person>(input.Person) is not { } person)
                return new NotFound("person");
            change.IsAbout(person);
            if (ContactRules.MayKeep(person, change.Actor, change.ActorHolds(Role.DeskAgent) || change.ActorHolds(Role.DeskLead)) is { } notTheirs)
                return notTheirs;
            if (ContactRules.CheckText(input.Kind, input.Address, input.Source) is { Count: > 0 } refusals)
                return refusals;
            var address = TextRules.Clean(input.Address);
            var held = await change.Context.Set<ContactOfRecord>().AsNoTracking().Where(c => c.PersonId == person.Id).ToListAsync();
            if (ContactRules.MayBeRecorded(person, input.Kind, address, held) is { } refusal)
                return refusal;

            var contact = ContactOfRecord.Record(change.NewId<ContactId>(), person.Id, input.Kind, address, TextRules.Clean(input.Source), change.ActingPerson, change.Now);
            change.Context.Add(contact);
            change.Record(OrganisationEvents.ContactRecorded, person, EventDetail.Public("kind", input.Kind));
            return contact.Id;
        }, cancellationToken);
}
