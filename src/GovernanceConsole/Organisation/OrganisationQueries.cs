using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Organisation;

/// <summary>Something to pick from a list.</summary>
public sealed record Choice<TId>
    where TId : struct, IEntityId<TId>
{
    public required TId Id { get; init; }

    /// <summary>The key used in files.</summary>
    public required string Code { get; init; }

    public required string Name { get; init; }
}

/// <summary>A unit, in a list and in full.</summary>
/// <param name="ParentName">Null at the top.</param>
/// <param name="People">Active entries in the unit itself.</param>
/// <param name="Version">What an edit form hands back.</param>
public sealed record UnitRow(OrganisationalUnitId Id, string Code, string Name, OrganisationalUnitId? ParentId, string? ParentName, int People, long Version);

/// <summary>A vendor, in a list and in full.</summary>
/// <param name="Desks">How many desks it runs.</param>
/// <param name="ContractEndsOn">The first end of a contract behind one of them; null while none is known.</param>
/// <param name="Version">What an edit form hands back.</param>
public sealed record VendorRow(VendorId Id, string Code, string Name, int Desks, DateOnly? ContractEndsOn, long Version);

/// <summary>Which desks a list shows. Null leaves a field open.</summary>
/// <param name="Text">Words that all occur in name or code.</param>
/// <param name="Kind">Own or outsourced.</param>
/// <param name="DecisionMode">What they may decide.</param>
/// <param name="VendorId">Who runs them.</param>
/// <param name="ProposalWaits">True for those that wait for a second signature.</param>
public sealed record DeskFilter(
    string? Text = null, DeskKind? Kind = null, DeskDecisionMode? DecisionMode = null, VendorId? VendorId = null, bool? ProposalWaits = null);

/// <summary>A desk in a list.</summary>
/// <param name="VendorName">Null for an own desk.</param>
/// <param name="ProposalWaits">Whether it is proposed as a decision-maker.</param>
/// <param name="Contract">What is known of the contract; null for an own desk.</param>
public sealed record DeskRow(
    DeskId Id,
    string Code,
    string Name,
    DeskKind Kind,
    string? VendorName,
    SeatHolder Lead,
    DeskDecisionMode DecisionMode,
    bool ProposalWaits,
    VendorContract? Contract);

/// <summary>A desk in full.</summary>
/// <param name="Version">What an edit form hands back.</param>
/// <param name="DecisionModeDecidedAt">Null while the mode is the one every desk begins with.</param>
/// <param name="Proposal">A proposal to make it a decision-maker that waits for a second signature; null for none.</param>
/// <param name="Hours">Null while unknown.</param>
/// <param name="Contract">What is known of the contract; null for an own desk.</param>
/// <param name="ContractAccountable">Who answers for the desk by the contract; null for an own desk and while unknown.</param>
public sealed record DeskDetails(
    DeskId Id,
    long Version,
    string Code,
    string Name,
    DeskKind Kind,
    VendorId? VendorId,
    string? VendorName,
    SeatHolder Lead,
    DeskDecisionMode DecisionMode,
    DateTimeOffset? DecisionModeDecidedAt,
    DecisionMakerProposal? Proposal,
    WorkingHours? Hours,
    VendorContract? Contract,
    SeatHolder? ContractAccountable);

/// <summary>The first of the two signatures that make a desk a decision-maker.</summary>
public sealed record DecisionMakerProposal(SeatHolder By, DateTimeOffset At, string Reason);

/// <summary>Which systems a list shows. Null leaves a field open.</summary>
/// <param name="Text">Words that all occur in name or code.</param>
/// <param name="IdentityDomainId">Where their accounts live.</param>
/// <param name="WithoutRiskOwner">True for those nobody answers for: an empty seat, or one without an active individual in it.</param>
public sealed record SystemFilter(string? Text = null, IdentityDomainId? IdentityDomainId = null, bool? WithoutRiskOwner = null);

/// <summary>A system, in a list and in full.</summary>
/// <param name="Version">What an edit form hands back.</param>
/// <param name="IdentityDomainName">Null while unknown.</param>
/// <param name="RiskOwner">Null while nobody is.</param>
/// <param name="RiskOwnerAssignedAt">Null while nobody is.</param>
public sealed record SystemRow(
    GovernedSystemId Id,
    long Version,
    string Code,
    string Name,
    IdentityDomainId? IdentityDomainId,
    string? IdentityDomainName,
    SeatHolder? RiskOwner,
    DateTimeOffset? RiskOwnerAssignedAt,
    bool HighlyAvailable,
    bool ExternallyFacing,
    bool PrivilegedAdministration);

/// <summary>An identity domain in a list.</summary>
/// <param name="RiskOwner">Null while nobody is.</param>
/// <param name="Systems">How many systems sign in against it.</param>
/// <param name="BoundaryNumber">The version of the boundary statement in force.</param>
/// <param name="BoundaryPublishedAt">Since when.</param>
public sealed record IdentityDomainRow(
    IdentityDomainId Id, string Code, string Name, SeatHolder? RiskOwner, int Systems, int BoundaryNumber, DateTimeOffset BoundaryPublishedAt);

/// <summary>An identity domain in full.</summary>
/// <param name="Version">What an edit form hands back.</param>
/// <param name="RiskOwner">Null while nobody is.</param>
/// <param name="RiskOwnerAssignedAt">Null while nobody is.</param>
/// <param name="Statements">Every version of the boundary statement, the one in force first.</param>
public sealed record IdentityDomainDetails(
    IdentityDomainId Id,
    long Version,
    string Code,
    string Name,
    SeatHolder? RiskOwner,
    DateTimeOffset? RiskOwnerAssignedAt,
    IReadOnlyList<BoundaryStatementRow> Statements);

/// <summary>One version of a boundary statement.</summary>
public sealed record BoundaryStatementRow(int Number, string Text, SeatHolder ApprovedBy, DateTimeOffset PublishedAt);

/// <summary>
/// What pages and reports may read about units, vendors, desks, systems and identity domains: everybody who is signed
/// in, because whoever stands in a recovery path should know who answers for it.
/// </summary>
public sealed class OrganisationQueries(ReadOnlyStore store, OrganisationTime time)
{
    /// <summary>Units by name unless asked otherwise. Sorts by Code, Name and ParentName.</summary>
    public async Task<Page<UnitRow>> UnitsAsync(string? text, PageRequest page, CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        IQueryable<OrganisationalUnit> units = context.Set<OrganisationalUnit>();
        foreach (var word in Paging.WordsOf(text))
            units = units.Where(u => EF.Functions.Like(u.Name, word, @"\") || EF.Functions.Like(u.Code, word, @"\"));
        var sorted = page.Sort switch
        {
            nameof(UnitRow.Code) => units.By(u => u.Code, page.Descending),
            nameof(UnitRow.ParentName) => units.By(u => context.Set<OrganisationalUnit>().Where(p => p.Id == u.ParentId).Select(p => p.Name).FirstOrDefault(), page.Descending),
            _ => units.By(u => u.Name, page.Descending),
        };
        return await Rows(context, sorted.ThenBy(u => u.Id)).ToPageAsync(page, cancellationToken);
    }

    /// <summary>One unit; null where there is none.</summary>
    public async Task<UnitRow?> UnitAsync(OrganisationalUnitId unit, CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        return await Rows(context, context.Set<OrganisationalUnit>().Where(u => u.Id == unit)).SingleOrDefaultAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<Choice<OrganisationalUnitId>>> UnitsNamedLikeAsync(string? text, int take = 50, CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        return await NamedLikeAsync(context.Set<OrganisationalUnit>().Select(u => new Choice<OrganisationalUnitId> { Id = u.Id, Code = u.Code, Name = u.Name }), text, take, cancellationToken);
    }

    /// <summary>Vendors by name unless asked otherwise. Sorts by Code and Name.</summary>
    public async Task<Page<VendorRow>> VendorsAsync(string? text, PageRequest page, CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        IQueryable<Vendor> vendors = context.Set<Vendor>();
        foreach (var word in Paging.WordsOf(text))
            vendors = vendors.Where(v => EF.Functions.Like(v.Name, word, @"\") || EF.Functions.Like(v.Code, word, @"\"));
        var sorted = page.Sort == nameof(VendorRow.Code) ? vendors.By(v => v.Code, page.Descending) : vendors.By(v => v.Name, page.Descending);
        return await Rows(context, sorted.ThenBy(v => v.Id)).ToPageAsync(page, cancellationToken);
    }

    /// <summary>One vendor; null where there is none.</summary>
    public async Task<VendorRow?> VendorAsync(VendorId vendor, CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        return await Rows(context, context.Set<Vendor>().Where(v => v.Id == vendor)).SingleOrDefaultAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<Choice<VendorId>>> VendorsNamedLikeAsync(string? text, int take = 50, CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        return await NamedLikeAsync(context.Set<Vendor>().Select(v => new Choice<VendorId> { Id = v.Id, Code = v.Code, Name = v.Name }), text, take, cancellationToken);
    }

    /// <summary>Desks by name unless asked otherwise. Sorts by Code, Name, Kind, DecisionMode, Lead, VendorName and ContractEndsOn.</summary>
    public async Task<Page<DeskRow>> DesksAsync(DeskFilter filter, PageRequest page, CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        IQueryable<Desk> desks = context.Set<Desk>();
        if (filter.Kind is { } kind)
            desks = desks.Where(d => d.Kind == kind);
        if (filter.DecisionMode is { } mode)
            desks = desks.Where(d => d.DecisionMode == mode);
        if (filter.VendorId is { } vendor)
            desks = desks.Where(d => d.VendorId == vendor);
        if (filter.ProposalWaits is { } waits)
            desks = desks.Where(d => d.DecisionMakerProposedById != null == waits);
        foreach (var word in Paging.WordsOf(filter.Text))
            desks = desks.Where(d => EF.Functions.Like(d.Name, word, @"\") || EF.Functions.Like(d.Code, word, @"\"));
        var sorted = page.Sort switch
        {
            nameof(DeskRow.Code) => desks.By(d => d.Code, page.Descending),
            nameof(DeskRow.Kind) => desks.By(d => d.Kind, page.Descending),
            nameof(DeskRow.DecisionMode) => desks.By(d => d.DecisionMode, page.Descending),
            nameof(DeskRow.Lead) => desks.By(d => context.Set<Person>().Where(p => p.Id == d.LeadId).Select(p => p.Name).FirstOrDefault(), page.Descending),
            nameof(DeskRow.VendorName) => desks.By(d => context.Set<Vendor>().Where(v => v.Id == d.VendorId).Select(v => v.Name).FirstOrDefault(), page.Descending),
            nameof(VendorContract.EndsOn) => desks.By(d => d.ContractEndsOn, page.Descending),
            _ => desks.By(d => d.Name, page.Descending),
        };
        return await sorted.ThenBy(d => d.Id)
            .Select(d => new DeskRow(
                d.Id, d.Code, d.Name, d.Kind,
                context.Set<Vendor>().Where(v => v.Id == d.VendorId).Select(v => v.Name).FirstOrDefault(),
                context.Set<Person>().Where(p => p.Id == d.LeadId).Select(p => new SeatHolder(p.Id, p.Name, p.MayAct)).First(),
                d.DecisionMode,
                d.DecisionMakerProposedById != null,
                d.Kind == DeskKind.Outsourced ? new VendorContract(d.ContractReference, d.ContractClause, d.ContractAccountableId, d.ContractEndsOn) : null))
            .ToPageAsync(page, cancellationToken);
    }

    /// <summary>What whoever confirms a desk as a decision-maker is shown; null where nobody proposed it.</summary>
    public async Task<ApprovalView?> ShowDeskForApprovalAsync(DeskId id, CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        return await context.Set<Desk>().SingleOrDefaultAsync(d => d.Id == id && d.DecisionMakerProposedAt != null, cancellationToken) is { } desk
            ? await DeskApproval.ShowAsync(context, desk, time, cancellationToken)
            : null;
    }

    /// <summary>One desk; null where there is none.</summary>
    public async Task<DeskDetails?> DeskAsync(DeskId desk, CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        if (await context.Set<Desk>().SingleOrDefaultAsync(d => d.Id == desk, cancellationToken) is not { } d)
            return null;
        var people = await HoldersAsync(context, [d.LeadId, d.DecisionMakerProposedById, d.ContractAccountableId], cancellationToken);
        return new DeskDetails(
            d.Id, d.Version, d.Code, d.Name, d.Kind, d.VendorId,
            await context.Set<Vendor>().Where(v => v.Id == d.VendorId).Select(v => v.Name).SingleOrDefaultAsync(cancellationToken),
            people[d.LeadId],
            d.DecisionMode,
            d.DecisionModeDecidedAt,
            d.DecisionMakerProposedById is { } by ? new DecisionMakerProposal(people[by], d.DecisionMakerProposedAt!.Value, d.DecisionMakerReason!) : null,
            d.WorkingDays is { } days ? new WorkingHours(days, d.OpenFrom!.Value, d.OpenUntil!.Value, d.TimeZone) : null,
            d.Kind == DeskKind.Outsourced ? new VendorContract(d.ContractReference, d.ContractClause, d.ContractAccountableId, d.ContractEndsOn) : null,
            d.ContractAccountableId is { } accountable ? people[accountable] : null);
    }

    public async Task<IReadOnlyList<Choice<DeskId>>> DesksNamedLikeAsync(string? text, int take = 50, CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        return await NamedLikeAsync(context.Set<Desk>().Select(d => new Choice<DeskId> { Id = d.Id, Code = d.Code, Name = d.Name }), text, take, cancellationToken);
    }

    /// <summary>When each desk is staffed, by its code; desks whose hours are unknown are missing.</summary>
    public async Task<IReadOnlyDictionary<string, WorkingHours>> WorkingHoursByDeskCodeAsync(CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        var desks = await context.Set<Desk>().Where(d => d.WorkingDays != null)
            .Select(d => new { d.Code, d.WorkingDays, d.OpenFrom, d.OpenUntil, d.TimeZone }).ToListAsync(cancellationToken);
        return desks.ToDictionary(d => d.Code, d => new WorkingHours(d.WorkingDays!.Value, d.OpenFrom!.Value, d.OpenUntil!.Value, d.TimeZone), StringComparer.Ordinal);
    }

    /// <summary>Systems by name unless asked otherwise. Sorts by Code, Name, IdentityDomainName and RiskOwner.</summary>
    public async Task<Page<SystemRow>> SystemsAsync(SystemFilter filter, PageRequest page, CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        IQueryable<GovernedSystem> systems = context.Set<GovernedSystem>();
        if (filter.IdentityDomainId is { } domain)
            systems = systems.Where(s => s.IdentityDomainId == domain);
        if (filter.WithoutRiskOwner is { } without)
            systems = systems.Where(s => context.Set<Person>().Any(p => p.Id == s.RiskOwnerId && p.MayAct && p.Kind == DirectoryEntryKind.Individual) != without);
        foreach (var word in Paging.WordsOf(filter.Text))
            systems = systems.Where(s => EF.Functions.Like(s.Name, word, @"\") || EF.Functions.Like(s.Code, word, @"\"));
        var sorted = page.Sort switch
        {
            nameof(SystemRow.Code) => systems.By(s => s.Code, page.Descending),
            nameof(SystemRow.IdentityDomainName) => systems.By(s => context.Set<IdentityDomain>().Where(d => d.Id == s.IdentityDomainId).Select(d => d.Name).FirstOrDefault(), page.Descending),
            nameof(SystemRow.RiskOwner) => systems.By(s => context.Set<Person>().Where(p => p.Id == s.RiskOwnerId).Select(p => p.Name).FirstOrDefault(), page.Descending),
            _ => systems.By(s => s.Name, page.Descending),
        };
        return await Rows(context, sorted.ThenBy(s => s.Id)).ToPageAsync(page, cancellationToken);
    }

    /// <summary>One system; null where there is none.</summary>
    public async Task<SystemRow?> SystemAsync(GovernedSystemId system, CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        return await Rows(context, context.Set<GovernedSystem>().Where(s => s.Id == system)).SingleOrDefaultAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<Choice<GovernedSystemId>>> SystemsNamedLikeAsync(string? text, int take = 50, CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        return await NamedLikeAsync(context.Set<GovernedSystem>().Select(s => new Choice<GovernedSystemId> { Id = s.Id, Code = s.Code, Name = s.Name }), text, take, cancellationToken);
    }

    /// <summary>Identity domains by name unless asked otherwise. Sorts by Code, Name and RiskOwner.</summary>
    public async Task<Page<IdentityDomainRow>> IdentityDomainsAsync(string? text, PageRequest page, CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        IQueryable<IdentityDomain> domains = context.Set<IdentityDomain>();
        foreach (var word in Paging.WordsOf(text))
            domains = domains.Where(d => EF.Functions.Like(d.Name, word, @"\") || EF.Functions.Like(d.Code, word, @"\"));
        var sorted = page.Sort switch
        {
            nameof(IdentityDomainRow.Code) => domains.By(d => d.Code, page.Descending),
            nameof(IdentityDomainRow.RiskOwner) => domains.By(d => context.Set<Person>().Where(p => p.Id == d.RiskOwnerId).Select(p => p.Name).FirstOrDefault(), page.Descending),
            _ => domains.By(d => d.Name, page.Descending),
        };
        return await sorted.ThenBy(d => d.Id)
            .Select(d => new IdentityDomainRow(
                d.Id, d.Code, d.Name,
                context.Set<Person>().Where(p => p.Id == d.RiskOwnerId).Select(p => new SeatHolder(p.Id, p.Name, p.MayAct)).FirstOrDefault(),
                context.Set<GovernedSystem>().Count(s => s.IdentityDomainId == d.Id),
                context.Set<BoundaryStatement>().Where(s => s.IdentityDomainId == d.Id).Max(s => s.Number),
                context.Set<BoundaryStatement>().Where(s => s.IdentityDomainId == d.Id).Max(s => s.PublishedAt)))
            .ToPageAsync(page, cancellationToken);
    }

    /// <summary>One identity domain; null where there is none.</summary>
    public async Task<IdentityDomainDetails?> IdentityDomainAsync(IdentityDomainId domain, CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        if (await context.Set<IdentityDomain>().SingleOrDefaultAsync(d => d.Id == domain, cancellationToken) is not { } d)
            return null;
        var people = await HoldersAsync(context, [d.RiskOwnerId], cancellationToken);
        return new IdentityDomainDetails(
            d.Id, d.Version, d.Code, d.Name,
            d.RiskOwnerId is { } owner ? people[owner] : null,
            d.RiskOwnerAssignedAt,
            await Statements(context, domain).ToListAsync(cancellationToken));
    }

    /// <summary>The boundary statement that was in force at an instant; null before the domain had one.</summary>
    public async Task<BoundaryStatementRow?> BoundaryStatementInForceAsync(IdentityDomainId domain, DateTimeOffset at, CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        return await Statements(context, domain, at).FirstOrDefaultAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<Choice<IdentityDomainId>>> IdentityDomainsNamedLikeAsync(string? text, int take = 50, CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        return await NamedLikeAsync(context.Set<IdentityDomain>().Select(d => new Choice<IdentityDomainId> { Id = d.Id, Code = d.Code, Name = d.Name }), text, take, cancellationToken);
    }

    private static IQueryable<UnitRow> Rows(GovernanceDbContext context, IQueryable<OrganisationalUnit> units) =>
        units.Select(u => new UnitRow(
            u.Id, u.Code, u.Name, u.ParentId,
            context.Set<OrganisationalUnit>().Where(p => p.Id == u.ParentId).Select(p => p.Name).FirstOrDefault(),
            context.Set<Person>().Count(p => p.UnitId == u.Id && p.MayAct),
            u.Version));

    private static IQueryable<VendorRow> Rows(GovernanceDbContext context, IQueryable<Vendor> vendors) =>
        vendors.Select(v => new VendorRow(
            v.Id, v.Code, v.Name,
            context.Set<Desk>().Count(d => d.VendorId == v.Id),
            context.Set<Desk>().Where(d => d.VendorId == v.Id).Min(d => d.ContractEndsOn),
            v.Version));

    private static IQueryable<SystemRow> Rows(GovernanceDbContext context, IQueryable<GovernedSystem> systems) =>
        systems.Select(s => new SystemRow(
            s.Id, s.Version, s.Code, s.Name, s.IdentityDomainId,
            context.Set<IdentityDomain>().Where(d => d.Id == s.IdentityDomainId).Select(d => d.Name).FirstOrDefault(),
            context.Set<Person>().Where(p => p.Id == s.RiskOwnerId).Select(p => new SeatHolder(p.Id, p.Name, p.MayAct)).FirstOrDefault(),
            s.RiskOwnerAssignedAt, s.HighlyAvailable, s.ExternallyFacing, s.PrivilegedAdministration));

    private static IQueryable<BoundaryStatementRow> Statements(GovernanceDbContext context, IdentityDomainId domain, DateTimeOffset? at = null) =>
        context.Set<BoundaryStatement>()
            .Where(s => s.IdentityDomainId == domain && (at == null || s.PublishedAt <= at))
            .OrderByDescending(s => s.Number)
            .Select(s => new BoundaryStatementRow(
                s.Number, s.Text, context.Set<Person>().Where(p => p.Id == s.ApprovedById).Select(p => new SeatHolder(p.Id, p.Name, p.MayAct)).First(), s.PublishedAt));

    private static async Task<IReadOnlyList<Choice<TId>>> NamedLikeAsync<TId>(IQueryable<Choice<TId>> choices, string? text, int take, CancellationToken cancellationToken)
        where TId : struct, IEntityId<TId>
    {
        foreach (var word in Paging.WordsOf(text))
            choices = choices.Where(c => EF.Functions.Like(c.Name, word, @"\") || EF.Functions.Like(c.Code, word, @"\"));
        return await choices.OrderBy(c => c.Name).ThenBy(c => c.Code).Take(Math.Clamp(take, 1, PageRequest.MostRows)).ToListAsync(cancellationToken);
    }

    private static Task<Dictionary<PersonId, SeatHolder>> HoldersAsync(GovernanceDbContext context, IEnumerable<PersonId?> people, CancellationToken cancellationToken)
    {
        var ids = people.OfType<PersonId>().Distinct().ToList();
        return context.Set<Person>().Where(p => ids.Contains(p.Id))
            .Select(p => new SeatHolder(p.Id, p.Name, p.MayAct))
            .ToDictionaryAsync(p => p.Id, cancellationToken);
    }
}
