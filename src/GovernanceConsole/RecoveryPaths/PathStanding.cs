using GovernanceConsole.Identity;
using GovernanceConsole.Policy;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.RecoveryPaths;

/// <summary>Who sits in a seat, and how it stands with them.</summary>
/// <param name="Person">The holder.</param>
/// <param name="Name">Their name.</param>
/// <param name="LeftAt">When they left; null while active.</param>
/// <param name="StartedAt">Since when they hold the seat.</param>
/// <param name="ConfirmationDueOn">The last day on which a confirmation is in time.</param>
/// <param name="DisputedAt">When they disputed it; null unless they did.</param>
internal sealed record OwnerStanding(PersonId Person, string Name, DateTimeOffset? LeftAt, DateTimeOffset StartedAt, DateOnly ConfirmationDueOn, DateTimeOffset? DisputedAt);

/// <summary>A seat of a path.</summary>
/// <param name="Holder">Null while it is empty.</param>
/// <param name="EmptySince">When the last holder's time ended; null where nobody ever held it.</param>
internal sealed record SeatStanding(OwnerStanding? Holder, DateTimeOffset? EmptySince);

/// <summary>The holder of a part of the shared control model.</summary>
internal sealed record PartStanding(ModelPart Part, PersonId Person, string Name, DateTimeOffset? LeftAt);

/// <summary>One path as far as accountability goes: all that <see cref="AccountabilityGaps"/> looks at.</summary>
internal sealed record PathStanding(
    RecoveryPathId Id,
    string Number,
    string Name,
    PathState State,
    RiskLevel Level,
    DateTimeOffset RegisteredAt,
    DateTimeOffset? ActivatedAt,
    DateTimeOffset? ControlModelSetAt,
    PersonId? Designer,
    SeatStanding Control,
    SeatStanding Risk,
    DateOnly? SignedUntilOn,
    DateTimeOffset? SignOffEndedAt,
    IReadOnlyList<PartStanding> ModelHolders)
{
    /// <summary>Null unless suspended.</summary>
    public DateTimeOffset? SuspendedAt { get; init; }

    /// <summary>Why it is suspended; null unless it is.</summary>
    public string? StateReason { get; init; }

    public SeatStanding this[PathSeat seat] => seat == PathSeat.Control ? Control : Risk;

    /// <summary>Whether a sign-off covers on a day.</summary>
    public bool IsSignedOffOn(DateOnly day) => day <= SignedUntilOn;
}

/// <summary>Reads the standing of paths: a handful of queries whatever their number.</summary>
internal static class PathStandings
{
    /// <summary>The paths that are not retired, ordered by number.</summary>
    /// <param name="context">Where to read.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="only">Of these paths; null means of all.</param>
    public static async Task<List<PathStanding>> ReadAsync(
        GovernanceDbContext context, CancellationToken cancellationToken, IReadOnlyCollection<RecoveryPathId>? only = null)
    {
        var people = context.Set<DirectoryPerson>();
        var paths = await context.Set<RecoveryPath>().AsNoTracking()
            .Where(p => p.State != PathState.Retired && (only == null || only.Contains(p.Id)))
            .OrderBy(p => p.Number)
            .Select(p => new
            {
                p.Id,
                p.Number,
                p.Name,
                p.State,
                p.Level,
                p.RegisteredAt,
                p.ActivatedAt,
                p.ControlModelSetAt,
                p.DesignerId,
                p.SuspendedAt,
                p.StateReason,
                SignedUntilOn = p.SignOffs.Where(s => s.EndedAt == null).Select(s => (DateOnly?)s.ValidUntilOn).FirstOrDefault(),
                SignOffEndedAt = p.SignOffs.Max(s => s.EndedAt),
            })
            .ToListAsync(cancellationToken);

        var seats = await context.Set<Ownership>().AsNoTracking()
            .Where(o => o.EndedAt == null && (only == null || only.Contains(o.PathId)))
            .Join(people, o => o.PersonId, p => p.Id, (o, p) => new
            {
                o.PathId,
                o.Seat,
                Holder = new OwnerStanding(p.Id, p.Name, p.MayAct ? null : p.LeftAt, o.StartedAt, o.ConfirmationDueOn, o.DisputedAt),
            })
            .ToDictionaryAsync(s => (s.PathId, s.Seat), s => s.Holder, cancellationToken);

        var emptied = await context.Set<Ownership>().AsNoTracking()
            .Where(o => o.EndedAt != null && (only == null || only.Contains(o.PathId)))
            .GroupBy(o => new { o.PathId, o.Seat })
            .Select(g => new { g.Key.PathId, g.Key.Seat, EndedAt = g.Max(o => o.EndedAt) })
            .ToDictionaryAsync(s => (s.PathId, s.Seat), s => s.EndedAt, cancellationToken);

        var holders = (await context.Set<ModelHolder>().AsNoTracking()
            .Where(h => only == null || only.Contains(h.PathId))
            .Join(people, h => h.PersonId, p => p.Id, (h, p) => new { h.PathId, Part = new PartStanding(h.Part, p.Id, p.Name, p.MayAct ? null : p.LeftAt) })
            .ToListAsync(cancellationToken))
            .ToLookup(h => h.PathId, h => h.Part);

        SeatStanding SeatOf(RecoveryPathId path, PathSeat seat) =>
            new(seats.GetValueOrDefault((path, seat)), seats.ContainsKey((path, seat)) ? null : emptied.GetValueOrDefault((path, seat)));

        return paths.ConvertAll(p => new PathStanding(
            p.Id, p.Number, p.Name, p.State, p.Level, p.RegisteredAt, p.ActivatedAt, p.ControlModelSetAt, p.DesignerId,
            SeatOf(p.Id, PathSeat.Control), SeatOf(p.Id, PathSeat.Risk), p.SignedUntilOn, p.SignOffEndedAt, [.. holders[p.Id]])
        {
            SuspendedAt = p.SuspendedAt,
            StateReason = p.StateReason,
        });
    }
}
