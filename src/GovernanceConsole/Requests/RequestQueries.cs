using System.Runtime.CompilerServices;
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
    RequestId Id, string Number, string Kind, PersonId? Subject, string? SubjectReference, RequestState State, Lane Lane, RiskLevel Level, IntakeChannel Channel, DateTimeOffset SubmittedAt, DateTimeOffset LapsesAt)
{
    /// <summary>The kind in words, by the policy in force.</summary>
    public string KindTitle { get; init; } = "";

    /// <summary>Whose access it is: the person's name, the machine or the customer record.</summary>
    public string About { get; init; } = "";

    /// <summary>Who asks: the person's name, or who says that they ask; null where a source system does.</summary>
    public string? AskedBy { get; init; }

    /// <summary>The desk that took it in; null for none.</summary>
    public string? Desk { get; init; }

    /// <summary>The number of its path; null while quarantined.</summary>
    public string? Path { get; init; }

    /// <summary>The name of its path; null likewise.</summary>
    public string? PathName { get; init; }

    /// <summary>Null before the approvals were complete, and where nobody must approve before it was verified.</summary>
    public DateTimeOffset? ApprovedAt { get; init; }

    /// <summary>Null before.</summary>
    public DateTimeOffset? ExecutedAt { get; init; }

    /// <summary>Null while it goes on.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The rule that it was submitted or last edited under.</summary>
    public string RuleId { get; init; } = "";

    /// <summary>Nothing was executed yet, and it has not ended: its end counts.</summary>
    public bool IsPending => ExecutedAt is null && EndedAt is null;
}

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

    /// <summary>The name of the signal, by the policy in force.</summary>
    public string Name { get; init; } = "";

    /// <summary>The key of the system that reported it; null where a person took it.</summary>
    public string? ReportedBy { get; init; }

    /// <summary>Whoever reads this may confirm it as a second person.</summary>
    public bool MayConfirm { get; init; }
}

/// <summary>A signal that may be recorded for a request.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Name">The name agents read.</param>
/// <param name="Strength">What it is worth.</param>
/// <param name="Channels">Its channels; empty for what does not count.</param>
/// <param name="Conditions">What the agent must see to; null for nothing.</param>
/// <param name="MayResistPhishing">It is worth more where the sign-in behind it resists phishing.</param>
public sealed record SignalOffer(string Code, string Name, SignalStrength Strength, IReadOnlyList<SignalChannel> Channels, string? Conditions, bool MayResistPhishing)
{
    /// <summary>Those of the channels that reach a contact of record, and what kind of contact.</summary>
    public IReadOnlyDictionary<SignalChannel, ContactKind> Contacts { get; init; } = new Dictionary<SignalChannel, ContactKind>();

    /// <summary>The kind of contact that a channel reaches; null where it rests on none.</summary>
    public ContactKind? Reaches(SignalChannel channel) => Contacts.TryGetValue(channel, out var kind) ? kind : null;
}

/// <param name="Person">Who voted.</param>
/// <param name="Approves">Whether in favour.</param>
/// <param name="Basis">On what basis.</param>
/// <param name="CastAt">When.</param>
/// <param name="VoidedAt">When it lost its force; null while it stands.</param>
/// <param name="VoidReason">Why; null while it stands.</param>
public sealed record VoteView(PersonId Person, bool Approves, string Basis, DateTimeOffset CastAt, DateTimeOffset? VoidedAt, string? VoidReason)
{
    /// <summary>The exception it rests on; null for none.</summary>
    public string? Exception { get; init; }

    /// <summary>It stands, and its voter may fill a seat at this instant.</summary>
    public bool Counts { get; init; }

    /// <summary>Whose seat it is, where a delegate voted; null where they voted for themselves.</summary>
    public PersonId? For { get; init; }

    /// <summary>The number of the delegation; null likewise.</summary>
    public string? Delegation { get; init; }
}

/// <param name="Codes">The approver codes.</param>
/// <param name="People">Who may fill it now.</param>
/// <param name="IsOpen">Nobody has filled it yet.</param>
public sealed record SeatView(IReadOnlyList<string> Codes, IReadOnlyList<PersonId> People, bool IsOpen)
{
    /// <summary>Those of them who decide for somebody else, and for whom.</summary>
    public IReadOnlyDictionary<PersonId, PersonId> For { get; init; } = new Dictionary<PersonId, PersonId>();
}

/// <summary>How a request came in.</summary>
/// <param name="Requester">Who asks, where the directory knows them; null otherwise.</param>
/// <param name="Caller">Who says that they ask; null where the directory knows them.</param>
/// <param name="Class">The class that counted; null while it is not known, which counts as the strictest.</param>
/// <param name="SubjectKind">Whose access it is.</param>
/// <param name="EnteredBy">Who entered it; null where a machine did.</param>
/// <param name="EnteredByKey">The API key; null where a person did.</param>
/// <param name="Ticket">Of another system; null for none.</param>
/// <param name="Urgency">Why it is said to be urgent; null for not.</param>
/// <param name="Tags">Situations known to strain verification.</param>
public sealed record IntakeView(
    PersonId? Requester, string? Caller, SubjectClass? Class, SubjectKind SubjectKind, PersonId? EnteredBy, string? EnteredByKey, string? Ticket, string? Urgency, IReadOnlyList<string> Tags);

/// <summary>Where the lane and level came from, as they were decided.</summary>
/// <param name="RuleId">The rule.</param>
/// <param name="PolicyVersion">Of this version.</param>
/// <param name="RaisedBy">What raised the level, in words, one step each.</param>
public sealed record RuleView(string RuleId, int PolicyVersion, IReadOnlyList<string> RaisedBy);

/// <summary>What was done; everything null before.</summary>
/// <param name="By">Who executed it; null before, and where a machine did.</param>
/// <param name="Reference">The id of the event in the target system.</param>
/// <param name="Before">The state before.</param>
/// <param name="After">The state after.</param>
/// <param name="WatchedUntil">Until when it is watched.</param>
public sealed record ExecutionView(PersonId? By, string? Reference, string? Before, string? After, DateTimeOffset? WatchedUntil);

/// <summary>Another part of the same matter .</summary>
/// <param name="Number">Its number.</param>
/// <param name="KindTitle">Its kind in words.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Lane">Its lane.</param>
/// <param name="Level">Its level.</param>
public sealed record PartView(string Number, string KindTitle, RequestState State, Lane Lane, RiskLevel Level);

/// <summary>The path that a request runs on, and who answers for it now.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="ControlOwner">Null while the seat is empty.</param>
/// <param name="RiskOwner">Null while the seat is empty.</param>
public sealed record RequestPathView(string Number, string Name, PersonId? ControlOwner, PersonId? RiskOwner);

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
    IReadOnlyList<SignalView> Signals, IReadOnlyList<VoteView> Votes, IReadOnlyList<SeatView> Seats, string? StateReason)
{
    public required IntakeView Intake { get; init; }

    public required RuleView Rule { get; init; }

    public required ExecutionView Execution { get; init; }

    /// <summary>Null while quarantined.</summary>
    public RequestPathView? Path { get; init; }

    /// <summary>The name of the target system; null where the path says it.</summary>
    public string? System { get; init; }

    /// <summary>Null while it never was.</summary>
    public DateTimeOffset? VerifiedAt { get; init; }

    /// <summary>The other parts of the same matter, in the order of their numbers; empty where it stands alone.</summary>
    public IReadOnlyList<PartView> OtherParts { get; init; } = [];

    /// <summary>The highest level among all parts: it is shown for the whole .</summary>
    public RiskLevel LevelOfWhole => OtherParts.Select(p => p.Level).Append(Row.Level).Max();

    /// <summary>What it waits for now; empty where it waits for nothing but time.</summary>
    public required IReadOnlyList<MissingItem> Missing { get; init; }

    /// <summary>What the reader is to it.</summary>
    public IReadOnlySet<Relation> Relations { get; init; } = new HashSet<Relation>();

    /// <summary>What whoever reads this may do to it now.</summary>
    public required IReadOnlyList<OfferedAct> Acts { get; init; }

    /// <summary>The signals that whoever reads this may record.</summary>
    public IReadOnlyList<SignalOffer> Offers { get; init; } = [];

    /// <summary>The paths onto which whoever reads this may release it; empty for everybody else.</summary>
    public IReadOnlyList<PathChoice> ReleaseOnto { get; init; } = [];

    /// <summary>Whoever reads this sees it as one of a desk, who does not set how much access somebody gets .</summary>
    public bool IsEditedAtADesk { get; init; }

    /// <summary>The names of everybody in it.</summary>
    public required IReadOnlyDictionary<PersonId, string> Names { get; init; }

    /// <summary>What the person may do, and nothing is against it.</summary>
    public bool May(RequestAct act) => Acts.Any(a => a.Act == act && a.WhyNot is null);

    /// <summary>The name of somebody; who was forgotten has none.</summary>
    public string NameOf(PersonId person) => Names.GetValueOrDefault(person, "somebody no longer named");
}

/// <summary>What a queue shows. What is null or empty does not narrow it.</summary>
public sealed record RequestFilter
{
    /// <summary>Codes of kinds.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    public DeskId? Desk { get; init; }

    public RecoveryPathId? Path { get; init; }

    /// <summary>Only what waits for whoever reads.</summary>
    public RequestDuty? WaitsFor { get; init; }

    /// <summary>Only what lapses before this instant unless somebody acts.</summary>
    public DateTimeOffset? LapsesBefore { get; init; }

    /// <summary>A number or the begin of one, part of the name of the subject, or the begin of its reference.</summary>
    public string? Text { get; init; }

    public IReadOnlyList<RequestState> States { get; init; } = [];

    public IReadOnlyList<Lane> Lanes { get; init; } = [];

    public IReadOnlyList<RiskLevel> Levels { get; init; } = [];

    /// <summary>A number, or the begin of one.</summary>
    public string? Number { get; init; }
}

/// <summary>Requests, one by one and in queues: each reader's own part of them. What somebody may not see answers as if it were not there.</summary>
public sealed class RequestQueries(ReadOnlyStore store, OrganisationTime time)
{
    /// <summary>How far a queue is counted: there may be millions, and nobody turns so many pages.</summary>
    public const int CountedTo = 2_000;

    /// <summary>People of a name that are looked for; a longer name finds the rest.</summary>
    private const int MostNamed = 200;

    private const string ManagerConfirms = "V10";

    /// <summary>
    /// What an actor may see, newest first; a total above <see cref="CountedTo"/> means that there are more. Sorts by Number,
    /// SubmittedAt, LapsesAt and ApprovedAt.
    /// </summary>
    public async Task<Page<RequestRow>> ListAsync(Actor actor, RequestFilter filter, PageRequest page, CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        var (requests, policy) = await ChosenAsync(context, actor, filter, cancellationToken);
        return await ReadPageAsync(context, requests, policy, page, cancellationToken);
    }

    /// <summary>All of what an actor may see, one after the other, as they stood at one moment.</summary>
    public async IAsyncEnumerable<RequestRow> AllAsync(Actor actor, RequestFilter filter, PageRequest order, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        var (requests, policy) = await ChosenAsync(context, actor, filter, cancellationToken);
        await foreach (var row in Rows(context, Ordered(requests, order)).AsAsyncEnumerable().WithCancellation(cancellationToken))
            yield return row with { KindTitle = TitleOf(policy, row.Kind) };
    }

    /// <summary>What waits for an actor, duty by duty: how many, counted to <see cref="CountedTo"/>, and those that lapse first. Duties for which nothing waits are left out.</summary>
    /// <param name="actor">Whom they wait for.</param>
    /// <param name="take">At most so many rows of each duty.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<(RequestDuty Duty, Page<RequestRow> Waiting)>> OwedAsync(Actor actor, int take, CancellationToken cancellationToken = default)
    {
        if (actor.Person is null)
            return [];
        await using var context = store.Open();
        var policy = (await PolicyInForce.ReadAsync(context, cancellationToken)).Document;
        var sight = await RequestSight.OfAsync(context, actor, cancellationToken);
        var owed = new List<(RequestDuty, Page<RequestRow>)>();
        foreach (var duty in Enum.GetValues<RequestDuty>().Where(d => d != RequestDuty.Any))
        {
            var ids = sight.Waiting(duty, time.Now);
            var page = await ReadPageAsync(context, sight.Visible().Where(r => ids.Contains(r.Id)), policy, new PageRequest(0, take, nameof(RequestRow.LapsesAt)), cancellationToken);
            if (page.Total > 0)
                owed.Add((duty, page));
        }

        return owed;
    }

    /// <summary>The request of a number, whoever may see it; null where there is none.</summary>
    public async Task<RequestId?> FindIdAsync(string number, CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        var wanted = number.Trim().ToUpperInvariant();
        return await context.Set<Request>().Where(r => r.Number == wanted).Select(r => (RequestId?)r.Id).SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>One request as an actor may see it; null where there is none that they may see.</summary>
    public async Task<RequestDetails?> FindAsync(RequestId id, Actor actor, CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        return await ReadAsync(context, id, actor, cancellationToken);
    }

    /// <summary>One request as everybody together may see it: for tests of the rules; null where there is none.</summary>
    internal async Task<RequestDetails?> FindAsync(RequestId id, CancellationToken cancellationToken = default) =>
        await FindAsync(id, Actor.ForCommandLine("reader"), cancellationToken);

    private async Task<RequestDetails?> ReadAsync(GovernanceDbContext context, RequestId id, Actor actor, CancellationToken cancellationToken)
    {
        if (await RequestReads.FindAsync(context, id) is not { } request)
            return null;
        var now = time.Now;
        var policy = await PolicyInForce.ReadAsync(context, cancellationToken);
        var found = await RequestReads.RouteAsync(context, request, now);
        var route = found.IsAccepted ? found.Value : null;
        var seats = route is null || !VerificationProgress.NeedsApproval(request, route) ? [] : (await ApproverSeats.FindAsync(context, request, route, policy, now)).Seats;
        var isSeated = actor.Person is { } me && seats.Any(s => s.People.ContainsKey(me));
        if (!isSeated && !await (await RequestSight.OfAsync(context, actor, cancellationToken)).Visible().AnyAsync(r => r.Id == id, cancellationToken))
            return null;

        var changeExecutedAt = await RequestReads.ChangeExecutedAtAsync(context, RequestIntake.Of(request));
        var verification = route is null ? null : Verification.Judge(request, route, policy.Document, changeExecutedAt, request.ExecutedAt ?? request.EndedAt ?? now); // of what is done: as it stood when it was done
        var standing = await StandingVotes.OfAsync(context, request, seats, policy, now);
        var open = VoteCount.OpenSeats(standing, seats.Count);
        List<SeatView> shownSeats = [.. seats.Select((s, i) => new SeatView(s.Codes, [.. s.People.Keys], open.Contains(i)) { For = s.Delegates.ToDictionary(d => d.Key, d => d.Value.Principal) })];
        var served = RequestKinds.FindByCode(policy.Document.FindKind(request.Kind)?.Like ?? request.Kind);
        var isQuarantined = request.State == RequestState.Quarantined;
        List<PersonId> owners = isQuarantined && served is { } kind ? [.. (await PathReads.ControlOwnersAsync(context, kind)).Where(o => RequestRules.MayVerify(request, o) is null)] : [];
        List<PathChoice> releaseOnto = isQuarantined && served is { } like && actor.Person is { } owner ? await PathReads.ControlledByAsync(context, owner, like, cancellationToken) : [];
        var relations = await RelationsAsync(context, request, actor, isSeated, releaseOnto.Count > 0, cancellationToken);
        var acts = RequestActs.Of(request, actor, relations, VoteCount.Of(standing, seats.Count), policy.Document, route?.Level ?? request.Level, now);
        var missing = RequestMissing.Of(request, route, verification, shownSeats, policy.Document, owners);
        var path = request.PathId is { } on
            ? await context.Set<RunPath>().AsNoTracking().Where(p => p.Id == on).Select(p => new { p.Number, p.Name }).SingleAsync(cancellationToken)
            : null;
        var pathView = path is null ? null : new RequestPathView(
            path.Number, path.Name, await PathReads.HolderAsync(context, request.PathId!.Value, PathSeat.Control), await PathReads.HolderAsync(context, request.PathId!.Value, PathSeat.Risk));
        var desk = await context.Set<IntakeDesk>().AsNoTracking().Where(d => d.Id == request.DeskId).Select(d => d.Name).SingleOrDefaultAsync(cancellationToken);
        var system = await context.Set<TargetSystem>().AsNoTracking().Where(s => s.Id == request.SystemId).Select(s => s.Name).SingleOrDefaultAsync(cancellationToken);
        var mayConfirm = acts.Exists(a => a.Act == RequestAct.ConfirmSignal && a.WhyNot is null);
        var signals = request.Signals.OrderBy(s => s.TakenAt).ThenBy(s => s.Id.Value).Select(s =>
        {
            var judged = verification?.Signals.First(j => j.Id == s.Id);
            return new SignalView(
                s.Id, s.Code, s.Channel, s.Result, s.TakenById, s.ConfirmedById, s.TakenAt, s.Reference, judged?.Standing ?? SignalStanding.Weak, judged?.CountsFrom)
            {
                Name = policy.Document.FindSignal(s.Code)?.Name ?? s.Code,
                ReportedBy = s.ReportedByKey,
                Contact = s.Contact,
                Script = s.Script,
                MayConfirm = mayConfirm && s.ConfirmedById is null && s.TakenById != actor.Person && s.Result == SignalResult.Passed && judged?.Standing is not (SignalStanding.Weak or SignalStanding.Stale),
            };
        }).ToList();
        List<VoteView> votes =
        [
            .. request.Votes.OrderBy(v => v.CastAt).Select(v => new VoteView(v.PersonId, v.Approves, v.Basis, v.CastAt, v.VoidedAt, v.VoidReason)
            {
                Exception = v.Exception,
                For = v.ForId,
                Delegation = v.Delegation,
                Counts = v.VoidedAt is null && (seats.Count == 0 || standing.Exists(s => s.Person == v.PersonId && s.Seats.Count > 0)),
            }),
        ];
        var names = await NamesAsync(
            context,
            [
                .. CaseParts.Of(request).Select(p => p.Person), .. votes.Select(v => v.Person), .. votes.Select(v => v.For).OfType<PersonId>(), .. shownSeats.SelectMany(s => s.People), .. shownSeats.SelectMany(s => s.For.Values), .. owners,
                .. new[] { request.EnteredById, pathView?.ControlOwner, pathView?.RiskOwner }.OfType<PersonId>(),
            ],
            cancellationToken);
        // The first part of a matter, and one in which another came up, do not name a whole: they are it.
        var whole = request.WholeId ?? id;
        var parts = await context.Set<Request>().AsNoTracking().Where(r => (r.WholeId == whole || r.Id == whole) && r.Id != id)
            .OrderBy(r => r.Number).Select(r => new { r.Number, r.Kind, r.State, r.Lane, r.Level }).ToListAsync(cancellationToken);
        return new RequestDetails(
            new RequestRow(request.Id, request.Number, request.Kind, request.SubjectId, request.SubjectReference, request.State, request.Lane, request.Level, request.Channel, request.SubmittedAt, request.LapsesAt)
            {
                KindTitle = TitleOf(policy.Document, request.Kind),
                About = request.SubjectId is { } subject ? names.GetValueOrDefault(subject, "") : request.SubjectReference ?? "",
                AskedBy = request.RequesterId is { } requester ? names.GetValueOrDefault(requester) : request.Caller,
                Desk = desk,
                Path = path?.Number,
                PathName = path?.Name,
                ApprovedAt = request.ApprovedAt,
                ExecutedAt = request.ExecutedAt,
                EndedAt = request.EndedAt,
                RuleId = request.RuleId,
            },
            ContentOf(request), request.ContentHash, route, verification?.IsCalledBack ?? false, verification?.IsSatisfied ?? false, verification?.StandsUntil,
            signals, votes, shownSeats, request.StateReason)
        {
            Intake = new IntakeView(
                request.RequesterId, request.Caller, request.SubjectClass, request.SubjectKind, request.EnteredById, request.EnteredByKey, request.Ticket, request.Urgency,
                request.Tags.Split(' ', StringSplitOptions.RemoveEmptyEntries)),
            Rule = new RuleView(request.RuleId, request.PolicyVersion, await ReasonsAsync(context, request, policy, cancellationToken)),
            Execution = new ExecutionView(request.ExecutedById, request.ExecutionReference, request.StateBefore, request.StateAfter, request.WatchedUntil),
            Path = pathView,
            System = system,
            VerifiedAt = request.VerifiedAt,
            OtherParts = parts.ConvertAll(p => new PartView(p.Number, TitleOf(policy.Document, p.Kind), p.State, p.Lane, p.Level)),
            Missing = missing,
            Acts = acts,
            Offers = acts.Exists(a => a.Act == RequestAct.RecordSignal && a.WhyNot is null) ? OffersFor(request, actor, relations, policy.Document) : [],
            ReleaseOnto = releaseOnto,
            Relations = relations,
            IsEditedAtADesk = IsOfADesk(actor) && !relations.Contains(Relation.Proposer),
            Names = names,
        };
    }

    /// <summary>What whoever decides a request is shown; null where it waits for no decision.</summary>
    public async Task<ApprovalView?> ShowForApprovalAsync(RequestId id, CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        if (await RequestReads.FindAsync(context, id) is not { State: RequestState.AwaitingApproval } request)
            return null;
        var route = await RequestReads.RouteAsync(context, request, time.Now);
        return route.IsAccepted ? await RequestApproval.ShowAsync(context, request, route.Value, time, cancellationToken: cancellationToken) : null;
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

    private static async Task<Page<RequestRow>> ReadPageAsync(GovernanceDbContext context, IQueryable<Request> requests, PolicyDocument policy, PageRequest page, CancellationToken cancellationToken)
    {
        var total = await requests.Select(r => r.Id).Take(CountedTo + 1).CountAsync(cancellationToken);
        if (total <= page.Skip)
            return new Page<RequestRow>([], total);
        var rows = await Rows(context, Ordered(requests, page)).Skip(page.Skip).Take(page.Take).ToListAsync(cancellationToken);
        return new Page<RequestRow>(rows.ConvertAll(r => r with { KindTitle = TitleOf(policy, r.Kind) }), total);
    }

    private async Task<(IQueryable<Request> Requests, PolicyDocument Policy)> ChosenAsync(GovernanceDbContext context, Actor actor, RequestFilter filter, CancellationToken cancellationToken)
    {
        var policy = (await PolicyInForce.ReadAsync(context, cancellationToken)).Document;
        var sight = await RequestSight.OfAsync(context, actor, cancellationToken);
        var requests = sight.Visible();
        if (filter.WaitsFor is { } duty)
        {
            var waiting = sight.Waiting(duty, time.Now);
            requests = requests.Where(r => waiting.Contains(r.Id));
        }

        if (filter.States.Count > 0)
            requests = requests.Where(r => filter.States.Contains(r.State));
        if (filter.Lanes.Count > 0)
            requests = requests.Where(r => filter.Lanes.Contains(r.Lane));
        if (filter.Levels.Count > 0)
            requests = requests.Where(r => filter.Levels.Contains(r.Level));
        if (filter.Kinds.Count > 0)
            requests = requests.Where(r => filter.Kinds.Contains(r.Kind));
        if (filter.Desk is { } desk)
            requests = requests.Where(r => r.DeskId == desk);
        if (filter.Path is { } path)
            requests = requests.Where(r => r.PathId == path);
        if (filter.LapsesBefore is { } before)
            requests = requests.Where(r => r.LapsesAt < before && r.EndedAt == null && r.ExecutedAt == null);
        if (filter.Number?.Trim().ToUpperInvariant() is { Length: > 0 } number)
            requests = Numbered(requests, number);
        if (filter.Text?.Trim() is { Length: > 0 } text)
            requests = await FoundAsync(context, requests, text, cancellationToken);
        return (requests, policy);
    }

    private static async Task<IQueryable<Request>> FoundAsync(GovernanceDbContext context, IQueryable<Request> requests, string text, CancellationToken cancellationToken)
    {
        if (text.StartsWith("REQ-", StringComparison.OrdinalIgnoreCase))
            return Numbered(requests, text.ToUpperInvariant());
        // The people first and then what is about them: each by an index, whatever there is.
        var people = context.Set<Subject>().AsNoTracking();
        foreach (var word in Paging.WordsOf(text))
            people = people.Where(p => EF.Functions.Like(p.Name, word, "\\"));
        var named = (await people.OrderBy(p => p.Name).Take(MostNamed).Select(p => p.Id).ToListAsync(cancellationToken)).ConvertAll(p => (PersonId?)p);
        return requests.Where(r => named.Contains(r.SubjectId) || r.SubjectReference == text || r.Number == text);
    }

    /// <summary>Those whose number begins so; as a range, because only that is looked up by the index.</summary>
    private static IQueryable<Request> Numbered(IQueryable<Request> requests, string begin)
    {
        var after = begin + "~"; // behind every digit and letter
        return requests.Where(r => string.Compare(r.Number, begin) >= 0 && string.Compare(r.Number, after) < 0);
    }

    private static IQueryable<Request> Ordered(IQueryable<Request> requests, PageRequest page) => page.Sort switch
    {
        nameof(RequestRow.Number) => requests.By(r => r.Number, page.Descending),
        nameof(RequestRow.SubmittedAt) => requests.By(r => r.SubmittedAt, page.Descending).ThenBy(r => r.Number),
        nameof(RequestRow.LapsesAt) => requests.By(r => r.LapsesAt, page.Descending).ThenBy(r => r.Number),
        nameof(RequestRow.ApprovedAt) => requests.By(r => r.ApprovedAt, page.Descending).ThenBy(r => r.Number),
        _ => requests.OrderByDescending(r => r.SubmittedAt).ThenByDescending(r => r.Number),
    };

    private static IQueryable<RequestRow> Rows(GovernanceDbContext context, IQueryable<Request> requests) => requests
        .Select(r => new RequestRow(r.Id, r.Number, r.Kind, r.SubjectId, r.SubjectReference, r.State, r.Lane, r.Level, r.Channel, r.SubmittedAt, r.LapsesAt)
        {
            About = context.Set<Subject>().Where(p => p.Id == r.SubjectId).Select(p => p.Name).FirstOrDefault() ?? r.SubjectReference ?? "",
            AskedBy = context.Set<Subject>().Where(p => p.Id == r.RequesterId).Select(p => p.Name).FirstOrDefault() ?? r.Caller,
            Desk = context.Set<IntakeDesk>().Where(d => d.Id == r.DeskId).Select(d => d.Name).FirstOrDefault(),
            Path = context.Set<RunPath>().Where(p => p.Id == r.PathId).Select(p => p.Number).FirstOrDefault(),
            PathName = context.Set<RunPath>().Where(p => p.Id == r.PathId).Select(p => p.Name).FirstOrDefault(),
            ApprovedAt = r.ApprovedAt,
            ExecutedAt = r.ExecutedAt,
            EndedAt = r.EndedAt,
            RuleId = r.RuleId,
        });

    private static string TitleOf(PolicyDocument policy, string kind) => policy.FindKind(kind)?.Title ?? kind;

    private static bool IsOfADesk(Actor actor) => actor.KnowsRole(Role.DeskAgent) || actor.KnowsRole(Role.DeskLead);

    private static async Task<HashSet<Relation>> RelationsAsync(GovernanceDbContext context, Request request, Actor actor, bool isSeated, bool mayRelease, CancellationToken cancellationToken)
    {
        if (actor.Person is not { } me)
            return [];
        var (subject, desk) = (request.SubjectId, request.DeskId);
        var isManager = subject is not null && await context.Set<Subject>().AnyAsync(s => s.Id == subject && s.ManagerId == me, cancellationToken);
        var leads = desk is not null && await context.Set<IntakeDesk>().AnyAsync(d => d.Id == desk && d.LeadId == me, cancellationToken);
        return
        [
            .. new[]
            {
                (request.RequesterId == me, Relation.Proposer), (isSeated, Relation.Approver), (mayRelease, Relation.ControlOwner), (isManager, Relation.ManagerOfRecord), (leads, Relation.LeadOfDesk),
            }.Where(r => r.Item1).Select(r => r.Item2),
        ];
    }

    /// <summary>An agent takes everything but what only the manager of record says, and they nothing else.</summary>
    private static List<SignalOffer> OffersFor(Request request, Actor actor, HashSet<Relation> relations, PolicyDocument policy) =>
    [
        .. from signal in policy.Signals
           where signal.Strength != SignalStrength.NotAllowed
           where signal.Code == ManagerConfirms ? relations.Contains(Relation.ManagerOfRecord) : IsOfADesk(actor)
           where signal.Only is not { } only || (request.SubjectClass is { } known && only.Contains(known))
           let ways = signal.Ways.Where(w => w.NotIfStartedBy?.Contains(request.Channel) != true).Select(w => w.Channel).Distinct().ToList()
           where !signal.Counts || ways.Count > 0
           orderby signal.Counts descending, signal.Strength, signal.Code
           select new SignalOffer(signal.Code, signal.Name, signal.Strength, signal.Counts ? ways : [], signal.Conditions, signal.PhishingResistant is not null)
           {
               Contacts = ways.Where(w => SignalContactRules.RestsOnAContact(signal, w)).ToDictionary(w => w, w => SignalContactRules.KindFor(w)!.Value),
           },
    ];

    /// <summary>What raised the level when it was decided, as that policy says it.</summary>
    private static async Task<IReadOnlyList<string>> ReasonsAsync(GovernanceDbContext context, Request request, PolicyInForce inForce, CancellationToken cancellationToken)
    {
        var ids = request.RaisedBy.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (ids.Length == 0)
            return [];
        var then = request.PolicyVersion == inForce.Version ? inForce.Document : await PolicyInForce.DocumentOfAsync(context, request.PolicyVersion, cancellationToken);
        return [.. ids.Select(id => then.Raising.FirstOrDefault(r => r.Id == id) is { } rule ? $"{rule.Id}: {PolicyTerms.Of(rule)}" : id)];
    }

    private static async Task<IReadOnlyDictionary<PersonId, string>> NamesAsync(GovernanceDbContext context, IEnumerable<PersonId> people, CancellationToken cancellationToken)
    {
        var wanted = people.Distinct().ToList();
        return await context.Set<Subject>().AsNoTracking().Where(p => wanted.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, cancellationToken);
    }
}
