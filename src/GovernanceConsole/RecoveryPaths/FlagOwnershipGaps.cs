using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Outbox;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.RecoveryPaths;

/// <summary>A seat whose owner was found gone, and who is to be told.</summary>
/// <param name="Path">The path.</param>
/// <param name="Number">Its number.</param>
/// <param name="PathName">Its name.</param>
/// <param name="Seat">The seat that is empty now.</param>
/// <param name="Left">Who has left.</param>
/// <param name="Since">Since when nobody sits in it.</param>
/// <param name="EscalatesTo">The first person of the escalation chain who is active; null where there is none, and then governance is told.</param>
public sealed record FlaggedSeat(
    RecoveryPathId Path, string Number, string PathName, PathSeat Seat, PersonId Left, DateTimeOffset Since, PersonId? EscalatesTo);

/// <summary>What the job found; empty when there was nothing new.</summary>
public sealed record OwnershipGapsFlagged(IReadOnlyList<FlaggedSeat> Seats, IReadOnlyList<ControlArea> Areas);

/// <summary>
/// Writes down that owners have left. The gap shows from the instant they left, whether or not this has run; the
/// job ends their intervals at that instant, calls off what waits for them, and counts the gaps. Running it again changes
/// nothing.
/// </summary>
[MayBeDoneBy(ActorKind.Job)]
[MayLeaveNoEntry("how many gaps there are is counted for a chart")]
public sealed class FlagOwnershipGaps(LedgeredChange road)
{
    public Task<Outcome<OwnershipGapsFlagged>> ExecuteAsync(CommandId commandId, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<string, OwnershipGapsFlagged>(this, commandId, "", actor, async change =>
        {
            var left = change.Context.Set<DirectoryPerson>().Where(p => !p.MayAct);
            var affected = await change.Context.Set<Ownership>()
                .Where(o => o.EndedAt == null && left.Any(p => p.Id == o.PersonId))
                .Select(o => o.PathId)
                .Union(change.Context.Set<Transfer>().Where(t => t.EndedAt == null && left.Any(p => p.Id == t.ToId)).Select(t => t.PathId))
                .ToListAsync();

            var flagged = new List<FlaggedSeat>();
            foreach (var id in affected)
                flagged.AddRange(await FlagAsync(change, (await change.FindPathAsync(id))!));
            var areas = await FlagAreasAsync(change);
            await CountGapsAsync(change);
            return new OwnershipGapsFlagged(flagged, areas);
        }, cancellationToken);

    private static async Task<List<FlaggedSeat>> FlagAsync(Change change, RecoveryPath path)
    {
        var people = await change.PeopleOfAsync(path);
        var flagged = new List<FlaggedSeat>();
        foreach (var seat in Enum.GetValues<PathSeat>())
        {
            if (path.PendingTransferOf(seat) is { } transfer && !people[transfer.ToId].MayAct)
            {
                transfer.End(TransferOutcome.Overtaken, "The person it was offered to has left.", change.Now);
                change.Record(RecoveryPathEvents.TransferOvertaken, path, EventDetail.Public("seat", PathWords.Of(seat)));
            }

            if (path.OwnershipOf(seat) is not { } ownership || people[ownership.PersonId].MayAct)
                continue;
            var since = people[ownership.PersonId].LeftAt ?? change.Now;
            path.Empty(seat, since, OwnershipEnd.HolderLeft);
            change.Record(
                RecoveryPathEvents.OwnerLeft, path, EventDetail.Public("seat", PathWords.Of(seat)), EventDetail.Public("since", since));
            var next = path.EscalationChain.OrderBy(s => s.Position).Where(s => people[s.PersonId].MayAct).Select(s => (PersonId?)s.PersonId).FirstOrDefault();
            if (next is { } contact)
                change.Tell(contact, PathNotices.OwnerHasLeft(path, seat, people[ownership.PersonId].Name));
            flagged.Add(new FlaggedSeat(path.Id, path.Number, path.Name, seat, ownership.PersonId, since, next));
        }

        return flagged;
    }

    private static async Task<List<ControlArea>> FlagAreasAsync(Change change)
    {
        var standing = await change.Context.Set<AreaOwnership>().Where(a => a.EndedAt == null).ToListAsync();
        var gone = await change.Context.Set<DirectoryPerson>().Where(p => !p.MayAct)
            .Where(p => change.Context.Set<AreaOwnership>().Any(a => a.EndedAt == null && a.PersonId == p.Id))
            .ToDictionaryAsync(p => p.Id, p => p.LeftAt);
        var flagged = standing.Where(a => gone.ContainsKey(a.PersonId)).ToList();
        foreach (var area in flagged)
        {
            area.End(gone[area.PersonId] ?? change.Now, "The owner has left.");
            change.Record(RecoveryPathEvents.AreaOwnerEnded, area, EventDetail.Public("area", PathWords.Of(area.Area)));
        }

        return flagged.ConvertAll(a => a.Area);
    }

    /// <summary>A row for each kind whose number differs from the last one counted.</summary>
    private static async Task CountGapsAsync(Change change)
    {
        // Counted on what is stored: what this run has just written moves a gap from "has left" to "is empty" next time.
        var now = (await GapReading.ReadAsync(change.Context, change.Now, change.Time, CancellationToken.None)).CountBy(g => g.Kind).ToDictionary();
        var last = await change.Context.Set<GapCount>()
            .Where(c => c.CountedAt == change.Context.Set<GapCount>().Where(l => l.Kind == c.Kind).Max(l => l.CountedAt))
            .ToDictionaryAsync(c => c.Kind);
        foreach (var kind in Enum.GetValues<GapKind>())
        {
            var count = now.GetValueOrDefault(kind);
            if (last.TryGetValue(kind, out var before) && before.CountedAt == change.Now)
                before.Recount(count);
            else if (before?.Count != count)
                change.Context.Add(new GapCount(kind, change.Now, count));
        }
    }
}
