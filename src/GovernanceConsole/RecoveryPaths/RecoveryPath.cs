using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.Storage;

namespace GovernanceConsole.RecoveryPaths;

public readonly record struct RecoveryPathId(Guid Value) : IEntityId<RecoveryPathId>
{
    public static RecoveryPathId From(Guid value) => new(value);
}

/// <summary>
/// One way back into access, with everything that makes somebody accountable for it. The rules are in
/// <see cref="OwnershipRules"/>, <see cref="PathContentRules"/>, <see cref="SignOffRules"/> and
/// <see cref="ActivationRules"/>; here an illegal transition throws, because a rule should have refused it.
/// </summary>
internal sealed class RecoveryPath : ILedgered
{
    private readonly List<PathChannel> _channels = [];
    private readonly List<PathRequestKind> _requestKinds = [];
    private readonly List<PathSystem> _systems = [];
    private readonly List<PathDesk> _desks = [];
    private readonly List<ModelHolder> _modelHolders = [];
    private readonly List<Responsibility> _responsibilities = [];
    private readonly List<EscalationStep> _escalationChain = [];
    private readonly List<EvidenceItem> _evidenceList = [];
    private readonly List<Authority> _authorities = [];
    private readonly List<Ownership> _ownerships = [];
    private readonly List<OwnershipAnswer> _answers = [];
    private readonly List<Transfer> _transfers = [];
    private readonly List<SecurityReview> _securityReviews = [];
    private readonly List<SignOff> _signOffs = [];

    public RecoveryPathId Id { get; private init; }

    /// <summary>What people call it by: <c>RP-0042</c>.</summary>
    public string Number { get; private init; } = "";

    /// <summary>Unique in the register; files know a path by it.</summary>
    public string Name { get; private set; } = "";

    public PathType Type { get; private set; }

    public Lane Lane { get; private set; }

    public RiskLevel Level { get; private set; }

    public DesignedBy DesignedBy { get; private set; }

    /// <summary>The person who designed the workflow; null while unknown, which keeps the path from being activated.</summary>
    public PersonId? DesignerId { get; private set; }

    /// <summary>The control area it belongs to; null where it belongs to none of the three.</summary>
    public ControlArea? Area { get; private set; }

    /// <summary>Whose identities it restores; null while unknown.</summary>
    public IdentityDomainId? IdentityDomainId { get; private set; }

    /// <summary>How surely the person must have been proofed; null while it is not recorded.</summary>
    public IdentityAssurance? RequiredIdentityAssurance { get; private set; }

    /// <summary>How strong the normal sign-in is that the path stands in for; null while it is not recorded.</summary>
    public AuthenticatorAssurance? RequiredAuthenticatorAssurance { get; private set; }

    public bool OpensAccounts { get; private set; }

    public bool OpensApprovals { get; private set; }

    public bool OpensDevices { get; private set; }

    public bool OpensSecrets { get; private set; }

    /// <summary>What lies behind the path, in words; null where the named systems say it all.</summary>
    public string? ReachNote { get; private set; }

    /// <summary>Null until the section is written; so the next three.</summary>
    public string? Proofing { get; private set; }

    public string? FallbackVerification { get; private set; }

    public string? Escalation { get; private set; }

    public string? Auditability { get; private set; }

    /// <summary>Counts the versions of the shared control model; 0 until its first holders are named.</summary>
    public int ControlModelVersion { get; private set; }

    /// <summary>Where the shared control model is written down; null while nowhere.</summary>
    public string? ControlModelReference { get; private set; }

    /// <summary>When the present version of the shared control model was set; null while there is none.</summary>
    public DateTimeOffset? ControlModelSetAt { get; private set; }

    /// <summary>Counts the versions of the evidence list; 0 until it is written.</summary>
    public int EvidenceListVersion { get; private set; }

    /// <summary>
    /// Counts the changes to what governance and security sign. A signature of an earlier revision does not carry an
    /// activation.
    /// </summary>
    public long Revision { get; private set; }

    public PathState State { get; private set; }

    public DateTimeOffset RegisteredAt { get; private init; }

    /// <summary>When it was last put into use; null while it never was.</summary>
    public DateTimeOffset? ActivatedAt { get; private set; }

    /// <summary>Null unless suspended.</summary>
    public DateTimeOffset? SuspendedAt { get; private set; }

    /// <summary>Null unless retired.</summary>
    public DateTimeOffset? RetiredAt { get; private set; }

    /// <summary>Why it is suspended or retired; null otherwise.</summary>
    public string? StateReason { get; private set; }

    /// <summary>The policy whose grace was over when a lapse suspended it; null where it is not suspended, or a person did it.</summary>
    public int? SuspendedUnderPolicy { get; private set; }

    public long Version { get; private set; }

    public IReadOnlyList<PathChannel> Channels => _channels;

    public IReadOnlyList<PathRequestKind> RequestKinds => _requestKinds;

    public IReadOnlyList<PathSystem> Systems => _systems;

    public IReadOnlyList<PathDesk> Desks => _desks;

    public IReadOnlyList<ModelHolder> ModelHolders => _modelHolders;

    public IReadOnlyList<Responsibility> Responsibilities => _responsibilities;

    public IReadOnlyList<EscalationStep> EscalationChain => _escalationChain;

    public IReadOnlyList<EvidenceItem> EvidenceList => _evidenceList;

    public IReadOnlyList<Authority> Authorities => _authorities;

    /// <summary>All intervals of both seats, those that ended too.</summary>
    public IReadOnlyList<Ownership> Ownerships => _ownerships;

    public IReadOnlyList<OwnershipAnswer> Answers => _answers;

    public IReadOnlyList<Transfer> Transfers => _transfers;

    public IReadOnlyList<SecurityReview> SecurityReviews => _securityReviews;

    public IReadOnlyList<SignOff> SignOffs => _signOffs;

    /// <summary>The sign-off that was neither withdrawn nor replaced; it may have lapsed. Null where there is none.</summary>
    public SignOff? StandingSignOff => _signOffs.SingleOrDefault(s => s.EndedAt is null);

    Guid ILedgered.LedgerId => Id.Value;

    /// <summary>What it can lead to if abused, in the order of <see cref="ReachKind"/>.</summary>
    public List<ReachKind> WhatItOpens() =>
    [
        .. new[]
        {
            (OpensAccounts, ReachKind.Accounts), (OpensApprovals, ReachKind.Approvals), (OpensDevices, ReachKind.Devices), (OpensSecrets, ReachKind.Secrets),
        }.Where(o => o.Item1).Select(o => o.Item2),
    ];

    /// <summary>The open interval of a seat; null while the seat is empty.</summary>
    public Ownership? OwnershipOf(PathSeat seat) => _ownerships.SingleOrDefault(o => o.Seat == seat && o.EndedAt is null);

    /// <summary>The transfer of a seat that waits for an answer; null where none does.</summary>
    public Transfer? PendingTransferOf(PathSeat seat) => _transfers.SingleOrDefault(t => t.Seat == seat && t.EndedAt is null);

    public static RecoveryPath Register(RecoveryPathId id, string number, PathDescription description, ReachDescription reach, DateTimeOffset at)
    {
        var path = new RecoveryPath { Id = id, Number = number, RegisteredAt = at, Revision = 1 };
        path.Describe(description);
        path.DescribeReach(reach);
        path.SetResponsibilities(ResponsibilityTemplate.Entries);
        return path;
    }

    public void Describe(PathDescription description)
    {
        Name = description.Name;
        Type = description.Type;
        Lane = description.Lane;
        Level = description.Level;
        DesignedBy = description.DesignedBy;
        DesignerId = description.Designer;
        Area = description.Area;
        IdentityDomainId = description.IdentityDomain;
        RequiredIdentityAssurance = description.IdentityAssurance;
        RequiredAuthenticatorAssurance = description.AuthenticatorAssurance;
        Become(_channels, description.Channels.Distinct(), c => c.Channel, channel => new PathChannel(Id, channel));
        Become(_requestKinds, description.RequestKinds.Distinct(), k => k.Kind, kind => new PathRequestKind(Id, kind));
        Become(_desks, description.Desks.Distinct(), d => d.DeskId, desk => new PathDesk(Id, desk));
    }

    public void DescribeReach(ReachDescription reach)
    {
        OpensAccounts = reach.Opens.Contains(ReachKind.Accounts);
        OpensApprovals = reach.Opens.Contains(ReachKind.Approvals);
        OpensDevices = reach.Opens.Contains(ReachKind.Devices);
        OpensSecrets = reach.Opens.Contains(ReachKind.Secrets);
        ReachNote = reach.Note;
        SetSystems(SystemTie.Behind, reach.Systems);
    }

    public void DescribeBoundary(BoundaryDescription boundary)
    {
        Proofing = boundary.Proofing;
        FallbackVerification = boundary.FallbackVerification;
        Escalation = boundary.Escalation;
        Auditability = boundary.Auditability;
    }

    /// <summary>The text of a section; null where it is not written.</summary>
    public string? TextOf(BoundarySection section) => section switch
    {
        BoundarySection.Proofing => Proofing,
        BoundarySection.FallbackVerification => FallbackVerification,
        BoundarySection.Escalation => Escalation,
        BoundarySection.Auditability => Auditability,
    };

    public void SetNotifiedSystems(IEnumerable<GovernedSystemId> systems) => SetSystems(SystemTie.Notified, systems);

    /// <summary>Names the holders; a part that is absent has none from now on.</summary>
    public void SetControlModel(string? reference, IReadOnlyDictionary<ModelPart, PersonId> holders)
    {
        ControlModelReference = reference;
        Become(_modelHolders, holders.Keys, h => h.Part, part => new ModelHolder(Id, part));
        foreach (var holder in _modelHolders)
            holder.Name(holders[holder.Part]);
    }

    public void SetResponsibilities(IEnumerable<ResponsibilityEntry> entries)
    {
        var wanted = entries.ToDictionary(e => (e.Activity, e.Party), e => e.Involvement);
        Become(_responsibilities, wanted.Keys, r => (r.Activity, r.Party), key => new Responsibility(Id, key.Activity, key.Party));
        foreach (var responsibility in _responsibilities)
            responsibility.Become(wanted[(responsibility.Activity, responsibility.Party)]);
    }

    public void SetEscalationChain(IReadOnlyList<PersonId> people)
    {
        Become(_escalationChain, Enumerable.Range(1, people.Count), s => s.Position, position => new EscalationStep(Id, position));
        foreach (var step in _escalationChain)
            step.GoesTo(people[step.Position - 1]);
    }

    public void SetEvidenceList(IReadOnlyList<EvidenceEntry> items)
    {
        var wanted = items.GroupBy(i => i.Stage)
            .SelectMany(stage => stage.Select((item, index) => (item.Stage, Position: index + 1, item.Text)))
            .ToDictionary(i => (i.Stage, i.Position), i => i.Text);
        Become(_evidenceList, wanted.Keys, i => (i.Stage, i.Position), key => new EvidenceItem(Id, key.Stage, key.Position));
        foreach (var item in _evidenceList)
            item.Ask(wanted[(item.Stage, item.Position)]);
    }

    public void StartNewControlModelVersion(DateTimeOffset at) => (ControlModelVersion, ControlModelSetAt) = (ControlModelVersion + 1, at);

    public void StartNewEvidenceListVersion() => EvidenceListVersion++;

    /// <summary>What was signed before is of an earlier revision from now on.</summary>
    public void StartNewRevision() => Revision++;

    public void Grant(AuthorityId id, PersonId person, AuthorityRight right, DateTimeOffset at) =>
        _authorities.Add(new Authority(id, Id, person, right, at));

    /// <summary>The right a person holds on this path; null where they hold none.</summary>
    public Authority? AuthorityOf(PersonId person, AuthorityRight right) =>
        _authorities.SingleOrDefault(a => a.PersonId == person && a.GrantedRight == right && a.EndedAt is null);

    /// <summary>Fills an empty seat.</summary>
    /// <param name="id">The id of the interval.</param>
    /// <param name="seat">The seat.</param>
    /// <param name="person">Who is accountable from now on.</param>
    /// <param name="at">Now.</param>
    /// <param name="today">The same as a date.</param>
    /// <param name="policy">The policy in force: it says when the ownership is to be confirmed.</param>
    public void Fill(OwnershipId id, PathSeat seat, PersonId person, DateTimeOffset at, DateOnly today, PolicyInForce policy)
    {
        if (OwnershipOf(seat) is not null)
            throw new InvalidOperationException($"The {seat} seat of {Number} is taken.");
        if (OwnershipOf(Other(seat))?.PersonId == person)
            throw new InvalidOperationException($"One person would hold both seats of {Number}.");
        PendingTransferOf(seat)?.End(TransferOutcome.Overtaken, reason: null, at);
        _ownerships.Add(new Ownership(id, Id, seat, person, at, today.AddDays(policy.Limits.OwnershipConfirmationDays), policy.Version));
    }

    /// <summary>Empties a seat.</summary>
    public void Empty(PathSeat seat, DateTimeOffset at, OwnershipEnd why)
    {
        var ownership = OwnershipOf(seat) ?? throw new InvalidOperationException($"The {seat} seat of {Number} is empty.");
        ownership.End(at, why);
    }

    /// <summary>Offers a seat.</summary>
    /// <param name="id">The id of the offer.</param>
    /// <param name="seat">The seat.</param>
    /// <param name="to">Who is to take over.</param>
    /// <param name="by">Who offers it.</param>
    /// <param name="reason">Why.</param>
    /// <param name="at">Now.</param>
    /// <param name="today">The same as a date.</param>
    /// <param name="policy">The policy in force: it says when the answer is due.</param>
    public void Propose(TransferId id, PathSeat seat, PersonId to, PersonId by, string reason, DateTimeOffset at, DateOnly today, PolicyInForce policy)
    {
        if (PendingTransferOf(seat) is not null)
            throw new InvalidOperationException($"A transfer of the {seat} seat of {Number} waits already.");
        _transfers.Add(new Transfer(
            id, Id, seat, OwnershipOf(seat)?.PersonId, to, by, reason, at, today.AddDays(policy.Limits.TransferAnswerDays), policy.Version));
    }

    /// <summary>Ends the former owner's interval and begins the new one's at the same instant.</summary>
    public void AcceptTransfer(PathSeat seat, OwnershipId id, DateTimeOffset at, DateOnly today, PolicyInForce policy)
    {
        var transfer = PendingTransferOf(seat) ?? throw new InvalidOperationException($"No transfer of the {seat} seat of {Number} waits.");
        transfer.End(TransferOutcome.Accepted, reason: null, at);
        if (OwnershipOf(seat) is not null)
            Empty(seat, at, OwnershipEnd.Transferred);
        Fill(id, seat, transfer.ToId, at, today, policy);
    }

    public void Confirm(OwnershipAnswerId id, PathSeat seat, DateTimeOffset at, DateOnly today, PolicyInForce policy)
    {
        var ownership = OwnershipOf(seat) ?? throw new InvalidOperationException($"The {seat} seat of {Number} is empty.");
        ownership.Confirm(today.AddDays(policy.Limits.OwnershipConfirmationDays));
        _answers.Add(new OwnershipAnswer(id, Id, ownership, OwnershipAnswerKind.Confirmed, reason: null, at, policy.Version));
    }

    public void Dispute(OwnershipAnswerId id, PathSeat seat, string reason, DateTimeOffset at)
    {
        var ownership = OwnershipOf(seat) ?? throw new InvalidOperationException($"The {seat} seat of {Number} is empty.");
        ownership.Dispute(at, reason);
        _answers.Add(new OwnershipAnswer(id, Id, ownership, OwnershipAnswerKind.Disputed, reason, at, policyVersion: null));
    }

    public void RecordSecurityReview(SecurityReviewId id, PersonId reviewer, string findings, DateTimeOffset at) =>
        _securityReviews.Add(new SecurityReview(id, Id, reviewer, findings, Revision, at));

    /// <summary>Signs the path off; a sign-off that stood before is replaced.</summary>
    public void SignOff(SignOffId id, PersonId signer, string? conditions, DateOnly validUntilOn, DateTimeOffset at, PolicyInForce policy)
    {
        StandingSignOff?.End(at, reason: null);
        _signOffs.Add(new SignOff(id, Id, signer, conditions, Revision, at, validUntilOn, policy.Version));
    }

    public void WithdrawSignOff(string reason, DateTimeOffset at)
    {
        var standing = StandingSignOff ?? throw new InvalidOperationException($"{Number} has no sign-off to withdraw.");
        standing.End(at, reason);
    }

    public void Activate(DateTimeOffset at)
    {
        Expect(PathState.Draft);
        (State, ActivatedAt) = (PathState.Active, at);
    }

    /// <summary>Stops the path.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="at">Now.</param>
    /// <param name="afterGraceOf">The policy whose grace is over; null where a person stops it.</param>
    public void Suspend(string reason, DateTimeOffset at, PolicyInForce? afterGraceOf = null)
    {
        Expect(PathState.Active);
        (State, SuspendedAt, StateReason, SuspendedUnderPolicy) = (PathState.Suspended, at, reason, afterGraceOf?.Version);
    }

    public void Resume(DateTimeOffset at)
    {
        Expect(PathState.Suspended);
        (State, ActivatedAt, SuspendedAt, StateReason, SuspendedUnderPolicy) = (PathState.Active, at, null, null, null);
    }

    /// <summary>Ends the path: nobody owns it from now on, and nothing waits.</summary>
    public void Retire(string reason, DateTimeOffset at)
    {
        if (State == PathState.Retired)
            throw new InvalidOperationException($"{Number} is retired already.");
        foreach (var seat in Enum.GetValues<PathSeat>())
        {
            PendingTransferOf(seat)?.End(TransferOutcome.Overtaken, reason: null, at);
            if (OwnershipOf(seat) is not null)
                Empty(seat, at, OwnershipEnd.PathRetired);
        }

        StandingSignOff?.End(at, reason: null);
        (State, RetiredAt, SuspendedAt, StateReason, SuspendedUnderPolicy) = (PathState.Retired, at, null, reason, null);
    }

    public static PathSeat Other(PathSeat seat) => seat == PathSeat.Control ? PathSeat.Risk : PathSeat.Control;

    private void SetSystems(SystemTie tie, IEnumerable<GovernedSystemId> systems)
    {
        var wanted = _systems.Where(s => s.Tie != tie).Select(s => (s.SystemId, s.Tie)).Concat(systems.Select(s => (SystemId: s, Tie: tie)));
        Become(_systems, wanted, s => (s.SystemId, s.Tie), key => new PathSystem(Id, key.SystemId, key.Tie));
    }

    private void Expect(PathState state)
    {
        if (State != state)
            throw new InvalidOperationException($"{Number} is {State}, not {state}.");
    }

    /// <summary>Removes what is no longer wanted and adds what is missing, so that the ledger shows the difference alone.</summary>
    private static void Become<T, TKey>(List<T> parts, IEnumerable<TKey> wanted, Func<T, TKey> key, Func<TKey, T> make)
        where TKey : notnull
    {
        var missing = wanted.ToHashSet();
        parts.RemoveAll(part => !missing.Remove(key(part)));
        parts.AddRange(missing.Select(make));
    }
}
