using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;

namespace GovernanceConsole.Organisation;

/// <param name="Contact">The contact.</param>
public sealed record EndContactOfRecordInput(ContactId Contact);

/// <summary>
/// Ends a contact that holds no longer: from now on nobody is called back there, and the former one stays on record. A number of the
/// directory that is still wrong there comes back with the next import, as new as that day.
/// </summary>
[MayBeDoneBy(Role.Governance)]
[MayBeDoneBy(Role.PlatformAdministrator)]
public sealed class EndContactOfRecord(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, EndContactOfRecordInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<EndContactOfRecordInput, Done>(this, commandId, input, actor, async change =>
        {
            if (await change.FindAsync<ContactOfRecord>(input.Contact) is not { } contact || await change.FindAsync<Person>(contact.PersonId) is not { } person)
                return new NotFound("contact");
            change.IsAbout(person);
            if (ContactRules.MayKeep(person, change.Actor, change.ActorHolds(Role.DeskAgent) || change.ActorHolds(Role.DeskLead)) is { } notTheirs)
                return notTheirs;
            if (!contact.IsOpen)
                return new ContactHasEndedAlready();

            contact.End(change.Now);
            change.Record(OrganisationEvents.ContactEnded, person, EventDetail.Public("kind", contact.Kind));
            return default(Done);
        }, cancellationToken);
}
