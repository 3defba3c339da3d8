using GovernanceConsole.Identity;
using GovernanceConsole.Outbox;
using GovernanceConsole.Requests;
using GovernanceConsole.Tests.Fixtures;
using GovernanceConsole.Tests.Outbox;

namespace GovernanceConsole.Tests.Requests;

/// <summary>Requests carried to their execution, and what becomes of their notices.</summary>
internal static class ExecutedRequests
{
    /// <summary>Verified, approved by whoever may, and executed by Emil; a reset of Sam's password, watched for 72 hours, where nothing else is said.</summary>
    public static async Task<RequestId> ExecutedAsync(this RequestConsole console, SubmitRequestInput? input = null)
    {
        var request = (await console.SubmittedAsync(input)).Id;
        await console.CarryOutAsync(request);
        return request;
    }

    /// <inheritdoc cref="ExecutedAsync"/>
    public static async Task CarryOutAsync(this RequestConsole console, RequestId request)
    {
        await console.VerifyAsync(request);
        while (await console.StateAsync(request) == RequestState.AwaitingApproval)
            _ = (await console.ApproveAsync(request, TestConsole.SignedIn((await console.FindAsync(request)).Seats.First(s => s.IsOpen).People[0], "Whoever may"))).Value;
        _ = (await console.ExecuteAsync(request)).Value;
    }

    public static Task<IReadOnlyList<RequestNoticeRow>> NoticesAsync(this RequestConsole console, RequestId request) => console.Use<RequestNoticeQueries>().OfAsync(request);

    public static async Task<IReadOnlyList<OpenNotice>> OpenAsync(this RequestConsole console, RequestId request)
    {
        await using var context = console.Console.Store.OpenForReading();
        return await RequestNoticeReads.OpenNoticesAsync(context, request);
    }

    /// <summary>The one that is told by hand to a system or person of these words.</summary>
    public static async Task<RequestNoticeId> ByHandAsync(this RequestConsole console, RequestId request, string told) =>
        (await console.NoticesAsync(request)).Single(n => n.Channel == NoticeChannel.ByHand && n.Told == told).Id;

    public static Task<Outcome<Done>> ConfirmNoticeAsync(
        this RequestConsole console, RequestNoticeId notice, Actor by, string account = "Bert called the operator on shift.", string reference = "CALL-17") =>
        console.Use<ConfirmNotice>().ExecuteAsync(CommandId.New(), new ConfirmNoticeInput(notice, account, reference), by);

    public static Task<Outcome<Done>> WaiveNoticeAsync(this RequestConsole console, RequestNoticeId notice, Actor by, string reason = "The system was switched off last week.") =>
        console.Use<WaiveNotice>().ExecuteAsync(CommandId.New(), new WaiveNoticeInput(notice, reason), by);

    /// <summary>Everybody who is to hear of the execution does: by mail, and by hand from Bert.</summary>
    public static async Task TellEverybodyAsync(this RequestConsole console, RequestId request)
    {
        _ = await console.DeliverAsync();
        foreach (var notice in (await console.NoticesAsync(request)).Where(n => n.IsOpen && n.Channel == NoticeChannel.ByHand))
            PathConsole.Accepted(await console.ConfirmNoticeAsync(notice.Id, console.Bert));
    }

    public static async Task<FollowedUpNotices> FollowUpAsync(this RequestConsole console) =>
        (await console.Use<FollowUpNotices>().ExecuteAsync(CommandId.New(), Actor.ForJob(nameof(FollowUpNotices)))).Value;

    public static Task<MailRun> DeliverAsync(this RequestConsole console) => console.Console.DeliverAsync();
}
