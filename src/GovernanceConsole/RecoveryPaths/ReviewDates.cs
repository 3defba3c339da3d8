using GovernanceConsole.Identity;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.RecoveryPaths;

/// <summary>A day until which somebody is to act on a path. Reminders count down to it.</summary>
/// <param name="Kind">What is to be done; never <see cref="DutyKind.MendGap"/> or <see cref="DutyKind.MendSuspension"/>.</param>
/// <param name="About">
/// What it is about: the id of the ownership, the transfer or the sign-off. Together with <paramref name="DueOn"/> it is
/// new after every answer.
/// </param>
/// <param name="Number">The path's number.</param>
/// <param name="PathName">The path's name.</param>
/// <param name="Seat">The seat; null for a sign-off.</param>
/// <param name="Since">The first day of the duty.</param>
/// <param name="DueOn">The last day on which acting is in time.</param>
/// <param name="Person">Who is to act; for a sign-off the control owner, and governance beside them. Null where the seat is empty.</param>
/// <param name="PersonName">Their name; null with the person.</param>
/// <param name="EscalationChain">Who is told in turn when nobody acts: the active people of the path's chain.</param>
public sealed record ReviewDate(
    DutyKind Kind,
    Guid About,
    string Number,
    string PathName,
    PathSeat? Seat,
    DateOnly Since,
    DateOnly DueOn,
    PersonId? Person,
    string? PersonName,
    IReadOnlyList<PersonId> EscalationChain);

/// <summary>
/// The door through which reminders learn what is owed, outside a transaction to find what is due and inside one to look
/// again. What was done, disputed, withdrawn or belongs to a retired path is not there any more.
/// </summary>
public static class ReviewDates
{
    /// <param name="context">Reads, or decides.</param>
    /// <param name="time">The organisation's calendar.</param>
    /// <param name="until">The last day asked for.</param>
    /// <param name="about">Only these; null for all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    internal static async Task<List<ReviewDate>> ReadAsync(
        GovernanceDbContext context, OrganisationTime time, DateOnly until, IReadOnlyCollection<Guid>? about, CancellationToken cancellationToken)
    {
        var dates = await ConfirmationsAsync(context, time, until, about, cancellationToken);
        dates.AddRange(await TransfersAsync(context, time, until, about, cancellationToken));
        dates.AddRange(await SignOffsAsync(context, time, until, about, cancellationToken));
        if (dates.Count == 0)
            return [];

        var paths = dates.Select(d => d.Path).Distinct().ToList();
        var chains = (await context.Set<EscalationStep>().AsNoTracking()
                .Where(s => paths.Contains(s.PathId) && context.Set<DirectoryPerson>().Any(p => p.Id == s.PersonId && p.MayAct))
                .OrderBy(s => s.Position)
                .Select(s => new { s.PathId, s.PersonId })
                .ToListAsync(cancellationToken))
            .ToLookup(s => s.PathId, s => s.PersonId);
        return
        [
            .. dates.Select(d => d.Date with { EscalationChain = [.. chains[d.Path]] })
                .OrderBy(d => d.DueOn).ThenBy(d => d.Number, StringComparer.Ordinal),
        ];
    }

    private static async Task<List<(RecoveryPathId Path, ReviewDate Date)>> ConfirmationsAsync(
        GovernanceDbContext context, OrganisationTime time, DateOnly until, IReadOnlyCollection<Guid>? about, CancellationToken cancellationToken)
    {
        var open = context.Set<Ownership>().AsNoTracking().Where(o => o.EndedAt == null && o.DisputedAt == null && o.ConfirmationDueOn <= until);
        if (about is not null)
        {
            var ids = about.Select(OwnershipId.From).ToList();
            open = open.Where(o => ids.Contains(o.Id));
        }

        var rows = await open
            .Join(context.Set<RecoveryPath>(), o => o.PathId, p => p.Id, (o, p) => new { Ownership = o, p.Number, p.Name })
            .Join(context.Set<DirectoryPerson>().Where(p => p.MayAct), o => o.Ownership.PersonId, p => p.Id, (o, p) => new
            {
                o.Ownership.Id,
                o.Ownership.PathId,
                o.Number,
                o.Name,
                o.Ownership.Seat,
                o.Ownership.StartedAt,
                o.Ownership.ConfirmationDueOn,
                Person = p.Id,
                PersonName = p.Name,
            })
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(o => (o.PathId, new ReviewDate(
            DutyKind.ConfirmOwnership, o.Id.Value, o.Number, o.Name, o.Seat, time.DateOf(o.StartedAt), o.ConfirmationDueOn, o.Person, o.PersonName, [])));
    }

    /// <summary>The person was told when the seat was offered, so the duty to answer begins a day later.</summary>
    private static async Task<List<(RecoveryPathId Path, ReviewDate Date)>> TransfersAsync(
        GovernanceDbContext context, OrganisationTime time, DateOnly until, IReadOnlyCollection<Guid>? about, CancellationToken cancellationToken)
    {
        var waiting = context.Set<Transfer>().AsNoTracking().Where(t => t.EndedAt == null);
        if (about is not null)
        {
            var ids = about.Select(TransferId.From).ToList();
            waiting = waiting.Where(t => ids.Contains(t.Id));
        }

        var rows = await waiting
            .Join(context.Set<RecoveryPath>(), t => t.PathId, p => p.Id, (t, p) => new { Transfer = t, p.Number, p.Name })
            .Join(context.Set<DirectoryPerson>().Where(p => p.MayAct), t => t.Transfer.ToId, p => p.Id, (t, p) => new
            {
                t.Transfer.Id,
                t.Transfer.PathId,
                t.Number,
                t.Name,
                t.Transfer.Seat,
                t.Transfer.ProposedAt,
                t.Transfer.AnswerDueOn,
                Person = p.Id,
                PersonName = p.Name,
            })
            .ToListAsync(cancellationToken);
        return
        [
            .. rows.Select(t => (t.PathId, new ReviewDate(
                    DutyKind.AnswerTransfer, t.Id.Value, t.Number, t.Name, t.Seat,
                    time.DateOf(t.ProposedAt).AddDays(1), Transfer.DueOn(t.AnswerDueOn, t.ProposedAt, time), t.Person, t.PersonName, [])))
                .Where(t => t.Item2.DueOn <= until),
        ];
    }

    private static async Task<List<(RecoveryPathId Path, ReviewDate Date)>> SignOffsAsync(
        GovernanceDbContext context, OrganisationTime time, DateOnly until, IReadOnlyCollection<Guid>? about, CancellationToken cancellationToken)
    {
        var standing = context.Set<SignOff>().AsNoTracking().Where(s => s.EndedAt == null && s.ValidUntilOn <= until);
        if (about is not null)
        {
            var ids = about.Select(SignOffId.From).ToList();
            standing = standing.Where(s => ids.Contains(s.Id));
        }

        var rows = await standing
            .Join(
                context.Set<RecoveryPath>().Where(p => p.State == PathState.Active || p.State == PathState.Suspended),
                s => s.PathId,
                p => p.Id,
                (s, p) => new
                {
                    s.Id,
                    s.PathId,
                    p.Number,
                    p.Name,
                    s.SignedAt,
                    s.ValidUntilOn,
                    Owner = context.Set<Ownership>()
                        .Where(o => o.PathId == p.Id && o.Seat == PathSeat.Control && o.EndedAt == null)
                        .Join(context.Set<DirectoryPerson>().Where(d => d.MayAct), o => o.PersonId, d => d.Id, (o, d) => d)
                        .FirstOrDefault(),
                })
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(s => (s.PathId, new ReviewDate(
            DutyKind.RenewSignOff, s.Id.Value, s.Number, s.Name, Seat: null, time.DateOf(s.SignedAt), s.ValidUntilOn, s.Owner?.Id, s.Owner?.Name, [])));
    }
}
