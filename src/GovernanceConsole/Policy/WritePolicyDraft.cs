using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Policy;

/// <param name="Draft">The draft.</param>
/// <param name="SeenVersion">The version of the draft that was on the screen.</param>
/// <param name="Document">All that it says from now on.</param>
public sealed record WritePolicyDraftInput(PolicyDraftId Draft, long SeenVersion, PolicyDocument Document);

/// <summary>Changes what the draft says. It need not hold together yet; the page says what is missing.</summary>
[MayBeDoneBy(Role.Governance)]
[MayBeDoneBy(Role.IamPolicy)]
public sealed class WritePolicyDraft(LedgeredChange road)
{
    /// <returns>The version of the draft after the change.</returns>
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, WritePolicyDraftInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<WritePolicyDraftInput, Done>(this, commandId, input, actor, async change =>
        {
            var id = input.Draft;
            if (await change.Context.Set<PolicyDraft>().Include(d => d.Editors).SingleOrDefaultAsync(d => d.Id == id) is not { } draft)
                return new NotFound("draft");
            change.IsAbout(draft);
            if (PolicyRules.MayBeWritten(draft) is { } closed)
                return closed;
            if (draft.Version != input.SeenVersion)
                return new ChangedMeanwhile("draft");
            var before = await PolicyText.ReadAsync(change.Context, draft.Document);
            if (PolicyRules.MayWrite(before, input.Document, change.Roles) is { Count: > 0 } refusals)
                return refusals;
            var changes = PolicyDifference.Between(before, input.Document);
            if (changes.Count == 0)
                return new PolicyDraftIsTheSame();

            draft.Write(await PolicyText.KeepAsync(change.Context, input.Document), change.ActingPerson);
            change.Record(PolicyEvents.DraftWritten, draft, EventDetail.Public("changes", changes.Count), EventDetail.Private("what", InWords(changes)));
            return default(Done);
        }, cancellationToken);

    /// <summary>The first changes, one a line: a whole file put in has hundreds, which its text tells.</summary>
    private static string InWords(IReadOnlyList<PolicyDifference> changes)
    {
        const int most = 50;
        var lines = changes.Take(most).Select(c => $"{c.Where}: {c.From ?? "nothing"} → {c.To ?? "nothing"}");
        return string.Join('\n', changes.Count > most ? lines.Append($"and {changes.Count - most} more") : lines);
    }
}
