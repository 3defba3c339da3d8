using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Organisation;

/// <summary>A directory entry typed in, where no import brings it.</summary>
public sealed record RegisterPersonInput(
    string DirectoryKey,
    string Name,
    string? Email,
    DirectoryEntryKind Kind = DirectoryEntryKind.Individual,
    Engagement Engagement = Engagement.Employee,
    PersonId? ManagerId = null,
    OrganisationalUnitId? UnitId = null,
    DateOnly? ContractEndsOn = null);

/// <summary>Adds one person to the directory.</summary>
[MayBeDoneBy(Role.Governance)]
[MayBeDoneBy(Role.PlatformAdministrator)]
public sealed class RegisterPerson(LedgeredChange road)
{
    private static readonly CompiledQuery<Func<GovernanceDbContext, string, Task<bool>>> KeyIsTaken = new(() =>
        EF.CompileAsyncQuery((GovernanceDbContext context, string key) => context.Set<Person>().Any(p => p.DirectoryKey == key)));

    public Task<Outcome<PersonId>> ExecuteAsync(CommandId commandId, RegisterPersonInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<RegisterPersonInput, PersonId>(this, commandId, input, actor, async change =>
        {
            var refusals = PersonRules.CheckText(input.DirectoryKey, input.Name, input.Email);
            if (await ManagersOfRecord.CheckAsync(change, person: null, input.ManagerId) is { } mayNotManage)
                refusals.Add(mayNotManage);
            if (input.UnitId is { } unit && !await OrganisationReads.UnitExistsAsync(change, unit))
                refusals.Add(new NotFound("unit"));
            if (refusals.Count > 0)
                return refusals;

            var key = TextRules.Clean(input.DirectoryKey);
            if (await KeyIsTaken.On(change.Context)(change.Context, key))
                return new DirectoryKeyIsTaken(key);

            var person = Person.Register(change.NewId<PersonId>(), key, new PersonFacts(
                TextRules.Clean(input.Name), TextRules.CleanOrNull(input.Email), input.Kind, input.Engagement, input.ManagerId, input.UnitId, input.ContractEndsOn));
            change.Context.Add(person);
            change.Record(OrganisationEvents.PersonRegistered, person);
            return person.Id;
        }, cancellationToken);
}
