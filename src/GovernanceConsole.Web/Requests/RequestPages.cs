using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Requests;
using GovernanceConsole.Storage;
using GovernanceConsole.Web.Shell;

namespace GovernanceConsole.Web.Requests;

internal static class RequestPages
{
    /// <summary>What the pages of the slice need beside its use cases.</summary>
    public static IServiceCollection AddRequestPages(this IServiceCollection services) => services
        .AddSingleton<IWorkSource, RequestWork>()
        .AddSingleton<ISearchSource, RequestSearch>()
        .AddStateLook<RequestState>(state => state switch
        {
            RequestState.Quarantined => new(RequestWords.Of(state), Tone.Attention, "block"),
            RequestState.Verifying => new(RequestWords.Of(state), Tone.Waiting, "person_search"),
            RequestState.Stopped => new(RequestWords.Of(state), Tone.Bad, "stop_circle"),
            RequestState.AwaitingApproval => new(RequestWords.Of(state), Tone.Waiting, "how_to_reg"),
            RequestState.Approved => new(RequestWords.Of(state), Tone.Good, "task_alt"),
            RequestState.Monitoring => new(RequestWords.Of(state), Tone.Waiting, "visibility"),
            RequestState.UnderInvestigation => new(RequestWords.Of(state), Tone.Bad, "troubleshoot"),
            RequestState.Closed => new(RequestWords.Of(state), Tone.Good, "check_circle"),
            RequestState.Rejected => new(RequestWords.Of(state), Tone.Quiet, "thumb_down"),
            RequestState.Expired => new(RequestWords.Of(state), Tone.Quiet, "timer_off"),
            RequestState.Cancelled => new(RequestWords.Of(state), Tone.Quiet, "cancel"),
        });
}

/// <summary>What requests people have to do something about, on their home page: those that lapse first, and one line for the rest.</summary>
internal sealed class RequestWork(RequestQueries requests, OrganisationTime time) : IWorkSource
{
    /// <summary>Lines of one duty; a longer queue has its own page.</summary>
    private const int MostLines = 8;

    public async Task<IReadOnlyList<WorkItem>> OwedByAsync(Actor actor, CancellationToken cancellationToken)
    {
        var work = new List<WorkItem>();
        foreach (var (duty, waiting) in await requests.OwedAsync(actor, MostLines, cancellationToken))
        {
            work.AddRange(waiting.Rows.Select(r => LineOf(duty, r)));
            if (waiting.Total > waiting.Rows.Count)
                work.Add(RestOf(duty, waiting));
        }

        return work;
    }

    private WorkItem LineOf(RequestDuty duty, RequestRow row) => new(
        DutyOf(duty), $"{row.Number} {row.KindTitle}", row.About, time.DateOf(row.LapsesAt), ConsequenceOf(duty), duty == RequestDuty.Decide ? RequestWords.ApproveHrefOf(row.Number) : RequestWords.HrefOf(row.Number), ButtonOf(duty))
    {
        Since = time.DateOf(row.ApprovedAt is { } approved && duty == RequestDuty.Execute ? approved : row.SubmittedAt),
    };

    private WorkItem RestOf(RequestDuty duty, Page<RequestRow> waiting)
    {
        var rest = waiting.Total > RequestQueries.CountedTo ? $"More than {RequestQueries.CountedTo:N0}" : (waiting.Total - waiting.Rows.Count).ToString("N0", System.Globalization.CultureInfo.InvariantCulture);
        return new(DutyOf(duty), $"{rest} more", "later deadlines", time.DateOf(waiting.Rows[^1].LapsesAt), ConsequenceOf(duty), $"/requests?waits={duty}&sort={nameof(RequestRow.LapsesAt)}", "See them all");
    }

    private static string DutyOf(RequestDuty duty) => duty switch
    {
        RequestDuty.Decide => "Decide a request",
        RequestDuty.Verify => "Verify who asks",
        RequestDuty.Execute => "Execute what was approved",
        RequestDuty.Clear => "Look at a stopped request",
        RequestDuty.Release or RequestDuty.Any => "Look at a quarantined request",
    };

    private static string ConsequenceOf(RequestDuty duty) => duty switch
    {
        RequestDuty.Decide => "It lapses. Silence never approves.",
        RequestDuty.Execute => "It lapses, and must be asked for and approved anew.",
        RequestDuty.Verify or RequestDuty.Clear or RequestDuty.Release or RequestDuty.Any => "It lapses, and whoever still needs it asks anew.",
    };

    private static string ButtonOf(RequestDuty duty) => duty switch
    {
        RequestDuty.Decide => "Decide",
        RequestDuty.Verify => "Verify",
        RequestDuty.Execute => "Execute",
        RequestDuty.Clear or RequestDuty.Release or RequestDuty.Any => "Open",
    };
}

/// <summary>Finds requests by number and by the name of the person they are about.</summary>
internal sealed class RequestSearch(RequestQueries requests) : ISearchSource
{
    public async Task<IReadOnlyList<SearchHit>> FindAsync(string text, Actor actor, int limit, CancellationToken cancellationToken) =>
    [
        .. (await requests.ListAsync(actor, new RequestFilter { Text = text }, new PageRequest(0, limit), cancellationToken)).Rows.Select(row => new SearchHit(
            "Request", $"{row.Number} {row.KindTitle}", $"{RequestWords.Of(row.State)}, for {row.About}", RequestWords.HrefOf(row.Number),
            string.Equals(row.Number, text.Trim(), StringComparison.OrdinalIgnoreCase))),
    ];
}
