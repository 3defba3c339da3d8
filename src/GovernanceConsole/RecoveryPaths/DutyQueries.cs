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
    string Act);

/// <summary>A date on which something of a path ends, and who is asked to act before it. Reminders count down to it.</summary>
/// <param name="Kind"><see cref="DutyKind.ConfirmOwnership"/> or <see cref="DutyKind.RenewSignOff"/>.</param>
/// <param name="Obligation">
/// What ends: the id of the ownership or of the sign-off. Together with <paramref name="DueOn"/> it is new after every
/// confirmation and renewal.
/// </param>
/// <param name="Path">The path.</param>
/// <param name="Number">Its number.</param>
/// <param name="PathName">Its name.</param>
/// <param name="Seat">The seat; null for a sign-off.</param>
/// <param name="DueOn">The last day on which acting is in time.</param>
/// <param name="Person">Who is asked: the owner; for a sign-off its control owner, and governance beside them. Null where the seat is empty.</param>
public sealed record ReviewDate(
    DutyKind Kind, Guid Obligation, RecoveryPathId Path, string Number, string PathName, PathSeat? Seat, DateOnly DueOn, PersonId? Person);

/// <summary>What waits for somebody, and the dates that reminders count down to.</summary>
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
        if (actor.KnowsRole(Role.Governance))
        {
            duties.AddRange(RenewalsFor(paths, person));
            duties.AddRange((await GapReading.ReadAsync(context, time.Now, time, cancellationToken))
                .Where(g => g.Kind is not (GapKind.ConfirmationOverdue or GapKind.SignOffLapsed)) // the owner's duty; a renewal
                .Select(ToDuty));
        }

        return [.. duties.OrderBy(d => d.DueOn ?? DateOnly.MaxValue).ThenBy(d => d.Since ?? DateTimeOffset.MaxValue)];
    }

    /// <summary>The dates of all paths in use, soonest first.</summary>
    public async Task<IReadOnlyList<ReviewDate>> DatesAsync(CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        var inUse = context.Set<RecoveryPath>().Where(p => p.State == PathState.Active || p.State == PathState.Suspended);
        var seats = context.Set<Ownership>().Where(o => o.EndedAt == null);
        var active = context.Set<DirectoryPerson>().Where(p => p.MayAct);
        var confirmations = await seats.Where(o => active.Any(p => p.Id == o.PersonId))
            .Join(inUse, o => o.PathId, p => p.Id, (o, p) => new { o.Id, PathId = p.Id, p.Number, p.Name, o.Seat, o.ConfirmationDueOn, o.PersonId })
            .ToListAsync(cancellationToken);
        var signOffs = await context.Set<SignOff>().Where(s => s.EndedAt == null)
            .Join(inUse, s => s.PathId, p => p.Id, (s, p) => new
            {
                s.Id,
                PathId = p.Id,
                p.Number,
                p.Name,
                s.ValidUntilOn,
                Owner = seats.Where(o => o.PathId == p.Id && o.Seat == PathSeat.Control && active.Any(a => a.Id == o.PersonId)).Select(o => (PersonId?)o.PersonId).FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        return
        [
            .. confirmations.Select(c => new ReviewDate(DutyKind.ConfirmOwnership, c.Id.Value, c.PathId, c.Number, c.Name, c.Seat, c.ConfirmationDueOn, c.PersonId))
                .Concat(signOffs.Select(s => new ReviewDate(DutyKind.RenewSignOff, s.Id.Value, s.PathId, s.Number, s.Name, Seat: null, s.ValidUntilOn, s.Owner)))
                .OrderBy(d => d.DueOn).ThenBy(d => d.Number, StringComparer.Ordinal),
        ];
    }

    private static async Task<List<Duty>> TransfersForAsync(GovernanceDbContext context, PersonId person, CancellationToken cancellationToken)
    {
        var offers = await context.Set<Transfer>()
            .Where(t => t.EndedAt == null && t.ToId == person)
            .Join(context.Set<RecoveryPath>(), t => t.PathId, p => p.Id, (t, p) => new { p.Id, p.Number, p.Name, t.Seat, t.ProposedAt, t.ProposedById })
            .Join(context.Set<DirectoryPerson>(), t => t.ProposedById, p => p.Id, (t, p) => new { Offer = t, By = p.Name })
            .ToListAsync(cancellationToken);
        return offers.ConvertAll(o => new Duty(
            DutyKind.AnswerTransfer, o.Offer.Id, o.Offer.Number, o.Offer.Name, o.Offer.Seat,
            $"{o.By} asks you to become {PathWords.Of(o.Offer.Seat)}.",
            "Until you accept, the seat stays as it is.",
            o.Offer.ProposedAt,
            DueOn: null,
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

    /// <summary>Only what the person may sign: not what they designed or own.</summary>
    private IEnumerable<Duty> RenewalsFor(List<PathStanding> paths, PersonId person) =>
        from path in paths
        where path.State is PathState.Active or PathState.Suspended
        where path.Designer != person && path.Control.Holder?.Person != person && path.Risk.Holder?.Person != person
        where path.SignedUntilOn is null || path.SignedUntilOn <= time.Today.AddDays(ShownDaysBefore)
        let suspendsOn = AccountabilityGaps.Of(path, time.Now, time, Limits.Default).FirstOrDefault(g => g.Kind == GapKind.SignOffLapsed)?.SuspendsOn
        select new Duty(
            DutyKind.RenewSignOff, path.Id, path.Number, path.Name, Seat: null,
            path.IsSignedOffOn(time.Today) ? "The sign-off ends soon. Sign again, or let the path be suspended." : "No sign-off covers the path. Sign again, or suspend it.",
            suspendsOn is { } day ? $"The path is suspended on {day:yyyy-MM-dd}." : "After its last day the sign-off covers nothing, and the path is suspended when the grace is over.",
            Since: null,
            path.SignedUntilOn ?? suspendsOn,
            nameof(SignOffPath));

    private static Duty ToDuty(AccountabilityGap gap) => new(
        DutyKind.MendGap, gap.Path, gap.Number, gap.PathName, gap.Seat,
        gap.What,
        gap.SuspendsOn is { } day ? $"The path is suspended on {day:yyyy-MM-dd}." : "Nobody can be held to account.",
        gap.Since,
        gap.SuspendsOn,
        gap.Act);
}
