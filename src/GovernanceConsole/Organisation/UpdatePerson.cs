using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Organisation;

/// <param name="Person">The entry.</param>
/// <param name="SeenVersion">The version the form showed; another one now means that somebody else was faster.</param>
/// <param name="Name">The name people read.</param>
/// <param name="Email">Null for entries without a mailbox.</param>
/// <param name="Kind">What the entry stands for.</param>
/// <param name="Engagement">How a person belongs to the organisation.</param>
/// <param name="ManagerId">The line manager of record; null at the top and while unknown.</param>
/// <param name="UnitId">Null while unknown.</param>
/// <param name="ContractEndsOn">Null for employees and open-ended contracts.</param>
public sealed record UpdatePersonInput(
    PersonId Person,
    long SeenVersion,
    string Name,
    string? Email,
    DirectoryEntryKind Kind,
    Engagement Engagement,
    PersonId? ManagerId,
    OrganisationalUnitId? UnitId,
    DateOnly? ContractEndsOn);

/// <summary>Changes what the directory says about an entry, beside its key.</summary>
[MayBeDoneBy(Role.Governance)]
[MayBeDoneBy(Role.PlatformAdministrator)]
public sealed class UpdatePerson(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, UpdatePersonInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<UpdatePersonInput, Done>(this, commandId, input, actor, async change =>
        {
            if (await change.FindAsync<Person>(input.Person) is not { } person)
                return new NotFound("person");
            change.IsAbout(person);
            if (PersonRules.MayBeChanged(person) is { } isErased)
                return isErased;
            if (person.Version != input.SeenVersion)
                return new ChangedMeanwhile("directory entry");
            var refusals = PersonRules.CheckText(person.DirectoryKey, input.Name, input.Email);
            var held = await change.Context.Set<RoleGrant>().Where(g => g.PersonId == person.Id && g.EndedAt == null).Select(g => g.Role).ToListAsync();
            if (PersonRules.MayBecome(person, input.Kind, held) is { } mayNotBecome)
                refusals.Add(mayNotBecome);
            if (input.ManagerId != person.ManagerId && await ManagersOfRecord.CheckAsync(change, person.Id, input.ManagerId) is { } mayNotManage)
                refusals.Add(mayNotManage);
            if (input.UnitId is { } unit && !await OrganisationReads.UnitExistsAsync(change, unit))
                refusals.Add(new NotFound("unit"));
            if (refusals.Count > 0)
                return refusals;

            ContactsOfRecord.KeepFormerAddress(change, person.Id, person.Email, TextRules.CleanOrNull(input.Email));
            person.Update(new PersonFacts(
                TextRules.Clean(input.Name), TextRules.CleanOrNull(input.Email), input.Kind, input.Engagement, input.ManagerId, input.UnitId, input.ContractEndsOn));
            change.Record(OrganisationEvents.PersonUpdated, person);
            return default(Done);
        }, cancellationToken);
}
