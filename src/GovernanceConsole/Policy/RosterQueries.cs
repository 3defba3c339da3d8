using GovernanceConsole.Identity;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Policy;

/// <param name="Id">The duty.</param>
/// <param name="Code">The approver code.</param>
/// <param name="Person">Who is or was on duty.</param>
/// <param name="PutOnBy">Who put them there.</param>
/// <param name="BegunAt">From when.</param>
/// <param name="EndedAt">Until when; null while on duty.</param>
/// <param name="EndedBy">Who took them off; null while on duty.</param>
public sealed record RosterRow(DutyId Id, string Code, PersonId Person, PersonId PutOnBy, DateTimeOffset BegunAt, DateTimeOffset? EndedAt, PersonId? EndedBy);

/// <summary>Who approves for the codes that the roster fills. Open to everybody who is signed in.</summary>
public sealed class RosterQueries(ReadOnlyStore store)
{
    /// <summary>Who is on duty now and may act, by code.</summary>
    public async Task<ILookup<string, PersonId>> OnDutyAsync(CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        return await DutyRoster.ReadAsync(context, cancellationToken);
    }

    /// <summary>Duties, those that last first, then by code and begin. Sorts by Code, BegunAt and EndedAt.</summary>
    /// <param name="page">Which part.</param>
    /// <param name="endedToo">Those that ended as well.</param>
    /// <param name="cancellationToken">Gives up reading.</param>
    public async Task<Page<RosterRow>> ListAsync(PageRequest page, bool endedToo = false, CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        var duties = context.Set<Duty>().Where(d => endedToo || d.EndedAt == null);
        var ordered = page.Sort switch
        {
            nameof(RosterRow.Code) => duties.By(d => d.Code, page.Descending).ThenBy(d => d.BegunAt),
            nameof(RosterRow.BegunAt) => duties.By(d => d.BegunAt, page.Descending).ThenBy(d => d.Code),
            nameof(RosterRow.EndedAt) => duties.By(d => d.EndedAt, page.Descending).ThenBy(d => d.Code),
            _ => duties.OrderBy(d => d.EndedAt != null).ThenBy(d => d.Code).ThenByDescending(d => d.BegunAt),
        };
        return await ordered.Select(d => new RosterRow(d.Id, d.Code, d.PersonId, d.PutOnById, d.BegunAt, d.EndedAt, d.EndedById)).ToPageAsync(page, cancellationToken);
    }
}
