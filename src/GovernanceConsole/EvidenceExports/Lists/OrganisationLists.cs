using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;

namespace GovernanceConsole.EvidenceExports.Lists;

/// <summary>The lists of the organisation: the directory, roles held, units, vendors, desks, systems, identity domains.</summary>
internal static class OrganisationLists
{
    private enum PersonState
    {
        Active,
        Left,
    }

    public static ListExport<PersonRow> People(PeopleQueries people, OrganisationQueries organisation) => new()
    {
        Name = "people",
        Title = "People",
        Readers = PeopleQueries.Readers,
        Columns = new ExportColumns<PersonRow>()
            .Text("Key", p => p.DirectoryKey, width: 14)
            .Text("Name", p => p.Name)
            .Text("E-mail", p => p.Email)
            .Choice<DirectoryEntryKind>("Kind", p => p.Kind)
            .Choice<Engagement>("Engagement", p => p.Engagement)
            .Text("Unit", p => p.UnitName)
            .Text("Manager", p => p.ManagerName)
            .Date("Contract ends", p => p.ContractEndsOn)
            .Text("Roles", p => string.Join(", ", p.Roles.Select(ChoiceWords.Of)))
            .Choice<PersonState>("State", p => p.LeftAt is null ? PersonState.Active : PersonState.Left)
            .Instant("Left", p => p.LeftAt),
        Rows = async (actor, filter, cancellationToken) =>
        {
            var chosen = new PeopleFilter(
                filter.Text("q", "Words"),
                filter.Choice<DirectoryEntryKind>("kind", "Kind"),
                filter.Choice<Engagement>("engagement", "Engagement"),
                filter.Id<OrganisationalUnitId>("unit"),
                filter.Choice<PersonState>("state", "State") is { } state ? state == PersonState.Active : null,
                filter.Choice<Role>("role", "Role"));
            if (chosen.UnitId is { } unit)
                filter.Say("Unit", (await organisation.UnitAsync(unit, cancellationToken))?.Name ?? "one that does not exist");
            return PagedRows.ReadAsync(
                filter.OrderedBy(nameof(PersonRow.Name), nameof(PersonRow.DirectoryKey), nameof(PersonRow.Email), nameof(PersonRow.LeftAt)),
                (page, token) => people.ListAsync(actor, chosen, page, token), cancellationToken);
        },
    };

    public static ListExport<RoleRow> RolesHeld(PeopleQueries people) => new()
    {
        Name = "roles",
        Title = "Roles held",
        Readers = PeopleQueries.Readers,
        Columns = new ExportColumns<RoleRow>()
            .Text("Name", r => r.Name)
            .Choice<Role>("Role", r => r.Role, width: 26)
            .Instant("Granted", r => r.GrantedAt)
            .Instant("Lapses", r => r.LapsesAt),
        Rows = (actor, filter, cancellationToken) =>
        {
            var (role, words) = (filter.Choice<Role>("role", "Role"), filter.Text("q", "Words"));
            return Task.FromResult(PagedRows.ReadAsync(
                filter.OrderedBy(nameof(RoleRow.Name), nameof(RoleRow.Role), nameof(RoleRow.GrantedAt)),
                (page, token) => people.RolesHeldAsync(actor, role, words, page, token), cancellationToken));
        },
    };

    public static ListExport<UnitRow> Units(OrganisationQueries organisation) => new()
    {
        Name = "units",
        Title = "Units",
        Columns = new ExportColumns<UnitRow>()
            .Text("Code", u => u.Code, width: 14)
            .Text("Name", u => u.Name)
            .Text("Part of", u => u.ParentName)
            .Whole("Active people", u => u.People),
        Rows = (_, filter, cancellationToken) =>
        {
            var words = filter.Text("q", "Words");
            return Task.FromResult(PagedRows.ReadAsync(
                filter.OrderedBy(nameof(UnitRow.Name), nameof(UnitRow.Code), nameof(UnitRow.ParentName)),
                (page, token) => organisation.UnitsAsync(words, page, token), cancellationToken));
        },
    };

    public static ListExport<VendorRow> Vendors(OrganisationQueries organisation) => new()
    {
        Name = "vendors",
        Title = "Vendors",
        Columns = new ExportColumns<VendorRow>()
            .Text("Code", v => v.Code, width: 14)
            .Text("Name", v => v.Name)
            .Whole("Desks", v => v.Desks)
            .Date("First contract ends", v => v.ContractEndsOn),
        Rows = (_, filter, cancellationToken) =>
        {
            var words = filter.Text("q", "Words");
            return Task.FromResult(PagedRows.ReadAsync(
                filter.OrderedBy(nameof(VendorRow.Name), nameof(VendorRow.Code)),
                (page, token) => organisation.VendorsAsync(words, page, token), cancellationToken));
        },
    };

    public static ListExport<DeskRow> Desks(OrganisationQueries organisation) => new()
    {
        Name = "desks",
        Title = "Desks",
        Columns = new ExportColumns<DeskRow>()
            .Text("Code", d => d.Code, width: 14)
            .Text("Name", d => d.Name)
            .Choice<DeskKind>("Kind", d => d.Kind)
            .Text("Vendor", d => d.VendorName)
            .Text("Lead", d => d.Lead.Name)
            .YesNo("Lead is active", d => d.Lead.MayAct)
            .Choice<DeskDecisionMode>("Decides", d => d.DecisionMode)
            .YesNo("Second signature waits", d => d.ProposalWaits)
            .Text("Contract", d => d.Contract?.Reference)
            .Text("Clause", d => d.Contract?.Clause)
            .Date("Contract ends", d => d.Contract?.EndsOn),
        Rows = async (_, filter, cancellationToken) =>
        {
            var chosen = new DeskFilter(
                filter.Text("q", "Words"),
                filter.Choice<DeskKind>("kind", "Kind"),
                filter.Choice<DeskDecisionMode>("decides", "Decides"),
                filter.Id<VendorId>("vendor"),
                filter.YesNo("waits", "Second signature waits"));
            if (chosen.VendorId is { } vendor)
                filter.Say("Vendor", (await organisation.VendorAsync(vendor, cancellationToken))?.Name ?? "one that does not exist");
            return PagedRows.ReadAsync(
                filter.OrderedBy(nameof(DeskRow.Name), nameof(DeskRow.Code), nameof(DeskRow.VendorName), nameof(DeskRow.Lead), nameof(DeskRow.DecisionMode), nameof(VendorContract.EndsOn)),
                (page, token) => organisation.DesksAsync(chosen, page, token), cancellationToken);
        },
    };

    public static ListExport<SystemRow> Systems(OrganisationQueries organisation) => new()
    {
        Name = "systems",
        Title = "Systems",
        Columns = new ExportColumns<SystemRow>()
            .Text("Code", s => s.Code, width: 14)
            .Text("Name", s => s.Name)
            .Text("Identity domain", s => s.IdentityDomainName)
            .Text("Risk owner", s => s.RiskOwner?.Name)
            .YesNo("Risk owner is active", s => s.RiskOwner?.MayAct)
            .Instant("Risk owner since", s => s.RiskOwnerAssignedAt)
            .YesNo("Highly available", s => s.HighlyAvailable)
            .YesNo("Externally facing", s => s.ExternallyFacing)
            .YesNo("Privileged administration", s => s.PrivilegedAdministration),
        Rows = async (_, filter, cancellationToken) =>
        {
            var chosen = new SystemFilter(filter.Text("q", "Words"), filter.Id<IdentityDomainId>("domain"), filter.YesNo("unowned", "Without risk owner"));
            if (chosen.IdentityDomainId is { } domain)
                filter.Say("Identity domain", (await organisation.IdentityDomainAsync(domain, cancellationToken))?.Name ?? "one that does not exist");
            return PagedRows.ReadAsync(
                filter.OrderedBy(nameof(SystemRow.Name), nameof(SystemRow.Code), nameof(SystemRow.IdentityDomainName), nameof(SystemRow.RiskOwner)),
                (page, token) => organisation.SystemsAsync(chosen, page, token), cancellationToken);
        },
    };

    public static ListExport<IdentityDomainRow> IdentityDomains(OrganisationQueries organisation) => new()
    {
        Name = "identity-domains",
        Title = "Identity domains",
        Columns = new ExportColumns<IdentityDomainRow>()
            .Text("Code", d => d.Code, width: 14)
            .Text("Name", d => d.Name)
            .Text("Risk owner", d => d.RiskOwner?.Name)
            .YesNo("Risk owner is active", d => d.RiskOwner?.MayAct)
            .Whole("Systems", d => d.Systems)
            .Whole("Boundary statement", d => d.BoundaryNumber)
            .Instant("Published", d => d.BoundaryPublishedAt),
        Rows = (_, filter, cancellationToken) =>
        {
            var words = filter.Text("q", "Words");
            return Task.FromResult(PagedRows.ReadAsync(
                filter.OrderedBy(nameof(IdentityDomainRow.Name), nameof(IdentityDomainRow.Code), nameof(IdentityDomainRow.RiskOwner)),
                (page, token) => organisation.IdentityDomainsAsync(words, page, token), cancellationToken));
        },
    };
}
