using GovernanceConsole.Identity;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Policy;

/// <summary>Who changed what decides about a pending request: they do not decide it (D17).</summary>
public static class PolicyAuthors
{
    /// <summary>Whoever wrote or approved a policy that came into force since, or changed the roster of one of the codes.</summary>
    /// <param name="context">Where to read.</param>
    /// <param name="since">From when on.</param>
    /// <param name="codes">The approver codes that count, with those that stand in for them.</param>
    internal static async Task<HashSet<PersonId>> SinceAsync(GovernanceDbContext context, DateTimeOffset since, IReadOnlySet<string> codes)
    {
        var versions = await context.Set<PolicyVersion>().AsNoTracking().Where(v => v.InForceFrom > since)
            .Select(v => new { v.ApprovedById, Editors = v.Editors.Select(e => e.PersonId).ToList() }).ToListAsync();
        var duties = await context.Set<Duty>().AsNoTracking().Where(d => codes.Contains(d.Code) && (d.BegunAt > since || d.EndedAt > since))
            .Select(d => new { d.BegunAt, d.PutOnById, d.EndedById }).ToListAsync();
        return
        [
            .. versions.SelectMany(v => v.Editors.Concat(new[] { v.ApprovedById }.OfType<PersonId>())),
            .. duties.Where(d => d.BegunAt > since).Select(d => d.PutOnById),
            .. duties.Select(d => d.EndedById).OfType<PersonId>(),
        ];
    }
}
