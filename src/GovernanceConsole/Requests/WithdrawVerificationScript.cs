using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Outbox;

namespace GovernanceConsole.Requests;

/// <param name="Script">The version.</param>
/// <param name="Reason">Why.</param>
public sealed record WithdrawVerificationScriptInput(VerificationScriptId Script, string Reason);

/// <summary>Drops a version that waits. What is in force stays so; the number is not given again.</summary>
[MayBeDoneBy(Role.IamPolicy)]
[MayBeDoneBy(Role.Governance)]
public sealed class WithdrawVerificationScript(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, WithdrawVerificationScriptInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<WithdrawVerificationScriptInput, Done>(this, commandId, input, actor, async change =>
        {
            if (await change.FindAsync<VerificationScript>(input.Script) is not { } script)
                return new NotFound("script");
            change.IsAbout(script);
            if (VerificationScriptRules.MayBeDecided(script) is { } refusal)
                return refusal;
            if (TextRules.Required("Reason", "The reason", input.Reason, TextRules.Paragraph) is { } noReason)
                return noReason;

            script.Withdraw(TextRules.Clean(input.Reason), change.Now);
            await change.TakeBackAsync([script.Id.Value]);
            if (script.ProposedById != change.ActingPerson)
            {
                var by = (await OrganisationReads.PersonAsync(change, change.ActingPerson))!;
                change.Tell(script.ProposedById, VerificationScriptNotices.Withdrawn(script, by.Name));
            }

            change.Record(VerificationScriptEvents.Withdrawn, script, EventDetail.Public("number", script.Number), EventDetail.Public("code", script.Code));
            return default(Done);
        }, cancellationToken);
}
