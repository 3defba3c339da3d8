using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Organisation;

/// <summary>One system as a file tells it. It names others by their keys.</summary>
/// <param name="Code">The key of the system.</param>
/// <param name="Name">The name people read.</param>
/// <param name="IdentityDomainCode">A domain that is stored: no file brings the boundary statement a new one needs. Null while unknown.</param>
/// <param name="RiskOwnerKey">The directory key of the risk owner; null leaves the seat as it is.</param>
/// <param name="HighlyAvailable">Must not stop.</param>
/// <param name="ExternallyFacing">Reachable from outside the organisation.</param>
/// <param name="PrivilegedAdministration">Whoever administers it holds privilege beyond it.</param>
public sealed record SystemFeedRow(
    string Code,
    string Name,
    string? IdentityDomainCode,
    string? RiskOwnerKey,
    bool HighlyAvailable,
    bool ExternallyFacing,
    bool PrivilegedAdministration);

/// <summary>What a file tells of its systems beside code, name and risk owner. The rest stays as it is stored.</summary>
[Flags]
public enum SystemFields
{
    None = 0,
    IdentityDomain = 1,
    HighlyAvailable = 2,
    ExternallyFacing = 4,
    PrivilegedAdministration = 8,
    All = IdentityDomain | HighlyAvailable | ExternallyFacing | PrivilegedAdministration,
}

/// <summary>
/// Takes systems from a file: adds who is new, updates who changed, assigns risk owners, one entry of the ledger each.
/// What is missing in the file stays as it is. The importing slice calls it inside its own change, and outside of one
/// for the dry run; <see cref="FeedResult.Left"/> and <see cref="FeedResult.Returned"/> are 0.
/// </summary>
public static class SystemsFeed
{
    /// <summary>The dry run.</summary>
    public static async Task<FeedResult> CheckAsync(
        ReadOnlyStore store, IReadOnlyList<SystemFeedRow> rows, SystemFields told = SystemFields.All, CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        return (await PlanAsync(context, rows, told, cancellationToken)).Result;
    }

    /// <summary>Checks again in the transaction that decides, and changes everything or, with a finding, nothing.</summary>
    internal static async Task<FeedResult> ApplyAsync(Change change, IReadOnlyList<SystemFeedRow> rows, SystemFields told = SystemFields.All)
    {
        var plan = await PlanAsync(change.Context, rows, told, CancellationToken.None);
        if (plan.Result.Findings.Count > 0)
            return plan.Result;

        foreach (var step in plan.Steps.Where(s => s.Stored is null || s.Changes || s.Assigns))
        {
            GovernedSystem system;
            if (step.Stored is { } stored)
            {
                system = (await change.FindAsync<GovernedSystem>(stored.Id))!;
                if (step.Changes)
                {
                    system.Update(step.Facts);
                    change.Record(OrganisationEvents.SystemUpdated, system);
                }
            }
            else
            {
                system = GovernedSystem.Register(change.NewId<GovernedSystemId>(), step.Code, step.Facts);
                change.Context.Add(system);
                change.Record(OrganisationEvents.SystemRegistered, system);
            }

            if (step.Assigns)
            {
                system.AssignRiskOwner(step.RiskOwner!.Value, change.Now);
                change.Record(OrganisationEvents.SystemRiskOwnerAssigned, system);
            }
        }

        return plan.Result;
    }

    private static async Task<Plan> PlanAsync(GovernanceDbContext context, IReadOnlyList<SystemFeedRow> rows, SystemFields told, CancellationToken cancellationToken)
    {
        var stored = await context.Set<GovernedSystem>().AsNoTracking()
            .Select(s => new StoredSystem(s.Id, s.Code, s.Name, s.IdentityDomainId, s.HighlyAvailable, s.ExternallyFacing, s.PrivilegedAdministration, s.RiskOwnerId))
            .ToDictionaryAsync(s => s.Code, StringComparer.Ordinal, cancellationToken);
        var domains = await context.Set<IdentityDomain>().AsNoTracking().ToDictionaryAsync(d => d.Code, d => d.Id, StringComparer.Ordinal, cancellationToken);
        var owners = await OwnersAsync(context, rows, cancellationToken);

        var findings = new List<FeedFinding>();
        var steps = new List<Step>(rows.Count);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            var code = TextRules.CleanOrNull(row.Code) ?? "";
            var domainCode = TextRules.CleanOrNull(row.IdentityDomainCode);
            var ownerKey = TextRules.CleanOrNull(row.RiskOwnerKey);
            var owner = ownerKey is null ? null : owners.GetValueOrDefault(ownerKey);
            var refusals = CodeRules.Check(code, row.Name);
            if (code.Length > 0 && !seen.Add(code))
                refusals.Add(new CodeComesTwice(code));
            if (domainCode is not null && !domains.ContainsKey(domainCode))
                refusals.Add(new IdentityDomainIsUnknown(domainCode));
            if (ownerKey is not null && (owner is null ? new PersonIsUnknown(ownerKey) : SeatRules.MayHoldASeat(owner)) is { } mayNotOwn)
                refusals.Add(mayNotOwn);
            findings.AddRange(refusals.Select(r => new FeedFinding(i, r)));

            var domain = domainCode is not null && domains.TryGetValue(domainCode, out var found) ? found : (IdentityDomainId?)null;
            var facts = new SystemFacts(TextRules.CleanOrNull(row.Name) ?? "", domain, row.HighlyAvailable, row.ExternallyFacing, row.PrivilegedAdministration);
            var system = stored.GetValueOrDefault(code);
            steps.Add(new Step(code, system is null ? facts : KeepUntold(facts, system.Facts, told), owner?.Id, system));
        }

        return new Plan(steps, new FeedResult(
            findings,
            Added: steps.Count(s => s.Stored is null),
            Changed: steps.Count(s => s.Stored is not null && (s.Changes || s.Assigns)),
            Left: 0,
            Returned: 0,
            Unchanged: steps.Count(s => s.Stored is not null && !s.Changes && !s.Assigns)));
    }

    private static SystemFacts KeepUntold(SystemFacts facts, SystemFacts stored, SystemFields told) => facts with
    {
        IdentityDomainId = told.HasFlag(SystemFields.IdentityDomain) ? facts.IdentityDomainId : stored.IdentityDomainId,
        HighlyAvailable = told.HasFlag(SystemFields.HighlyAvailable) ? facts.HighlyAvailable : stored.HighlyAvailable,
        ExternallyFacing = told.HasFlag(SystemFields.ExternallyFacing) ? facts.ExternallyFacing : stored.ExternallyFacing,
        PrivilegedAdministration = told.HasFlag(SystemFields.PrivilegedAdministration) ? facts.PrivilegedAdministration : stored.PrivilegedAdministration,
    };

    private static async Task<Dictionary<string, PersonStanding>> OwnersAsync(GovernanceDbContext context, IReadOnlyList<SystemFeedRow> rows, CancellationToken cancellationToken)
    {
        var owners = new Dictionary<string, PersonStanding>(StringComparer.Ordinal);
        foreach (var keys in rows.Select(r => TextRules.CleanOrNull(r.RiskOwnerKey)).OfType<string>().Distinct(StringComparer.Ordinal).Chunk(1000))
        {
            var found = await context.Set<Person>().AsNoTracking().Where(p => keys.Contains(p.DirectoryKey))
                .Select(p => new { p.DirectoryKey, Standing = new PersonStanding(p.Id, p.Name, p.Kind, p.MayAct, p.LeftAt) })
                .ToListAsync(cancellationToken);
            foreach (var person in found)
                owners[person.DirectoryKey] = person.Standing;
        }

        return owners;
    }

    private sealed record StoredSystem(
        GovernedSystemId Id,
        string Code,
        string Name,
        IdentityDomainId? IdentityDomainId,
        bool HighlyAvailable,
        bool ExternallyFacing,
        bool PrivilegedAdministration,
        PersonId? RiskOwnerId)
    {
        public SystemFacts Facts => new(Name, IdentityDomainId, HighlyAvailable, ExternallyFacing, PrivilegedAdministration);
    }

    private sealed record Step(string Code, SystemFacts Facts, PersonId? RiskOwner, StoredSystem? Stored)
    {
        public bool Changes => Stored is not null && Stored.Facts != Facts;

        public bool Assigns => RiskOwner is not null && RiskOwner != Stored?.RiskOwnerId;
    }

    private sealed record Plan(List<Step> Steps, FeedResult Result);
}
