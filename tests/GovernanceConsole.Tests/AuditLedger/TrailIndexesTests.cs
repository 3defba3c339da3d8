using System.Data.Common;
using System.Text.RegularExpressions;
using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.Fixtures;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace GovernanceConsole.Tests.AuditLedger;

/// <summary>
/// The audit trail holds millions of entries, so no search may read them one after another: the database tells how it
/// would go about each statement that a search sends.
/// </summary>
public sealed partial class TrailIndexesTests
{
    [Theory]
    [InlineData("person", "ix_ledger_entries_actor_id_ledger_idx")]
    [InlineData("object", "ix_ledger_entries_object_id_ledger_idx")]
    [InlineData("type", "ix_ledger_entries_ledger_type_idx")]
    [InlineData("kind", "ix_ledger_entries_ledger_type_idx")]
    [InlineData("time", "ix_ledger_entries_ledger_at_idx")]
    [InlineData("time person", "ix_ledger_entries_actor_id_ledger_idx")]
    [InlineData("time type", "ix_ledger_entries_ledger_type_idx")]
    [InlineData("time kind", "ix_ledger_entries_ledger_type_idx")]
    [InlineData("person type", "ix_ledger_entries_actor_id_ledger_idx")]
    [InlineData("matter", "ix_ledger_entries_corr_ledger_idx")]
    [InlineData("number", "")]
    public async Task Search_ReadsNoEntriesOneAfterAnother(string by, string index)
    {
        var statements = new Statements();
        await using var console = await TestConsole.StartAsync(whenReading: statements);
        var auditor = await console.PersonAsync("Ada", Role.Auditor);
        bool By(string word) => by.Split(' ').Contains(word);
        var filter = new TrailFilter(
            FromAt: By("time") ? TestConsole.Start : null,
            BeforeAt: By("time") ? TestConsole.Start.AddDays(1) : null,
            Person: By("person") ? console.Founder.Person : null,
            Object: By("object") ? auditor.Person!.Value.Value.ToString() : null,
            Kind: By("kind") ? "person" : null,
            Type: By("type") ? "person.role-granted" : null,
            Correlation: By("matter") ? Guid.CreateVersion7().ToString() : By("number") ? "1" : null);

        statements.Sent.Clear();
        await console.Use<TrailQueries>().PageAsync(auditor, filter, new PageRequest());

        var plans = PlansOf(console, statements);
        if (index.Length > 0)
            Assert.Contains(plans, p => p.Contains(index, StringComparison.Ordinal));
        if (By("kind"))
            Expect.None(plans.Where(p => p.Contains("(ledger=? AND idx>? AND idx<?)", StringComparison.Ordinal)).Skip(By("time") ? 2 : 0)); // first and last are looked for between two marks
    }

    [Fact]
    public async Task EntryAndHistory_ReadNoEntriesOneAfterAnother()
    {
        var statements = new Statements();
        await using var console = await TestConsole.StartAsync(whenReading: statements);
        var auditor = await console.PersonAsync("Ada", Role.Auditor);
        statements.Sent.Clear();

        Assert.NotNull(await console.Use<TrailEntryQueries>().FindAsync(auditor, TrailLedger.Decisions, 2));
        await console.Use<TimelineQueries>().OfAsync(auditor.Person!.Value.Value);

        PlansOf(console, statements);
    }

    /// <summary>How the database goes about what was sent; fails where it would read the whole ledger.</summary>
    private static List<string> PlansOf(TestConsole console, Statements statements)
    {
        var plans = statements.Sent.Where(s => s.Contains("ledger_entries", StringComparison.Ordinal)).Select(s => (Sql: s, Plan: PlanOf(console, s))).ToList();
        Assert.NotEmpty(plans);
        Expect.None(plans.Where(p => WholeLedger().IsMatch(p.Plan)).Select(p => $"{p.Plan}\n{p.Sql}"));
        return plans.ConvertAll(p => p.Plan);
    }

    private static string PlanOf(TestConsole console, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={console.File};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"EXPLAIN QUERY PLAN {sql}";
        foreach (var parameter in Parameter().Matches(sql).Select(m => m.Value).Distinct(StringComparer.Ordinal))
            command.Parameters.AddWithValue(parameter, DBNull.Value);
        using var reader = command.ExecuteReader();
        var lines = new List<string>();
        while (reader.Read())
            lines.Add(reader.GetString(3));
        return string.Join('\n', lines);
    }

    [GeneratedRegex(@"SCAN l( |$)|\(ledger=\?\)", RegexOptions.NonBacktracking | RegexOptions.Multiline)]
    private static partial Regex WholeLedger();

    [GeneratedRegex(@"@\w+", RegexOptions.NonBacktracking)]
    private static partial Regex Parameter();

    private sealed class Statements : DbCommandInterceptor
    {
        public List<string> Sent { get; } = [];

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Sent.Add(command.CommandText);
            return ValueTask.FromResult(result);
        }
    }
}
