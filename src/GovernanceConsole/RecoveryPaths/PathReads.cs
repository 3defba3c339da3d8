using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.RecoveryPaths;

/// <summary>
/// The door through which the use cases of other slices ask about paths inside the transaction that decides. Pages ask
/// <see cref="RecoveryPathQueries"/> instead.
/// </summary>
public static class PathReads
{
    /// <summary>The active path that serves a kind by a channel, at the desk where one is named; of several the first by number. Null where none does.</summary>
    internal static async Task<RecoveryPathId?> ServingAsync(GovernanceDbContext context, RequestKind kind, IntakeChannel channel, DeskId? desk)
    {
        var paths = Active(context, kind).Where(p => p.Channels.Any(c => c.Channel == channel));
        if (desk is { } at)
            paths = paths.Where(p => p.Desks.Count == 0 || p.Desks.Any(d => d.DeskId == at));
        return await paths.OrderBy(p => p.Number).Select(p => (RecoveryPathId?)p.Id).FirstOrDefaultAsync();
    }

    /// <summary>Whether a path is active and serves a kind.</summary>
    internal static Task<bool> ServesAsync(GovernanceDbContext context, RecoveryPathId path, RequestKind kind) => Active(context, kind).AnyAsync(p => p.Id == path);

    /// <summary>Who holds a seat of a path at this instant; nobody while it is empty.</summary>
    internal static Task<PersonId?> HolderAsync(GovernanceDbContext context, RecoveryPathId path, PathSeat seat) =>
        context.Set<Ownership>().AsNoTracking().Where(o => o.PathId == path && o.Seat == seat && o.EndedAt == null).Select(o => (PersonId?)o.PersonId).SingleOrDefaultAsync();

    /// <summary>The systems that are told when the path was used, in a fixed order.</summary>
    internal static Task<List<GovernedSystemId>> NotifiedSystemsAsync(GovernanceDbContext context, RecoveryPathId path) =>
        context.Set<PathSystem>().AsNoTracking().Where(s => s.PathId == path && s.Tie == SystemTie.Notified).OrderBy(s => s.SystemId).Select(s => s.SystemId).ToListAsync();

    /// <summary>The control owners of all active paths that serve a kind.</summary>
    internal static Task<List<PersonId>> ControlOwnersAsync(GovernanceDbContext context, RequestKind kind)
    {
        var paths = Active(context, kind).Select(p => p.Id);
        return context.Set<Ownership>().AsNoTracking()
            .Where(o => o.Seat == PathSeat.Control && o.EndedAt == null && paths.Contains(o.PathId)).Select(o => o.PersonId).Distinct().ToListAsync();
    }

    private static IQueryable<RecoveryPath> Active(GovernanceDbContext context, RequestKind kind) =>
        context.Set<RecoveryPath>().AsNoTracking().Where(p => p.State == PathState.Active && p.RequestKinds.Any(k => k.Kind == kind));
}
