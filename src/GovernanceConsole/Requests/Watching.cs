using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Outbox;
using GovernanceConsole.Policy;

namespace GovernanceConsole.Requests;

/// <summary>What begins with an execution, and with a suspicion: parts of use cases, in their transaction.</summary>
internal static class Watching
{
    /// <summary>Opens the checklist, and notes what is owed afterwards.</summary>
    public static void Begin(Change change, Request request, Route route)
    {
        var ends = request.EndsAt ?? (route.Validity is { ComesBack: true, Longest: { } longest } ? change.Now + longest.Length : null);
        change.Context.Add(Watch.Begin(request, route, ends, ReviewDraw.DueOn(route.Review, request.Id, change.Now, ends, change.Time), change.Time));
        foreach (var (kind, countsFrom) in Checklist.Of(route, request.SubjectKind, change.Now, request.WatchedUntil!.Value))
            change.Context.Add(PostCheck.Open(change.NewId<PostCheckId>(), request.Id, kind, countsFrom, change.Now));
    }

    /// <summary>The watch begins anew, with everything that was to be looked for.</summary>
    public static void Renew(Change change, WatchedCase seen, DateTimeOffset until)
    {
        foreach (var check in seen.LatestChecks.Where(c => c.Kind != PostCheckKind.FirstLook))
        {
            var countsFrom = check.Kind == PostCheckKind.SessionsEnded ? change.Now : until;
            if (check.Result is null)
                check.Postpone(countsFrom);
            else
                change.Context.Add(PostCheck.Open(change.NewId<PostCheckId>(), seen.Request.Id, check.Kind, countsFrom, change.Now));
        }
    }

    /// <summary>
    /// Puts a case under investigation and demands what trust after the act demands: its sessions are ended, and its
    /// subject is verified anew before anybody may say that there was nothing to it.
    /// </summary>
    /// <param name="change">The use case at work.</param>
    /// <param name="seen">The case.</param>
    /// <param name="reason">What was seen.</param>
    public static async Task SuspectAsync(Change change, WatchedCase seen, string reason)
    {
        var request = seen.Request;
        change.Context.Add(Suspicion.Report(change.NewId<SuspicionId>(), request.Id, reason, change.Actor.Person, KeyOf(change), change.Now));
        request.Investigate(reason);
        change.Record(MonitoringEvents.SuspicionReported, request, EventDetail.Public("number", request.Number));
        if (!seen.OpenTasks.Any(t => t.Target == RevocationTarget.Sessions))
            Order(change, seen, everything: false, [RevocationTarget.Sessions], reason);
        await MonitoringNotices.TellSecurityAsync(change, request, $"{request.Number} is under investigation", $"{reason} Its sessions are to be ended and its subject verified anew; what it touched can be revoked at once.");
    }

    /// <summary>Orders some of what a case touched to be withdrawn.</summary>
    public static Revocation Order(Change change, WatchedCase seen, bool everything, IReadOnlyList<RevocationTarget> targets, string reason)
    {
        var revocation = Revocation.Order(change.NewId<RevocationId>(), seen.Request.Id, everything, reason, change.Actor.Person, change.Now);
        change.Context.Add(revocation);
        foreach (var target in targets)
            change.Context.Add(RevocationTask.Of(change.NewId<RevocationTaskId>(), revocation, target));
        change.Record(
            MonitoringEvents.RevocationOrdered, seen.Request,
            EventDetail.Public("number", seen.Request.Number), EventDetail.Public("targets", MonitoringText.Of(targets)), EventDetail.Private("reason", reason));
        return revocation;
    }

    /// <summary>The name of the API key; null where a person acts.</summary>
    public static string? KeyOf(Change change) => change.Actor.Kind == ActorKind.ApiKey ? change.Actor.Name : null;
}

/// <summary>Who hears of what after an execution.</summary>
internal static class MonitoringNotices
{
    /// <summary>Security operations, and the lead of the desk.</summary>
    public static async Task TellSecurityAsync(Change change, Request request, string subject, string text) =>
        Tell(change, request, await SecurityAsync(change, request), subject, text);

    /// <summary>Those at the desk who had a hand in it: who entered it, who executed it, and the lead.</summary>
    public static async Task TellDeskAsync(Change change, Request request, string subject, string text) =>
        Tell(change, request, await DeskAsync(change, request), subject, text);

    /// <summary>Both.</summary>
    public static async Task TellAllAsync(Change change, Request request, string subject, string text) =>
        Tell(change, request, [.. await SecurityAsync(change, request), .. await DeskAsync(change, request)], subject, text);

    private static void Tell(Change change, Request request, IReadOnlyCollection<PersonId> people, string subject, string text)
    {
        foreach (var person in people.Distinct().Where(p => p != change.Actor.Person))
            change.Tell(person, new Notice(subject, text, $"/requests/{request.Number}", request.Id.Value));
    }

    private static async Task<List<PersonId>> SecurityAsync(Change change, Request request) =>
        [.. await OrganisationReads.HoldersAsync(change.Context, Role.SecurityOperations, CancellationToken.None), .. await LeadAsync(change, request)];

    private static async Task<List<PersonId>> DeskAsync(Change change, Request request) =>
        [.. request.Editors.Select(e => e.PersonId), .. request.ExecutedById is { } executor ? [executor] : Array.Empty<PersonId>(), .. await LeadAsync(change, request)];

    private static async Task<IReadOnlyList<PersonId>> LeadAsync(Change change, Request request) =>
        request.DeskId is { } desk && await OrganisationReads.DeskAsync(change, desk) is { } standing ? [standing.LeadId] : [];
}
