using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Organisation;

/// <summary>One directory entry as a file tells it. It names others by their keys.</summary>
/// <param name="DirectoryKey">The key in the personnel system.</param>
/// <param name="Name">The name people read.</param>
/// <param name="Email">Null for entries without a mailbox.</param>
/// <param name="Kind">What the entry stands for.</param>
/// <param name="Engagement">How a person belongs to the organisation.</param>
/// <param name="ManagerKey">The manager of record, in the same file or stored; null at the top and while unknown.</param>
/// <param name="UnitCode">A unit that is not stored yet is registered under its code; null while unknown.</param>
/// <param name="ContractEndsOn">Null for employees and open-ended contracts.</param>
/// <param name="HasLeft">True for somebody who has left or was deactivated.</param>
public sealed record DirectoryRow(
    string DirectoryKey,
    string Name,
    string? Email,
    DirectoryEntryKind Kind,
    Engagement Engagement,
    string? ManagerKey,
    string? UnitCode,
    DateOnly? ContractEndsOn,
    bool HasLeft = false)
{
    /// <summary>The number of record; null for none.</summary>
    public string? Phone { get; init; }

    /// <summary>The day on which the number was last changed, as the directory says; null where it does not.</summary>
    public DateOnly? PhoneChangedOn { get; init; }

    /// <summary>A validated address apart from the mailbox; null for none.</summary>
    public string? RecoveryAddress { get; init; }

    /// <summary>The same day for the address.</summary>
    public DateOnly? RecoveryAddressChangedOn { get; init; }
}

/// <summary>What a file tells of its entries beside key and name. The rest stays as it is stored, and is empty for new entries.</summary>
[Flags]
public enum DirectoryFields
{
    None = 0,
    Email = 1,
    Kind = 2,
    Engagement = 4,
    Manager = 8,
    Unit = 16,
    ContractEndsOn = 32,
    HasLeft = 64,
    Phone = 128,
    RecoveryAddress = 256,
    All = Email | Kind | Engagement | Manager | Unit | ContractEndsOn | HasLeft | Phone | RecoveryAddress,
}

/// <summary>What a feed does, or would do.</summary>
/// <param name="Findings">Rows that cannot be taken, and why. With one of them nothing is changed.</param>
/// <param name="Added">New entries.</param>
/// <param name="Changed">Entries of which something but their leaving or return changes.</param>
/// <param name="Left">Entries that leave, new ones that come as leavers included.</param>
/// <param name="Returned">Leavers that are active again.</param>
/// <param name="Unchanged">Entries that are stored like this already.</param>
public sealed record FeedResult(IReadOnlyList<FeedFinding> Findings, int Added, int Changed, int Left, int Returned, int Unchanged)
{
    /// <summary>What should be known about rows that are taken.</summary>
    public IReadOnlyList<FeedRemark> Remarks { get; init; } = [];
}

/// <summary>Something that should be known about a row that is taken.</summary>
/// <param name="Row">Its place among the rows handed over, from 0.</param>
/// <param name="Code">Stable.</param>
/// <param name="Sentence">What should be known.</param>
public sealed record FeedRemark(int Row, string Code, string Sentence);

/// <summary>A row that cannot be taken.</summary>
/// <param name="Row">Its place among the rows handed over, from 0.</param>
/// <param name="Refusal">Why.</param>
public sealed record FeedFinding(int Row, Refusal Refusal);

/// <summary>
/// Takes people from the personnel system: adds who is new, updates who changed, marks who left or returned, one entry
/// of the ledger each. Who is missing in the file stays as they are, because a file may hold a part of the directory.
/// The importing slice calls it inside its own change, and outside of one for the dry run.
/// </summary>
public static class DirectoryFeed
{
    private const int IdsAtOnce = 1000;

    /// <summary>The dry run.</summary>
    /// <param name="store">Where to read.</param>
    /// <param name="rows">The file.</param>
    /// <param name="actor">Who imports: nobody marks themselves as having left.</param>
    /// <param name="told">What the file has columns for.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<FeedResult> CheckAsync(
        ReadOnlyStore store, IReadOnlyList<DirectoryRow> rows, Actor actor, DirectoryFields told = DirectoryFields.All, CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        return (await PlanAsync(context, rows, actor, told, cancellationToken)).Result;
    }

    /// <summary>Checks again in the transaction that decides, and changes everything or, with a finding, nothing.</summary>
    internal static async Task<FeedResult> ApplyAsync(Change change, IReadOnlyList<DirectoryRow> rows, DirectoryFields told = DirectoryFields.All)
    {
        var plan = await PlanAsync(change.Context, rows, change.Actor, told, CancellationToken.None);
        if (plan.Result.Findings.Count > 0)
            return plan.Result;

        var units = await UnitsAsync(change, plan);
        var ids = plan.Stored.ToDictionary(p => p.Key, p => p.Value.Id, StringComparer.Ordinal);
        foreach (var step in plan.Steps.Where(s => s.Stored is null))
            ids[step.Row.DirectoryKey] = change.NewId<PersonId>();

        foreach (var step in plan.Steps.Where(s => s.Stored is null))
        {
            var person = Person.Register(ids[step.Row.DirectoryKey], step.Row.DirectoryKey, FactsOf(step.Row, ids, units));
            change.Context.Add(person);
            FollowContacts(change, person.Id, step.Row, []);
            change.Record(OrganisationEvents.PersonRegistered, person);
            if (step.Leaves)
                Leave(change, person, []);
        }

        foreach (var chunk in plan.Steps.Where(s => s.Stored is not null && s.DoesSomething).Chunk(IdsAtOnce))
        {
            var chunkIds = chunk.Select(s => s.Stored!.Id).ToList();
            var people = await change.Context.Set<Person>().Where(p => chunkIds.Contains(p.Id)).ToDictionaryAsync(p => p.Id);
            var grants = (await change.Context.Set<RoleGrant>().Where(g => chunkIds.Contains(g.PersonId) && g.EndedAt == null).ToListAsync()).ToLookup(g => g.PersonId);
            var contacts = (await change.Context.Set<ContactOfRecord>().Where(c => chunkIds.Contains(c.PersonId)).ToListAsync()).ToLookup(c => c.PersonId);
            foreach (var step in chunk)
                Update(change, people[step.Stored!.Id], step, FactsOf(step.Row, ids, units), [.. grants[step.Stored.Id]], [.. contacts[step.Stored.Id]]);
        }

        return plan.Result;
    }

    private static void Update(Change change, Person person, Step step, PersonFacts facts, IReadOnlyList<RoleGrant> grants, IReadOnlyCollection<ContactOfRecord> contacts)
    {
        if (step.Changes)
        {
            ContactsOfRecord.KeepFormerAddress(change, person.Id, person.Email, facts.Email);
            FollowContacts(change, person.Id, step.Row, contacts);
            person.Update(facts);
            change.Record(OrganisationEvents.PersonUpdated, person);
        }

        if (step.Leaves)
        {
            Leave(change, person, grants);
        }
        else if (step.Returns)
        {
            person.Return();
            change.Record(OrganisationEvents.PersonReturned, person);
        }
    }

    private static void FollowContacts(Change change, PersonId person, DirectoryRow row, IReadOnlyCollection<ContactOfRecord> known)
    {
        ContactsOfRecord.Follow(change, person, ContactKind.Phone, row.Phone, row.PhoneChangedOn, known);
        ContactsOfRecord.Follow(change, person, ContactKind.RecoveryAddress, row.RecoveryAddress, row.RecoveryAddressChangedOn, known);
    }

    private static void Leave(Change change, Person person, IReadOnlyList<RoleGrant> grants)
    {
        person.Leave(change.Now);
        foreach (var grant in grants)
            grant.End(change.Now);
        change.Record(OrganisationEvents.PersonLeft, person, EventDetail.Public("rolesEnded", grants.Select(g => g.Role).Order().ToArray()));
    }

    private static PersonFacts FactsOf(DirectoryRow row, Dictionary<string, PersonId> ids, Dictionary<string, OrganisationalUnitId> units) => new(
        row.Name, row.Email, row.Kind, row.Engagement,
        row.ManagerKey is { } manager ? ids[manager] : null,
        row.UnitCode is { } unit ? units[unit] : null,
        row.ContractEndsOn);

    /// <summary>Every unit by its code, after registering those the file brings.</summary>
    private static async Task<Dictionary<string, OrganisationalUnitId>> UnitsAsync(Change change, Plan plan)
    {
        var units = await change.Context.Set<OrganisationalUnit>().AsNoTracking().ToDictionaryAsync(u => u.Code, u => u.Id, StringComparer.Ordinal);
        foreach (var code in plan.Steps.Select(s => s.Row.UnitCode).OfType<string>().Distinct(StringComparer.Ordinal).Where(c => !units.ContainsKey(c)))
        {
            var unit = OrganisationalUnit.Register(change.NewId<OrganisationalUnitId>(), code, code, parent: null);
            change.Context.Add(unit);
            change.Record(OrganisationEvents.UnitRegistered, unit);
            units[code] = unit.Id;
        }

        return units;
    }

    private static async Task<Plan> PlanAsync(
        GovernanceDbContext context, IReadOnlyList<DirectoryRow> rows, Actor actor, DirectoryFields told, CancellationToken cancellationToken)
    {
        var stored = await (
                from person in context.Set<Person>().AsNoTracking()
                select new StoredEntry(
                    person.Id, person.DirectoryKey, person.Name, person.Email, person.Kind, person.Engagement,
                    context.Set<Person>().Where(m => m.Id == person.ManagerId).Select(m => m.DirectoryKey).FirstOrDefault(),
                    context.Set<OrganisationalUnit>().Where(u => u.Id == person.UnitId).Select(u => u.Code).FirstOrDefault(),
                    person.ContractEndsOn, !person.MayAct))
            .ToDictionaryAsync(p => p.DirectoryKey, StringComparer.Ordinal, cancellationToken);
        var contacts = (await context.Set<ContactOfRecord>().AsNoTracking().Where(c => c.EndedAt == null && c.RecordedById == null).ToListAsync(cancellationToken)).ToLookup(c => c.PersonId);
        foreach (var entry in stored.Values)
            entry.Contacts = [.. contacts[entry.Id]];
        var withRoles = (await context.Set<RoleGrant>().Where(g => g.EndedAt == null).Select(g => g.PersonId).ToListAsync(cancellationToken)).ToHashSet();

        var cleaned = rows.Select(Clean).Select(row => stored.GetValueOrDefault(row.DirectoryKey) is { } entry ? KeepContacts(KeepUntold(row, entry.AsRow(), told), entry.AsRow(), told) : row).ToList();
        var inFile = new Dictionary<string, DirectoryRow>(StringComparer.Ordinal);
        var findings = new List<FeedFinding>();
        for (var i = 0; i < cleaned.Count; i++)
        {
            if (cleaned[i].DirectoryKey.Length > 0 && !inFile.TryAdd(cleaned[i].DirectoryKey, cleaned[i]))
                findings.Add(new FeedFinding(i, new DirectoryKeyComesTwice(cleaned[i].DirectoryKey)));
        }

        var managers = new ManagerChain(stored, inFile);
        var steps = new List<Step>(cleaned.Count);
        for (var i = 0; i < cleaned.Count; i++)
        {
            var row = cleaned[i];
            var entry = stored.GetValueOrDefault(row.DirectoryKey);
            findings.AddRange(RefusalsOf(row, entry, managers, entry is not null && withRoles.Contains(entry.Id), actor).Select(r => new FeedFinding(i, r)));
            steps.Add(new Step(row, entry));
        }

        return new Plan(stored, steps, new FeedResult(
            [.. findings.OrderBy(f => f.Row)],
            Added: steps.Count(s => s.Stored is null),
            Changed: steps.Count(s => s.Stored is not null && s.Changes),
            Left: steps.Count(s => s.Leaves),
            Returned: steps.Count(s => s.Returns),
            Unchanged: steps.Count(s => !s.DoesSomething))
        {
            Remarks = [.. SharedAddresses(steps, stored)],
        });
    }

    /// <summary>
    /// Rules that want two people tell them apart by their entries: one person with two would pass. An address that two entries
    /// share is the best sign of that, and sometimes a mailbox for many, so it is said and not refused.
    /// </summary>
    private static IEnumerable<FeedRemark> SharedAddresses(List<Step> steps, Dictionary<string, StoredEntry> stored)
    {
        var told = steps.Select(s => s.Row.DirectoryKey).ToHashSet(StringComparer.Ordinal);
        var byAddress = steps.Select(s => (Key: s.Row.DirectoryKey, s.Row.Name, s.Row.Email))
            .Concat(stored.Values.Where(s => !told.Contains(s.DirectoryKey)).Select(s => (Key: s.DirectoryKey, s.Name, s.Email)))
            .Where(e => e.Email is not null)
            .ToLookup(e => e.Email!, StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < steps.Count; i++)
        {
            if (steps[i].Row is { Email: { } address } row && byAddress[address].FirstOrDefault(e => e.Key != row.DirectoryKey) is { Key: { } other } shared)
                yield return new FeedRemark(i, "EmailBelongsToAnother", $"{address} is the address of {shared.Name} ({other}) too. If both are one person, keep one entry: else rules that want two people take them for two.");
        }
    }

    private static IEnumerable<Refusal> RefusalsOf(DirectoryRow row, StoredEntry? stored, ManagerChain managers, bool holdsRoles, Actor actor)
    {
        foreach (var refusal in PersonRules.CheckText(row.DirectoryKey, row.Name, row.Email))
            yield return refusal;
        if (row.UnitCode is not null && TextRules.Required("UnitCode", "The unit", row.UnitCode, 100) is { } unit)
            yield return unit;
        if (row.ManagerKey is not null && managers.Check(row) is { } manager)
            yield return manager;
        if (holdsRoles && row.Kind != DirectoryEntryKind.Individual && !row.HasLeft)
            yield return new RolesAreForIndividuals(row.Name);
        foreach (var (kind, contact) in new[] { (ContactKind.Phone, row.Phone), (ContactKind.RecoveryAddress, row.RecoveryAddress) })
        {
            if (contact is null)
                continue;
            if (row.Kind != DirectoryEntryKind.Individual)
                yield return new ContactsAreForIndividuals(row.Name);
            else if ((TextRules.Optional("Address", "The contact", contact, ContactRules.MaximumLength) ?? ContactRules.IsOneOf(kind, contact)) is { } noContact)
                yield return noContact;
        }

        if (row.HasLeft && stored is { HasLeft: false } && actor.Person == stored.Id)
            yield return new NobodyMarksThemselvesAsLeft();
    }

    private static DirectoryRow Clean(DirectoryRow row) => row with
    {
        DirectoryKey = TextRules.CleanOrNull(row.DirectoryKey) ?? "",
        Name = TextRules.CleanOrNull(row.Name) ?? "",
        Email = TextRules.CleanOrNull(row.Email),
        ManagerKey = TextRules.CleanOrNull(row.ManagerKey),
        UnitCode = TextRules.CleanOrNull(row.UnitCode),
        Phone = TextRules.CleanOrNull(row.Phone),
        PhoneChangedOn = TextRules.CleanOrNull(row.Phone) is null ? null : row.PhoneChangedOn,
        RecoveryAddress = TextRules.CleanOrNull(row.RecoveryAddress),
        RecoveryAddressChangedOn = TextRules.CleanOrNull(row.RecoveryAddress) is null ? null : row.RecoveryAddressChangedOn,
    };

    private static DirectoryRow KeepUntold(DirectoryRow row, DirectoryRow stored, DirectoryFields told) => row with
    {
        Email = told.HasFlag(DirectoryFields.Email) ? row.Email : stored.Email,
        Kind = told.HasFlag(DirectoryFields.Kind) ? row.Kind : stored.Kind,
        Engagement = told.HasFlag(DirectoryFields.Engagement) ? row.Engagement : stored.Engagement,
        ManagerKey = told.HasFlag(DirectoryFields.Manager) ? row.ManagerKey : stored.ManagerKey,
        UnitCode = told.HasFlag(DirectoryFields.Unit) ? row.UnitCode : stored.UnitCode,
        ContractEndsOn = told.HasFlag(DirectoryFields.ContractEndsOn) ? row.ContractEndsOn : stored.ContractEndsOn,
        HasLeft = told.HasFlag(DirectoryFields.HasLeft) ? row.HasLeft : stored.HasLeft,
    };

    /// <summary>A contact of the file is another one where it differs from the stored one, or was changed after it; else the stored one stands in the row.</summary>
    private static DirectoryRow KeepContacts(DirectoryRow row, DirectoryRow stored, DirectoryFields told)
    {
        var keepsPhone = !told.HasFlag(DirectoryFields.Phone) || IsStill(ContactKind.Phone, row.Phone, row.PhoneChangedOn, stored.Phone, stored.PhoneChangedOn);
        var keepsAddress = !told.HasFlag(DirectoryFields.RecoveryAddress)
            || IsStill(ContactKind.RecoveryAddress, row.RecoveryAddress, row.RecoveryAddressChangedOn, stored.RecoveryAddress, stored.RecoveryAddressChangedOn);
        return row with
        {
            Phone = keepsPhone ? stored.Phone : row.Phone,
            PhoneChangedOn = keepsPhone ? stored.PhoneChangedOn : row.PhoneChangedOn,
            RecoveryAddress = keepsAddress ? stored.RecoveryAddress : row.RecoveryAddress,
            RecoveryAddressChangedOn = keepsAddress ? stored.RecoveryAddressChangedOn : row.RecoveryAddressChangedOn,
        };
    }

    private static bool IsStill(ContactKind kind, string? address, DateOnly? on, string? stored, DateOnly? storedOn) =>
        address is null || stored is null ? address == stored : ContactRules.AreSame(kind, address, stored) && !(on is { } again && (storedOn is not { } before || again > before));

    private sealed record StoredEntry(
        PersonId Id,
        string DirectoryKey,
        string Name,
        string? Email,
        DirectoryEntryKind Kind,
        Engagement Engagement,
        string? ManagerKey,
        string? UnitCode,
        DateOnly? ContractEndsOn,
        bool HasLeft)
    {
        /// <summary>Those that the directory tells now.</summary>
        public IReadOnlyList<ContactOfRecord> Contacts { get; set; } = [];

        public DirectoryRow AsRow() => new(DirectoryKey, Name, Email, Kind, Engagement, ManagerKey, UnitCode, ContractEndsOn, HasLeft)
        {
            Phone = ContactOf(ContactKind.Phone)?.ContactAddress,
            PhoneChangedOn = ContactOf(ContactKind.Phone)?.SaidChangedOn,
            RecoveryAddress = ContactOf(ContactKind.RecoveryAddress)?.ContactAddress,
            RecoveryAddressChangedOn = ContactOf(ContactKind.RecoveryAddress)?.SaidChangedOn,
        };

        private ContactOfRecord? ContactOf(ContactKind kind) => Contacts.FirstOrDefault(c => c.Kind == kind);
    }

    private sealed record Step(DirectoryRow Row, StoredEntry? Stored)
    {
        public bool Changes { get; } = Stored is not null && Stored.AsRow() with { HasLeft = Row.HasLeft } != Row;

        public bool Leaves { get; } = Row.HasLeft && Stored is not { HasLeft: true };

        public bool Returns { get; } = !Row.HasLeft && Stored is { HasLeft: true };

        public bool DoesSomething => Stored is null || Changes || Leaves || Returns;
    }

    private sealed record Plan(Dictionary<string, StoredEntry> Stored, List<Step> Steps, FeedResult Result);

    /// <summary>Who manages whom once the file is taken: the file's word where it speaks of somebody, else what is stored.</summary>
    private sealed class ManagerChain(Dictionary<string, StoredEntry> stored, Dictionary<string, DirectoryRow> inFile)
    {
        public Refusal? Check(DirectoryRow row)
        {
            if (row.ManagerKey == row.DirectoryKey)
                return new ManagerIsThePersonThemselves();
            if (Find(row.ManagerKey!) is not { } manager)
                return new ManagerIsUnknown(row.ManagerKey!);
            if (manager.Kind != DirectoryEntryKind.Individual)
                return new SeatsAreForIndividuals(manager.Name, manager.Kind);
            return ReportsTo(manager, row.DirectoryKey) ? new ManagerReportsToThePerson(manager.Name) : null;
        }

        private bool ReportsTo(DirectoryRow person, string key)
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            for (var above = person.ManagerKey; above is not null && seen.Add(above); above = Find(above)?.ManagerKey)
            {
                if (above == key)
                    return true;
            }

            return false;
        }

        private DirectoryRow? Find(string key) => inFile.TryGetValue(key, out var row) ? row : stored.GetValueOrDefault(key)?.AsRow();
    }
}
