using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Outbox;
using GovernanceConsole.Policy;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Requests;

/// <param name="To">Who decides instead.</param>
/// <param name="Kinds">Codes of the kinds of request; at least one.</param>
/// <param name="BeginsAt">From when on; null for at once.</param>
/// <param name="LapsesAt">From this instant on it is worth nothing.</param>
/// <param name="Reason">Why.</param>
public sealed record DelegateApprovalsInput(PersonId To, IReadOnlyList<string> Kinds, DateTimeOffset? BeginsAt, DateTimeOffset LapsesAt, string Reason);

/// <summary>
/// Has somebody else decide the requests that one would be asked to decide oneself. It gives nobody a seat: where the
/// principal has none, or may not decide a case, the delegate may not either (D16).
/// </summary>
[MayBeDoneBy(Relation.Self)]
public sealed class DelegateApprovals(LedgeredChange road)
{
    public Task<Outcome<ApprovalDelegationId>> ExecuteAsync(CommandId commandId, DelegateApprovalsInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<DelegateApprovalsInput, ApprovalDelegationId>(this, commandId, input, actor, async change =>
        {
            if ((change.Actor.Person is null ? change.Authorise() : change.Authorise(Relation.Self)) is { } notAllowed)
                return notAllowed;
            var (principal, to) = (change.ActingPerson, input.To);
            var policy = await PolicyInForce.ReadAsync(change.Context);
            var begins = input.BeginsAt is { } at && at > change.Now ? at : change.Now;
            var kinds = input.Kinds.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
            if (await OrganisationReads.PersonAsync(change, to) is not { } person)
                return new NotFound("person");
            var refusals = DelegationRules.Check(input, begins, policy.Document, principal, change.Now);
            if (SeatRules.MayHoldASeat(person) is { } gone)
                refusals.Add(gone);
            if ((await OrganisationReads.RolesAsync(change, to)).Any(r => r is Role.DeskAgent or Role.DeskLead))
                refusals.Add(new DeskRolesDoNotApprove(person.Name));
            if (TextRules.Required("Reason", "The reason", input.Reason, TextRules.Paragraph) is { } noReason)
                refusals.Add(noReason);
            var (now, lapses) = (change.Now, input.LapsesAt);
            var overlapping = await change.Context.Set<ApprovalDelegation>().AsNoTracking()
                .Where(d => d.PrincipalId == principal && d.EndedAt == null && d.LapsesAt > begins && d.BeginsAt < lapses && d.LapsesAt > now && d.Kinds.Any(k => kinds.Contains(k.Kind)))
                .Select(d => d.Number).FirstOrDefaultAsync();
            if (overlapping is not null)
                refusals.Add(new DelegatedAlready(overlapping));
            if (refusals.Count > 0)
                return refusals;

            var delegation = ApprovalDelegation.Give(
                change.NewId<ApprovalDelegationId>(), await change.NextNumberAsync("DLG"), principal, to, kinds, TextRules.Clean(input.Reason), begins, lapses, change.Now);
            change.Context.Add(delegation);
            var from = (await OrganisationReads.PersonAsync(change, principal))!.Name;
            change.Tell(to, new Notice(
                $"You decide requests for {from}",
                $"From {DateText.Of(begins, change.Time.Zone)} until {DateText.Of(lapses, change.Time.Zone)}, for: {string.Join(", ", kinds.Select(k => policy.Document.FindKind(k)!.Title))}. Give it back where you cannot.",
                "/delegations", delegation.Id.Value));
            change.Record(
                RequestEvents.ApprovalsDelegated, delegation,
                EventDetail.Public("number", delegation.Number), EventDetail.Public("kinds", string.Join(", ", kinds)), EventDetail.Public("until", delegation.LapsesAt));
            return delegation.Id;
        }, cancellationToken);
}
