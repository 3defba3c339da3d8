using GovernanceConsole.Identity;
using GovernanceConsole.Policy;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.RecoveryPaths;

/// <summary>What somebody owes to a path.</summary>
public enum DutyKind
{
    /// <summary>Accept or decline a seat that was offered.</summary>
    AnswerTransfer,

    /// <summary>Say whether a path is still theirs.</summary>
    ConfirmOwnership,

    /// <summary>An owner: see that a suspended path can go on, or that it is retired.</summary>
    MendSuspension,

    /// <summary>Governance: renew a sign-off that ends soon or has lapsed.</summary>
    RenewSignOff,

    /// <summary>Governance: mend an accountability gap.</summary>
    MendGap,
}

/// <summary>One duty, for the list of what waits for somebody.</summary>
/// <param name="Kind">What is owed.</param>
/// <param name="Path">The path; null for a gap of a request kind or an area.</param>
/// <param name="Number">Its number; null with the path.</param>
/// <param name="PathName">Its name; null with the path.</param>
/// <param name="Seat">The seat; null where it is about none.</param>
/// <param name="What">The duty in one sentence.</param>
/// <param name="Consequence">What silence leads to.</param>
/// <param name="Since">Since when it waits; null where that is not known.</param>
/// <param name="DueOn">Until when; null where there is no day. May be past.</param>
/// <param name="Act">The use case that does it.</param>
public sealed record Duty(
    DutyKind Kind,
    RecoveryPathId? Path,
    string? Number,
    string? PathName,
    PathSeat? Seat,
    string What,
    string Consequence,
    DateTimeOffset? Since,
    DateOnly? DueOn,
    string Act)
{
    /// <summary>The gap to mend; null for other duties.</summary>
    public AccountabilityGap? Gap { get; init; }
}

/// <summary>What waits for somebody.</summary>
public sealed class DutyQueries(ReadOnlyStore store, OrganisationTime time)
{
    /// <summary>Calendar days before a date from which the duty shows.</summary>
    public const int ShownDaysBefore = 30;

    /// <summary>What an actor owes, soonest deadline first; what has none comes last. Empty for machines.</summary>
    public async Task<IReadOnlyList<Duty>> OfAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        if (actor.Person is not { } person)
            return [];
        await using var context = store.Open();
        var duties = await TransfersForAsync(context, person, cancellationToken);
        var paths = await PathStandings.ReadAsync(context, cancellationToken);
        duties.AddRange(ConfirmationsOf(paths, person));
        duties.AddRange(SuspensionsOf(paths, person));
        if (actor.KnowsRole(Role.Governance))
        {
            var policy = await PolicyInForce.ReadAsync(context, cancellationToken);
            duties.AddRange(RenewalsFor(paths, person, policy.Limits));
            duties.AddRange((await GapReading.ReadAsync(context, time.Now, time, cancellationToken))
                .Where(g => g.Kind is not (GapKind.ConfirmationOverdue or GapKind.SignOffLapsed)) // the owner's duty; a renewal
                .Select(ToDuty));
        }

        return [.. duties.OrderBy(d => d.DueOn ?? DateOnly.MaxValue).ThenBy(d => d.Since ?? DateTimeOffset.MaxValue)];
    }

    private async Task<List<Duty>> TransfersForAsync(GovernanceDbContext context, PersonId person, CancellationToken cancellationToken)
    {
        var offers = await context.Set<Transfer>()
            .Where(t => t.EndedAt == null && t.ToId == person)
            .Join(context.Set<RecoveryPath>(), t => t.PathId, p => p.Id, (t, p) => new { p.Id, p.Number, p.Name, t.Seat, t.ProposedAt, t.AnswerDueOn, t.ProposedById })
            .Join(context.Set<DirectoryPerson>(), t => t.ProposedById, p => p.Id, (t, p) => new { Offer = t, By = p.Name })
            .ToListAsync(cancellationToken);
        return offers.ConvertAll(o => new Duty(
            DutyKind.AnswerTransfer, o.Offer.Id, o.Offer.Number, o.Offer.Name, o.Offer.Seat,
            $"{o.By} asks you to become {PathWords.Of(o.Offer.Seat)}.",
            "Until you accept, the seat stays as it is.",
            o.Offer.ProposedAt,
            Transfer.DueOn(o.Offer.AnswerDueOn, o.Offer.ProposedAt, time),
            nameof(AcceptTransfer)));
    }

    private IEnumerable<Duty> ConfirmationsOf(List<PathStanding> paths, PersonId person) =>
        from path in paths
        from seat in Enum.GetValues<PathSeat>()
        let holder = path[seat].Holder
        where holder is { DisputedAt: null } && holder.Person == person && holder.ConfirmationDueOn <= time.Today.AddDays(ShownDaysBefore)
        select new Duty(
            DutyKind.ConfirmOwnership, path.Id, path.Number, path.Name, seat,
            $"Confirm that you are still the {PathWords.Of(seat)}, hand over, or dispute it.",
            "It shows as overdue and goes up the escalation chain.",
            holder.StartedAt,
            holder.ConfirmationDueOn,
            nameof(ConfirmOwnership));

    /// <summary>The owners answer for the path while it is stopped, too; governance resumes it.</summary>
    private static IEnumerable<Duty> SuspensionsOf(List<PathStanding> paths, PersonId person) =>
        from path in paths
        where path.State == PathState.Suspended
        from seat in Enum.GetValues<PathSeat>().Where(s => path[s].Holder?.Person == person).Take(1)
        select new Duty(
            DutyKind.MendSuspension, path.Id, path.Number, path.Name, seat,
            $"Your path is suspended: {path.StateReason}",
            "Nobody gets back in this way until what is missing is mended and governance resumes the path.",
            path.SuspendedAt,
            DueOn: null,
            nameof(ResumePath));

    /// <summary>Only what the person may sign: not what they designed or own.</summary>
    private IEnumerable<Duty> RenewalsFor(List<PathStanding> paths, PersonId person, Limits limits) =>
        from path in paths
        where path.State is PathState.Active or PathState.Suspended
        where path.Designer != person && path.Control.Holder?.Person != person && path.Risk.Holder?.Person != person
        where path.SignedUntilOn is null || path.SignedUntilOn <= time.Today.AddDays(ShownDaysBefore)
        let suspendsOn = AccountabilityGaps.Of(path, time.Now, time, limits).FirstOrDefault(g => g.Kind == GapKind.SignOffLapsed)?.SuspendsOn
        select new Duty(
            DutyKind.RenewSignOff, path.Id, path.Number, path.Name, Seat: null,
            (path.State, path.IsSignedOffOn(time.Today)) switch
            {
                (PathState.Suspended, _) => "The path is suspended. Sign again to let it go on, or retire it.",
                (_, true) => "The sign-off ends soon. Sign again, or let the path be suspended.",
                _ => "No sign-off covers the path. Sign again, or suspend it.",
            },
            path.State == PathState.Suspended ? "Without a sign-off it cannot be resumed." : suspendsOn is { } day ? $"The path is suspended on {DateText.Of(day)}." : "After its last day the sign-off covers nothing, and the path is suspended when the grace is over.",
            Since: null,
            path.SignedUntilOn ?? suspendsOn,
            nameof(SignOffPath));

    private static Duty ToDuty(AccountabilityGap gap) => new(
        DutyKind.MendGap, gap.Path, gap.Number, gap.PathName, gap.Seat,
        gap.What,
        gap.SuspendsOn is { } day ? $"The path is suspended on {DateText.Of(day)}." : "Nobody can be held to account.",
        gap.Since,
        gap.SuspendsOn,
        gap.Act)
    {
        Gap = gap,
    };
}
