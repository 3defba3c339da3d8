using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Organisation;

/// <summary>People as approvers are shown them: by name and directory key, because two may have one name and a name can be changed.</summary>
public sealed class ShownPeople
{
    private readonly Dictionary<PersonId, string> _words;

    private ShownPeople(Dictionary<PersonId, string> words) => _words = words;

    internal static async Task<ShownPeople> ReadAsync(GovernanceDbContext context, IEnumerable<PersonId?> people, CancellationToken cancellationToken = default)
    {
        var ids = people.OfType<PersonId>().ToHashSet();
        return new ShownPeople(await context.Set<Person>().AsNoTracking().Where(p => ids.Contains(p.Id))
            .ToDictionaryAsync(p => p.Id, p => $"{p.Name} ({p.DirectoryKey}){(p.MayAct ? "" : ", has left")}", cancellationToken));
    }

    /// <summary>A person, or that there is nobody.</summary>
    public ShownFact Fact(string name, PersonId? person) => person is { } id ? new ShownFact(name, _words[id], id) : new ShownFact(name, "nobody");
}
