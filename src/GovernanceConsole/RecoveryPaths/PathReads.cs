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

    /// <summary>The paths of which somebody holds a seat at this instant.</summary>
    internal static Task<List<RecoveryPathId>> OwnedByAsync(GovernanceDbContext context, PersonId person, CancellationToken cancellationToken) =>
        context.Set<Ownership>().AsNoTracking().Where(o => o.PersonId == person && o.EndedAt == null).Select(o => o.PathId).Distinct().ToListAsync(cancellationToken);

    /// <summary>The active paths that serve a kind and of which somebody is the control owner at this instant, by number.</summary>
    internal static async Task<List<PathChoice>> ControlledByAsync(GovernanceDbContext context, PersonId person, RequestKind kind, CancellationToken cancellationToken)
    {
        var mine = context.Set<Ownership>().AsNoTracking().Where(o => o.PersonId == person && o.Seat == PathSeat.Control && o.EndedAt == null).Select(o => o.PathId);
        return await Active(context, kind).Where(p => mine.Contains(p.Id)).OrderBy(p => p.Number).Select(p => new PathChoice(p.Id, p.Number, p.Name)).ToListAsync(cancellationToken);
    }

    /// <summary>The kinds that the active paths serve of which somebody is the control owner at this instant.</summary>
    internal static async Task<List<RequestKind>> KindsControlledByAsync(GovernanceDbContext context, PersonId person, CancellationToken cancellationToken)
    {
        var mine = context.Set<Ownership>().AsNoTracking().Where(o => o.PersonId == person && o.Seat == PathSeat.Control && o.EndedAt == null).Select(o => o.PathId);
        return await context.Set<RecoveryPath>().AsNoTracking()
            .Where(p => p.State == PathState.Active && mine.Contains(p.Id)).SelectMany(p => p.RequestKinds).Select(k => k.Kind).Distinct().ToListAsync(cancellationToken);
    }

    /// <summary>Number and name of a path.</summary>
    internal static async Task<(string Number, string Name)?> NamedAsync(GovernanceDbContext context, RecoveryPathId path, CancellationToken cancellationToken = default) =>
        await context.Set<RecoveryPath>().AsNoTracking().Where(p => p.Id == path).Select(p => new { p.Number, p.Name }).SingleOrDefaultAsync(cancellationToken) is { } found
            ? (found.Number, found.Name)
            : null;

    private static IQueryable<RecoveryPath> Active(GovernanceDbContext context, RequestKind kind) =>
        context.Set<RecoveryPath>().AsNoTracking().Where(p => p.State == PathState.Active && p.RequestKinds.Any(k => k.Kind == kind));
}

/// <summary>A path to choose.</summary>
/// <param name="Id">The path.</param>
/// <param name="Number">What people call it.</param>
/// <param name="Name">Its name.</param>
public sealed record PathChoice(RecoveryPathId Id, string Number, string Name);
