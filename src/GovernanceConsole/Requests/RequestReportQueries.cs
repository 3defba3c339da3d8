using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Requests;

/// <summary>A request as other systems list it.</summary>
/// <param name="Number">What people call it.</param>
/// <param name="Kind">The code of its kind.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Lane">Its lane.</param>
/// <param name="Level">Its level.</param>
/// <param name="Ticket">Of another system; null for none.</param>
/// <param name="SubmittedAt">When it was submitted.</param>
/// <param name="LapsesAt">When it lapses unless it is decided or executed.</param>
public sealed record ReportedRow(string Number, string Kind, RequestState State, Lane Lane, RiskLevel Level, string? Ticket, DateTimeOffset SubmittedAt, DateTimeOffset LapsesAt);

/// <summary>A signal as other systems read it.</summary>
/// <param name="Code">The code of the signal.</param>
/// <param name="Channel">Its channel; null for what does not count.</param>
/// <param name="Result">How it came out.</param>
/// <param name="TakenAt">When.</param>
/// <param name="Reference">Where it can be looked up; null for none.</param>
/// <param name="Standing">Whether it counts now, and why; null where the kind is not offered any more.</param>
public sealed record ReportedSignal(string Code, SignalChannel? Channel, SignalResult Result, DateTimeOffset TakenAt, string? Reference, SignalStanding? Standing);

/// <summary>A request as other systems read it: people by their directory keys, systems and desks by their codes.</summary>
/// <param name="Row">What a list tells.</param>
/// <param name="Version">Counts its changes.</param>
/// <param name="Matter">The number of the first part of its matter; null where it stands alone.</param>
/// <param name="SubjectKind">Whose access it is.</param>
/// <param name="Subject">Directory key of the person; null for others.</param>
/// <param name="SubjectReference">Machine or customer; null for people.</param>
/// <param name="Requester">Directory key of who asks; null where the directory does not know them.</param>
/// <param name="Channel">By which channel it came.</param>
/// <param name="Desk">Code of the desk; null for none.</param>
/// <param name="System">Code of the target; null for none.</param>
/// <param name="Content">What is asked.</param>
/// <param name="ContentHash">Its hash, which an execution names.</param>
/// <param name="RuleId">The rule at submission or at the last edit.</param>
/// <param name="PolicyVersion">Of which policy.</param>
/// <param name="RaisedBy">Ids of the rules that raised the level.</param>
/// <param name="StateReason">Why it is stopped, quarantined or ended; null otherwise.</param>
/// <param name="IsVerified">The signals come to what is asked for now.</param>
/// <param name="Signals">In the order in which they were taken.</param>
/// <param name="OpenSeats">The approver codes of each seat that nobody has filled yet; empty where nobody must agree.</param>
/// <param name="ExecutedAt">When it was executed; null before.</param>
/// <param name="ExecutionReference">The id of the event in the target system; null before.</param>
/// <param name="WatchedUntil">Until when it is watched; null before it was executed.</param>
/// <param name="EndedAt">When it came to an end; null before.</param>
public sealed record ReportedRequest(
    ReportedRow Row, long Version, string? Matter, SubjectKind SubjectKind, string? Subject, string? SubjectReference, string? Requester, IntakeChannel Channel, string? Desk, string? System,
    RequestContent Content, string ContentHash, string RuleId, int PolicyVersion, IReadOnlyList<string> RaisedBy, string? StateReason, bool IsVerified,
    IReadOnlyList<ReportedSignal> Signals, IReadOnlyList<IReadOnlyList<string>> OpenSeats, DateTimeOffset? ExecutedAt, string? ExecutionReference, DateTimeOffset? WatchedUntil, DateTimeOffset? EndedAt);

/// <summary>Requests for other systems, and the names by which those know people, systems and desks. The endpoint asks for the scope.</summary>
public sealed class RequestReportQueries(ReadOnlyStore store, OrganisationTime time)
{
    /// <summary>Requests in the order of their numbers.</summary>
    /// <param name="after">The number behind which to go on; null for the begin.</param>
    /// <param name="state">Where they stand; null for all.</param>
    /// <param name="take">The most rows.</param>
    /// <param name="cancellationToken">Given up.</param>
    public async Task<IReadOnlyList<ReportedRow>> ListAsync(string? after, RequestState? state, int take, CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        IQueryable<Request> requests = context.Set<Request>();
        if (after is not null)
            requests = requests.Where(r => string.Compare(r.Number, after) > 0);
        if (state is not null)
            requests = requests.Where(r => r.State == state);
        return await requests.OrderBy(r => r.Number).Take(Math.Clamp(take, 1, PageRequest.MostRows))
            .Select(r => new ReportedRow(r.Number, r.Kind, r.State, r.Lane, r.Level, r.Ticket, r.SubmittedAt, r.LapsesAt)).ToListAsync(cancellationToken);
    }

    /// <summary>The request with a number; null where there is none.</summary>
    public async Task<RequestId?> FindIdAsync(string number, CancellationToken cancellationToken = default)
    {
        var wanted = number.Trim().ToUpperInvariant();
        await using var context = store.Open();
        return await context.Set<Request>().Where(r => r.Number == wanted).Select(r => (RequestId?)r.Id).SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>One request; null where there is none.</summary>
    public async Task<ReportedRequest?> FindAsync(string number, CancellationToken cancellationToken = default)
    {
        if (await FindIdAsync(number, cancellationToken) is not { } id)
            return null;
        await using var context = store.Open();
        if (await RequestReads.FindAsync(context, id) is not { } request)
            return null;
        var now = time.Now;
        var policy = await PolicyInForce.ReadAsync(context, cancellationToken);
        var found = await RequestReads.RouteAsync(context, request, now);
        var route = found.IsAccepted ? found.Value : null;
        var verification = route is null ? null : Verification.Judge(request, route, policy.Document, await RequestReads.ChangeExecutedAtAsync(context, RequestIntake.Of(request)), now);
        var people = context.Set<Subject>();
        return new ReportedRequest(
            new ReportedRow(request.Number, request.Kind, request.State, request.Lane, request.Level, request.Ticket, request.SubmittedAt, request.LapsesAt),
            request.Version,
            request.WholeId is { } whole ? await context.Set<Request>().Where(r => r.Id == whole).Select(r => r.Number).SingleOrDefaultAsync(cancellationToken) : null,
            request.SubjectKind,
            request.SubjectId is { } subject ? await people.Where(p => p.Id == subject).Select(p => p.DirectoryKey).SingleOrDefaultAsync(cancellationToken) : null,
            request.SubjectReference,
            request.RequesterId is { } requester ? await people.Where(p => p.Id == requester).Select(p => p.DirectoryKey).SingleOrDefaultAsync(cancellationToken) : null,
            request.Channel,
            request.DeskId is { } desk ? await context.Set<IntakeDesk>().Where(d => d.Id == desk).Select(d => d.Code).SingleOrDefaultAsync(cancellationToken) : null,
            request.SystemId is { } system ? await context.Set<TargetSystem>().Where(s => s.Id == system).Select(s => s.Code).SingleOrDefaultAsync(cancellationToken) : null,
            RequestQueries.ContentOf(request), request.ContentHash, request.RuleId, request.PolicyVersion, request.RaisedBy.Split(' ', StringSplitOptions.RemoveEmptyEntries), request.StateReason,
            verification?.IsSatisfied ?? false,
            [.. request.Signals.OrderBy(s => s.TakenAt).Select(s => new ReportedSignal(s.Code, s.Channel, s.Result, s.TakenAt, s.Reference, verification?.Signals.First(j => j.Id == s.Id).Standing))],
            route is null || !request.IsPending ? [] : await OpenSeatsAsync(context, request, route, policy, now),
            request.ExecutedAt, request.ExecutionReference, request.WatchedUntil, request.EndedAt);
    }

    /// <summary>The person with a key of the directory; null where there is none.</summary>
    public async Task<PersonId?> FindPersonAsync(string directoryKey, CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        return await context.Set<Subject>().Where(p => p.DirectoryKey == directoryKey).Select(p => (PersonId?)p.Id).SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>The system with a code; null where there is none.</summary>
    public async Task<GovernedSystemId?> FindSystemAsync(string code, CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        return await context.Set<TargetSystem>().Where(s => s.Code == code).Select(s => (GovernedSystemId?)s.Id).SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>The desk with a code; null where there is none.</summary>
    public async Task<DeskId?> FindDeskAsync(string code, CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        return await context.Set<IntakeDesk>().Where(d => d.Code == code).Select(d => (DeskId?)d.Id).SingleOrDefaultAsync(cancellationToken);
    }

    private static async Task<IReadOnlyList<IReadOnlyList<string>>> OpenSeatsAsync(GovernanceDbContext context, Request request, Route route, PolicyInForce policy, DateTimeOffset now)
    {
        if (!VerificationProgress.NeedsApproval(request, route))
            return [];
        var seats = (await ApproverSeats.FindAsync(context, request, route, policy, now)).Seats;
        return [.. VoteCount.OpenSeats(await StandingVotes.OfAsync(context, request, seats, policy, now), seats.Count).Select(i => seats[i].Codes)];
    }
}
