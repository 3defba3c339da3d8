using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Outbox;
using GovernanceConsole.Requests;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Requests;

/// <summary>One sentence for each thing that people do after an execution.</summary>
internal static class ExecutedCases
{
    /// <summary>Access for Sam until 30 days from now, approved by Rolf and executed by Emil.</summary>
    public static async Task<RequestId> GrantedAsync(this RequestConsole console)
    {
        var request = await console.VerifiedAsync(console.Access());
        _ = (await console.ApproveAsync(request, console.Rolf)).Value;
        _ = (await console.ExecuteAsync(request)).Value;
        return request;
    }

    /// <summary>A recovery-factor change of the standard workforce: High, every case reviewed within five working days.</summary>
    public static async Task<RequestId> ReviewableAsync(this RequestConsole console)
    {
        var request = await console.VerifiedAsync(console.Reset("K05"));
        foreach (var seat in (await console.FindAsync(request)).Seats)
            _ = (await console.ApproveAsync(request, TestConsole.SignedIn(seat.People[0], "whoever sits there"))).Value;
        _ = (await console.ExecuteAsync(request)).Value;
        return request;
    }

    /// <summary>About Svea, who holds security operations and so could do what follows, were it not about her.</summary>
    public static Task<RequestId> ExecutedAboutSveaAsync(this RequestConsole console) =>
        console.ExecutedAsync(console.Reset() with { Subject = RequestConsole.Id(console.Paths.Svea) });

    public static async Task<MonitoringView> MonitoringAsync(this RequestConsole console, RequestId request) => (await console.Use<MonitoringQueries>().FindAsync(request))!;

    public static async Task<PostCheckId> CheckIdAsync(this RequestConsole console, RequestId request, PostCheckKind kind) =>
        (await console.MonitoringAsync(request)).Checks.Last(c => c.Kind == kind).Id;

    public static async Task<Outcome<RequestState>> CheckAsync(
        this RequestConsole console, RequestId request, PostCheckKind kind, PostCheckResult result = PostCheckResult.Clear, Actor? by = null, string evidence = "SIEM-77") =>
        await console.Use<RecordCheck>().ExecuteAsync(CommandId.New(), new RecordCheckInput(request, await console.CheckIdAsync(request, kind), result, evidence), by ?? console.Bert);

    /// <summary>Every open check of the list, clear; and everybody is told.</summary>
    public static async Task CheckAllAsync(this RequestConsole console, RequestId request, bool tell = true)
    {
        if (tell)
            await console.TellEverybodyAsync(request);
        foreach (var check in (await console.MonitoringAsync(request)).Checks.Where(c => c.Result is null))
            _ = (await console.Use<RecordCheck>().ExecuteAsync(CommandId.New(), new RecordCheckInput(request, check.Id, PostCheckResult.Clear, "SIEM-78"), console.Bert)).Value;
    }

    public static Task<Outcome<RequestState>> LookAsync(
        this RequestConsole console, RequestId request, ExecutionVerdict verdict = ExecutionVerdict.AsApproved, Actor? by = null) =>
        console.Use<ConfirmExecution>().ExecuteAsync(CommandId.New(), new ConfirmExecutionInput(request, verdict, "open, no group added", "AD-4712"), by ?? console.Bert);

    public static Task<Outcome<Done>> SuspectAsync(this RequestConsole console, RequestId request, Actor? by = null, string reason = "A sign-in from a country nobody is in.") =>
        console.Use<ReportSuspicion>().ExecuteAsync(CommandId.New(), new ReportSuspicionInput(request, reason), by ?? console.Paths.Svea);

    public static Task<Outcome<RevocationId>> RevokeAsync(this RequestConsole console, RequestId request, Actor? by = null, string reason = "It was not Sam.") =>
        console.Use<RevokeNow>().ExecuteAsync(CommandId.New(), new RevokeNowInput(request, reason), by ?? console.Paths.Svea);

    /// <summary>The open task of a target, or a confirmed one where none is open, is confirmed.</summary>
    public static async Task<Outcome<Done>> ConfirmRevokedAsync(this RequestConsole console, RequestId request, RevocationTarget target, Actor? by = null, string reference = "AD-4713")
    {
        var task = (await console.MonitoringAsync(request)).Revocations.SelectMany(r => r.Tasks).Where(t => t.Target == target).OrderBy(t => t.ConfirmedAt is null).Last();
        return await console.Use<ConfirmRevocation>().ExecuteAsync(CommandId.New(), new ConfirmRevocationInput(request, task.Id, reference), by ?? console.Bert);
    }

    /// <summary>Every open task, confirmed.</summary>
    public static async Task ConfirmAllRevokedAsync(this RequestConsole console, RequestId request)
    {
        foreach (var target in (await console.MonitoringAsync(request)).Revocations.SelectMany(r => r.Tasks).Where(t => t.ConfirmedAt is null).Select(t => t.Target).Distinct())
            _ = (await console.ConfirmRevokedAsync(request, target)).Value;
    }

    public static Task<Outcome<RequestState>> EndInvestigationAsync(
        this RequestConsole console, RequestId request, InvestigationFinding finding, Actor? by = null, DateTimeOffset? watchUntil = null, string? verification = "VID-12", string reason = "Sam was on a journey.") =>
        console.Use<EndInvestigation>().ExecuteAsync(CommandId.New(), new EndInvestigationInput(request, finding, reason, verification, watchUntil), by ?? console.Paths.Svea);

    /// <summary>There was nothing to it: the watch goes on for five days from now.</summary>
    public static Task<Outcome<RequestState>> ClearSuspicionAsync(this RequestConsole console, RequestId request) =>
        console.EndInvestigationAsync(request, InvestigationFinding.Unfounded, watchUntil: console.Clock.GetUtcNow().AddDays(5));

    public static Task<Outcome<Done>> CloseAsync(this RequestConsole console, RequestId request, Actor? by = null, string? note = null) =>
        console.Use<CloseRequest>().ExecuteAsync(CommandId.New(), new CloseRequestInput(request, note), by ?? console.Bert);

    /// <summary>Confirmed, watched to its end and checked: nothing stands against closing it.</summary>
    public static async Task<RequestId> FinishedAsync(this RequestConsole console, SubmitRequestInput? input = null, bool tell = true)
    {
        var request = await console.ExecutedAsync(input);
        _ = (await console.LookAsync(request)).Value;
        console.Clock.Advance((await console.MonitoringAsync(request)).WatchedUntil - console.Clock.GetUtcNow());
        await console.CheckAllAsync(request, tell);
        return request;
    }

    public static Task<Outcome<Done>> RemoveAsync(this RequestConsole console, RequestId request, bool removed = true, Actor? by = null, string reference = "AD-4714") =>
        console.Use<ConfirmRemoval>().ExecuteAsync(CommandId.New(), new ConfirmRemovalInput(request, removed, reference), by ?? console.Bert);

    public static async Task<bool> IsToldAsync(this RequestConsole console, Actor person, string subject) =>
        (await console.Use<InboxQueries>().UnreadAsync(person)).Any(i => i.Subject == subject);
}
