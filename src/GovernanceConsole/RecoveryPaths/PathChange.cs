using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Outbox;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.RecoveryPaths;

/// <summary>The input of an act on one path.</summary>
public interface IPathInput
{
    RecoveryPathId Path { get; }

    /// <summary>The version of the path that was on the screen. If somebody changed it since, the act is refused.</summary>
    long SeenVersion { get; }
}

/// <summary>The input of an act on one seat of a path.</summary>
public interface ISeatInput : IPathInput
{
    PathSeat Seat { get; }
}

/// <summary>What every act on a path does before its own rules.</summary>
internal static class PathChange
{
    /// <summary>
    /// Loads the path, decides the permission by what the actor is to it, and compares its version with the one that was
    /// seen; then the use case decides. What it answered or ended waits in nobody's inbox any more.
    /// </summary>
    public static Task<Outcome<T>> ChangePathAsync<TInput, T>(
        this LedgeredChange road,
        object useCase,
        CommandId commandId,
        TInput input,
        Actor actor,
        Func<Change, RecoveryPath, Task<Outcome<T>>> decide,
        CancellationToken cancellationToken)
        where TInput : IPathInput =>
        road.ExecuteAsync<TInput, T>(useCase, commandId, input, actor, async change =>
        {
            var path = await change.FindPathAsync(input.Path);
            if (change.Authorise(RelationsTo(path, (input as ISeatInput)?.Seat, actor)) is { } notAllowed)
                return notAllowed;
            if (path is null)
                return new NotFound("recovery path");
            change.IsAbout(path);
            if (path.Version != input.SeenVersion)
                return new ChangedMeanwhile("path");

            var waited = WaitsFor(path);
            var outcome = await decide(change, path);
            if (outcome.IsAccepted)
                await change.TakeBackAsync([.. waited.Except(WaitsFor(path)).Select(w => w.About)]);
            return outcome;
        }, cancellationToken);

    /// <summary>An edit of what a path says: not of a retired one, not without a difference, and not so that an active one loses what it needs.</summary>
    /// <param name="road">The write road.</param>
    /// <param name="useCase">The use case.</param>
    /// <param name="commandId">The command's id.</param>
    /// <param name="input">The input.</param>
    /// <param name="actor">Who edits.</param>
    /// <param name="edit">Checks the input and changes the path; answers what is wrong.</param>
    /// <param name="record">Says what happened, once it is known that something did.</param>
    /// <param name="cancellationToken">Gives up waiting for a turn.</param>
    public static Task<Outcome<Done>> EditPathAsync<TInput>(
        this LedgeredChange road,
        object useCase,
        CommandId commandId,
        TInput input,
        Actor actor,
        Func<Change, RecoveryPath, Task<List<Refusal>>> edit,
        Action<Change, RecoveryPath> record,
        CancellationToken cancellationToken)
        where TInput : IPathInput =>
        road.ChangePathAsync<TInput, Done>(useCase, commandId, input, actor, async (change, path) =>
        {
            if (path.State == PathState.Retired)
                return new PathIsRetired(path.Number);

            var before = ActivationRules.MissingContent(path).ToList();
            if (await edit(change, path) is { Count: > 0 } refusals)
                return refusals;
            if (!change.Context.ChangeTracker.HasChanges())
                return new NothingIsDifferent();
            if (PathContentRules.MayLose(path.State, before, ActivationRules.MissingContent(path)) is { Count: > 0 } losses)
                return losses;

            record(change, path);
            return default(Done);
        }, cancellationToken);

    /// <summary>The path with all its parts; null where there is none.</summary>
    public static Task<RecoveryPath?> FindPathAsync(this Change change, RecoveryPathId id) =>
        change.Context.Set<RecoveryPath>().WithAllParts().SingleOrDefaultAsync(p => p.Id == id);

    /// <summary>Loads every part of the paths asked for, each kind by a query of its own.</summary>
    public static IQueryable<RecoveryPath> WithAllParts(this IQueryable<RecoveryPath> paths) => paths
        .Include(p => p.Channels)
        .Include(p => p.RequestKinds)
        .Include(p => p.Systems)
        .Include(p => p.Desks)
        .Include(p => p.ModelHolders)
        .Include(p => p.Responsibilities)
        .Include(p => p.EscalationChain)
        .Include(p => p.EvidenceList)
        .Include(p => p.Authorities)
        .Include(p => p.Ownerships)
        .Include(p => p.Answers)
        .Include(p => p.Transfers)
        .Include(p => p.SecurityReviews)
        .Include(p => p.SignOffs)
        .AsSplitQuery();

    /// <summary>Everybody the path names who matters to it now, as they stand in this transaction.</summary>
    public static Task<Dictionary<PersonId, PersonStanding>> PeopleOfAsync(this Change change, RecoveryPath path) =>
        OrganisationReads.PeopleAsync(change, PeopleOf(path).ToHashSet());

    /// <summary>Everything the path lacks, by the state of the organisation in this transaction.</summary>
    public static async Task<List<MissingForActivation>> WhatIsMissingAsync(
        this GovernanceDbContext context, RecoveryPath path, DateOnly today, CancellationToken cancellationToken)
    {
        var named = PeopleOf(path).ToHashSet();
        var people = await context.Set<DirectoryPerson>()
            .Where(p => named.Contains(p.Id))
            .Select(p => new PersonStanding(p.Id, p.Name, p.Kind, p.MayAct, p.LeftAt))
            .ToDictionaryAsync(p => p.Id, cancellationToken);
        var owned = await context.Set<AreaOwnership>()
            .Where(a => a.EndedAt == null && context.Set<DirectoryPerson>().Any(p => p.Id == a.PersonId && p.MayAct))
            .Select(a => a.Area)
            .ToListAsync(cancellationToken);
        return ActivationRules.WhatIsMissing(path, people, owned.ToHashSet(), today);
    }

    /// <summary>What people are told to do about the path, and until when: an answer gives it another day or ends it.</summary>
    private static List<(Guid About, DateOnly? Until)> WaitsFor(RecoveryPath path) =>
    [
        .. path.Transfers.Where(t => t.EndedAt is null).Select(t => (t.Id.Value, t.AnswerDueOn)),
        .. path.Ownerships.Where(o => o is { EndedAt: null, DisputedAt: null }).Select(o => (o.Id.Value, (DateOnly?)o.ConfirmationDueOn)),
        .. path.SignOffs.Where(s => s.EndedAt is null).Select(s => (s.Id.Value, (DateOnly?)s.ValidUntilOn)),
    ];

    /// <summary>Everybody whose standing matters to the path now.</summary>
    private static IEnumerable<PersonId> PeopleOf(RecoveryPath path) =>
    [
        .. path.Ownerships.Where(o => o.EndedAt is null).Select(o => o.PersonId),
        .. path.ModelHolders.Select(h => h.PersonId),
        .. path.EscalationChain.Select(s => s.PersonId),
        .. path.Transfers.Where(t => t.EndedAt is null).Select(t => t.ToId),
    ];

    /// <summary>What the actor is to the path; for an act on a seat, to that seat alone.</summary>
    private static Relation[] RelationsTo(RecoveryPath? path, PathSeat? seat, Actor actor)
    {
        if (path is null || actor.Person is not { } person)
            return [];
        var seats = seat is { } one ? [one] : Enum.GetValues<PathSeat>();
        return
        [
            .. seats.Where(s => path.OwnershipOf(s)?.PersonId == person).Select(s => s == PathSeat.Control ? Relation.ControlOwner : Relation.RiskOwner),
            .. seats.Where(s => path.PendingTransferOf(s)?.ToId == person).Select(_ => Relation.ProposedOwner),
        ];
    }
}
