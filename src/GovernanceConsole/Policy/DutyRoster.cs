using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Policy;

public readonly record struct DutyId(Guid Value) : IEntityId<DutyId>
{
    public static DutyId From(Guid value) => new(value);
}

/// <summary>Somebody who approves for a code of the policy, such as the security duty manager, from an instant to another.</summary>
internal sealed class Duty : ILedgered
{
    public DutyId Id { get; private init; }

    /// <summary>The approver code: <c>SEC</c>.</summary>
    public string Code { get; private init; } = "";

    public PersonId PersonId { get; private init; }

    public PersonId PutOnById { get; private init; }

    public DateTimeOffset BegunAt { get; private init; }

    /// <summary>When they were taken off; null while on duty.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Who took them off; null while on duty.</summary>
    public PersonId? EndedById { get; private set; }

    public long Version { get; private set; }

    Guid ILedgered.LedgerId => Id.Value;

    public static Duty PutOn(DutyId id, string code, PersonId person, PersonId by, DateTimeOffset at) => new() { Id = id, Code = code, PersonId = person, PutOnById = by, BegunAt = at };

    public void TakeOff(PersonId by, DateTimeOffset at)
    {
        if (EndedAt is not null)
            throw new InvalidOperationException("Off duty already.");
        (EndedById, EndedAt) = (by, at);
    }
}

/// <summary>Who is on duty for the codes of the policy: the door for other slices.</summary>
public static class DutyRoster
{
    /// <summary>Who is on duty now and may act, by code.</summary>
    internal static async Task<ILookup<string, PersonId>> ReadAsync(GovernanceDbContext context, CancellationToken cancellationToken = default)
    {
        var duties = await context.Set<Duty>().AsNoTracking().Where(d => d.EndedAt == null).Select(d => new { d.Code, d.PersonId }).ToListAsync(cancellationToken);
        var active = await OrganisationReads.ActiveAsync(context, [.. duties.Select(d => d.PersonId)], cancellationToken);
        return duties.Where(d => active.Contains(d.PersonId)).ToLookup(d => d.Code, d => d.PersonId, StringComparer.Ordinal);
    }
}
