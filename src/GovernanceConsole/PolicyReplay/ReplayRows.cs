using System.Buffers;
using GovernanceConsole.AuditLedger;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.PolicyReplay;

/// <summary>The rows of each replay, against the root that its entry holds.</summary>
internal sealed class ReplayRows : IBulkRows
{
    private const int RowsAtOnce = 5000;

    public async Task<IReadOnlyList<LedgerDifference>> FindDifferencesAsync(ReadOnlyStore store, CancellationToken cancellationToken)
    {
        await using var context = store.Open();
        var differences = new List<LedgerDifference>();
        var runs = await context.Set<ReplayRun>().Where(r => r.RowsRoot != null).OrderBy(r => r.Number).Select(r => new { r.Id, r.Number, r.RowsRoot, r.PolicyHash }).ToListAsync(cancellationToken);
        foreach (var run in runs)
        {
            var root = await RootAsync(context, run.Id, run.PolicyHash, cancellationToken);
            if (root != run.RowsRoot)
                differences.Add(new LedgerDifference("policy-replay", run.Id.Value, run.Number, "rows", $"rows of the root {run.RowsRoot}", $"rows of the root {root}"));
        }

        return differences;
    }

    private static async Task<string> RootAsync(GovernanceDbContext context, ReplayId run, string policyHash, CancellationToken cancellationToken)
    {
        var reasons = await context.Set<ReplayVerdict>().Where(v => v.RunId == run).ToDictionaryAsync(v => v.Sequence, v => v.Reasons, cancellationToken);
        var digest = ReplayDigest.Of(run, policyHash);
        var leaf = new ArrayBufferWriter<byte>();
        for (var after = 0; ;)
        {
            var rows = await context.Set<ReplayRow>().Where(r => r.RunId == run && r.Sequence > after).OrderBy(r => r.Sequence).Take(RowsAtOnce)
                .Select(r => new { r.Sequence, r.Number, IsRequest = r.RequestId != null, r.Outcome, r.Verdict }).ToListAsync(cancellationToken);
            if (rows.Count == 0)
                return Convert.ToHexStringLower(digest.Root());
            foreach (var row in rows)
            {
                ReplayDigest.Write(leaf, row.Number, row.IsRequest, row.Outcome, reasons.GetValueOrDefault(row.Verdict) ?? "");
                digest.Add(leaf.WrittenSpan);
            }

            after = rows[^1].Sequence;
        }
    }
}
