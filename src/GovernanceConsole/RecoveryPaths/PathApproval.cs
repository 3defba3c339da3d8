using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.RecoveryPaths;

/// <summary>
/// What whoever signs, reviews or takes over a path is shown: what a careful person asks first, with what stands outside the
/// path and can change without it. The rest of the path stands on the page around it, and its version is compared
/// (<see cref="IPathInput.SeenVersion"/>).
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
        var missing = (await context.WhatIsMissingAsync(path, time.Today, cancellationToken)).Where(m => m.Act != act).Select(m => new ShownFact("Missing now", m.Sentence)).ToList();
        var review = path.SecurityReviews.MaxBy(r => r.ReviewedAt);
        var domain = path.IdentityDomainId is { } domainId ? await context.Set<DirectoryDomain>().AsNoTracking().SingleAsync(d => d.Id == domainId, cancellationToken) : null;
        var areaOwner = path.Area is { } area
            ? await context.Set<AreaOwnership>().AsNoTracking().Where(a => a.Area == area && a.EndedAt == null).Select(a => (PersonId?)a.PersonId).SingleOrDefaultAsync(cancellationToken)
            : null;
        var (control, risk) = (path.OwnershipOf(PathSeat.Control)?.PersonId, path.OwnershipOf(PathSeat.Risk)?.PersonId);
        var people = await ShownPeople.ReadAsync(context, [control, risk, path.DesignerId, domain?.RiskOwnerId, areaOwner], cancellationToken);
        return new ApprovalView(
        [
            new("Path", $"{path.Number} {path.Name}"),
            new("State", PathWords.Of(path.State)),
            new("Revision", DateText.Count(path.Revision)),
            new("Level", $"{path.Level}"),
            new("Lane", LaneText.Of(path.Lane)),
            new("Serves", List(path.RequestKinds.Select(k => k.Kind).Order().Select(k => RequestKinds.Of(k).Name))),
            new("Channels", List(path.Channels.Select(c => c.Channel).Order().Select(PathWords.Of))),
            .. await DesksAsync(context, path, cancellationToken),
            people.Fact("Control owner", control),
            people.Fact("Risk owner", risk),
            people.Fact("Designed by", path.DesignerId),
            .. path.Area is { } of ? [new("Control area", PathWords.Of(of)), people.Fact("Owner of the area", areaOwner)] : Array.Empty<ShownFact>(),
            .. domain is null ? [] : new[] { new("Identity domain", domain.Name), people.Fact("Risk owner of the domain", domain.RiskOwnerId) },
            new("Can lead to", List(path.WhatItOpens().Select(PathWords.Of))),
            .. await SystemsAsync(context, path, cancellationToken),
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
            (await ShownPeople.ReadAsync(context, [offer.ProposedById], cancellationToken)).Fact("Offered by", offer.ProposedById),
            new("Offered on", DateText.Of(offer.ProposedAt, time.Zone)),
            new("Reason", offer.Reason),
            .. (await ShowAsync(context, path, nameof(AcceptTransfer), time, cancellationToken)).Facts,
        ]);

    private static async Task<IEnumerable<ShownFact>> DesksAsync(GovernanceDbContext context, RecoveryPath path, CancellationToken cancellationToken)
    {
        var ids = path.Desks.Select(d => d.DeskId).ToList();
        var desks = await context.Set<DirectoryDesk>().AsNoTracking().Where(d => ids.Contains(d.Id)).OrderBy(d => d.Code).ToListAsync(cancellationToken);
        return desks.Count == 0 ? [new("Desk", "none")] : desks.Select(d => new ShownFact(
            "Desk",
            $"{d.Name} ({d.Code}), {(d.DecisionMode == DeskDecisionMode.ExecutorOnly ? "runs the playbook" : "decides on risk")}{(d.Kind == DeskKind.Outsourced ? ", staffed by a vendor" : "")}"));
    }

    private static async Task<IEnumerable<ShownFact>> SystemsAsync(GovernanceDbContext context, RecoveryPath path, CancellationToken cancellationToken)
    {
        var ids = path.Systems.Where(s => s.Tie == SystemTie.Behind).Select(s => s.SystemId).ToList();
        var systems = await context.Set<DirectorySystem>().AsNoTracking().Where(s => ids.Contains(s.Id)).OrderBy(s => s.Code).ToListAsync(cancellationToken);
        return systems.Count == 0 ? [new("System behind", "none")] : systems.Select(s => new ShownFact(
            "System behind",
            $"{s.Name} ({s.Code}){(s.ExternallyFacing ? ", externally facing" : "")}{(s.HighlyAvailable ? ", highly available" : "")}{(s.PrivilegedAdministration ? ", privileged administration" : "")}"));
    }

    private static string List(IEnumerable<string> words) => string.Join(", ", words) is { Length: > 0 } list ? list : "none";
}
