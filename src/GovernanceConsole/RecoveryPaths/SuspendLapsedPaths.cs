using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Outbox;
using GovernanceConsole.Policy;

namespace GovernanceConsole.RecoveryPaths;

/// <summary>A path that was suspended because something lapsed.</summary>
public sealed record SuspendedPath(RecoveryPathId Path, string Number, string PathName, IReadOnlyList<GapKind> Lapses);

/// <summary>
/// Suspends active paths whose owner or sign-off has lapsed for longer than the grace. What lapsed stopped
/// covering at once; here the path follows. Running it again changes nothing.
/// </summary>
[MayBeDoneBy(ActorKind.Job)]
public sealed class SuspendLapsedPaths(LedgeredChange road)
{
    public Task<Outcome<IReadOnlyList<SuspendedPath>>> ExecuteAsync(CommandId commandId, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<string, IReadOnlyList<SuspendedPath>>(this, commandId, "", actor, async change =>
        {
            var suspended = new List<SuspendedPath>();
            var policy = await PolicyInForce.ReadAsync(change.Context);
            foreach (var standing in await PathStandings.ReadAsync(change.Context, CancellationToken.None))
            {
                var lapses = AccountabilityGaps.Of(standing, change.Now, change.Time, policy.Limits)
                    .Where(g => g.SuspendsOn <= change.Today)
                    .ToList();
                if (lapses.Count == 0)
                    continue;

                var path = (await change.FindPathAsync(standing.Id))!;
                var what = string.Join(' ', lapses.Select(l => l.What));
                path.Suspend(what, change.Now, policy);
                foreach (var seat in Enum.GetValues<PathSeat>())
                {
                    if (standing[seat].Holder is { LeftAt: null } holder)
                        change.Tell(holder.Person, PathNotices.PathWasSuspended(path, what));
                }

                var kinds = lapses.Select(l => l.Kind).Distinct().ToList();
                var recorded = change.Record(RecoveryPathEvents.SuspendedAfterLapse, path, EventDetail.Public("lapses", string.Join(", ", kinds.Select(PathWords.Of))));
                if (kinds is [GapKind.SignOffLapsed] && path.SignOffs.SingleOrDefault(s => s.EndedAt is null) is { } signOff)
                    recorded.Because(RecoveryPathEvents.SignedOff, signOff.SignedAt);
                suspended.Add(new SuspendedPath(path.Id, path.Number, path.Name, kinds));
            }

            return Outcome<IReadOnlyList<SuspendedPath>>.Accept(suspended);
        }, cancellationToken);
}
