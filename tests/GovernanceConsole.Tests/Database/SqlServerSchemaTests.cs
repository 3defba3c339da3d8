using GovernanceConsole.SqlServer;
using GovernanceConsole.Storage;

namespace GovernanceConsole.Tests.Database;

public sealed class SqlServerSchemaTests
{
    [Fact]
    public void Batches_AreWhatStandsBetweenLinesThatSayGo() =>
        Assert.Equal(
            ["CREATE A;\nGO_ON;", "-- why\nCREATE B;"],
            SqlServerSchema.Batches("CREATE A;\nGO_ON;\ngo\n\n-- nothing\n  GO  \n-- why\nCREATE B;"));

    [Fact]
    public void BringUpToDate_AnEmptyDatabase_RunsEveryBatchInOneLockedTransaction()
    {
        var server = AServer();

        BringUpToDate(server);

        var sent = server.Sent;
        var begin = sent.Index().Single(s => s.Item == "BEGIN Serializable").Index;
        Assert.Contains("sp_getapplock", sent[begin + 1], StringComparison.Ordinal);
        Assert.Contains("CREATE TABLE dbo.schema_scripts", sent[begin + 2], StringComparison.Ordinal);
        Assert.Equal("COMMIT", sent[^1]);
        Assert.Equal(
            SqlServerSchema.Scripts.SelectMany(s => SqlServerSchema.Batches(s.Sql)),
            sent.Where(s => SqlServerSchema.Scripts.Any(script => SqlServerSchema.Batches(script.Sql).Contains(s))));
        Assert.Equal(SqlServerSchema.Scripts.Count, sent.Count(s => s.StartsWith("INSERT INTO dbo.schema_scripts", StringComparison.Ordinal)));
        Assert.Equal(2, sent.Count(s => s.StartsWith("INSERT INTO audit.ledger_heads", StringComparison.Ordinal)));
    }

    [Fact]
    public void BringUpToDate_Twice_ChangesNothing()
    {
        var server = AServer().Answer("sys.tables", [1]).Answer("FROM dbo.schema_scripts", [.. SqlServerSchema.Scripts.Select(Row)]);

        BringUpToDate(server);

        Assert.Equal(3, server.Sent.Count);
        Assert.All(server.Sent, s => Assert.StartsWith("SELECT", s, StringComparison.Ordinal));
    }

    [Fact]
    public void BringUpToDate_ADatabaseOfANewerVersion_IsRefused()
    {
        var server = AServer().Answer("sys.tables", [1]).Answer("FROM dbo.schema_scripts", [9999, "newer", "00"]);

        var refusal = Assert.Throws<SchemaException>(() => BringUpToDate(server));

        Assert.Contains("script 9999 newer, which this version does not know", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void BringUpToDate_AChangedScript_IsRefused()
    {
        var server = AServer().Answer("sys.tables", [1]).Answer("FROM dbo.schema_scripts", [1, "ledger", "00"]);

        var refusal = Assert.Throws<SchemaException>(() => BringUpToDate(server));

        Assert.Contains("with other content", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void BringUpToDate_ByALoginThatMayNotChangeIt_SaysWhatIsMissing()
    {
        var server = AServer(mayChangeIt: 0);

        var refusal = Assert.Throws<SchemaException>(() => BringUpToDate(server));

        Assert.StartsWith($"The database lacks script 0001 ledger and {SqlServerSchema.Scripts.Count - 1} more", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(server.Sent, s => s.StartsWith("BEGIN", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("SQL_Latin1_General_CP1_CI_AS", "DISABLED", "ON", "COLLATE Latin1_General_100_BIN2")]
    [InlineData("Latin1_General_100_BIN2", "FORCED", "ON", "DELAYED_DURABILITY = DISABLED")]
    [InlineData("Latin1_General_100_BIN2", "DISABLED", "OFF", "ALLOW_SNAPSHOT_ISOLATION ON")]
    public void BringUpToDate_ADatabaseWithUnsafeSettings_IsRefused(string collation, string durability, string snapshots, string advice)
    {
        var server = new ScriptedSqlServer().Answer("DATABASEPROPERTYEX", [collation, durability, snapshots, 1]);

        var refusal = Assert.Throws<SchemaException>(() => BringUpToDate(server));

        Assert.Contains(advice, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void BringUpToDate_WhileAnotherNodeHoldsTheLock_IsRefused()
    {
        var server = AServer().Answer("sp_getapplock", [-1]);

        Assert.Throws<SchemaException>(() => BringUpToDate(server));

        Assert.Equal("ROLLBACK", server.Sent[^1]);
    }

    private static ScriptedSqlServer AServer(int mayChangeIt = 1) => new ScriptedSqlServer()
        .Answer("DATABASEPROPERTYEX", ["Latin1_General_100_BIN2", "DISABLED", "ON", mayChangeIt])
        .Answer("sp_getapplock", [0]);

    private static object?[] Row(SchemaScript script) => [script.Number, script.Name, script.Sha256];

    private static void BringUpToDate(ScriptedSqlServer server)
    {
        using var connection = server.Connect();
        connection.Open();
        SqlServerSchema.BringUpToDate(connection, TimeProvider.System);
    }
}
