using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Organisation;

/// <param name="Domain">The domain.</param>
/// <param name="SeenVersion">The version the form showed; another one now means that somebody else was faster.</param>
/// <param name="Text">The whole new text.</param>
public sealed record PublishBoundaryStatementInput(IdentityDomainId Domain, long SeenVersion, string Text);

/// <summary>Puts a new version of a domain's boundary statement in force, at once. Whoever publishes it approves it .</summary>
[MayBeDoneBy(Role.Governance)]
public sealed class PublishBoundaryStatement(LedgeredChange road)
{
    public Task<Outcome<BoundaryStatementId>> ExecuteAsync(CommandId commandId, PublishBoundaryStatementInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<PublishBoundaryStatementInput, BoundaryStatementId>(this, commandId, input, actor, async change =>
        {
            if (await change.FindAsync<IdentityDomain>(input.Domain) is not { } domain)
                return new NotFound("identity domain");
            change.IsAbout(domain);
            if (domain.Version != input.SeenVersion)
                return new ChangedMeanwhile("identity domain");
            if (BoundaryRules.Check(input.Text) is { } unreadable)
                return unreadable;
            var inForce = await change.Context.Set<BoundaryStatement>().AsNoTracking()
                .Where(s => s.IdentityDomainId == domain.Id).OrderByDescending(s => s.Number).FirstAsync();
            var text = TextRules.Clean(input.Text);
            if (BoundaryRules.MayFollow(inForce, text) is { } refusal)
                return refusal;

            var next = BoundaryStatement.Publish(
                change.NewId<BoundaryStatementId>(), domain.Id, inForce.Number + 1, text, change.ActingPerson, change.Now);
            change.Context.Add(next);
            change.Record(OrganisationEvents.BoundaryStatementPublished, domain, EventDetail.Public("number", next.Number));
            return next.Id;
        }, cancellationToken);
}
