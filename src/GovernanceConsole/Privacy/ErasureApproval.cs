using GovernanceConsole.AuditLedger;
using GovernanceConsole.Organisation;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Privacy;

/// <summary>What whoever carries out an erasure is shown.</summary>
internal static class ErasureApproval
{
    /// <param name="context">Where to look.</param>
    /// <param name="erasure">The erasure.</param>
    /// <param name="texts">The texts that name the person; null to leave them out, because the search takes its time.</param>
    /// <param name="time">The organisation's zone.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<ApprovalView> ShowAsync(
        GovernanceDbContext context, Erasure erasure, ErasurePreview? texts, OrganisationTime time, CancellationToken cancellationToken = default)
    {
        var people = await ShownPeople.ReadAsync(context, [erasure.PersonId, erasure.RequestedById], cancellationToken);
        return new ApprovalView(
        [
            new("Erasure", erasure.Number),
            people.Fact("Whose data", erasure.PersonId),
            new("Ground", PrivacyWords.Of(erasure.Basis)),
            new("Reason", erasure.Reason),
            people.Fact("Asked for by", erasure.RequestedById),
            new("Asked for on", DateText.Of(erasure.RequestedAt, time.Zone)),
            .. await HoldsAsync(context, erasure, time, cancellationToken),
            new("Accounts", DateText.Count(await PersonErasure.AccountsOfAsync(context, erasure.PersonId, cancellationToken))),
            .. texts is null ? [] : Counted(texts),
        ]);
    }

    /// <summary>Holds that were lifted too: a second person should know that there was one.</summary>
    private static async Task<IEnumerable<ShownFact>> HoldsAsync(GovernanceDbContext context, Erasure erasure, OrganisationTime time, CancellationToken cancellationToken)
    {
        var holds = await context.Set<LegalHold>().AsNoTracking().Where(h => h.PersonId == erasure.PersonId || (h.PersonId == null && h.LiftedAt == null)).OrderBy(h => h.Number).ToListAsync(cancellationToken);
        return holds.Count == 0 ? [new("Legal hold", "none")] : holds.Select(h => new ShownFact("Legal hold", h.LiftedAt is { } liftedAt ? $"{h.Number}, lifted on {DateText.Of(liftedAt, time.Zone)}" : $"{h.Number} stands"));
    }

    private static IEnumerable<ShownFact> Counted(ErasurePreview texts) =>
    [
        ShownFact.Counted("Texts of the person's own record", DateText.Count(texts.OwnTexts)),
            .. texts.OtherTexts.Select(o => ShownFact.Counted($"Texts of a {PrivacyWords.OfKind(o.ObjectKind)}", DateText.Count(o.Texts))),
    ];
}
