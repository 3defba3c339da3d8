using GovernanceConsole.AuditLedger;
using GovernanceConsole.Policy;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Retention;

/// <summary>Stored answers of commands. They name no person, so a legal hold on one keeps none of them.</summary>
internal sealed class CommandAnswerRetention : IRetainedRecords
{
    private const int AtOnce = 2000;

    public string Type => "command-answers";

    public string Name => "Answers to sent forms";

    public string Meaning => "The console remembers what it answered, so that a form that is sent twice is not carried out twice. The period begins with the answer; at its end the answer is deleted, and the same form sent again would count as a new one. The decision itself is in the ledger.";

    public Limit Period { get; } = LimitCatalogue.Of(nameof(Limits.CommandAnswerMonths));

    async Task<DueRecords> IRetainedRecords.LookAsync(RetentionScope scope, string? after, CancellationToken cancellationToken)
    {
        var answers = scope.Context.Set<StoredCommand>().Where(c => c.At < scope.DueBefore);
        if (after is not null)
        {
            var last = Guid.Parse(after);
            answers = answers.Where(c => KeyOrder.Compare(c.CommandId, last) > 0);
        }

        var due = await answers.OrderBy(c => c.CommandId).Take(AtOnce).Select(c => new { c.CommandId, c.At }).ToListAsync(cancellationToken);
        return new DueRecords(
            due.Count, Held: 0, due.Count == 0 ? null : due.Min(c => c.At), due.Count < AtOnce ? null : due[^1].CommandId.ToString("N"),
            (change, _) => change.ForgetAnswersAsync(due.ConvertAll(c => c.CommandId)));
    }

    Task<DateTimeOffset?> IRetainedRecords.NextFromAsync(GovernanceDbContext context, DateTimeOffset from, CancellationToken cancellationToken) =>
        context.Set<StoredCommand>().Where(c => c.At >= from).MinAsync(c => (DateTimeOffset?)c.At, cancellationToken);
}
