using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.RecoveryPaths;
using GovernanceConsole.Storage;

namespace GovernanceConsole.Requests;

public readonly record struct RequestId(Guid Value) : IEntityId<RequestId>
{
    public static RequestId From(Guid value) => new(value);
}

/// <summary>Where a request stands. The five stages in order, and the ends.</summary>
public enum RequestState
{
    /// <summary>Came by a channel that no active path is registered for: nothing is done with it.</summary>
    Quarantined,

    /// <summary>Who asks is not known yet.</summary>
    Verifying,

    /// <summary>A strong signal failed, or somebody shops for a softer desk: nothing goes on until it is cleared.</summary>
    Stopped,

    AwaitingApproval,

    /// <summary>May be executed, once, exactly as approved, before its end.</summary>
    Approved,

    /// <summary>Executed, and watched.</summary>
    Monitoring,

    /// <summary>Something suspicious was seen while it was watched.</summary>
    UnderInvestigation,

    Closed,
    Rejected,
    Expired,
    Cancelled,
}

/// <summary>
/// Somebody asks for a way back into access, or for access. From intake to monitoring one record; its rules are in
/// <see cref="RequestRules"/>, what counts as verified in <see cref="Verification"/>, what the votes come to in
/// <see cref="VoteCount"/>. Lane and level are computed and never chosen.
/// </summary>
internal sealed class Request : ILedgered
{
    private readonly List<RequestSignal> _signals = [];
    private readonly List<RequestVote> _votes = [];
    private readonly List<RequestEditor> _editors = [];

    public RequestId Id { get; private init; }

    /// <summary>What people call it: <c>REQ-2026-000123</c>.</summary>
    public string Number { get; private init; } = "";

    /// <summary>The matter of several parts that it belongs to: the id of the first part. Null where it stands alone.</summary>
    public RequestId? WholeId { get; private init; }

    public RequestState State { get; private set; }

    // What is asked. Whoever changes one of these makes another content, and every vote for the former is void (D5).

    /// <summary>The code of the kind.</summary>
    public string Kind { get; private set; } = "";

    public SubjectKind SubjectKind { get; private init; }

    /// <summary>The person it is about; null for machine identities and customer records.</summary>
    public PersonId? SubjectId { get; private init; }

    /// <summary>The name of the machine identity, or the reference of the customer record; null for people of the directory.</summary>
    public string? SubjectReference { get; private init; }

    /// <summary>The class that counted; null while it is not known, which counts as the strictest.</summary>
    public SubjectClass? SubjectClass { get; private set; }

    /// <summary>Who asks, where the directory knows them; null otherwise.</summary>
    public PersonId? RequesterId { get; private init; }

    /// <summary>Who says that they ask, in their words; null where the directory knows them.</summary>
    public string? Caller { get; private init; }

    public IntakeChannel Channel { get; private init; }

    public DeskId? DeskId { get; private init; }

    /// <summary>The registered path it runs on; null while quarantined.</summary>
    public RecoveryPathId? PathId { get; private set; }

    public GovernedSystemId? SystemId { get; private set; }

    /// <summary>What shall be the case afterwards.</summary>
    public string Effect { get; private set; } = "";

    /// <summary>Why the business needs it; null where the form does not ask.</summary>
    public string? Justification { get; private set; }

    /// <summary>When the access begins; null for at once.</summary>
    public DateTimeOffset? StartsAt { get; private set; }

    /// <summary>When the access ends; null where nothing lasts.</summary>
    public DateTimeOffset? EndsAt { get; private set; }

    /// <summary>When it is looked at again; null where it ends.</summary>
    public DateOnly? ReviewOn { get; private set; }

    /// <summary>The ticket of another system; null for none.</summary>
    public string? Ticket { get; private init; }

    /// <summary>Why it is said to be urgent. Written down, and without any effect .</summary>
    public string? Urgency { get; private init; }

    /// <summary>Situations known to strain verification, separated by spaces; empty for none .</summary>
    public string Tags { get; private init; } = "";

    /// <summary>The incident or outage; null where none is.</summary>
    public string? Incident { get; private set; }

    /// <summary>What of HR, contract, inventory or legal asks for it; null where a person does.</summary>
    public string? TriggeredBy { get; private set; }

    /// <summary>It happens before its time, or somebody objects (K08).</summary>
    public bool IsEarlyOrDisputed { get; private set; }

    /// <summary>For a machine identity: the workload; null for people.</summary>
    public string? Workload { get; private set; }

    /// <summary>For a machine identity: where it runs; null for people.</summary>
    public string? Environment { get; private set; }

    /// <summary>For a machine identity: when its secret is replaced next; null for people.</summary>
    public DateOnly? RotatesOn { get; private set; }

    /// <summary>Counts the contents, from 1.</summary>
    public int ContentVersion { get; private set; }

    /// <summary>SHA-256 over the content, in hexadecimal: votes and execution name it.</summary>
    public string ContentHash { get; private set; } = "";

    // By which rule.

    /// <summary>The rule at submission or at the last edit.</summary>
    public string RuleId { get; private set; } = "";

    public int PolicyVersion { get; private set; }

    public Lane Lane { get; private set; }

    public RiskLevel Level { get; private set; }

    /// <summary>Ids of the rules that raised the level, separated by spaces.</summary>
    public string RaisedBy { get; private set; } = "";

    // How it went.

    /// <summary>The agent or person who entered it; null where a machine did.</summary>
    public PersonId? EnteredById { get; private init; }

    /// <summary>The API key that entered it; null where a person did.</summary>
    public string? EnteredByKey { get; private init; }

    public DateTimeOffset SubmittedAt { get; private init; }

    /// <summary>The instant from which no vote counts any more (D13).</summary>
    public DateTimeOffset LapsesAt { get; private set; }

    /// <summary>Why it is stopped, quarantined or ended; null otherwise.</summary>
    public string? StateReason { get; private set; }

    /// <summary>When verification was complete the last time; null while it never was.</summary>
    public DateTimeOffset? VerifiedAt { get; private set; }

    /// <summary>When its approvers should have answered: from then on those who stand in may decide it too. Null where nobody is asked.</summary>
    public DateTimeOffset? ApprovalDueAt { get; private set; }

    /// <summary>When those who stand in were told; null while they were not.</summary>
    public DateTimeOffset? EscalatedAt { get; private set; }

    /// <summary>When the approvals were complete; null before.</summary>
    public DateTimeOffset? ApprovedAt { get; private set; }

    /// <summary>When it was executed; null before.</summary>
    public DateTimeOffset? ExecutedAt { get; private set; }

    /// <summary>Null before execution, and where a machine executed.</summary>
    public PersonId? ExecutedById { get; private set; }

    /// <summary>The id of the event in the target system; null before execution.</summary>
    public string? ExecutionReference { get; private set; }

    /// <summary>As the target system tells it; null before execution.</summary>
    public string? StateBefore { get; private set; }

    /// <summary>Null likewise.</summary>
    public string? StateAfter { get; private set; }

    /// <summary>Until when it is watched; null before execution.</summary>
    public DateTimeOffset? WatchedUntil { get; private set; }

    /// <summary>When it was told that it is approved and still not executed; null while it was not.</summary>
    public DateTimeOffset? RemindedAt { get; private set; }

    /// <summary>When it came to an end; null before.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    public long Version { get; private set; }

    Guid ILedgered.LedgerId => Id.Value;

    public IReadOnlyList<RequestSignal> Signals => _signals;

    /// <summary>All votes, void ones too, in the order in which they were cast.</summary>
    public IReadOnlyList<RequestVote> Votes => _votes;

    /// <summary>Everybody who wrote what is asked: none of them approves it (D4).</summary>
    public IReadOnlyList<RequestEditor> Editors => _editors;

    public bool IsEnded => State is RequestState.Closed or RequestState.Rejected or RequestState.Expired or RequestState.Cancelled;

    /// <summary>Nothing was executed yet, and it has not ended.</summary>
    public bool IsPending => State is RequestState.Quarantined or RequestState.Verifying or RequestState.Stopped or RequestState.AwaitingApproval or RequestState.Approved;

    public static Request Submit(RequestId id, string number, RequestId? whole, RequestIntake intake, RequestContent content, RequestPlace place, Route? route, DateTimeOffset lapses, DateTimeOffset at)
    {
        var request = new Request
        {
            Id = id,
            Number = number,
            WholeId = whole,
            State = RequestState.Verifying,
            SubjectKind = intake.SubjectKind,
            SubjectId = intake.Subject,
            SubjectReference = intake.SubjectReference,
            RequesterId = intake.Requester,
            Caller = intake.Caller,
            Channel = intake.Channel,
            DeskId = intake.Desk,
            Ticket = intake.Ticket,
            Urgency = intake.Urgency,
            Tags = intake.Tags,
            EnteredById = intake.EnteredBy,
            EnteredByKey = intake.EnteredByKey,
            SubmittedAt = at,
            LapsesAt = lapses,
        };
        if (intake.EnteredBy is { } by)
            request._editors.Add(new RequestEditor(id, by));
        request.Take(content, intake, place, route);
        return request;
    }

    /// <summary>Changes what is asked: another content, for which nobody has voted yet.</summary>
    /// <returns>The votes that are void with it.</returns>
    public IReadOnlyList<RequestVote> Edit(RequestContent content, RequestIntake intake, RequestPlace place, Route route, PersonId by, DateTimeOffset at)
    {
        Expect(IsPending);
        var voided = VoidVotes("What is asked was changed.", at);
        if (!_editors.Exists(e => e.PersonId == by))
            _editors.Add(new RequestEditor(Id, by));
        Take(content, intake, place, route);
        return voided;
    }

    public void Quarantine(string reason) => (State, StateReason) = (RequestState.Quarantined, reason);

    /// <summary>Released from quarantine, or cleared after a stop.</summary>
    public void GoOnVerifying()
    {
        Expect(State is RequestState.Quarantined or RequestState.Stopped);
        (State, StateReason) = (RequestState.Verifying, null);
    }

    /// <summary>Out of quarantine, onto a path that serves its kind.</summary>
    public void Release(RecoveryPathId path)
    {
        GoOnVerifying();
        PathId = path;
    }

    /// <summary>Who asks is in doubt. Votes rested on a verification that is worth nothing now, so they are void.</summary>
    /// <returns>The votes that are void with it.</returns>
    public IReadOnlyList<RequestVote> Stop(string reason, DateTimeOffset at)
    {
        Expect(IsPending);
        (State, StateReason, VerifiedAt) = (RequestState.Stopped, reason, null);
        return VoidVotes("The request was stopped.", at);
    }

    public void Add(RequestSignal signal) => _signals.Add(signal);

    /// <summary>Who asks is known well enough: approvals are asked for, or it may be executed.</summary>
    /// <param name="approvalDue">Until when its approvers answer; null where nobody must agree.</param>
    /// <param name="executableUntil">The end of the time in which it may be executed, where nobody must.</param>
    /// <param name="at">Now.</param>
    public void BecomeVerified(DateTimeOffset? approvalDue, DateTimeOffset executableUntil, DateTimeOffset at)
    {
        Expect(State is RequestState.Verifying);
        (State, VerifiedAt, ApprovalDueAt, EscalatedAt) = (approvalDue is null ? RequestState.Approved : RequestState.AwaitingApproval, at, approvalDue, null);
        if (approvalDue is null)
            (ApprovedAt, LapsesAt) = (at, executableUntil);
    }

    /// <summary>Its approvers did not answer in time.</summary>
    public bool IsOverdueAt(DateTimeOffset now) => State is RequestState.AwaitingApproval && now >= ApprovalDueAt;

    public void Escalate(DateTimeOffset at)
    {
        Expect(State is RequestState.AwaitingApproval && EscalatedAt is null);
        EscalatedAt = at;
    }

    /// <summary>Signals were renewed while it waits, or before it is executed.</summary>
    public void RenewVerification(DateTimeOffset at) => VerifiedAt = at;

    /// <summary>The vote of a person about the present content; null where none stands.</summary>
    public RequestVote? StandingVoteOf(PersonId person) => _votes.Find(v => v.PersonId == person && v.ContentVersion == ContentVersion && v.VoidedAt is null);

    /// <summary>Adds a vote; one that the same person had cast takes its leave.</summary>
    public void Cast(RequestVote vote)
    {
        Expect(State is RequestState.AwaitingApproval);
        StandingVoteOf(vote.PersonId)?.BecomeVoid("Cast again.", vote.CastAt);
        _votes.Add(vote);
    }

    /// <param name="outcome">What the votes come to.</param>
    /// <param name="executableUntil">The end of the time in which it may be executed.</param>
    /// <param name="at">Now.</param>
    public void Decide(VoteOutcome outcome, DateTimeOffset executableUntil, DateTimeOffset at)
    {
        Expect(State is RequestState.AwaitingApproval);
        switch (outcome)
        {
            case VoteOutcome.Approved:
                (State, ApprovedAt, LapsesAt) = (RequestState.Approved, at, executableUntil);
                break;
            case VoteOutcome.Rejected:
                End(RequestState.Rejected, null, at);
                break;
            case VoteOutcome.Waits:
                break;
        }
    }

    /// <param name="by">Who executed it; null for a machine.</param>
    /// <param name="reference">The id of the event in the target system.</param>
    /// <param name="before">The state before.</param>
    /// <param name="after">The state after.</param>
    /// <param name="watchedUntil">The end of the monitoring.</param>
    /// <param name="at">Now.</param>
    public void Execute(PersonId? by, string reference, string before, string after, DateTimeOffset watchedUntil, DateTimeOffset at)
    {
        Expect(State is RequestState.Approved);
        (State, ExecutedById, ExecutionReference, StateBefore, StateAfter, WatchedUntil, ExecutedAt) = (RequestState.Monitoring, by, reference, before, after, watchedUntil, at);
    }

    public void Remind(DateTimeOffset at)
    {
        Expect(State is RequestState.Approved);
        RemindedAt = at;
    }

    /// <summary>Something suspicious was seen while it was watched.</summary>
    public void Investigate(string reason)
    {
        Expect(State is RequestState.Monitoring or RequestState.UnderInvestigation);
        (State, StateReason) = (RequestState.UnderInvestigation, reason);
    }

    /// <summary>The investigation found nothing: the watch goes on.</summary>
    /// <param name="until">The end of the monitoring.</param>
    public void GoOnWatching(DateTimeOffset until)
    {
        Expect(State is RequestState.UnderInvestigation);
        (State, StateReason, WatchedUntil) = (RequestState.Monitoring, null, until);
    }

    /// <summary>A repair added a right: what changes who can reach what is governed, whatever it was asked as .</summary>
    public void Reclassify()
    {
        Expect(Lane is Lane.BreakFix);
        Lane = Lane.GovernedAccess;
    }

    /// <param name="reason">What is to be known of the end; null for nothing.</param>
    /// <param name="at">Now.</param>
    public void Close(string? reason, DateTimeOffset at)
    {
        Expect(State is RequestState.Monitoring or RequestState.UnderInvestigation);
        End(RequestState.Closed, reason, at);
    }

    public void Cancel(string reason, DateTimeOffset at)
    {
        Expect(IsPending);
        End(RequestState.Cancelled, reason, at);
    }

    public void Expire(DateTimeOffset at)
    {
        Expect(IsPending);
        End(RequestState.Expired, null, at);
    }

    private List<RequestVote> VoidVotes(string reason, DateTimeOffset at)
    {
        var voided = _votes.Where(v => v.VoidedAt is null).ToList();
        foreach (var vote in voided)
            vote.BecomeVoid(reason, at);
        return voided;
    }

    private void End(RequestState state, string? reason, DateTimeOffset at) => (State, StateReason, EndedAt) = (state, reason, at);

    private void Take(RequestContent content, RequestIntake intake, RequestPlace place, Route? route)
    {
        Kind = content.Kind;
        Effect = content.Effect;
        SystemId = content.System;
        Justification = content.Justification;
        StartsAt = content.StartsAt;
        EndsAt = content.EndsAt;
        ReviewOn = content.ReviewOn;
        Incident = content.Incident;
        TriggeredBy = content.TriggeredBy;
        IsEarlyOrDisputed = content.IsEarlyOrDisputed;
        Workload = content.Workload;
        Environment = content.Environment;
        RotatesOn = content.RotatesOn;
        PathId = place.Path;
        SubjectClass = place.Class;
        ContentVersion++;
        ContentHash = content.HashFor(intake);
        if (route is not null)
            (RuleId, PolicyVersion, Lane, Level, RaisedBy) = (route.RuleId, route.PolicyVersion, route.Lane, route.Level, string.Join(' ', route.RaisedBy));
        if (State is not (RequestState.Quarantined or RequestState.Stopped))
            (State, VerifiedAt, ApprovedAt) = (RequestState.Verifying, null, null);
    }

    private void Expect(bool holds)
    {
        if (!holds)
            throw new InvalidOperationException($"{Number} is {State}.");
    }
}

/// <summary>Where it runs and whom it is about, as found in the records.</summary>
/// <param name="Path">The registered path; null where none is.</param>
/// <param name="Class">The class of the subject; null where it is not known.</param>
internal sealed record RequestPlace(RecoveryPathId? Path, SubjectClass? Class);

/// <summary>Somebody who wrote what is asked.</summary>
internal sealed class RequestEditor(RequestId requestId, PersonId personId)
{
    public RequestId RequestId { get; private init; } = requestId;

    public PersonId PersonId { get; private init; } = personId;
}
