using GovernanceConsole.AuditLedger;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Imports;

/// <summary>The door through which the erasure of a person reaches what was unclean in files that named them.</summary>
public static class FindingErasure
{
    /// <summary>Takes the words from every finding that names somebody who is to be forgotten.</summary>
    /// <param name="change">The use case at work.</param>
    /// <param name="names">Whether a text names them.</param>
    /// <param name="parts">What such a text holds: narrows what is read.</param>
    /// <param name="instead">What stands there afterwards.</param>
    internal static async Task ForgetAsync(Change change, Func<string, bool> names, IReadOnlyList<string> parts, string instead)
    {
        foreach (var part in parts)
        {
            var pattern = Paging.Anywhere(part);
            var found = await change.Context.Set<ImportFinding>()
                .Where(f => EF.Functions.Like(f.Value!, pattern, @"\") || EF.Functions.Like(f.Sentence, pattern, @"\")).ToListAsync();
            foreach (var finding in found.Where(f => names(f.Value ?? "") || names(f.Sentence)))
            {
                var row = change.Context.Entry(finding);
                row.Property(f => f.Value).CurrentValue = finding.Value is null ? null : instead;
                row.Property(f => f.Sentence).CurrentValue = instead;
            }
        }
    }
}
