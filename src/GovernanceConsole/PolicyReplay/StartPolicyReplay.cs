using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Policy;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.PolicyReplay;

/// <summary>The question of a replay: what would this policy have done?</summary>
/// <param name="Version">The version that is tried; null for the open draft.</param>
/// <param name="Against">The version it is compared with; null to compare each case with the policy of its time.</param>
/// <param name="FromOn">The first day of the period, in the organisation's zone.</param>
/// <param name="UntilOn">Its last day.</param>
public sealed record StartPolicyReplayInput(int? Version, int? Against, DateOnly FromOn, DateOnly UntilOn)
{
    /// <summary>Only cases of this path, by its number; null for all.</summary>
    public string? OnlyPath { get; init; }

    /// <summary>Only cases of this desk, by its code; null for all.</summary>
    public string? OnlyDesk { get; init; }

    /// <summary>Only cases of this kind, by its code; null for all.</summary>
    public string? OnlyKind { get; init; }

    /// <summary>Imported tickets do not tell whose access it was: the class their subjects are taken for; null for the strictest rule of each kind.</summary>
    public SubjectClass? AssumedClass { get; init; }
}

/// <param name="Id">The replay.</param>
/// <param name="Number">What people call it.</param>
public sealed record StartedReplay(ReplayId Id, string Number);

/// <summary>
/// Asks what a policy would have done to the requests and imported tickets of a period. It decides nothing and changes no
/// request; who asked what of which text stands in the ledger, because drafts are argued for with its numbers.
/// </summary>
[MayBeDoneBy(Role.Governance)]
[MayBeDoneBy(Role.IamPolicy)]
public sealed class StartPolicyReplay(LedgeredChange road)
{
    public Task<Outcome<StartedReplay>> ExecuteAsync(CommandId commandId, StartPolicyReplayInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<StartPolicyReplayInput, StartedReplay>(this, commandId, input, actor, async change =>
        {
            var asked = Cleaned(input);
            if (ReplayAsking.Check(asked, change.Today) is { Count: > 0 } refusals)
                return refusals;
            if (await ReplayPolicies.FindAsync(change.Context, asked.Version) is not { } tried)
                return asked.Version is null ? new NoDraftToReplay() : new NotFound("version of the policy");
            if (asked.Against is { } number)
            {
                if (await ReplayPolicies.FindAsync(change.Context, number) is not { } against)
                    return new NotFound("version of the policy");
                if (against.Hash == tried.Hash)
                    return new PoliciesAreTheSame();
            }

            if (await change.Context.Set<ReplayRun>().FirstOrDefaultAsync(r => r.State == ReplayState.Running) is { } running)
                return new ReplayIsRunning(running.Number);
            if (!await ReplayReader.AnyAsync(change.Context, asked.FromOn, asked.UntilOn, change.Time, cancellationToken))
                return new NothingToReplay(asked.FromOn, asked.UntilOn);

            var run = ReplayRun.Start(change.NewId<ReplayId>(), await change.NextNumberAsync("PR"), asked, tried.Draft, tried.Hash, change.ActingPerson, change.Now);
            change.Context.Add(run);
            change.Correlate(run.Id.Value);
            change.Record(
                ReplayEvents.Started, run,
                EventDetail.Public("policy", asked.Version is { } version ? $"policy {version}" : "the draft"),
                EventDetail.Public("against", asked.Against is { } other ? $"policy {other}" : "the policy of each case's time"));
            return new StartedReplay(run.Id, run.Number);
        }, cancellationToken);

    private static StartPolicyReplayInput Cleaned(StartPolicyReplayInput input) => input with
    {
        OnlyPath = TextRules.CleanOrNull(input.OnlyPath),
        OnlyDesk = TextRules.CleanOrNull(input.OnlyDesk),
        OnlyKind = TextRules.CleanOrNull(input.OnlyKind),
    };
}

/// <summary>What can be asked of the past.</summary>
internal static class ReplayAsking
{
    public static List<Refusal> Check(StartPolicyReplayInput input, DateOnly today) =>
    [
        .. new Refusal?[]
        {
            input.UntilOn < input.FromOn ? new ReplayEndsBeforeItBegins(input.FromOn, input.UntilOn) : null,
            input.FromOn > today ? new ReplayBeginsInTheFuture(input.FromOn) : null,
            TextRules.Optional("OnlyPath", "The path", input.OnlyPath, ReplayMapping.PathLength),
            TextRules.Optional("OnlyDesk", "The desk", input.OnlyDesk, ReplayMapping.CodeLength),
            TextRules.Optional("OnlyKind", "The kind", input.OnlyKind, ReplayMapping.CodeLength),
        }.OfType<Refusal>(),
    ];
}
