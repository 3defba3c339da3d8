using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.RecoveryPaths;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Requests;

/// <param name="Id">The request.</param>
/// <param name="Number">What people call it.</param>
/// <param name="Kind">The code of its kind.</param>
/// <param name="Subject">The person it is about; null for others.</param>
/// <param name="SubjectReference">Machine or customer; null for people.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Lane">Its lane.</param>
/// <param name="Level">Its level.</param>
/// <param name="Channel">How it came.</param>
/// <param name="SubmittedAt">When.</param>
/// <param name="LapsesAt">When it lapses unless it is decided or executed.</param>
public sealed record RequestRow(
    RequestId Id, string Number, string Kind, PersonId? Subject, string? SubjectReference, RequestState State, Lane Lane, RiskLevel Level, IntakeChannel Channel, DateTimeOffset SubmittedAt, DateTimeOffset LapsesAt);

/// <param name="Id">The record.</param>
/// <param name="Code">The code of the signal.</param>
/// <param name="Channel">Its channel; null for what does not count.</param>
/// <param name="Result">How it came out.</param>
/// <param name="TakenBy">Whoever took it; null where a machine reported it.</param>
/// <param name="ConfirmedBy">A second person; null for none.</param>
/// <param name="TakenAt">When.</param>
/// <param name="Reference">Where it can be looked up; null for none.</param>
/// <param name="Standing">Whether it counts now, and why.</param>
/// <param name="CountsFrom">For a new contact, from when on it counts; null otherwise.</param>
public sealed record SignalView(
    RequestSignalId Id, string Code, SignalChannel? Channel, SignalResult Result, PersonId? TakenBy, PersonId? ConfirmedBy, DateTimeOffset TakenAt, string? Reference, SignalStanding Standing, DateTimeOffset? CountsFrom)
{
    /// <summary>The contact of record that it went to, masked; null where it rests on none.</summary>
    public SignalContact? Contact { get; init; }

    /// <summary>The script by which it was taken; null where no operator spoke.</summary>
    public ScriptVersion? Script { get; init; }
}

/// <param name="Person">Who voted.</param>
/// <param name="Approves">Whether in favour.</param>
/// <param name="Basis">On what basis.</param>
/// <param name="CastAt">When.</param>
/// <param name="VoidedAt">When it lost its force; null while it stands.</param>
/// <param name="VoidReason">Why; null while it stands.</param>
public sealed record VoteView(PersonId Person, bool Approves, string Basis, DateTimeOffset CastAt, DateTimeOffset? VoidedAt, string? VoidReason);

/// <param name="Codes">The approver codes.</param>
/// <param name="People">Who may fill it now.</param>
/// <param name="IsOpen">Nobody has filled it yet.</param>
public sealed record SeatView(IReadOnlyList<string> Codes, IReadOnlyList<PersonId> People, bool IsOpen);

/// <summary>One request as its story.</summary>
/// <param name="Row">What lists show of it.</param>
/// <param name="Content">What is asked.</param>
/// <param name="ContentHash">Its hash; sent along with each decision.</param>
/// <param name="Route">What it must go through now; null where the kind is not offered any more.</param>
/// <param name="IsCalledBack">The call-back was done where one is asked for.</param>
/// <param name="IsVerified">The signals come to what is asked for now.</param>
/// <param name="VerificationStandsUntil">When the first of those that count goes stale; null where none counts.</param>
/// <param name="Signals">All of them.</param>
/// <param name="Votes">All of them.</param>
/// <param name="Seats">Who must agree; empty where nobody must.</param>
/// <param name="StateReason">Why it is stopped, quarantined or ended; null otherwise.</param>
public sealed record RequestDetails(
    RequestRow Row, RequestContent Content, string ContentHash, Route? Route, bool IsCalledBack, bool IsVerified, DateTimeOffset? VerificationStandsUntil,
    IReadOnlyList<SignalView> Signals, IReadOnlyList<VoteView> Votes, IReadOnlyList<SeatView> Seats, string? StateReason);

/// <summary>What a queue shows. What is null or empty does not narrow it.</summary>
public sealed record RequestFilter
{
    public IReadOnlyList<RequestState> States { get; init; } = [];

    public IReadOnlyList<Lane> Lanes { get; init; } = [];

    public IReadOnlyList<RiskLevel> Levels { get; init; } = [];

    /// <summary>A number, or the begin of one.</summary>
    public string? Number { get; init; }
}

/// <summary>Requests, one by one and in queues. Who may see which is decided by the page until requests have rights of their own.</summary>
public sealed class RequestQueries(ReadOnlyStore store, OrganisationTime time)
{
    /// <summary>Requests, newest first. Sorts by Number, SubmittedAt and LapsesAt.</summary>
    public async Task<Page<RequestRow>> ListAsync(PageRequest page, RequestFilter? filter = null, CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        var wanted = filter ?? new RequestFilter();
        IQueryable<Request> requests = context.Set<Request>();
        if (wanted.States.Count > 0)
            requests = requests.Where(r => wanted.States.Contains(r.State));
        if (wanted.Lanes.Count > 0)
            requests = requests.Where(r => wanted.Lanes.Contains(r.Lane));
        if (wanted.Levels.Count > 0)
            requests = requests.Where(r => wanted.Levels.Contains(r.Level));
        if (wanted.Number?.Trim().ToUpperInvariant() is { Length: > 0 } number)
            requests = requests.Where(r => r.Number.StartsWith(number));
        var ordered = page.Sort switch
        {
            nameof(RequestRow.Number) => requests.By(r => r.Number, page.Descending),
            nameof(RequestRow.SubmittedAt) => requests.By(r => r.SubmittedAt, page.Descending).ThenBy(r => r.Number),
            nameof(RequestRow.LapsesAt) => requests.By(r => r.LapsesAt, page.Descending).ThenBy(r => r.Number),
            _ => requests.OrderByDescending(r => r.SubmittedAt).ThenByDescending(r => r.Number),
        };
        return await ordered
            .Select(r => new RequestRow(r.Id, r.Number, r.Kind, r.SubjectId, r.SubjectReference, r.State, r.Lane, r.Level, r.Channel, r.SubmittedAt, r.LapsesAt))
            .ToPageAsync(page, cancellationToken);
    }

    /// <summary>One request; null where there is none.</summary>
    public async Task<RequestDetails?> FindAsync(RequestId id, CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        if (await RequestReads.FindAsync(context, id) is not { } request)
            return null;
        var now = time.Now;
        var policy = await PolicyInForce.ReadAsync(context, cancellationToken);
        var found = await RequestReads.RouteAsync(context, request, now);
        var route = found.IsAccepted ? found.Value : null;
        var changeExecutedAt = await RequestReads.ChangeExecutedAtAsync(context, RequestIntake.Of(request));
        var verification = route is null ? null : Verification.Judge(request, route, policy.Document, changeExecutedAt, now);
        var seats = route is null || !VerificationProgress.NeedsApproval(request, route) ? [] : (await ApproverSeats.FindAsync(context, request, route, policy)).Seats;
        var open = VoteCount.OpenSeats(await StandingVotes.OfAsync(context, request, seats, policy, now), seats.Count);
        return new RequestDetails(
            new RequestRow(request.Id, request.Number, request.Kind, request.SubjectId, request.SubjectReference, request.State, request.Lane, request.Level, request.Channel, request.SubmittedAt, request.LapsesAt),
            ContentOf(request), request.ContentHash, route, verification?.IsCalledBack ?? false, verification?.IsSatisfied ?? false, verification?.StandsUntil,
            [.. request.Signals.OrderBy(s => s.TakenAt).Select(s => new SignalView(
                s.Id, s.Code, s.Channel, s.Result, s.TakenById, s.ConfirmedById, s.TakenAt, s.Reference,
                verification?.Signals.First(j => j.Id == s.Id).Standing ?? SignalStanding.Weak, verification?.Signals.First(j => j.Id == s.Id).CountsFrom) { Contact = s.Contact, Script = s.Script })],
            [.. request.Votes.OrderBy(v => v.CastAt).Select(v => new VoteView(v.PersonId, v.Approves, v.Basis, v.CastAt, v.VoidedAt, v.VoidReason))],
            [.. seats.Select((s, i) => new SeatView(s.Codes, [.. s.People.Keys], open.Contains(i)))],
            request.StateReason);
    }

    /// <summary>What whoever decides a request is shown; null where it waits for no decision.</summary>
    public async Task<ApprovalView?> ShowForApprovalAsync(RequestId id, CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        if (await RequestReads.FindAsync(context, id) is not { State: RequestState.AwaitingApproval } request)
            return null;
        var route = await RequestReads.RouteAsync(context, request, time.Now);
        return route.IsAccepted ? await RequestApproval.ShowAsync(context, request, route.Value, time, cancellationToken) : null;
    }

    internal static RequestContent ContentOf(Request request) => new()
    {
        Kind = request.Kind,
        Effect = request.Effect,
        System = request.SystemId,
        Justification = request.Justification,
        StartsAt = request.StartsAt,
        EndsAt = request.EndsAt,
        ReviewOn = request.ReviewOn,
        Incident = request.Incident,
        TriggeredBy = request.TriggeredBy,
        IsEarlyOrDisputed = request.IsEarlyOrDisputed,
        Workload = request.Workload,
        Environment = request.Environment,
        RotatesOn = request.RotatesOn,
    };
}
