using System.Buffers;
using GovernanceConsole.AuditLedger;
using GovernanceConsole.Imports;
using GovernanceConsole.Ledger;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.ControlTesting;

/// <summary>The findings of each run of the control tests, against the root that its entry holds.</summary>
internal sealed class FindingRows : IBulkRows
{
    private const int FindingsAtOnce = 5000;

    public async Task<IReadOnlyList<LedgerDifference>> FindDifferencesAsync(ReadOnlyStore store, CancellationToken cancellationToken)
    {
        await using var context = store.Open();
        var differences = new List<LedgerDifference>();
        var runs = await context.Set<ControlTestRun>().Where(r => r.FindingsRoot != null).OrderBy(r => r.Number).Select(r => new { r.Id, r.Number, r.FindingsRoot, r.InputSha256 }).ToListAsync(cancellationToken);
        foreach (var run in runs)
        {
            var root = await RootAsync(context, run.Id, run.InputSha256, cancellationToken);
            if (root != run.FindingsRoot)
                differences.Add(new LedgerDifference("control-test-run", run.Id.Value, run.Number, "findings", $"rows of the root {run.FindingsRoot}", root is null ? "rows without their salt" : $"rows of the root {root}"));
        }

        return differences;
    }

    /// <summary>The root over what is stored, as the run's was made; null where the salt is none.</summary>
    private static async Task<string?> RootAsync(GovernanceDbContext context, ControlTestRunId run, string inputSha256, CancellationToken cancellationToken)
    {
        if (inputSha256.Length != 2 * Commitment.SaltLength || !inputSha256.All(char.IsAsciiHexDigit))
            return null;
        var versions = await context.Set<ControlTestOutcome>().Where(o => o.RunId == run).ToDictionaryAsync(o => o.TestCode, o => o.TestVersion, StringComparer.Ordinal, cancellationToken);
        var digest = FindingDigest.Of(inputSha256);
        var leaf = new ArrayBufferWriter<byte>();
        for (var after = 0; ;)
        {
            var findings = await context.Set<ControlFinding>().Where(f => f.RunId == run && f.Sequence > after).OrderBy(f => f.Sequence).Take(FindingsAtOnce)
                .Select(f => new { f.Sequence, f.TestCode, f.Measure, Ticket = context.Set<Ticket>().Where(t => t.Id == f.TicketId).Select(t => t.Number).FirstOrDefault() })
                .ToListAsync(cancellationToken);
            if (findings.Count == 0)
                return Convert.ToHexStringLower(digest.Root());
            foreach (var finding in findings)
            {
                FindingDigest.Write(leaf, finding.Ticket ?? "", finding.TestCode, versions.GetValueOrDefault(finding.TestCode), finding.Measure);
                digest.Add(leaf.WrittenSpan);
            }

            after = findings[^1].Sequence;
        }
    }
}
