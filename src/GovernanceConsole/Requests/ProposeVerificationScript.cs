using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Outbox;
using GovernanceConsole.Policy;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Requests;

/// <param name="Kind">The code of the kind it is for; null for all that have none of their own.</param>
/// <param name="Language">The two letters of the language.</param>
/// <param name="SeenInForce">The number of the version in force that was on the screen; null where none was.</param>
/// <param name="Text">What operators say and ask.</param>
/// <param name="Reason">Why; the second person reads it.</param>
public sealed record ProposeVerificationScriptInput(string? Kind, string Language, int? SeenInForce, string Text, string Reason);

/// <summary>The first of two signatures by which the words of all desks change: by those who own the policy on verification.</summary>
[MayBeDoneBy(Role.IamPolicy)]
public sealed class ProposeVerificationScript(LedgeredChange road)
{
    public Task<Outcome<VerificationScriptId>> ExecuteAsync(CommandId commandId, ProposeVerificationScriptInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<ProposeVerificationScriptInput, VerificationScriptId>(this, commandId, input, actor, async change =>
        {
            if (VerificationScriptRules.CheckText(input.Language, input.Text, input.Reason) is { Count: > 0 } refusals)
                return refusals;
            if (input.Kind is { } kind && (await PolicyInForce.ReadAsync(change.Context)).Document.FindKind(kind) is null)
                return new KindIsUnknown(kind);
            var code = VerificationScript.CodeOf(input.Kind, input.Language);
            var text = TextRules.Clean(input.Text);
            var inForce = (await ScriptInForce.AllAsync(change.Context)).FirstOrDefault(s => s.Code == code);
            if (inForce?.Number != input.SeenInForce)
                return new ChangedMeanwhile("script");
            if (inForce?.Text == text)
                return new ScriptSaysThisAlready(code, inForce.Number);
            var versions = change.Context.Set<VerificationScript>().Where(s => s.Code == code);
            if (await versions.Where(s => s.State == ScriptState.Proposed).Select(s => (int?)s.Number).SingleOrDefaultAsync() is { } waits)
                return new ScriptVersionWaits(code, waits);

            var number = (await versions.MaxAsync(s => (int?)s.Number) ?? inForce?.Number ?? 0) + 1;
            var script = VerificationScript.Propose(
                change.NewId<VerificationScriptId>(), input.Kind, input.Language, number, text, TextRules.Clean(input.Reason), change.ActingPerson, change.Now);
            change.Context.Add(script);
            change.Record(VerificationScriptEvents.Proposed, script);
            var author = (await OrganisationReads.PersonAsync(change, change.ActingPerson))!;
            foreach (var other in await OrganisationReads.HoldersAsync(change.Context, Role.IamPolicy, CancellationToken.None))
            {
                if (other != change.ActingPerson)
                    change.Tell(other, VerificationScriptNotices.Waits(script, author.Name));
            }

            return script.Id;
        }, cancellationToken);
}
