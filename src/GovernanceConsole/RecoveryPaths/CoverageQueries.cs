using GovernanceConsole.Policy;
using GovernanceConsole.Storage;

namespace GovernanceConsole.RecoveryPaths;

/// <summary>One active path of a coverage figure.</summary>
/// <param name="Path">The path.</param>
/// <param name="Number">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="Level">Its level.</param>
/// <param name="IsCovered">Whether it counts.</param>
/// <param name="Why">What it lacks; null where it counts.</param>
public sealed record CoverageRow(RecoveryPathId Path, string Number, string Name, RiskLevel Level, bool IsCovered, string? Why);

/// <summary>A share of the active paths, with the paths it is counted from: the rows add up to the figure.</summary>
/// <param name="AsOf">When it was computed.</param>
/// <param name="Rows">Every active path.</param>
public sealed record Coverage(DateTimeOffset AsOf, IReadOnlyList<CoverageRow> Rows)
{
    public int Covered => Rows.Count(r => r.IsCovered);

    public int Total => Rows.Count;
}

/// <summary>The two shares of the dashboard that this slice answers for.</summary>
public sealed class CoverageQueries(ReadOnlyStore store, OrganisationTime time)
{
    private static readonly GapKind[] OwnershipGaps = [GapKind.SeatIsEmpty, GapKind.OwnerHasLeft, GapKind.OnePersonInBothSeats];

    /// <summary>M08: active paths with an active control owner and another active risk owner, of all active paths.</summary>
    public Task<Coverage> OfOwnershipAsync(CancellationToken cancellationToken = default) => ReadAsync(OwnershipGaps, cancellationToken);

    /// <summary>M09: active paths with a sign-off that covers, of all active paths.</summary>
    public Task<Coverage> OfSignOffAsync(CancellationToken cancellationToken = default) => ReadAsync([GapKind.SignOffLapsed], cancellationToken);

    private async Task<Coverage> ReadAsync(GapKind[] uncovering, CancellationToken cancellationToken)
    {
        await using var context = store.Open();
        var now = time.Now;
        var policy = await PolicyInForce.ReadAsync(context, cancellationToken);
        var rows = (await PathStandings.ReadAsync(context, cancellationToken))
            .Where(p => p.State == PathState.Active)
            .Select(p =>
            {
                var lacks = AccountabilityGaps.Of(p, now, time, policy.Limits).Where(g => uncovering.Contains(g.Kind)).Select(g => g.What).ToList();
                return new CoverageRow(p.Id, p.Number, p.Name, p.Level, lacks.Count == 0, lacks.Count == 0 ? null : string.Join(' ', lacks));
            });
        return new Coverage(now, [.. rows]);
    }
}
