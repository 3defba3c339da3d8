using System.Data.Common;
using System.Reflection;
using GovernanceConsole.Sqlite;
using GovernanceConsole.SqlServer;
using GovernanceConsole.Storage;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Xunit.Sdk;

namespace GovernanceConsole.Tests.Database;

public enum DatabaseKind
{
    Sqlite,
    SqlServer,
}

/// <summary>The test runs on SQLite.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OnSqliteAttribute : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[DatabaseKind.Sqlite]];
}

/// <summary>
/// The test runs on SQL Server where <c>GOVERNANCE_TEST_SQLSERVER</c> holds a connection string of a login that may make
/// databases. Where it does not, the test counts as skipped, never as passed.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OnSqlServerAttribute : DataAttribute
{
    public const string Variable = "GOVERNANCE_TEST_SQLSERVER";

    public OnSqlServerAttribute()
    {
        if (string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(Variable)))
            Skip = $"{Variable} names no server";
    }

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[DatabaseKind.SqlServer]];
}

/// <summary>A store on a fresh, migrated database of the given kind.</summary>
internal sealed class StorageUnderTest : IAsyncDisposable
{
    private readonly Func<DbConnection> _owner;
    private readonly Func<ValueTask> _drop;

    private StorageUnderTest(DatabaseKind kind, IGovernanceStore store, Func<DbConnection> owner, Func<ValueTask> drop) =>
        (Kind, Store, _owner, _drop) = (kind, store, owner, drop);

    public DatabaseKind Kind { get; }

    public IGovernanceStore Store { get; }

    public static Task<StorageUnderTest> StartAsync(DatabaseKind kind) => kind == DatabaseKind.Sqlite ? Task.FromResult(OnSqlite()) : OnSqlServerAsync();

    /// <summary>Runs a statement past the store, as the owner of the database could.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var connection = _owner();
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>A table of the ledger, as statements name it.</summary>
    public string LedgerTable(string name) => Kind == DatabaseKind.SqlServer ? $"{SqlServerGovernanceDbContext.LedgerSchema}.{name}" : name;

    public ValueTask DisposeAsync() => _drop();

    private static StorageUnderTest OnSqlite()
    {
        var folder = Directory.CreateTempSubdirectory("governance-console-tests-").FullName;
        var file = Path.Combine(folder, "governance.db");
        var store = SqliteGovernanceStore.Open(new SqliteOptions { File = file }, TimeProvider.System);
        return new StorageUnderTest(DatabaseKind.Sqlite, store, () => new SqliteConnection($"Data Source={file};Pooling=False"), async () =>
        {
            await store.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        });
    }

    private static async Task<StorageUnderTest> OnSqlServerAsync()
    {
        var server = new SqlConnectionStringBuilder(Environment.GetEnvironmentVariable(OnSqlServerAttribute.Variable)) { InitialCatalog = "master" };
        var name = $"governance_test_{Guid.CreateVersion7():N}";
        await OnMasterAsync($"CREATE DATABASE {name} COLLATE Latin1_General_100_BIN2; ALTER DATABASE {name} SET READ_COMMITTED_SNAPSHOT ON; ALTER DATABASE {name} SET ALLOW_SNAPSHOT_ISOLATION ON;");
        var database = new SqlConnectionStringBuilder(server.ToString()) { InitialCatalog = name }.ToString();
        var store = SqlServerGovernanceStore.Open(new SqlServerOptions { ConnectionString = database }, TimeProvider.System);
        return new StorageUnderTest(DatabaseKind.SqlServer, store, () => new SqlConnection(database), async () =>
        {
            SqlConnection.ClearAllPools();
            await OnMasterAsync($"ALTER DATABASE {name} SET SINGLE_USER WITH ROLLBACK IMMEDIATE; DROP DATABASE {name};");
        });

        async Task OnMasterAsync(string sql)
        {
            await using var connection = new SqlConnection(server.ToString());
            await connection.OpenAsync();
            await using var command = new SqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync();
        }
    }
}
