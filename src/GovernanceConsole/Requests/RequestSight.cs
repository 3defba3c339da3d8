using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Outbox;
using GovernanceConsole.Policy;
using GovernanceConsole.RecoveryPaths;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Requests;

/// <summary>What of a request waits for somebody.</summary>
public enum RequestDuty
{
    /// <summary>Whatever it is.</summary>
    Any,

    /// <summary>An approver says yes or no.</summary>
    Decide,

    /// <summary>A desk finds out who asks.</summary>
    Verify,

    /// <summary>A desk does what was approved.</summary>
    Execute,

    /// <summary>Security operations or the lead of the desk looks at a stopped one.</summary>
    Clear,

    /// <summary>A control owner looks at one that came by an unregistered channel.</summary>
    Release,
}

/// <summary>
/// Which requests somebody may read, and which wait for them. Audit, security operations, governance, the owners of
/// the policy and the leads of own desks read all. A desk's people read what came to their desk: an agent's desks are those
/// that their manager of record leads; what came to no desk belongs to all own desks, and to none that a vendor runs.
/// Everybody reads what they asked, are the subject of, entered, wrote, verified, executed, decided, own the path of or are
/// told of; a desk's people do not see another desk's because they once took a signal there.
/// </summary>
internal sealed class RequestSight
{
    /// <summary>Notices that are looked at: far more than anybody has open.</summary>
    private const int MostTold = 500;

    private static readonly Role[] Readers = [Role.Auditor, Role.SecurityOperations, Role.Governance, Role.IamPolicy];

    private readonly GovernanceDbContext _context;
    private readonly Actor _actor;
    private readonly bool _seesAll;
    private readonly PolicyDocument _policy;
    private List<DeskId?> _desks = [];
    private bool _hasDeskless;
    private List<DeskId?> _led = [];
    private List<RecoveryPathId?> _paths = [];
    private List<string> _kinds = [];
    private List<RequestId> _told = [];
    private List<(RiskLevel Level, List<string> Rules)> _byRoster = [];
    private List<(RiskLevel Level, List<string> Rules)> _byManager = [];
    private List<(RiskLevel Level, List<string> Rules)> _bySystem = [];

    private RequestSight(GovernanceDbContext context, Actor actor, PolicyDocument policy, bool seesAll) =>
        (_context, _actor, _policy, _seesAll) = (context, actor, policy, seesAll);

    private bool IsOfADesk => _actor.KnowsRole(Role.DeskAgent) || _actor.KnowsRole(Role.DeskLead);

    private IQueryable<RequestId> None => All.Where(r => false).Select(r => r.Id);

    private IQueryable<Request> All => _context.Set<Request>().AsNoTracking();

    /// <param name="context">Where to read.</param>
    /// <param name="actor">Who reads.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<RequestSight> OfAsync(GovernanceDbContext context, Actor actor, CancellationToken cancellationToken)
    {
        var policy = await PolicyInForce.ReadAsync(context, cancellationToken);
        if (actor.Person is not { } person)
            return new RequestSight(context, actor, policy.Document, seesAll: actor.Kind is ActorKind.CommandLine or ActorKind.Job);
        var isOfADesk = actor.KnowsRole(Role.DeskAgent) || actor.KnowsRole(Role.DeskLead);
        var desks = await context.Set<IntakeDesk>().AsNoTracking().Where(d => isOfADesk).Select(d => new { d.Id, d.Kind, d.LeadId }).ToListAsync(cancellationToken);
        var led = actor.KnowsRole(Role.DeskLead) ? desks.Where(d => d.LeadId == person).ToList() : [];
        var manager = actor.KnowsRole(Role.DeskAgent)
            ? await context.Set<Subject>().AsNoTracking().Where(s => s.Id == person).Select(s => s.ManagerId).SingleOrDefaultAsync(cancellationToken)
            : null;
        var mine = desks.Where(d => led.Contains(d) || (manager is not null && d.LeadId == manager)).ToList();
        var isOfAVendor = mine.Count > 0 && mine.TrueForAll(d => d.Kind == DeskKind.Outsourced);
        var sight = new RequestSight(context, actor, policy.Document, Readers.Any(actor.KnowsRole) || (actor.KnowsRole(Role.DeskLead) && !isOfAVendor))
        {
            _desks = mine.ConvertAll(d => (DeskId?)d.Id),
            _hasDeskless = !isOfAVendor,
            _led = led.ConvertAll(d => (DeskId?)d.Id),
            _paths = (await PathReads.OwnedByAsync(context, person, cancellationToken)).ConvertAll(p => (RecoveryPathId?)p),
            _told = (await InboxReads.AboutAsync(context, person, "/requests/", MostTold, cancellationToken)).ConvertAll(RequestId.From),
        };
        var kinds = await PathReads.KindsControlledByAsync(context, person, cancellationToken);
        sight._kinds = [.. policy.Document.Kinds.Where(k => RequestKinds.FindByCode(k.Like ?? k.Code) is { } kind && kinds.Contains(kind)).Select(k => k.Code)];
        var roster = await DutyRoster.ReadAsync(context, cancellationToken);
        sight._byRoster = sight.RulesAsking(a => a.Source == ApproverSource.DutyRoster && roster[a.Code].Contains(person));
        sight._byManager = sight.RulesAsking(a => a.Source is ApproverSource.ManagerOfRecord or ApproverSource.ContractSponsor or ApproverSource.VendorManager);
        sight._bySystem = sight.RulesAsking(a => a.Source == ApproverSource.SystemOwner);
        return sight;
    }

    /// <summary>Those that may be read.</summary>
    public IQueryable<Request> Visible()
    {
        if (_seesAll)
            return All;
        if (_actor.Person is not { } me)
            return _actor.Kind == ActorKind.ApiKey ? All.Where(r => r.EnteredByKey == _actor.Name) : All.Where(r => false);
        // Each a look-up by an index, so that it costs what somebody has seen and not what there is.
        var parts = _context.Set<Subject>().Where(s => s.ManagerId == me).Join(All, s => (PersonId?)s.Id, r => r.SubjectId, (_, r) => r.Id);
        if (_paths.Count > 0)
            parts = parts.Union(All.Where(r => _paths.Contains(r.PathId)).Select(r => r.Id));
        if (_kinds.Count > 0)
            parts = parts.Union(All.Where(r => r.State == RequestState.Quarantined && _kinds.Contains(r.Kind)).Select(r => r.Id));
        if (_told.Count > 0)
            parts = parts.Union(All.Where(r => _told.Contains(r.Id)).Select(r => r.Id));
        parts = Seated().Aggregate(parts, (ids, seat) => ids.Union(seat));
        // Who works at a desk has a part in a share of all there is: that is told by the row itself.
        if (_desks.Count > 0)
        {
            // As one case, which no index answers: otherwise the database collects all rows of the desk before it sorts them.
            var few = parts;
            return All.Where(r => (_desks.Contains(r.DeskId) ? 1
                : _hasDeskless && r.DeskId == null ? 1
                : r.EnteredById == me || r.ExecutedById == me || r.RequesterId == me || r.SubjectId == me ? 1
                : few.Contains(r.Id) ? 1 : 0) == 1);
        }

        var visible = parts
            .Union(All.Where(r => r.RequesterId == me).Select(r => r.Id)).Union(All.Where(r => r.SubjectId == me).Select(r => r.Id))
            .Union(All.Where(r => r.EnteredById == me).Select(r => r.Id)).Union(All.Where(r => r.ExecutedById == me).Select(r => r.Id))
            .Union(_context.Set<RequestEditor>().Where(e => e.PersonId == me).Select(e => e.RequestId))
            .Union(_context.Set<RequestSignal>().Where(s => s.TakenById == me || s.ConfirmedById == me).Select(s => s.RequestId))
            .Union(_context.Set<RequestVote>().Where(v => v.PersonId == me).Select(v => v.RequestId));
        return IsOfADesk && _hasDeskless ? All.Where(r => r.DeskId == null || visible.Contains(r.Id)) : All.Where(r => visible.Contains(r.Id));
    }

    /// <summary>Those that wait for the actor, as far as the tables tell: who is in a seat at this instant is decided with the request.</summary>
    /// <param name="duty">What is waited for.</param>
    /// <param name="now">What has lapsed waits for nobody.</param>
    public IQueryable<RequestId> Waiting(RequestDuty duty, DateTimeOffset now)
    {
        if (_actor.Person is not { } me)
            return None;
        var open = All.Where(r => r.LapsesAt > now);
        return duty switch
        {
            RequestDuty.Any => Waiting(RequestDuty.Decide, now).Union(Waiting(RequestDuty.Verify, now)).Union(Waiting(RequestDuty.Execute, now))
                .Union(Waiting(RequestDuty.Clear, now)).Union(Waiting(RequestDuty.Release, now)),
            RequestDuty.Decide => IsOfADesk ? None : Deciding(open, me).Select(r => r.Id),
            RequestDuty.Verify => !IsOfADesk ? None : AtMyDesk(open.Where(r => r.State == RequestState.Verifying)).Where(r => r.SubjectId != me && r.RequesterId != me).Select(r => r.Id),
            RequestDuty.Execute => !IsOfADesk ? None : Executing(AtMyDesk(open.Where(r => r.State == RequestState.Approved)), me).Select(r => r.Id),
            RequestDuty.Clear => !_actor.KnowsRole(Role.SecurityOperations) && _led.Count == 0 ? None : Clearing(open.Where(r => r.State == RequestState.Stopped), me).Select(r => r.Id),
            RequestDuty.Release => _kinds.Count == 0 ? None
                : open.Where(r => r.State == RequestState.Quarantined && _kinds.Contains(r.Kind) && r.SubjectId != me && r.RequesterId != me).Select(r => r.Id),
        };
    }

    private IQueryable<Request> Deciding(IQueryable<Request> open, PersonId me)
    {
        var seated = Seated().Aggregate(All.Where(r => _told.Contains(r.Id)).Select(r => r.Id), (ids, seat) => ids.Union(seat));
        foreach (var (level, rules) in _byManager)
        {
            seated = seated.Union(
                _context.Set<Subject>().Where(s => s.ManagerId == me)
                    .Join(All.Where(r => r.State == RequestState.AwaitingApproval && r.Level == level && rules.Contains(r.RuleId)), s => (PersonId?)s.Id, r => r.SubjectId, (_, r) => r.Id));
        }

        return open.Where(r => r.State == RequestState.AwaitingApproval && seated.Contains(r.Id)
            && r.SubjectId != me && r.RequesterId != me && !r.Editors.Any(e => e.PersonId == me)
            && !r.Signals.Any(s => s.TakenById == me || s.ConfirmedById == me)
            && !r.Votes.Any(v => v.PersonId == me && v.VoidedAt == null && v.ContentVersion == r.ContentVersion));
    }

    private IQueryable<Request> AtMyDesk(IQueryable<Request> requests) =>
        requests.Where(r => _desks.Contains(r.DeskId) || (_hasDeskless && r.DeskId == null));

    private IQueryable<Request> Executing(IQueryable<Request> approved, PersonId me)
    {
        var levels = Enum.GetValues<RiskLevel>();
        var notByVerifier = levels.Where(l => _policy.Separates(SeparatedParts.VerifierAndExecutor, l)).ToList();
        var notByApprover = levels.Where(l => _policy.Separates(SeparatedParts.ApproverAndExecutor, l)).ToList();
        return approved.Where(r => r.SubjectId != me
            && !(notByVerifier.Contains(r.Level) && r.Signals.Any(s => s.TakenById == me || s.ConfirmedById == me))
            && !(notByApprover.Contains(r.Level) && r.Votes.Any(v => v.PersonId == me && v.VoidedAt == null)));
    }

    private IQueryable<Request> Clearing(IQueryable<Request> stopped, PersonId me)
    {
        // As a case, because of the two indexes that answer this the one of the desk is by far the longer.
        var mine = _actor.KnowsRole(Role.SecurityOperations) ? stopped : stopped.Where(r => (_led.Contains(r.DeskId) ? 1 : 0) == 1);
        return mine.Where(r => r.SubjectId != me && r.RequesterId != me && !r.Editors.Any(e => e.PersonId == me) && !r.Signals.Any(s => s.TakenById == me || s.ConfirmedById == me));
    }

    /// <summary>Those that wait for approval by somebody on duty, or by the owner of a system, who is the actor.</summary>
    private IEnumerable<IQueryable<RequestId>> Seated()
    {
        var me = _actor.Person;
        var waiting = All.Where(r => r.State == RequestState.AwaitingApproval);
        foreach (var (level, rules) in _byRoster)
            yield return waiting.Where(r => r.Level == level && rules.Contains(r.RuleId)).Select(r => r.Id);
        foreach (var (level, rules) in _bySystem)
        {
            yield return waiting.Where(r => r.Level == level && rules.Contains(r.RuleId))
                .Join(_context.Set<TargetSystem>().Where(s => s.RiskOwnerId == me), r => r.SystemId, s => (GovernedSystemId?)s.Id, (r, _) => r.Id);
        }
    }

    /// <summary>For each level the rules that ask for one of these approvers, also where the level was raised.</summary>
    private List<(RiskLevel Level, List<string> Rules)> RulesAsking(Func<ApproverRule, bool> approver)
    {
        var codes = _policy.Approvers.Where(approver).Select(a => a.Code).ToHashSet(StringComparer.Ordinal);
        if (codes.Count == 0)
            return [];
        var asking =
            from rule in _policy.Rules
            let kind = _policy.FindKind(rule.Kind)
            where kind is not null
            from level in Enum.GetValues<RiskLevel>()
            where level == rule.Level || (level > rule.Level && _policy.Levels.Any(l => l.Lane == rule.Lane && l.Level == level))
            where RequestRouting.RaisedTo(_policy, version: 0, kind, rule, level).Approval.Seats.Any(seat => seat.Any(codes.Contains))
            group rule.Id by level into found
            select (found.Key, found.ToList());
        return [.. asking];
    }
}
