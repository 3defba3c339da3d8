using GovernanceConsole.AuditLedger;
using GovernanceConsole.Policy;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.RecoveryPaths;

/// <summary>
/// What whoever signs, reviews or takes over a path is shown: what a careful person asks first. The rest of the path stands on
/// the page around it, and its version is compared (<see cref="IPathInput.SeenVersion"/>).
/// </summary>
internal static class PathApproval
{
    /// <param name="context">Where to look.</param>
    /// <param name="path">The path with all parts.</param>
    /// <param name="act">The use case: what it mends itself is not told as missing.</param>
    /// <param name="time">The organisation's zone.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<ApprovalView> ShowAsync(GovernanceDbContext context, RecoveryPath path, string act, OrganisationTime time, CancellationToken cancellationToken = default)
    {
        var desks = path.Desks.Select(d => d.DeskId).ToList();
        var systems = path.Systems.Where(s => s.Tie == SystemTie.Behind).Select(s => s.SystemId).ToList();
        var review = path.SecurityReviews.MaxBy(r => r.ReviewedAt);
        var missing = (await context.WhatIsMissingAsync(path, time.Today, cancellationToken)).Where(m => m.Act != act).Select(m => new ShownFact("Missing now", m.Sentence)).ToList();
        return new ApprovalView(
        [
            new("Path", $"{path.Number} {path.Name}"),
            new("State", PathWords.Of(path.State)),
            new("Revision", DateText.Count(path.Revision)),
            new("Level", $"{path.Level}"),
            new("Lane", LaneText.Of(path.Lane)),
            new("Serves", List(path.RequestKinds.Select(k => k.Kind).Order().Select(k => RequestKinds.Of(k).Name))),
            new("Channels", List(path.Channels.Select(c => c.Channel).Order().Select(PathWords.Of))),
            new("Desks", List(await context.Set<DirectoryDesk>().AsNoTracking().Where(d => desks.Contains(d.Id)).OrderBy(d => d.Name).Select(d => d.Name).ToListAsync(cancellationToken))),
            ShownFact.Who("Control owner", path.OwnershipOf(PathSeat.Control)?.PersonId),
            ShownFact.Who("Risk owner", path.OwnershipOf(PathSeat.Risk)?.PersonId),
            ShownFact.Who("Designed by", path.DesignerId),
            new("Can lead to", List(path.WhatItOpens().Select(PathWords.Of))),
            new("Systems behind", List(await context.Set<DirectorySystem>().AsNoTracking().Where(s => systems.Contains(s.Id)).OrderBy(s => s.Name).Select(s => s.Name).ToListAsync(cancellationToken))),
            new("Security review", review is null ? "none" : $"{DateText.Of(review.ReviewedAt, time.Zone)}{(review.OfRevision == path.Revision ? "" : ", of an earlier revision")}"),
            .. missing.Count == 0 ? [new("Missing now", "nothing")] : missing,
            new("Policy", DateText.Count((await PolicyInForce.ReadAsync(context, cancellationToken)).Version)),
        ]);
    }

    /// <summary>The same with the offer of a seat; null where none waits.</summary>
    public static async Task<ApprovalView?> ShowOfferAsync(GovernanceDbContext context, RecoveryPath path, PathSeat seat, OrganisationTime time, CancellationToken cancellationToken = default) =>
        path.PendingTransferOf(seat) is not { } offer ? null : new ApprovalView(
        [
            new("Seat", PathWords.Of(seat)),
            ShownFact.Who("Offered by", offer.ProposedById),
            new("Offered on", DateText.Of(offer.ProposedAt, time.Zone)),
            new("Reason", offer.Reason),
            .. (await ShowAsync(context, path, nameof(AcceptTransfer), time, cancellationToken)).Facts,
        ]);

    private static string List(IEnumerable<string> words) => string.Join(", ", words) is { Length: > 0 } list ? list : "none";
}
