using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Outbox;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Requests;

/// <param name="Script">The version.</param>
/// <param name="Shown">What the approver was shown, from <see cref="VerificationScriptQueries.ShowForApprovalAsync"/>.</param>
public sealed record ApproveVerificationScriptInput(VerificationScriptId Script, ApprovalView? Shown);

/// <summary>
/// The second of two signatures: from this instant on every desk, own or outsourced, verifies by this version, and a signal that was
/// taken by the former one is refused.
/// </summary>
[MayBeDoneBy(Role.IamPolicy)]
[MayBeDoneBy(Role.Governance)]
public sealed class ApproveVerificationScript(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, ApproveVerificationScriptInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<ApproveVerificationScriptInput, Done>(this, commandId, input, actor, async change =>
        {
            if (await change.FindAsync<VerificationScript>(input.Script) is not { } script)
                return new NotFound("script");
            change.IsAbout(script);
            var author = (await OrganisationReads.PersonAsync(change, script.ProposedById))!;
            if (VerificationScriptRules.MayBeApproved(script, change.ActingPerson, author, await OrganisationReads.RolesAsync(change, author.Id)) is { } refusal)
                return refusal;
            if (await change.ApprovesAsync(input.Shown, await VerificationScriptApproval.ShowAsync(change.Context, script, change.Time)) is { } notAsShown)
                return notAsShown;

            var code = script.Code;
            if (await change.Context.Set<VerificationScript>().SingleOrDefaultAsync(s => s.Code == code && s.State == ScriptState.InForce) is { } former)
            {
                former.Retire(change.Now);
                change.Record(VerificationScriptEvents.Retired, former, EventDetail.Public("number", former.Number), EventDetail.Public("code", code), EventDetail.Public("by", script.Number));
            }

            script.Approve(change.ActingPerson, change.Now);
            await change.TakeBackAsync([script.Id.Value]);
            var approver = (await OrganisationReads.PersonAsync(change, change.ActingPerson))!;
            change.Tell(author.Id, VerificationScriptNotices.Approved(script, approver.Name));
            change.Record(VerificationScriptEvents.Approved, script, EventDetail.Public("number", script.Number), EventDetail.Public("code", code), EventDetail.Public("proposedBy", script.ProposedById))
                .Because(VerificationScriptEvents.Proposed, script.ProposedAt);
            return default(Done);
        }, cancellationToken);
}
