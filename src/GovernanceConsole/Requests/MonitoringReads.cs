using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Requests;

/// <summary>A request with everything that follows its execution, as it is at the instant of a decision.</summary>
internal sealed class WatchedCase(
    Request request, Watch? watch, IReadOnlyList<PostCheck> checks, IReadOnlyList<Suspicion> suspicions, IReadOnlyList<Revocation> revocations, IReadOnlyList<RevocationTask> tasks)
{
    public Request Request => request;

    /// <summary>Only once it was executed.</summary>
    public Watch Watch => watch ?? throw new InvalidOperationException($"{request.Number} was not executed.");

    /// <summary>All of them, in the order in which they were opened.</summary>
    public IReadOnlyList<PostCheck> Checks => checks;

    /// <summary>Of each kind the last: after an investigation everything is looked for again, and what was found before is history.</summary>
    public IEnumerable<PostCheck> LatestChecks => checks.GroupBy(c => c.Kind).Select(kind => kind.Last());

    public IReadOnlyList<Suspicion> Suspicions => suspicions;

    public IReadOnlyList<Revocation> Revocations => revocations;

    /// <summary>Of all revocations.</summary>
    public IReadOnlyList<RevocationTask> Tasks => tasks;

    public IEnumerable<RevocationTask> OpenTasks => tasks.Where(t => t.ConfirmedAt is null);
}

internal static class MonitoringReads
{
    /// <summary>One case; null where there is no such request.</summary>
    public static async Task<WatchedCase?> FindAsync(GovernanceDbContext context, RequestId id)
    {
        if (await RequestReads.FindAsync(context, id) is not { } request)
            return null;
        return new WatchedCase(
            request,
            await context.Set<Watch>().SingleOrDefaultAsync(w => w.RequestId == id),
            await context.Set<PostCheck>().Where(c => c.RequestId == id).OrderBy(c => c.OpenedAt).ThenBy(c => c.Id).ToListAsync(),
            await context.Set<Suspicion>().Where(s => s.RequestId == id).OrderBy(s => s.ReportedAt).ThenBy(s => s.Id).ToListAsync(),
            await context.Set<Revocation>().Where(r => r.RequestId == id).OrderBy(r => r.OrderedAt).ThenBy(r => r.Id).ToListAsync(),
            await context.Set<RevocationTask>().Where(t => t.RequestId == id).OrderBy(t => t.Id).ToListAsync());
    }
}
