using GovernanceConsole.ControlTesting;
using GovernanceConsole.Identity;
using GovernanceConsole.Web.Hosting;
using GovernanceConsole.Web.Shell;
using Microsoft.Extensions.Options;

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
        .AddSingleton<ISearchSource, FindingSearch>()
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

    /// <summary>Finds tickets, runs and reviews by their numbers.</summary>
    private sealed class FindingSearch(ControlTestQueries tests, ReviewTaskQueries reviews) : ISearchSource
    {
        public async Task<IReadOnlyList<SearchHit>> FindAsync(string text, Actor actor, int limit, CancellationToken cancellationToken)
        {
            var number = text.Trim();
            var hits = new List<SearchHit>();
            if (await tests.FindIdAsync(actor, number.ToUpperInvariant(), cancellationToken) is not null)
                hits.Add(new SearchHit("Control tests", number.ToUpperInvariant(), "", $"/control-tests?run={number.ToUpperInvariant()}", IsExact: true));
            if (await reviews.FindAsync(actor, number.ToUpperInvariant(), cancellationToken) is { } review)
                hits.Add(new SearchHit("Review of findings", $"{review.Row.Number} {review.Row.Title}", "", $"/reviews/{review.Row.Number}", IsExact: true));
            hits.AddRange((await tests.TicketsNumberedAsync(actor, number, limit, cancellationToken))
                .Select(t => new SearchHit("Ticket", t.Number, t.Import, $"/tickets/{t.Id.Value}", IsExact: true)));
            return [.. hits.Take(limit)];
        }
    }

    /// <summary>What an earlier process left half done is given up.</summary>
    private sealed class GiveUpLeftovers(ControlTestRunner runner, TimeProvider clock, IOptions<DatabaseOptions> database) : BackgroundService
    {
        private readonly DateTimeOffset _startedAt = clock.GetUtcNow();

        protected override async Task ExecuteAsync(CancellationToken cancellationToken)
        {
            await Task.Delay(ConsoleHost.AfterTheFirstPage, cancellationToken);
            await runner.GiveUpLeftoversAsync(database.Value.AbandonedBefore(_startedAt), cancellationToken);
        }
    }
}
