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
        var policy = await PolicyInForce.ReadAsync(context, cancellationToken);
        var standing = (await PathStandings.ReadAsync(context, cancellationToken, [path.Id])).SingleOrDefault();
        List<AccountabilityGap> gaps = standing is null ? [] : [.. AccountabilityGaps.Of(standing, time.Now, time, policy.Limits)];
        var missing = (await context.WhatIsMissingAsync(path, time.Today, cancellationToken)).Where(m => m.Act != act && !gaps.Exists(g => g.IsSameAs(m))).ToList();
        var domain = path.IdentityDomainId is { } domainId ? await context.Set<DirectoryDomain>().AsNoTracking().SingleAsync(d => d.Id == domainId, cancellationToken) : null;
        var areaOwner = path.Area is { } area
            ? await context.Set<AreaOwnership>().AsNoTracking().Where(a => a.Area == area && a.EndedAt == null).Select(a => (PersonId?)a.PersonId).SingleOrDefaultAsync(cancellationToken)
            : null;
        var (control, risk) = (path.OwnershipOf(PathSeat.Control)?.PersonId, path.OwnershipOf(PathSeat.Risk)?.PersonId);
        var (signed, review) = (path.SignOffs.MaxBy(s => s.SignedAt), path.SecurityReviews.MaxBy(r => r.ReviewedAt));
        var authorities = path.Authorities.Where(a => a.EndedAt is null).OrderBy(a => a.GrantedRight).ThenBy(a => a.GrantedAt).ToList();
        var people = await ShownPeople.ReadAsync(
            context,
            [
                control, risk, path.DesignerId, domain?.RiskOwnerId, areaOwner, signed?.SignedById, review?.ReviewerId,
                .. path.ModelHolders.Select(h => h.PersonId), .. path.EscalationChain.Select(e => e.PersonId), .. authorities.Select(a => a.PersonId),
            ],
            cancellationToken);
        return new ApprovalView(
        [
            new("Path", $"{path.Number} {path.Name}"),
            new("State", PathWords.Of(path.State)),
            new("Revision", DateText.Count(path.Revision)),
            .. gaps.Select(g => new ShownFact("Missing now", $"{g.What}{(g.SuspendsOn is { } day ? $" Until it is mended the path is suspended from {DateText.Of(day)} on." : "")}")),
            .. missing.Count + gaps.Count == 0 ? [new("Missing now", "nothing")] : missing.Select(m => new ShownFact("Missing now", m.Sentence)),
            .. LastSigned(path, signed, people, time),
            .. LastReviewed(path, review, people, time),
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
            new("Proofing", path.Proofing ?? "not said"),
            new("Fallback verification", path.FallbackVerification ?? "not said"),
            new("Escalation", path.Escalation ?? "not said"),
            new("Auditability", path.Auditability ?? "not said"),
            .. path.EvidenceList.OrderBy(e => e.Stage).ThenBy(e => e.Position).Select(e => new ShownFact($"Evidence after {PathWords.Of(e.Stage)}", e.Text)),
            .. path.ModelHolders.OrderBy(h => h.Part).Select(h => people.Fact($"Control model, {PathWords.Of(h.Part)}", h.PersonId)),
            .. path.EscalationChain.OrderBy(e => e.Position).Select(e => people.Fact("Asked next", e.PersonId)),
            .. authorities.Select(a => people.Fact($"May {PathWords.Of(a.GrantedRight)}", a.PersonId)),
            new("Policy", DateText.Count(policy.Version)),
        ]);
    }

    private static IEnumerable<ShownFact> LastSigned(RecoveryPath path, SignOff? signed, ShownPeople people, OrganisationTime time) => signed is null
        ? [new("Last signed off", "never")]
        :
        [
            new("Last signed off", $"{DateText.Of(signed.SignedAt, time.Zone)}, until {DateText.Of(signed.ValidUntilOn)}{OfRevision(signed.OfRevision, path)}{(signed.WithdrawalReason is { } why ? $"; withdrawn: {why}" : "")}"),
            people.Fact("Signed off by", signed.SignedById),
            new("Conditions then", signed.Conditions ?? "none"),
        ];

    private static IEnumerable<ShownFact> LastReviewed(RecoveryPath path, SecurityReview? review, ShownPeople people, OrganisationTime time) => review is null
        ? [new("Security review", "none")]
        :
        [
            new("Security review", $"{DateText.Of(review.ReviewedAt, time.Zone)}{OfRevision(review.OfRevision, path)}"),
            people.Fact("Reviewed by", review.ReviewerId),
            new("Findings", review.Findings),
        ];

    private static string OfRevision(long revision, RecoveryPath path) => revision == path.Revision ? "" : $", of revision {DateText.Count(revision)}: the path was changed since";

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
