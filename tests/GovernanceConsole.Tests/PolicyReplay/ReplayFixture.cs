using GovernanceConsole.Identity;
using GovernanceConsole.Policy;
using GovernanceConsole.PolicyReplay;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.PolicyReplay;

/// <summary>Drafts that differ in one thing, and replays of them.</summary>
internal static class ReplayFixture
{
    public static readonly DateOnly From = new(2026, 1, 1);
    public static readonly DateOnly Until = new(2026, 12, 31);

    /// <summary>Three signals for each password reset, where two are asked for now.</summary>
    public static PolicyDocument ThreeSignals { get; } = With("K01", r => r with { Signals = r.Signals with { Independent = 3 } });

    /// <summary>Each password reset is watched for thirty days.</summary>
    public static PolicyDocument LongerMonitoring { get; } = With("K01", r => r with { Monitoring = r.Monitoring with { For = Duration.Days(30) } });

    /// <summary>Each password reset is watched for an hour.</summary>
    public static PolicyDocument ShorterMonitoring { get; } = With("K01", r => r with { Monitoring = r.Monitoring with { For = Duration.Hours(1) } });

    /// <summary>The default policy with all rules of a kind changed.</summary>
    public static PolicyDocument With(string kind, Func<RequestRule, RequestRule> change) =>
        PolicyDocument.Default.Rules.Where(r => r.Kind == kind).Aggregate(PolicyDocument.Default, (policy, rule) => policy.With(change(rule)));

    /// <summary>The question what the open draft would have done in the year of the tests, instead of policy 1.</summary>
    public static StartPolicyReplayInput Question() => new(Version: null, Against: 1, From, Until);

    /// <summary>Opens a draft, by a person who may write demands.</summary>
    public static async Task<Actor> DraftAsync(this TestConsole console, PolicyDocument document)
    {
        var iris = await console.PersonAsync("Iris Policy", Role.IamPolicy);
        _ = (await console.BeginPolicyDraftAsync(document, iris)).Value;
        return iris;
    }

    public static async Task<ReplayId> StartedReplayAsync(this TestConsole console, StartPolicyReplayInput? input = null) =>
        (await console.Use<StartPolicyReplay>().ExecuteAsync(CommandId.New(), input ?? Question(), console.Founder)).Value.Id;

    /// <summary>Asked for and done.</summary>
    public static async Task<ReplayDetails> ReplayAsync(this TestConsole console, StartPolicyReplayInput? input = null)
    {
        var started = (await console.Use<StartPolicyReplay>().ExecuteAsync(CommandId.New(), input ?? Question(), console.Founder)).Value;
        _ = (await console.Use<JudgePolicyReplay>().ExecuteAsync(CommandId.New(), new JudgePolicyReplayInput(started.Id), JudgePolicyReplay.Machine)).Value;
        return (await console.Use<ReplayQueries>().FindAsync(console.Founder, started.Number))!;
    }

    public static async Task<IReadOnlyList<ReplayedCase>> CasesAsync(this TestConsole console, ReplayDetails replay, ReplayFilter? filter = null) =>
        (await console.Use<ReplayQueries>().CasesAsync(console.Founder, replay.Summary.Id, filter ?? new ReplayFilter(), new PageRequest(Take: 1000))).Rows;
}
