using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.RecoveryPaths;

/// <summary>As what a person answers for a path or an area.</summary>
public enum AnswersAs
{
    ControlOwner,
    RiskOwner,

    /// <summary>Owner of a control area, which stands above the paths in it.</summary>
    AreaOwner,

    /// <summary>Named for a part of the shared control model.</summary>
    ControlModelHolder,

    /// <summary>Asked when nobody answers.</summary>
    EscalationContact,
}

/// <summary>One thing in the register that a person answers for.</summary>
/// <param name="As">As what.</param>
/// <param name="Number">The path's number; null for an area.</param>
/// <param name="PathName">The path's name; null for an area.</param>
/// <param name="State">The path's state; null for an area.</param>
/// <param name="Area">The control area; null for a path.</param>
/// <param name="Part">The part of the shared control model; null for other seats.</param>
/// <param name="Since">Since when; null where that is not kept.</param>
/// <param name="ConfirmUntilOn">The last day on which a confirmation is in time; null where none is asked for.</param>
public sealed record PersonSeat(
    AnswersAs As, string? Number, string? PathName, PathState? State, ControlArea? Area, ModelPart? Part, DateTimeOffset? Since, DateOnly? ConfirmUntilOn);

/// <summary>What one person answers for in the register, as long as the path is not retired.</summary>
public sealed class PersonSeatQueries(ReadOnlyStore store)
{
    /// <summary>Owners' seats first, then by path. Sorts by <c>As</c>, <c>Number</c>, <c>Since</c> and <c>ConfirmUntilOn</c>.</summary>
    public async Task<Page<PersonSeat>> OfAsync(PersonId person, PageRequest page, CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        var paths = context.Set<RecoveryPath>().AsNoTracking().Where(p => p.State != PathState.Retired);
        var owned = await (
            from ownership in context.Set<Ownership>().Where(o => o.PersonId == person && o.EndedAt == null)
            join path in paths on ownership.PathId equals path.Id
            select new { ownership.Seat, path.Number, path.Name, path.State, ownership.StartedAt, ownership.ConfirmationDueOn }).ToListAsync(cancellationToken);
        var areas = await context.Set<AreaOwnership>().AsNoTracking().Where(a => a.PersonId == person && a.EndedAt == null)
            .Select(a => new { a.Area, a.StartedAt }).ToListAsync(cancellationToken);
        var parts = await (
            from holder in context.Set<ModelHolder>().Where(h => h.PersonId == person)
            join path in paths on holder.PathId equals path.Id
            select new { holder.Part, path.Number, path.Name, path.State }).ToListAsync(cancellationToken);
        var chains = await (
            from step in context.Set<EscalationStep>().Where(s => s.PersonId == person)
            join path in paths on step.PathId equals path.Id
            select new { path.Number, path.Name, path.State }).ToListAsync(cancellationToken);

        List<PersonSeat> seats =
        [
            .. owned.Select(o => new PersonSeat(
                o.Seat == PathSeat.Control ? AnswersAs.ControlOwner : AnswersAs.RiskOwner, o.Number, o.Name, o.State, Area: null, Part: null, o.StartedAt, o.ConfirmationDueOn)),
            .. areas.Select(a => new PersonSeat(AnswersAs.AreaOwner, Number: null, PathName: null, State: null, a.Area, Part: null, a.StartedAt, ConfirmUntilOn: null)),
            .. parts.Select(p => new PersonSeat(AnswersAs.ControlModelHolder, p.Number, p.Name, p.State, Area: null, p.Part, Since: null, ConfirmUntilOn: null)),
            .. chains.Select(c => new PersonSeat(AnswersAs.EscalationContact, c.Number, c.Name, c.State, Area: null, Part: null, Since: null, ConfirmUntilOn: null)),
        ];
        var ordered = page.Sort switch
        {
            nameof(PersonSeat.Number) => By(seats, s => s.Number, page.Descending),
            nameof(PersonSeat.Since) => By(seats, s => s.Since, page.Descending),
            nameof(PersonSeat.ConfirmUntilOn) => By(seats, s => s.ConfirmUntilOn ?? DateOnly.MaxValue, page.Descending),
            _ => By(seats, s => s.As, page.Descending && page.Sort == nameof(PersonSeat.As)),
        };
        return new Page<PersonSeat>([.. ordered.ThenBy(s => s.As).ThenBy(s => s.Number, StringComparer.Ordinal).Skip(page.Skip).Take(page.Take)], seats.Count);
    }

    private static IOrderedEnumerable<PersonSeat> By<TKey>(List<PersonSeat> seats, Func<PersonSeat, TKey> key, bool descending) =>
        descending ? seats.OrderByDescending(key) : seats.OrderBy(key);
}

/// <summary>The door through which the use cases of other slices ask what a person answers for, inside the transaction that decides.</summary>
public static class PersonSeatReads
{
    /// <summary>Numbers of paths and names of areas; empty where the person answers for none.</summary>
    internal static async Task<List<string>> AnswersForAsync(Change change, PersonId person)
    {
        var context = change.Context;
        var paths = context.Set<RecoveryPath>().AsNoTracking().Where(p => p.State != PathState.Retired);
        var numbers = await paths
            .Where(p => context.Set<Ownership>().Any(o => o.PathId == p.Id && o.PersonId == person && o.EndedAt == null)
                || context.Set<ModelHolder>().Any(h => h.PathId == p.Id && h.PersonId == person)
                || context.Set<EscalationStep>().Any(s => s.PathId == p.Id && s.PersonId == person))
            .OrderBy(p => p.Number).Select(p => p.Number).ToListAsync();
        var areas = await context.Set<AreaOwnership>().AsNoTracking().Where(a => a.PersonId == person && a.EndedAt == null).Select(a => a.Area).ToListAsync();
        return [.. numbers, .. areas.Select(a => $"the area {PathWords.Of(a)}")];
    }
}
