using GovernanceConsole.Identity;
using GovernanceConsole.Storage;

namespace GovernanceConsole.Organisation;

/// <summary>
/// Contacts of record as pages show them: masked. Open to those who read the directory, and to oneself; the number itself is shown
/// for one dial of one request, and recorded.
/// </summary>
public sealed class ContactQueries(ReadOnlyStore store)
{
    /// <summary>The contacts of a person, present ones first; empty where there are none or they are not open to the actor.</summary>
    public async Task<IReadOnlyList<ContactStanding>> OfAsync(Actor actor, PersonId person, CancellationToken cancellationToken = default)
    {
        if (!PeopleQueries.MayRead(actor) && actor.Person != person)
            return [];
        await using var context = store.Open();
        return await ContactReads.OfAsync(context, person, cancellationToken);
    }
}
