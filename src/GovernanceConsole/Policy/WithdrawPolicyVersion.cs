using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Outbox;

namespace GovernanceConsole.Policy;

/// <param name="Version">The version.</param>
/// <param name="Reason">Why.</param>
public sealed record WithdrawPolicyVersionInput(PolicyVersionId Version, string Reason);

/// <summary>Drops a version that waits. What is in force stays so; the number is not given again.</summary>
[MayBeDoneBy(Role.Governance)]
[MayBeDoneBy(Relation.Proposer)]
public sealed class WithdrawPolicyVersion(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, WithdrawPolicyVersionInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<WithdrawPolicyVersionInput, Done>(this, commandId, input, actor, async change =>
        {
            var version = await change.FindAsync<PolicyVersion>(input.Version);
            if (change.Authorise(version?.ProposedById == change.Actor.Person ? [Relation.Proposer] : []) is { } notAllowed)
                return notAllowed;
            if (version is null)
                return new NotFound("policy");
            change.IsAbout(version);
            if (PolicyRules.MayBeDecided(version) is { } refusal)
                return refusal;
            if (TextRules.Required("Reason", "The reason", input.Reason, TextRules.Paragraph) is { } noReason)
                return noReason;

            version.Withdraw(TextRules.Clean(input.Reason), change.Now);
            await change.TakeBackAsync([version.Id.Value]);
            if (version.ProposedById != change.ActingPerson)
            {
                var by = (await OrganisationReads.PersonAsync(change, change.ActingPerson))!;
                change.Tell(version.ProposedById, PolicyNotices.VersionWithdrawn(version, by.Name));
            }

            change.Record(PolicyEvents.VersionWithdrawn, version, EventDetail.Public("number", version.Number));
            return default(Done);
        }, cancellationToken);
}
