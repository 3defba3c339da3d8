using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Outbox;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Policy;

/// <param name="Draft">The draft.</param>
/// <param name="SeenVersion">The version of the draft that was on the screen.</param>
/// <param name="SeenInForce">The number of the policy in force that was on the screen: what is proposed is a difference to it.</param>
/// <param name="Reason">Why; the second person reads it.</param>
public sealed record ProposePolicyVersionInput(PolicyDraftId Draft, long SeenVersion, int SeenInForce, string Reason);

/// <summary>The first of two signatures by which it changes what is demanded: the draft becomes a version that nobody edits.</summary>
[MayBeDoneBy(Role.Governance)]
[MayBeDoneBy(Role.IamPolicy)]
public sealed class ProposePolicyVersion(LedgeredChange road)
{
    public Task<Outcome<PolicyVersionId>> ExecuteAsync(CommandId commandId, ProposePolicyVersionInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<ProposePolicyVersionInput, PolicyVersionId>(this, commandId, input, actor, async change =>
        {
            var id = input.Draft;
            if (await change.Context.Set<PolicyDraft>().Include(d => d.Editors).SingleOrDefaultAsync(d => d.Id == id) is not { } draft)
                return new NotFound("draft");
            change.IsAbout(draft);
            if (PolicyRules.MayBeWritten(draft) is { } closed)
                return closed;
            var inForce = await PolicyInForce.ReadAsync(change.Context);
            if (inForce.Version != input.SeenInForce)
                return new ChangedMeanwhile("policy");
            if (draft.Version != input.SeenVersion)
                return new ChangedMeanwhile("draft");
            var document = await PolicyText.ReadAsync(change.Context, draft.Document);
            var versions = change.Context.Set<PolicyVersion>();
            var waits = await versions.Where(v => v.State == PolicyVersionState.Proposed).Select(v => (int?)v.Number).SingleOrDefaultAsync();
            if (PolicyRules.MayBeProposed(document, inForce, waits) is { Count: > 0 } refusals)
                return refusals;
            if (PolicyQuorum.WouldBreak(document, inForce.Document, await DutyRoster.ReadAsync(change.Context)) is { Count: > 0 } unfilled)
                return Outcome<PolicyVersionId>.Refuse(unfilled);
            if (TextRules.Required("Reason", "The reason", input.Reason, TextRules.Paragraph) is { } noReason)
                return noReason;

            var number = (await versions.MaxAsync(v => (int?)v.Number) ?? PolicyInForce.First.Version) + 1;
            var version = PolicyVersion.Propose(change.NewId<PolicyVersionId>(), number, draft, TextRules.Clean(input.Reason), change.ActingPerson, change.Now);
            change.Context.Add(version);
            var proposer = (await OrganisationReads.PersonAsync(change, change.ActingPerson))!;
            foreach (var other in await OrganisationReads.HoldersAsync(change.Context, Role.Governance, CancellationToken.None))
            {
                if (version.Editors.All(e => e.PersonId != other))
                    change.Tell(other, PolicyNotices.VersionWaits(version, proposer.Name));
            }

            change.Record(PolicyEvents.DraftProposed, draft, EventDetail.Public("number", number));
            change.Record(PolicyEvents.VersionProposed, version, EventDetail.Public("differsFrom", inForce.Version));
            return version.Id;
        }, cancellationToken);
}
