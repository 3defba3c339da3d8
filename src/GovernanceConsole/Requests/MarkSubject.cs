using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Requests;

/// <param name="Person">Who.</param>
/// <param name="Class">Executive or Privileged: the other classes are told by the directory.</param>
public sealed record MarkSubjectInput(PersonId Person, SubjectClass Class);

/// <summary>Has requests about a person treated as of an executive, or of a holder of a privileged account.</summary>
[MayBeDoneBy(Role.Governance)]
[MayBeDoneBy(Role.IamPolicy)]
public sealed class MarkSubject(LedgeredChange road)
{
    public Task<Outcome<SubjectMarkId>> ExecuteAsync(CommandId commandId, MarkSubjectInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<MarkSubjectInput, SubjectMarkId>(this, commandId, input, actor, async change =>
        {
            if (await OrganisationReads.PersonAsync(change, input.Person) is not { } person)
                return new NotFound("person");
            if (input.Class is not (SubjectClass.Executive or SubjectClass.Privileged))
                return new ClassIsToldByTheDirectory(input.Class);
            if (await change.Context.Set<SubjectMark>().AnyAsync(m => m.PersonId == person.Id && m.Class == input.Class && m.EndedAt == null))
                return new IsMarkedAlready(person.Name, input.Class);

            var mark = SubjectMark.Put(change.NewId<SubjectMarkId>(), person.Id, input.Class, change.ActingPerson, change.Now);
            change.Context.Add(mark);
            change.Record(RequestEvents.SubjectMarked, mark);
            return mark.Id;
        }, cancellationToken);
}
