using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Policy;
using GovernanceConsole.Requests;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Requests;

public sealed class MonitoringQueriesTests
{
    [Fact]
    [Trait("row", "R-088")]
    public async Task List_OfWhatMustBeLookedAt_BeginsWithWhatIsInvestigated_AndKnowsEveryReason()
    {
        await using var console = await RequestConsole.StartAsync();
        var over = await console.ExecutedAsync();
        console.Clock.Advance(TimeSpan.FromDays(3));
        var approved = await console.VerifiedAsync(console.Reset("K03"));
        var ends = await console.ExecutedAsync(console.Reset("K02"));
        var suspected = await console.ExecutedAsync(console.Reset("K04"));
        _ = (await console.SuspectAsync(suspected)).Value;
        var stopped = (await console.SubmittedAsync(console.Reset("K01"))).Id;
        _ = (await console.SignalAsync(stopped, "V03", SignalChannel.RecoveryCode, result: SignalResult.Failed)).Value;

        var rows = (await ListAsync(console)).Rows;

        Assert.Equal(
            [
                (suspected, WatchReason.UnderInvestigation), (suspected, WatchReason.BeingRevoked), (stopped, WatchReason.Stopped), (over, WatchReason.WindowIsOver), (ends, WatchReason.WindowEnds),
                (approved, WatchReason.NotExecuted),
            ],
            rows.Select(r => (r.Id, r.Reason)));
        Assert.Equal((1, console.Clock.GetUtcNow(), true), (rows[0].OpenTasks, rows[0].RevokingSince!.Value, rows[0].WasExecuted));
        Assert.Equal((0, null, false), (rows[^1].OpenTasks, rows[^1].RevokingSince, rows[^1].WasExecuted));
        Assert.Equal([stopped], (await ListAsync(console, WatchReason.Stopped)).Rows.Select(r => r.Id));
        Assert.Equal([WatchReason.Stopped, WatchReason.WindowIsOver], (await ListAsync(console, page: new PageRequest(Skip: 2, Take: 2))).Rows.Select(r => r.Reason));
        Assert.Equal(6, (await ListAsync(console, page: new PageRequest(Skip: 2, Take: 2))).Total);
        Assert.Equal((await console.FindAsync(approved)).Row.LapsesAt, rows[^1].At);
    }

    [Fact]
    [Trait("row", "R-093")]
    public async Task List_OfReviewsThatAreOverdue_BeginsTheDayAfterTheirLast_ClosedOrNot_AndEndsWithTheReview()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = await console.ReviewableAsync();
        var lastDay = (await console.MonitoringAsync(request)).Review.DueOn!.Value;
        var time = console.Use<OrganisationTime>();
        _ = (await console.LookAsync(request)).Value;
        console.Clock.Advance((await console.MonitoringAsync(request)).WatchedUntil - console.Clock.GetUtcNow());
        await console.CheckAllAsync(request);
        _ = (await console.CloseAsync(request)).Value;
        console.Clock.Advance(time.StartOf(lastDay.AddDays(1)) - console.Clock.GetUtcNow() - TimeSpan.FromMilliseconds(1));
        Assert.Empty((await ListAsync(console, WatchReason.ReviewOverdue)).Rows);

        console.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(request, Assert.Single((await ListAsync(console, WatchReason.ReviewOverdue)).Rows).Id);

        _ = (await console.Use<ReviewRequest>().ExecuteAsync(CommandId.New(), new ReviewRequestInput(request, "In order."), console.Paths.Svea)).Value;
        Assert.Empty((await ListAsync(console, WatchReason.ReviewOverdue)).Rows);
    }

    [Fact]
    public async Task List_OfWhatTwoOrdersRevoke_IsOneMatter_SinceTheFirst()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = await console.ExecutedAsync();
        _ = (await console.SuspectAsync(request)).Value;
        var first = console.Clock.GetUtcNow();
        console.Clock.Advance(TimeSpan.FromMinutes(1));
        _ = (await console.RevokeAsync(request)).Value;

        var matter = Assert.Single((await ListAsync(console, WatchReason.BeingRevoked)).Rows);
        Assert.Equal((first, first, 3), (matter.At, matter.RevokingSince!.Value, matter.OpenTasks));
        Assert.Equal(2, (await ListAsync(console)).Total);
    }

    [Fact]
    public async Task List_ForWhoWatchesNothing_IsEmpty()
    {
        await using var console = await RequestConsole.StartAsync();
        _ = (await console.SuspectAsync(await console.ExecutedAsync())).Value;

        Assert.Empty((await console.Use<MonitoringQueries>().ListAsync(console.Anna, reason: null, new PageRequest())).Rows);
        Assert.NotEmpty((await ListAsync(console)).Rows);
    }

    [Fact]
    public async Task Find_WhatWasNotExecuted_IsNull()
    {
        await using var console = await RequestConsole.StartAsync();

        Assert.Null(await console.Use<MonitoringQueries>().FindAsync(await console.VerifiedAsync()));
    }

    [Fact]
    public async Task Find_WhatTheSubjectAskedForOrGotInsideTheWindow_IsShownBesideTheCase()
    {
        await using var console = await RequestConsole.StartAsync();
        _ = await console.SubmittedAsync(console.Reset("K02")); // before
        console.Clock.Advance(TimeSpan.FromMinutes(1));
        var request = await console.ExecutedAsync();
        console.Clock.Advance(TimeSpan.FromHours(1));
        var forSam = await console.SubmittedAsync(console.Access());
        var bySam = await console.SubmittedAsync(console.Reset("K04") with { Subject = RequestConsole.Id(console.Mira) });
        _ = await console.SubmittedAsync(console.Reset("K04") with { Subject = RequestConsole.Id(console.Mira), Requester = RequestConsole.Id(console.Mona) });
        console.Clock.Advance(TimeSpan.FromHours(72));
        _ = await console.SubmittedAsync(console.Reset("K05")); // after

        Assert.Equal([forSam.Number, bySam.Number], (await console.MonitoringAsync(request)).Later.Select(l => l.Number));
    }

    private static Task<Page<WatchRow>> ListAsync(RequestConsole console, WatchReason? reason = null, PageRequest? page = null) =>
        console.Use<MonitoringQueries>().ListAsync(console.Paths.Svea with { KnownRoles = new HashSet<Role> { Role.SecurityOperations } }, reason, page ?? new PageRequest());
}
