using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using GovernanceConsole.SqlServer;
using GovernanceConsole.Storage;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace GovernanceConsole.Tests.Database;

/// <summary>
/// A connection that answers from a script, where there is no server: the whole of the SQL Server store runs over it,
/// and what it would have sent can be read. Says nothing about whether a server would accept it.
/// </summary>
internal sealed class ScriptedSqlServer
{
    private readonly Lock _lock = new();
    private readonly List<Request> _requests = [];
    private readonly List<(string Part, object?[][] Rows)> _answers = [];
    private readonly List<Failure> _failures = [];

    /// <summary>Everything sent so far; BEGIN, COMMIT and ROLLBACK among it.</summary>
    public IReadOnlyList<Request> Requests
    {
        get
        {
            lock (_lock)
                return [.. _requests];
        }
    }

    /// <summary>The statements without their values.</summary>
    public IReadOnlyList<string> Sent => [.. Requests.Select(r => r.Sql)];

    /// <summary>The one request that contains the text.</summary>
    public Request The(string part) => Requests.Single(r => r.Sql.Contains(part, StringComparison.Ordinal));

    /// <summary>Rows for every statement that contains the text; the last rule that fits wins.</summary>
    public ScriptedSqlServer Answer(string part, params object?[][] rows)
    {
        _answers.Add((part, rows));
        return this;
    }

    /// <summary>Statements that contain the text fail, as often as said.</summary>
    public ScriptedSqlServer Fail(string part, Exception failure, int times = 1)
    {
        _failures.Add(new Failure(sql => sql.Contains(part, StringComparison.Ordinal), () => failure) { Left = times });
        return this;
    }

    /// <summary>The next commit gets no answer.</summary>
    /// <param name="afterwards">What is true of the server from then on.</param>
    public ScriptedSqlServer LoseTheNextCommit(Action afterwards)
    {
        _failures.Add(new Failure(sql => sql == "COMMIT", () =>
        {
            afterwards();
            return Error(10054);
        })
        { Left = 1 });
        return this;
    }

    public SqlServerGovernanceStore Store(TimeProvider clock) =>
        new(new SqlServerOptions { ConnectionString = "Server=none;Database=none" }, clock, [new AnswersInstead(this)]);

    public DbConnection Connect() => new Connection(this);

    /// <summary>What the driver throws for a number of the server's.</summary>
    public static SqlException Error(int number)
    {
        // The driver's own exceptions have no public constructor.
        const System.Reflection.BindingFlags Any = System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic;
        var error = typeof(SqlError).GetConstructors(Any).First(c => c.GetParameters() is [_, _, _, _, _, _, _, _] p && p[^1].ParameterType == typeof(Exception))
            .Invoke([number, (byte)0, (byte)16, "scripted", $"Error {number}.", "", 0, null]);
        var errors = (SqlErrorCollection)Activator.CreateInstance(typeof(SqlErrorCollection), nonPublic: true)!;
        typeof(SqlErrorCollection).GetMethod("Add", Any)!.Invoke(errors, [error]);
        return (SqlException)typeof(SqlException).GetMethod("CreateException", Any, [typeof(SqlErrorCollection), typeof(string)])!.Invoke(null, [errors, "17.0"])!;
    }

    private DataTable Run(string sql, DbParameterCollection? parameters)
    {
        lock (_lock)
        {
            _requests.Add(new Request(sql, parameters?.Cast<DbParameter>().ToDictionary(p => p.ParameterName, p => p.Value!, StringComparer.Ordinal) ?? []));
            if (_failures.Find(f => f.Left > 0 && f.Concerns(sql)) is { } failure)
            {
                failure.Left--;
                throw failure.Exception();
            }

            var rows = _answers.FindLast(a => sql.Contains(a.Part, StringComparison.Ordinal)).Rows ?? Default(sql);
            var table = new DataTable();
            // A result without rows has columns all the same; split queries are buffered and count them.
            for (var i = 0; i < (rows.FirstOrDefault()?.Length ?? 64); i++)
                table.Columns.Add($"c{i}", rows.FirstOrDefault()?[i]?.GetType() ?? typeof(string));
            foreach (var row in rows)
                table.Rows.Add(row);
            return table;
        }
    }

    private static object?[][] Default(string sql) =>
        sql.StartsWith("SELECT COUNT(*)", StringComparison.Ordinal) ? [[0]]
        : sql.StartsWith("SELECT COUNT_BIG(*)", StringComparison.Ordinal) ? [[0L]]
        : sql.StartsWith("SELECT CASE\n    WHEN EXISTS", StringComparison.Ordinal) ? [[false]]
        : [];

    public sealed record Request(string Sql, IReadOnlyDictionary<string, object> Values);

    private sealed record Failure(Predicate<string> Concerns, Func<Exception> Exception)
    {
        public int Left { get; set; }
    }

    private sealed class AnswersInstead(ScriptedSqlServer server) : DbConnectionInterceptor
    {
        public override InterceptionResult<DbConnection> ConnectionCreating(ConnectionCreatingEventData eventData, InterceptionResult<DbConnection> result) =>
            InterceptionResult<DbConnection>.SuppressWithResult(server.Connect());
    }

    private sealed class Connection(ScriptedSqlServer server) : DbConnection
    {
        private ConnectionState _state;

        [AllowNull]
        public override string ConnectionString { get; set; } = "Server=none;Database=none";

        public override string Database => "none";

        public override string DataSource => "none";

        public override string ServerVersion => "17.0";

        public override ConnectionState State => _state;

        public override void Open() => _state = ConnectionState.Open;

        public override void Close() => _state = ConnectionState.Closed;

        public override void ChangeDatabase(string databaseName) => throw new NotSupportedException();

        protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel)
        {
            server.Run($"BEGIN {isolationLevel}", parameters: null);
            return new Transaction(this, server, isolationLevel);
        }

        protected override DbCommand CreateDbCommand() => new Command(server) { Connection = this };
    }

    private sealed class Transaction(Connection connection, ScriptedSqlServer server, IsolationLevel isolationLevel) : DbTransaction
    {
        private bool _isOver;

        public override IsolationLevel IsolationLevel => isolationLevel;

        protected override DbConnection DbConnection => connection;

        public override void Commit() => End("COMMIT");

        public override void Rollback() => End("ROLLBACK");

        protected override void Dispose(bool disposing)
        {
            if (!_isOver)
                End("ROLLBACK");
        }

        private void End(string how)
        {
            _isOver = true;
            server.Run(how, parameters: null);
        }
    }

    private sealed class Command(ScriptedSqlServer server) : DbCommand
    {
        private readonly SqlCommand _driver = new(); // for its parameters: the mapper casts to the driver's

        [AllowNull]
        public override string CommandText { get; set; } = "";

        public override int CommandTimeout { get; set; }

        public override CommandType CommandType { get; set; } = CommandType.Text;

        public override bool DesignTimeVisible { get; set; }

        public override UpdateRowSource UpdatedRowSource { get; set; }

        protected override DbConnection? DbConnection { get; set; }

        protected override DbParameterCollection DbParameterCollection => _driver.Parameters;

        protected override DbTransaction? DbTransaction { get; set; }

        public override void Cancel()
        {
        }

        public override void Prepare()
        {
        }

        public override int ExecuteNonQuery()
        {
            server.Run(CommandText, _driver.Parameters);
            return 1;
        }

        public override object? ExecuteScalar()
        {
            var rows = server.Run(CommandText, _driver.Parameters).Rows;
            return rows.Count == 0 ? null : rows[0][0];
        }

        protected override DbParameter CreateDbParameter() => new SqlParameter();

        protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => server.Run(CommandText, _driver.Parameters).CreateDataReader();

        protected override void Dispose(bool disposing)
        {
            _driver.Dispose();
            base.Dispose(disposing);
        }
    }
}
