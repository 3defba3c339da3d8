using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Ledger;
using GovernanceConsole.Organisation;
using GovernanceConsole.SqlServer;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GovernanceConsole.Tests.Database;

/// <summary>What a command sends to SQL Server, and in which order. Whether a server accepts it is for the tests on a server.</summary>
public sealed class SqlServerCommandTests
{
    private const string Answer = "FROM dbo.command_results";
    private const string Head = "FROM audit.ledger_heads";

    private static readonly Actor Gesa = Actor.ForPerson(new PersonId(Guid.CreateVersion7()), "Gesa");
    private static readonly string Ledger = LedgerHead.OfANewConsole()[0].Name;

    [Fact]
    public async Task Command_Accepted_IsOneSerializableTransactionThatLocksTheHeadAfterItsRows()
    {
        var server = AServer();

        var outcome = await RegisterAsync(server);

        Assert.True(outcome.IsAccepted);
        var sent = server.Sent;
        Assert.Equal(
            ["SET XACT_ABORT ON; SET LOCK_TIMEOUT 5000;", "BEGIN Serializable"],
            sent.Take(2));
        Assert.Equal("COMMIT", sent[^1]);
        Assert.Single(sent, s => s.StartsWith("BEGIN", StringComparison.Ordinal));
        var rows = Position(sent, "INSERT INTO [people]");
        var head = Position(sent, "FROM audit.ledger_heads WITH (UPDLOCK, HOLDLOCK, ROWLOCK)");
        Assert.True(Position(sent, "FROM dbo.command_results") < rows);
        Assert.True(rows < head);
        Assert.True(Position(sent, "FROM audit.ledger_objects") < head, "the state is read before the head is locked");
        Assert.Equal(
            ["INSERT INTO audit.ledger_entries", "UPDATE audit.ledger_objects", "INSERT INTO dbo.command_results", "COMMIT"],
            sent.Skip(head + 1).Select(s => s.Split(' ', '(') is [var verb, var on, var table, ..] ? on is "INTO" ? $"{verb} {on} {table}" : $"{verb} {on}" : s));
    }

    [Fact]
    public async Task Command_Accepted_SendsEntryPrivateValuesAndHeadInOneRequest()
    {
        var server = AServer();

        await RegisterAsync(server);

        var (sql, values) = server.The("INSERT INTO audit.ledger_entries");
        Assert.Contains("INSERT INTO audit.ledger_private", sql, StringComparison.Ordinal);
        Assert.EndsWith("UPDATE audit.ledger_heads SET size = @size, frontier = @frontier, root = @root, last_leaf = @last_leaf WHERE ledger = @ledger;", sql, StringComparison.Ordinal);
        Assert.Equal(1L, values["@size"]);
        Assert.Equal((short)1, values["@ledger"]);
        var body = Assert.Single(values.Values.OfType<byte[]>(), b => b.Length > 64);
        Assert.Equal(LeafHash.Of(body), values["@last_leaf"]);
    }

    [Fact]
    public async Task Command_Refused_BeginsAgainAndLocksTheHeadOfTheSecurityEventsOnly()
    {
        var server = AServer().Answer("WHERE [p].[directory_key] = ", [true]);

        var outcome = await RegisterAsync(server);

        Assert.IsType<DirectoryKeyIsTaken>(Assert.Single(outcome.Refusals));
        var sent = server.Sent;
        Assert.Equal(
            ["BEGIN Serializable", "ROLLBACK", "BEGIN Serializable", "COMMIT"],
            sent.Where(s => s is "ROLLBACK" or "COMMIT" || s.StartsWith("BEGIN", StringComparison.Ordinal)));
        Assert.DoesNotContain(sent, s => s.Contains("INSERT INTO [people]", StringComparison.Ordinal) || s.Contains("INSERT INTO dbo.command_results", StringComparison.Ordinal));
        Assert.Equal((short)2, server.The("INSERT INTO audit.ledger_entries").Values["@ledger"]);
    }

    [Theory]
    [InlineData(1205)]
    [InlineData(1222)]
    [InlineData(2627)]
    [InlineData(10054)]
    public async Task Command_ThatMetAnother_RunsAgainFromItsBeginning(int error)
    {
        var server = AServer().Fail("INSERT INTO [people]", ScriptedSqlServer.Error(error), times: 2);

        var outcome = await RegisterAsync(server);

        Assert.True(outcome.IsAccepted);
        Assert.Equal(3, server.Sent.Count(s => s.Contains(Answer, StringComparison.Ordinal)));
        Assert.Equal(3, server.Sent.Count(s => s == "BEGIN Serializable"));
        Assert.Equal(2, server.Sent.Count(s => s == "ROLLBACK"));
        Assert.Single(server.Sent, s => s == "COMMIT");
        Assert.Single(server.Sent, s => s.Contains("INSERT INTO audit.ledger_entries", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Command_ThatMeetsOthersAgainAndAgain_IsRefusedAsChangedMeanwhile()
    {
        var server = AServer().Fail(Head, ScriptedSqlServer.Error(1205), times: 100);

        var outcome = await RegisterAsync(server);

        Assert.IsType<ChangedMeanwhile>(Assert.Single(outcome.Refusals));
        Assert.Equal(1 + SqlServerRetries.Most, server.Sent.Count(s => s == "BEGIN Serializable"));
        Assert.DoesNotContain("COMMIT", server.Sent);
    }

    [Fact]
    public async Task Command_ThatBreaksAUniqueIndexEachTime_FailsAsItDoesOnSqlite()
    {
        var server = AServer().Fail("INSERT INTO [people]", ScriptedSqlServer.Error(2601), times: 100);

        await Assert.ThrowsAsync<DbUpdateException>(() => RegisterAsync(server));
    }

    [Fact]
    public async Task Command_WithAFaultOfAnotherKind_IsNotRunAgain()
    {
        var server = AServer().Fail("INSERT INTO [people]", ScriptedSqlServer.Error(547));

        await Assert.ThrowsAsync<DbUpdateException>(() => RegisterAsync(server));

        Assert.Single(server.Sent, s => s == "BEGIN Serializable");
    }

    [Fact]
    public async Task Commit_WithoutAnswerThatWasStored_GivesTheStoredAnswerAndNothingTwice()
    {
        // The commit reached the server and its answer did not come back: the second run finds the command id.
        var person = new PersonId(Guid.CreateVersion7());
        var server = AServer();
        server.LoseTheNextCommit(() =>
        {
            var stored = server.The("INSERT INTO dbo.command_results").Values;
            server.Answer(Answer, ["RegisterPerson", stored["@request_hash"], System.Text.Json.JsonSerializer.Serialize(person), TestConsole.Start]);
        });

        var outcome = await RegisterAsync(server);

        Assert.Equal(person, outcome.Value);
        Assert.Single(server.Sent, s => s.Contains("INSERT INTO [people]", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Commit_WithoutAnswerThatWasNotStored_IsDoneAgain()
    {
        var server = AServer().LoseTheNextCommit(() => { });

        var outcome = await RegisterAsync(server);

        Assert.True(outcome.IsAccepted);
        Assert.Equal(2, server.Sent.Count(s => s.Contains("INSERT INTO [people]", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Commit_WithoutAnswerOfWorkThatLooksUpNoCommand_IsNotDoneAgain()
    {
        var server = AServer().Answer("number_series", [1L]).LoseTheNextCommit(() => { });
        IGovernanceStore store = server.Store(new ImpatientClock());

        var failure = await Assert.ThrowsAsync<CommitOutcomeUnknownException>(() => store.WriteAsync(s => s.NextNumberAsync("RP"), default));

        Assert.Contains("Repeat it", failure.Message, StringComparison.Ordinal);
        Assert.Single(server.Sent, s => s.Contains("number_series", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Entries_MoreThanOneRequestHolds_AreSentInOrderWithTheHeadLast()
    {
        var server = AServer();
        IGovernanceStore store = server.Store(new ImpatientClock());
        var head = new LedgerHead(LedgerStream.Decisions, Ledger, MerkleFrontier.Empty, new byte[32]);
        var rows = Enumerable.Range(0, 500).Select(i => new LedgerRow(
            LedgerStream.Decisions, i, "person.registered", TestConsole.Start, null, null, null, null, [1],
            [new LedgerPrivateRow("set.name", new byte[32], "Ada")])).ToList();

        await store.WriteAsync(async session =>
        {
            await session.WriteEntriesAsync(head, rows);
            return 0;
        }, default);

        var requests = server.Requests.Where(r => r.Sql.Contains("ledger_entries", StringComparison.Ordinal) || r.Sql.Contains("ledger_private", StringComparison.Ordinal)).ToList();
        Assert.Equal(4, requests.Count);
        Assert.All(requests, r => Assert.InRange(r.Values.Count, 1, 2000));
        Assert.Equal(Enumerable.Range(0, 500).Select(i => (long)i), requests.SelectMany(r => r.Values.Values.OfType<long>()).Take(500));
        Assert.Contains("UPDATE audit.ledger_heads", requests[^1].Sql, StringComparison.Ordinal);
        Assert.DoesNotContain(requests.SkipLast(1), r => r.Sql.Contains("ledger_heads", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Reader_Searching_IgnoresCaseUnderTheBinaryCollation()
    {
        var server = new ScriptedSqlServer();
        await using var context = ((IGovernanceStore)server.Store(TimeProvider.System)).OpenForReading();

        await context.Set<Person>().Where(p => EF.Functions.Like(p.Name, "%ada%", @"\")).ToListAsync();

        Assert.Contains(@"WHERE [p].[name] COLLATE Latin1_General_100_CI_AS LIKE N'%ada%' ESCAPE N'\'", Assert.Single(server.Sent), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Moment_Reading_IsOneSnapshotThatBeginsWithARead()
    {
        var server = new ScriptedSqlServer();
        IGovernanceStore store = server.Store(TimeProvider.System);
        await using (var moment = await store.OpenMomentAsync(default))
        {
            await using (var first = moment.Open())
                await first.Set<Person>().ToListAsync();
            await using var second = moment.Open();
            await second.Set<Person>().CountAsync();
            await Assert.ThrowsAsync<InvalidOperationException>(() => second.SaveChangesAsync());
        }

        Assert.Equal("BEGIN Snapshot", server.Sent[0]);
        Assert.Equal("SELECT COUNT(*) FROM dbo.schema_scripts", server.Sent[1]);
        Assert.Equal("ROLLBACK", server.Sent[^1]);
        Assert.Equal(5, server.Sent.Count);
    }

    [Fact]
    public async Task Reader_Saving_Throws()
    {
        await using var context = ((IGovernanceStore)new ScriptedSqlServer().Store(TimeProvider.System)).OpenForReading();

        await Assert.ThrowsAsync<InvalidOperationException>(() => context.SaveChangesAsync());
    }

    /// <summary>An empty database in which Gesa may act and holds governance.</summary>
    private static ScriptedSqlServer AServer() => new ScriptedSqlServer()
        .Answer("SELECT g.role FROM dbo.people", ["Governance"])
        .Answer(Head, [Ledger, 0L, Array.Empty<byte>(), LedgerGenesis.Prev(Ledger)]);

    private static async Task<Outcome<PersonId>> RegisterAsync(ScriptedSqlServer server)
    {
        var clock = new ImpatientClock();
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IGovernanceStore>(server.Store(clock))
            .AddSingleton<TimeProvider>(clock)
            .AddSingleton(new OrganisationTime(clock, TimeZoneInfo.Utc))
            .AddBusiness()
            .BuildServiceProvider();
        return await services.GetRequiredService<RegisterPerson>().ExecuteAsync(CommandId.New(), new RegisterPersonInput("E1", "Ada", null), Gesa);
    }

    private static int Position(IReadOnlyList<string> sent, string part) => sent.Index().Single(s => s.Item.Contains(part, StringComparison.Ordinal)).Index;
}
