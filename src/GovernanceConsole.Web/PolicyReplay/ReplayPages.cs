using GovernanceConsole.Identity;
using GovernanceConsole.PolicyReplay;
using GovernanceConsole.Web.Hosting;
using GovernanceConsole.Web.Shell;
using Microsoft.Extensions.Options;

namespace GovernanceConsole.Web.PolicyReplay;

internal static class ReplayPages
{
    public static IServiceCollection AddPolicyReplayPages(this IServiceCollection services) => services
        .AddStateLook<ReplayState>(state => state switch
        {
            ReplayState.Running => new StateLook("Running", Tone.Waiting, "hourglass_empty"),
            ReplayState.Complete => new StateLook("Complete", Tone.Good, "task_alt"),
            ReplayState.Cancelled => new StateLook("Cancelled", Tone.Quiet, "cancel"),
            ReplayState.BrokenOff => new StateLook("Broken off", Tone.Attention, "link_off"),
        })
        .AddSingleton<ISearchSource, ReplaySearch>()
        .AddHostedService<BreakOffLeftovers>();

    /// <summary>Finds replays by number.</summary>
    private sealed class ReplaySearch(ReplayQueries replays) : ISearchSource
    {
        public async Task<IReadOnlyList<SearchHit>> FindAsync(string text, Actor actor, int limit, CancellationToken cancellationToken) =>
            await replays.FindAsync(actor, text.Trim().ToUpperInvariant(), cancellationToken) is { Summary: var replay }
                ? [new SearchHit("Policy replay", replay.Number, ReplayWords.Period(replay.FromOn, replay.UntilOn), ReplayWords.HrefOf(replay.Number), IsExact: true)]
                : [];
    }

    /// <summary>What an earlier process left half done is broken off.</summary>
    private sealed class BreakOffLeftovers(ReplayRunner runner, TimeProvider clock, IOptions<DatabaseOptions> database) : BackgroundService
    {
        private readonly DateTimeOffset _startedAt = clock.GetUtcNow();

        protected override async Task ExecuteAsync(CancellationToken cancellationToken)
        {
            await Task.Delay(ConsoleHost.AfterTheFirstPage, cancellationToken);
            await runner.BreakOffLeftoversAsync(database.Value.AbandonedBefore(_startedAt), cancellationToken);
        }
    }
}
