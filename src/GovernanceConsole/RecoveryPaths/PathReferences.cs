using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.RecoveryPaths;

/// <summary>Finds what a description names and the console does not know.</summary>
internal static class PathReferences
{
    /// <summary>Another path that has the name already; retired ones keep theirs.</summary>
    public static async Task<Refusal?> FindNameTakenAsync(this Change change, string name, RecoveryPathId? except)
    {
        var wanted = TextRules.Clean(name);
        var number = await change.Context.Set<RecoveryPath>()
            .Where(p => p.Name == wanted && p.Id != except)
            .Select(p => p.Number)
            .FirstOrDefaultAsync();
        return number is null ? null : new PathNameIsTaken(wanted, number);
    }

    /// <summary>The first desk, domain or person of a description that is not there; null where all are.</summary>
    public static async Task<Refusal?> FindUnknownAsync(this Change change, PathDescription description)
    {
        var desks = description.Desks.Distinct().ToList();
        if (await change.Context.Set<DirectoryDesk>().CountAsync(d => desks.Contains(d.Id)) != desks.Count)
            return new NotFound("desk");
        if (description.IdentityDomain is { } domain && !await change.Context.Set<DirectoryDomain>().AnyAsync(d => d.Id == domain))
            return new NotFound("identity domain");
        return description.Designer is { } designer && await OrganisationReads.PersonAsync(change, designer) is null ? new NotFound("person") : null;
    }

    public static async Task<Refusal?> FindUnknownAsync(this Change change, IReadOnlyList<GovernedSystemId> named)
    {
        var systems = named.Distinct().ToList();
        return await change.Context.Set<DirectorySystem>().CountAsync(s => systems.Contains(s.Id)) == systems.Count ? null : new NotFound("system");
    }
}
