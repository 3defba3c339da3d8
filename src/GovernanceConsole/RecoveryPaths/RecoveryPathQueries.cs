using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.RecoveryPaths;

/// <summary>Reads the register: lists, one path in full, who is and who was accountable. Open to everybody who is signed in.</summary>
public sealed class RecoveryPathQueries(ReadOnlyStore store, OrganisationTime time)
{
    /// <summary>
    /// The register, page by page. Sorts by <c>Number</c> (its own order), <c>Name</c>, <c>Type</c>, <c>Lane</c>, <c>Level</c>,
    /// <c>State</c>, <c>ControlOwner</c>, <c>RiskOwner</c> and <c>SignedOffUntilOn</c>.
    /// </summary>
    public async Task<Page<PathRow>> ListAsync(PathFilter filter, PageRequest page, CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        var paths = Filter(context, filter);
        var limits = (await PolicyInForce.ReadAsync(context, cancellationToken)).Limits;
        if (filter.OnlyWithGaps)
        {
            var withGaps = (await PathStandings.ReadAsync(context, cancellationToken))
                .Where(p => AccountabilityGaps.Of(p, time.Now, time, limits).Any())
                .Select(p => p.Id)
                .ToList();
            paths = paths.Where(p => withGaps.Contains(p.Id));
        }

        var people = context.Set<DirectoryPerson>();
        var seats = context.Set<Ownership>().Where(o => o.EndedAt == null);
        var joined =
            from path in paths
            from control in seats.Where(o => o.PathId == path.Id && o.Seat == PathSeat.Control).DefaultIfEmpty()
            from controlOwner in people.Where(p => p.Id == control!.PersonId).DefaultIfEmpty()
            from risk in seats.Where(o => o.PathId == path.Id && o.Seat == PathSeat.Risk).DefaultIfEmpty()
            from riskOwner in people.Where(p => p.Id == risk!.PersonId).DefaultIfEmpty()
            select new Line
            {
                Path = path,
                ControlOwnerName = controlOwner!.Name,
                ControlOwnerId = (PersonId?)controlOwner.Id,
                ControlOwnerMayAct = (bool?)controlOwner.MayAct,
                ControlSince = (DateTimeOffset?)control!.StartedAt,
                RiskOwnerName = riskOwner!.Name,
                RiskOwnerId = (PersonId?)riskOwner.Id,
                RiskOwnerMayAct = (bool?)riskOwner.MayAct,
                RiskSince = (DateTimeOffset?)risk!.StartedAt,
                SignedOffUntilOn = path.SignOffs.Where(s => s.EndedAt == null).Select(s => (DateOnly?)s.ValidUntilOn).FirstOrDefault(),
            };
        var lines = await Sort(joined, page).ToPageAsync(page, cancellationToken);

        var ids = lines.Rows.Select(l => l.Path.Id).ToList();
        var desks = (await context.Set<PathDesk>().Where(d => ids.Contains(d.PathId))
            .Join(context.Set<DirectoryDesk>(), d => d.DeskId, d => d.Id, (tie, desk) => new { tie.PathId, Desk = new NamedDesk(desk.Id, desk.Name, desk.DecisionMode) })
            .ToListAsync(cancellationToken)).ToLookup(d => d.PathId, d => d.Desk);
        var gaps = (await PathStandings.ReadAsync(context, cancellationToken, ids))
            .ToDictionary(p => p.Id, p => AccountabilityGaps.Of(p, time.Now, time, limits).Select(g => g.Kind).Distinct().ToList());
        return new Page<PathRow>(
            [
                .. lines.Rows.Select(l => new PathRow(
                    l.Path.Id, l.Path.Number, l.Path.Name, l.Path.Type, l.Path.Lane, l.Path.Level, l.Path.State,
                    l.ControlOwnerId is { } controlOwner ? new NamedPerson(controlOwner, l.ControlOwnerName!, l.ControlOwnerMayAct == false) : null,
                    l.ControlSince,
                    l.RiskOwnerId is { } riskOwner ? new NamedPerson(riskOwner, l.RiskOwnerName!, l.RiskOwnerMayAct == false) : null,
                    l.RiskSince,
                    l.Path.WhatItOpens(), [.. desks[l.Path.Id].OrderBy(d => d.Name, StringComparer.CurrentCulture)], l.SignedOffUntilOn,
                    gaps.GetValueOrDefault(l.Path.Id) ?? [])),
            ],
            lines.Total);
    }

    /// <summary>The path of a number such as <c>RP-0042</c>, whatever its case; null where there is none.</summary>
    public async Task<RecoveryPathId?> FindIdAsync(string number, CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        var wanted = number.Trim().ToUpperInvariant();
        return await context.Set<RecoveryPath>().Where(p => p.Number == wanted).Select(p => (RecoveryPathId?)p.Id).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>The names in the register, retired ones too, for imports that match by name.</summary>
    public async Task<IReadOnlyDictionary<string, RegisteredPath>> NamesAsync(CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        return await context.Set<RecoveryPath>()
            .Select(p => new { p.Name, p.Id, p.Number })
            .ToDictionaryAsync(p => p.Name, p => new RegisteredPath(p.Id, p.Number), StringComparer.Ordinal, cancellationToken);
    }

    /// <summary>
    /// Which paths serve which kinds of request through which desks, so that other slices can tell which path a ticket
    /// took. Drafts too: the path was walked before it was described. Retired ones are left out.
    /// </summary>
    public async Task<IReadOnlyList<ServedKind>> ServedKindsAsync(CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        var served =
            from path in context.Set<RecoveryPath>()
            where path.State != PathState.Retired
            from kind in path.RequestKinds
            from tie in context.Set<PathDesk>().Where(d => d.PathId == path.Id).DefaultIfEmpty()
            from desk in context.Set<DirectoryDesk>().Where(d => d.Id == tie!.DeskId).DefaultIfEmpty()
            select new ServedKind(path.Number, kind.Kind, desk!.Code);
        return await served.ToListAsync(cancellationToken);
    }

    /// <summary>Since when each path stands in the register, by its number: before that nobody was accountable for it.</summary>
    public async Task<IReadOnlyDictionary<string, DateTimeOffset>> RegisteredAtAsync(CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        return await context.Set<RecoveryPath>().Select(p => new { p.Number, p.RegisteredAt }).ToDictionaryAsync(p => p.Number, p => p.RegisteredAt, StringComparer.Ordinal, cancellationToken);
    }

    /// <summary>One path in full; null where there is none.</summary>
    public async Task<PathDetails?> FindAsync(RecoveryPathId id, CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        if (await context.Set<RecoveryPath>().WithAllParts().SingleOrDefaultAsync(p => p.Id == id, cancellationToken) is not { } path)
            return null;

        var deskIds = path.Desks.Select(d => d.DeskId).ToHashSet();
        var desks = await context.Set<DirectoryDesk>().Where(d => deskIds.Contains(d.Id)).OrderBy(d => d.Name).ToListAsync(cancellationToken);
        var named = EverybodyOf(path).Concat(desks.Select(d => d.LeadId)).ToHashSet();
        var people = await context.Set<DirectoryPerson>().Where(p => named.Contains(p.Id))
            .ToDictionaryAsync(p => p.Id, p => new NamedPerson(p.Id, p.Name, !p.MayAct), cancellationToken);
        var systemIds = path.Systems.Select(s => s.SystemId).ToHashSet();
        var systems = await context.Set<DirectorySystem>().Where(s => systemIds.Contains(s.Id))
            .ToDictionaryAsync(s => s.Id, s => new NamedSystem(s.Id, s.Name), cancellationToken);
        var domain = path.IdentityDomainId is { } domainId
            ? await context.Set<DirectoryDomain>().Where(d => d.Id == domainId).Select(d => d.Name).SingleAsync(cancellationToken)
            : null;
        var standing = (await PathStandings.ReadAsync(context, cancellationToken, [id])).SingleOrDefault();
        var policy = await PolicyInForce.ReadAsync(context, cancellationToken);

        return new PathDetails
        {
            Id = path.Id,
            Number = path.Number,
            Version = path.Version,
            State = path.State,
            StateReason = path.StateReason,
            SuspendedUnderPolicy = path.SuspendedUnderPolicy,
            RegisteredAt = path.RegisteredAt,
            ActivatedAt = path.ActivatedAt,
            SuspendedAt = path.SuspendedAt,
            RetiredAt = path.RetiredAt,
            Revision = path.Revision,
            Description = new PathDescription(
                path.Name, path.Type, path.Lane, path.Level,
                [.. path.Channels.Select(c => c.Channel).Order()], [.. path.RequestKinds.Select(k => k.Kind).Order()],
                path.DesignedBy, path.DesignerId, path.Area, path.IdentityDomainId, [.. desks.Select(d => d.Id)],
                path.RequiredIdentityAssurance, path.RequiredAuthenticatorAssurance),
            Designer = path.DesignerId is { } designer ? people[designer] : null,
            IdentityDomain = domain,
            Desks = desks.ConvertAll(d => new NamedDesk(d.Id, d.Name, d.DecisionMode)),
            Reach = new ReachDescription(path.WhatItOpens(), path.ReachNote, [.. SystemsOf(path, SystemTie.Behind, systems).Select(s => s.Id)]),
            SystemsBehind = SystemsOf(path, SystemTie.Behind, systems),
            Boundary = new BoundaryDescription(path.Proofing, path.FallbackVerification, path.Escalation, path.Auditability),
            Control = SeatOf(path, PathSeat.Control, people),
            Risk = SeatOf(path, PathSeat.Risk, people),
            ControlModelVersion = path.ControlModelVersion,
            ControlModelReference = path.ControlModelReference,
            ControlModel =
            [
                .. Enum.GetValues<ModelPart>().Select(part =>
                    new PartDetails(part, path.ModelHolders.SingleOrDefault(h => h.Part == part) is { } holder ? people[holder.PersonId] : null)),
            ],
            Responsibilities =
            [
                .. path.Responsibilities.OrderBy(r => r.Activity).ThenBy(r => r.Party).Select(r => new ResponsibilityEntry(r.Activity, r.Party, r.Involvement)),
            ],
            PeopleBehind = PeopleBehind(path, desks, people),
            EscalationChain = [.. path.EscalationChain.OrderBy(s => s.Position).Select(s => people[s.PersonId])],
            EvidenceListVersion = path.EvidenceListVersion,
            EvidenceList = [.. path.EvidenceList.OrderBy(i => i.Stage).ThenBy(i => i.Position).Select(i => new EvidenceEntry(i.Stage, i.Text))],
            NotifiedSystems = SystemsOf(path, SystemTie.Notified, systems),
            Authorities =
            [
                .. path.Authorities.Where(a => a.EndedAt is null).OrderBy(a => a.GrantedRight).ThenBy(a => a.GrantedAt)
                    .Select(a => new AuthorityDetails(people[a.PersonId], a.GrantedRight, a.GrantedAt)),
            ],
            SecurityReviews =
            [
                .. path.SecurityReviews.OrderByDescending(r => r.ReviewedAt)
                    .Select(r => new SecurityReviewDetails(people[r.ReviewerId], r.Findings, r.ReviewedAt, r.OfRevision == path.Revision)),
            ],
            SignOffs =
            [
                .. path.SignOffs.OrderByDescending(s => s.SignedAt).Select(s => new SignOffDetails(
                    people[s.SignedById], s.SignedAt, s.ValidUntilOn, s.Conditions, s.OfRevision == path.Revision, s.EndedAt, s.WithdrawalReason, s.Covers(time.Today),
                    s.PolicyVersion ?? PolicyInForce.First.Version)),
            ],
            Missing = path.State == PathState.Retired ? [] : await context.WhatIsMissingAsync(path, time.Today, cancellationToken),
            Policy = policy,
            Gaps = standing is null ? [] : [.. AccountabilityGaps.Of(standing, time.Now, time, policy.Limits)],
        };
    }

    /// <summary>What whoever signs or reviews a path is shown; null where there is no such path.</summary>
    /// <param name="id">The path.</param>
    /// <param name="act">The use case: <c>SignOffPath</c> or <c>RecordSecurityReview</c>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<ApprovalView?> ShowForApprovalAsync(RecoveryPathId id, string act, CancellationToken cancellationToken = default) =>
        ShowAsync(id, async (context, path) => await PathApproval.ShowAsync(context, path, act, time, cancellationToken), cancellationToken);

    /// <summary>What whoever is offered a seat is shown; null where no offer waits.</summary>
    public Task<ApprovalView?> ShowOfferAsync(RecoveryPathId id, PathSeat seat, CancellationToken cancellationToken = default) =>
        ShowAsync(id, (context, path) => PathApproval.ShowOfferAsync(context, path, seat, time, cancellationToken), cancellationToken);

    private async Task<ApprovalView?> ShowAsync(RecoveryPathId id, Func<GovernanceDbContext, RecoveryPath, Task<ApprovalView?>> show, CancellationToken cancellationToken)
    {
        await using var context = store.Open();
        return await context.Set<RecoveryPath>().WithAllParts().SingleOrDefaultAsync(p => p.Id == id, cancellationToken) is { } path ? await show(context, path) : null;
    }

    /// <summary>Everybody who ever sat in a seat of the path, newest first. Empty for a path that does not exist.</summary>
    public async Task<IReadOnlyList<OwnershipInterval>> OwnershipHistoryAsync(RecoveryPathId id, CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        return await context.Set<Ownership>()
            .Where(o => o.PathId == id)
            .OrderByDescending(o => o.StartedAt)
            .Join(context.Set<DirectoryPerson>(), o => o.PersonId, p => p.Id, (o, p) => new OwnershipInterval(
                o.Seat,
                new NamedPerson(p.Id, p.Name, !p.MayAct),
                o.StartedAt,
                o.EndedAt ?? (p.MayAct ? null : p.LeftAt),
                o.EndedBy ?? (p.MayAct ? null : OwnershipEnd.HolderLeft),
                o.PolicyVersion ?? PolicyInForce.First.Version))
            .ToListAsync(cancellationToken);
    }

    /// <summary>Everybody who sits in a seat of a path now and may act, by name and number of the path.</summary>
    public async Task<IReadOnlyList<TakenSeat>> TakenSeatsAsync(CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        return await (
            from ownership in context.Set<Ownership>().Where(o => o.EndedAt == null)
            join person in context.Set<DirectoryPerson>().Where(p => p.MayAct) on ownership.PersonId equals person.Id
            join path in context.Set<RecoveryPath>() on ownership.PathId equals path.Id
            orderby person.Name, path.Number
            select new TakenSeat(person.Id, person.Name, ownership.Seat, path.Number)).ToListAsync(cancellationToken);
    }

    /// <summary>What the owners answered when asked, newest first.</summary>
    public async Task<IReadOnlyList<OwnershipAnswerDetails>> AnswersAsync(RecoveryPathId id, CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        return await context.Set<OwnershipAnswer>()
            .Where(a => a.PathId == id)
            .OrderByDescending(a => a.AnsweredAt)
            .Join(context.Set<DirectoryPerson>(), a => a.PersonId, p => p.Id, (a, p) =>
                new OwnershipAnswerDetails(
                    a.Seat, new NamedPerson(p.Id, p.Name, !p.MayAct), a.Kind, a.Reason, a.AnsweredAt,
                    a.Kind == OwnershipAnswerKind.Confirmed ? a.PolicyVersion ?? PolicyInForce.First.Version : null))
            .ToListAsync(cancellationToken);
    }

    /// <summary>
    /// Who was accountable for the path at an instant (R-005). At the instant of a transfer it is the new owner; from the
    /// instant somebody left it is nobody. For an instant to come it is who is accountable now.
    /// </summary>
    public async Task<Accountable> AccountableAtAsync(RecoveryPathId id, DateTimeOffset instant, CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        var holders = await context.Set<Ownership>()
            .Where(o => o.PathId == id && o.StartedAt <= instant && (o.EndedAt == null || o.EndedAt > instant))
            .Join(context.Set<DirectoryPerson>(), o => o.PersonId, p => p.Id, (o, p) => new { o.Seat, o.EndedAt, Person = p })
            .Where(o => o.EndedAt != null || o.Person.MayAct || o.Person.LeftAt > instant)
            .ToDictionaryAsync(o => o.Seat, o => new NamedPerson(o.Person.Id, o.Person.Name, !o.Person.MayAct), cancellationToken);
        var registeredAt = await context.Set<RecoveryPath>().Where(p => p.Id == id).Select(p => (DateTimeOffset?)p.RegisteredAt).SingleOrDefaultAsync(cancellationToken);
        return new Accountable(instant, holders.GetValueOrDefault(PathSeat.Control), holders.GetValueOrDefault(PathSeat.Risk), registeredAt);
    }

    /// <summary>The three control areas and who answers for each (R-013).</summary>
    public async Task<IReadOnlyList<AreaDetails>> AreasAsync(CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        var owned = await context.Set<AreaOwnership>()
            .Where(a => a.EndedAt == null)
            .Join(context.Set<DirectoryPerson>(), a => a.PersonId, p => p.Id, (a, p) => new { a.Area, a.StartedAt, Owner = new NamedPerson(p.Id, p.Name, !p.MayAct) })
            .ToDictionaryAsync(a => a.Area, cancellationToken);
        return [.. Enum.GetValues<ControlArea>().Select(area => owned.TryGetValue(area, out var a) ? new AreaDetails(area, a.Owner, a.StartedAt) : new AreaDetails(area, Owner: null, Since: null))];
    }

    private static IQueryable<RecoveryPath> Filter(GovernanceDbContext context, PathFilter filter)
    {
        var paths = context.Set<RecoveryPath>().AsQueryable();
        foreach (var word in Paging.WordsOf(filter.Text))
            paths = paths.Where(p => EF.Functions.Like(p.Number, word, @"\") || EF.Functions.Like(p.Name, word, @"\"));
        if (filter.States.Count > 0)
            paths = paths.Where(p => filter.States.Contains(p.State));
        if (filter.Levels.Count > 0)
            paths = paths.Where(p => filter.Levels.Contains(p.Level));
        if (filter.Lanes.Count > 0)
            paths = paths.Where(p => filter.Lanes.Contains(p.Lane));
        if (filter.Type is { } type)
            paths = paths.Where(p => p.Type == type);
        if (filter.Area is { } area)
            paths = paths.Where(p => p.Area == area);
        if (filter.Desk is { } desk)
            paths = paths.Where(p => p.Desks.Any(d => d.DeskId == desk));
        if (filter.RequestKind is { } kind)
            paths = paths.Where(p => p.RequestKinds.Any(k => k.Kind == kind));
        if (filter.Owner is { } owner)
            paths = paths.Where(p => p.Ownerships.Any(o => o.PersonId == owner && o.EndedAt == null));
        if (filter.AfterNumber is { } after)
            paths = paths.Where(p => p.Number.CompareTo(after) > 0);
        if (filter.Opens is not { } opens)
            return paths;
        return opens switch
        {
            ReachKind.Accounts => paths.Where(p => p.OpensAccounts),
            ReachKind.Approvals => paths.Where(p => p.OpensApprovals),
            ReachKind.Devices => paths.Where(p => p.OpensDevices),
            ReachKind.Secrets => paths.Where(p => p.OpensSecrets),
        };
    }

    private static IQueryable<Line> Sort(IQueryable<Line> lines, PageRequest page) =>
        page.Sort switch
        {
            nameof(PathRow.Name) => lines.By(l => l.Path.Name, page.Descending).ThenBy(l => l.Path.Number),
            nameof(PathRow.Type) => lines.By(l => l.Path.Type, page.Descending).ThenBy(l => l.Path.Number),
            nameof(PathRow.Lane) => lines.By(l => l.Path.Lane, page.Descending).ThenBy(l => l.Path.Number),
            nameof(PathRow.State) => lines.By(l => l.Path.State, page.Descending).ThenBy(l => l.Path.Number),
            // Levels are stored as words; they are meant from low to critical.
            nameof(PathRow.Level) => lines.By(
                l => l.Path.Level == RiskLevel.Low ? 0 : l.Path.Level == RiskLevel.Moderate ? 1 : l.Path.Level == RiskLevel.High ? 2 : 3, page.Descending).ThenBy(l => l.Path.Number),
            nameof(PathRow.ControlOwner) => lines.By(l => l.ControlOwnerName, page.Descending).ThenBy(l => l.Path.Number),
            nameof(PathRow.RiskOwner) => lines.By(l => l.RiskOwnerName, page.Descending).ThenBy(l => l.Path.Number),
            nameof(PathRow.SignedOffUntilOn) => lines.By(l => l.SignedOffUntilOn, page.Descending).ThenBy(l => l.Path.Number),
            _ => lines.By(l => l.Path.Number, page.Descending),
        };

    private static List<NamedSystem> SystemsOf(RecoveryPath path, SystemTie tie, Dictionary<GovernedSystemId, NamedSystem> systems) =>
        [.. path.Systems.Where(s => s.Tie == tie).Select(s => systems[s.SystemId]).OrderBy(s => s.Name, StringComparer.CurrentCulture)];

    private SeatDetails SeatOf(RecoveryPath path, PathSeat seat, Dictionary<PersonId, NamedPerson> people)
    {
        var ownership = path.OwnershipOf(seat);
        var offer = path.PendingTransferOf(seat);
        return new SeatDetails(
            seat,
            ownership is null ? null : people[ownership.PersonId],
            ownership?.StartedAt,
            ownership?.ConfirmationDueOn,
            ownership is null ? null : path.Answers.Where(a => a.OwnershipId == ownership.Id && a.Kind == OwnershipAnswerKind.Confirmed).Max(a => (DateTimeOffset?)a.AnsweredAt),
            ownership?.DisputedAt,
            ownership?.DisputeReason,
            offer is null ? null : new PendingTransfer(people[offer.ToId], people[offer.ProposedById], offer.Reason, offer.ProposedAt, Transfer.DueOn(offer.AnswerDueOn, offer.ProposedAt, time), offer.PolicyVersion ?? PolicyInForce.First.Version));
    }

    private static Dictionary<Party, NamedPerson> PeopleBehind(RecoveryPath path, List<DirectoryDesk> desks, Dictionary<PersonId, NamedPerson> people)
    {
        PersonId? HolderOf(ModelPart part) => path.ModelHolders.SingleOrDefault(h => h.Part == part)?.PersonId;
        return Enum.GetValues<Party>()
            .Select(party => (Party: party, Person: party switch
            {
                Party.Governance => path.StandingSignOff?.SignedById,
                Party.Iam => HolderOf(ModelPart.Iam),
                Party.ServiceDesk => HolderOf(ModelPart.ServiceDesk),
                Party.DeskLead => desks is [{ } only] ? only.LeadId : null,
                Party.Security => HolderOf(ModelPart.Security),
                Party.ControlOwner => path.OwnershipOf(PathSeat.Control)?.PersonId,
                Party.RiskOwner => path.OwnershipOf(PathSeat.Risk)?.PersonId,
            }))
            .Where(p => p.Person is not null)
            .ToDictionary(p => p.Party, p => people[p.Person!.Value]);
    }

    /// <summary>Everybody whose name the page shows.</summary>
    private static IEnumerable<PersonId> EverybodyOf(RecoveryPath path) =>
    [
        .. path.Ownerships.Select(o => o.PersonId),
        .. path.Transfers.SelectMany(t => new[] { t.ToId, t.ProposedById }),
        .. path.ModelHolders.Select(h => h.PersonId),
        .. path.EscalationChain.Select(s => s.PersonId),
        .. path.Authorities.Select(a => a.PersonId),
        .. path.SecurityReviews.Select(r => r.ReviewerId),
        .. path.SignOffs.Select(s => s.SignedById),
        .. path.DesignerId is { } designer ? new[] { designer } : [],
    ];

    /// <summary>A path with the columns that a list sorts by.</summary>
    private sealed class Line
    {
        public required RecoveryPath Path { get; init; }

        public string? ControlOwnerName { get; init; }

        public PersonId? ControlOwnerId { get; init; }

        public bool? ControlOwnerMayAct { get; init; }

        public DateTimeOffset? ControlSince { get; init; }

        public string? RiskOwnerName { get; init; }

        public PersonId? RiskOwnerId { get; init; }

        public bool? RiskOwnerMayAct { get; init; }

        public DateTimeOffset? RiskSince { get; init; }

        public DateOnly? SignedOffUntilOn { get; init; }
    }
}
