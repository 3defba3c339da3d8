using System.Diagnostics;
using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Outbox;
using GovernanceConsole.Policy;
using GovernanceConsole.Retention;
using GovernanceConsole.Tests.Fixtures;
using GovernanceConsole.Tests.Privacy;

namespace GovernanceConsole.Tests.Retention;

public sealed class RequestDeletionTests : IAsyncLifetime
{
    private TestConsole _console = null!;
    private Actor _second = null!;

    public async Task InitializeAsync()
    {
        _console = await TestConsole.StartAsync();
        _second = await _console.PersonAsync("Sina Second", Role.Governance);
        await _console.WithAHistoryAsync(TestConsole.Start.AddYears(3));
    }

    public async Task DisposeAsync() => await _console.DisposeAsync();

    [Fact]
    public async Task Request_OfWhatIsDue_WaitsDeletesNothingAndTellsTheOthers()
    {
        var outcome = await _console.RequestDeletionAsync();

        Assert.True(outcome.IsAccepted);
        var row = Assert.Single((await _console.Use<RetentionQueries>().DeletionsAsync(_console.Founder, new())).Rows);
        Assert.Equal(("RD-0001", RetentionDeletionState.Requested), (row.Number, row.State));
        Assert.DoesNotContain(await _console.RowsAsync<StoredEntry>(), e => e.IsPruned);
        Assert.Contains(await _console.RowsAsync<InboxItem>(), i => i.PersonId == _second.Person && i.Subject == "Deletion RD-0001 waits for a second person");
    }

    [Fact]
    public async Task Request_WhileAnotherWaits_IsRefused()
    {
        await _console.RequestDeletionAsync();

        (await _console.RequestDeletionAsync(by: _second)).Refusals.RefusedAs<DeletionWaitsAlready>();
    }

    [Fact]
    public async Task Request_AfterAnotherExpired_TakesItsPlace()
    {
        await _console.RequestDeletionAsync();
        _console.Clock.Advance(TimeSpan.FromDays(30));

        Assert.True((await _console.RequestDeletionAsync()).IsAccepted);

        var rows = (await _console.Use<RetentionQueries>().DeletionsAsync(_console.Founder, new())).Rows;
        Assert.Equal([("RD-0002", RetentionDeletionState.Requested), ("RD-0001", RetentionDeletionState.Expired)], rows.Select(r => (r.Number, r.State)));
        Assert.Single(await _console.RowsAsync<StoredEntry>(), e => e.Type == "retention.expired");
    }

    [Fact]
    public async Task Request_OfWhatBecomesDueTomorrow_IsRefused() =>
        (await _console.RequestDeletionAsync(new DateOnly(2029, 3, 3))).Refusals.RefusedAs<DueDateIsInTheFuture>();

    [Fact]
    public async Task Request_WhereNothingIsDue_IsRefused() =>
        (await _console.RequestDeletionAsync(new DateOnly(2026, 3, 3))).Refusals.RefusedAs<NothingIsDue>();

    /// <summary>Counting for the page ends somewhere; deleting does not.</summary>
    [Fact]
    public async Task Request_OfMoreThanIsCounted_SaysAtLeastAndDeletesAll()
    {
        PastTheConsole.Execute(_console.File, MadeUpAnswers);
        var row = await _console.DueAsync("command-answers");

        var report = await _console.DeleteWhatIsDueAsync(_second);

        Assert.Equal((10_000L, true), (row.Due, row.IsMore));
        Assert.True(report.Deleted > 12_000);
        Assert.Equal((0L, false), ((await _console.DueAsync("command-answers")).Due, (await _console.DueAsync()).IsMore));
    }

    /// <summary>What a hold keeps comes first; whether anything is due is not known before it was passed.</summary>
    [Fact]
    public async Task Request_OfWhatLiesBehindMoreThanIsCounted_IsAccepted()
    {
        await using var console = await TestConsole.StartAsync();
        var held = (await console.PersonAsync("Hedda Held")).Person!.Value.Value;
        var free = (await console.PersonAsync("Fred Free")).Person!.Value.Value;
        await console.HoldAsync(PersonId.From(held));
        PastTheConsole.Execute(console.File, $"""
            WITH RECURSIVE n (i) AS (VALUES (0) UNION ALL SELECT i + 1 FROM n WHERE i < 10000)
            INSERT INTO inbox_items SELECT CAST(printf('%016d', i) AS BLOB), CASE i WHEN 10000 THEN x'{free:N}' ELSE x'{held:N}' END, '', '', '/', NULL, 0, 1 FROM n
            """);
        var seen = await console.DueAsync("read-notices");

        var requested = await console.RequestDeletionAsync();

        Assert.Equal((0L, 10_000L, true), (seen.Due, seen.Held, seen.IsMore));
        Assert.True(requested.IsAccepted, string.Join(' ', requested.Refusals.Select(r => r.Sentence)));
    }

    /// <summary>How long the page waits where a million old entries were never deleted, or were and left their hashes. Only where long tests are asked for.</summary>
    [Theory]
    [InlineData("type")]
    [InlineData("''")]
    public async Task Overview_OfAMillionOldEntries_DoesNotKeepThePageWaiting(string type)
    {
        if (Environment.GetEnvironmentVariable("GOVERNANCE_LONG_TESTS") != "1")
            return;
        PastTheConsole.ExecuteUnguarded(_console.File, $"""
            WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 1000000)
            INSERT INTO ledger_entries (ledger, idx, type, at, object_kind, object_id, actor_id, body)
            SELECT ledger, (SELECT max(idx) FROM ledger_entries WHERE ledger = 2) + i, {type}, at, object_kind, object_id, actor_id, body
            FROM n, (SELECT * FROM ledger_entries WHERE ledger = 2 AND idx = 0);
            UPDATE ledger_heads SET size = size + 1000000 WHERE ledger = 2;
            UPDATE ledger_checkpoints SET size = size + 1000000 WHERE ledger = 2
            """);
        _ = await _console.DueAsync();
        var watch = Stopwatch.StartNew();

        var row = await _console.DueAsync("security-events");

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2), $"The page waited for {watch.Elapsed}.");
        Assert.Equal(type == "type", row.IsMore);
    }

    private const string MadeUpAnswers = """
        WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 12000)
        INSERT INTO command_results SELECT randomblob(16), 'SendDueReminders', zeroblob(32), '{}', 0 FROM n
        """;

    [Fact]
    [Trait("row", "X4")]
    public async Task Request_UnderALegalHoldOnEverybody_IsRefused()
    {
        await _console.HoldAsync(null);

        (await _console.RequestDeletionAsync()).Refusals.RefusedAs<LegalHoldKeepsEverything>();
    }

    [Fact]
    public async Task Request_UnderALegalHoldOnSomebody_IsAccepted()
    {
        await _console.HoldAsync(_second.Person);

        Assert.True((await _console.RequestDeletionAsync()).IsAccepted);
    }

    [Fact]
    public async Task Request_ByAnAuditor_IsRefusedAsNotAllowed() =>
        (await _console.RequestDeletionAsync(by: await _console.PersonAsync("Aline Auditor", Role.Auditor))).Refusals.RefusedAs<NotAllowed>();

    [Fact]
    public async Task Request_BySomebodyWhoLostTheRole_IsRefusedAsNotAllowed()
    {
        await _console.Use<GovernanceConsole.Organisation.EndRole>().ExecuteAsync(CommandId.New(), new(_second.Person!.Value, Role.Governance), _console.Founder);

        (await _console.RequestDeletionAsync(by: _second)).Refusals.RefusedAs<NotAllowed>();
    }

    [Fact]
    public async Task Request_WithAnotherPolicy_GoesByItsPeriods()
    {
        var before = (await _console.DueAsync("security-events")).Due;
        var proposed = await _console.ProposePolicyAsync(Limits.Default with { SecurityEventMonths = 60 }, reason: "The regulator asks for it.");
        Assert.True((await _console.Use<ApprovePolicyVersion>().ExecuteAsync(CommandId.New(), new(proposed.Value, await _console.Use<PolicyQueries>().ShowForApprovalAsync(proposed.Value)), _second)).IsAccepted);

        Assert.True(before > 0);
        Assert.Equal((0, "60 months"), ((int)(await _console.DueAsync("security-events")).Due, (await _console.DueAsync("security-events")).Period));
    }
}
