using GovernanceConsole.ControlTesting;
using GovernanceConsole.Identity;
using GovernanceConsole.Web.Shell;

namespace GovernanceConsole.Web.ControlTesting;

internal static class ControlTestingPages
{
    public static IServiceCollection AddControlTestingPages(this IServiceCollection services) => services
        .AddStateLook<ControlTestRunState>(state => state switch
        {
            ControlTestRunState.Running => new StateLook("Running", Tone.Waiting, "hourglass_empty"),
            ControlTestRunState.Complete => new StateLook("Complete", Tone.Good, "task_alt"),
            ControlTestRunState.GivenUp => new StateLook("Given up", Tone.Quiet, "cancel"),
        })
        .AddStateLook<ReviewTaskState>(state => state switch
        {
            ReviewTaskState.Open => new StateLook("Open", Tone.Waiting, "pending_actions"),
            ReviewTaskState.Done => new StateLook("Done", Tone.Good, "assignment_turned_in"),
        })
        .AddSingleton<IWorkSource, ReviewWork>()
        .AddHostedService<GiveUpLeftovers>();

    /// <summary>Reviews that wait for the person.</summary>
    private sealed class ReviewWork(ReviewTaskQueries reviews) : IWorkSource
    {
        public async Task<IReadOnlyList<WorkItem>> OwedByAsync(Actor actor, CancellationToken cancellationToken) =>
            actor.Person is not { } person ? [] :
            [
                .. (await reviews.OpenForAsync(person, cancellationToken)).Select(r => new WorkItem(
                    "Review findings",
                    $"{r.Number} {r.Title}",
                    $"{FindingWords.Number(r.Tickets)} {(r.Tickets == 1 ? "ticket" : "tickets")}",
                    r.DueOn,
                    "Until you decide, the findings stay open and count against the path.",
                    $"/reviews/{r.Number}",
                    "Review")),
            ];
    }

    /// <summary>Before the first page: what an earlier process left half done is given up.</summary>
    private sealed class GiveUpLeftovers(ControlTestRunner runner) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => runner.GiveUpLeftoversAsync(cancellationToken);

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
