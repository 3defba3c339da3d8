using System.Diagnostics;
using System.Globalization;
using GovernanceConsole.Identity;
using GovernanceConsole.Policy;
using GovernanceConsole.Requests;
using GovernanceConsole.Sqlite;
using GovernanceConsole.Storage;
using Microsoft.Data.Sqlite;

namespace GovernanceConsole.Benchmarks;

/// <summary>
/// A page of the queue over five years of requests, as each kind of reader asks for it. Of all requests one in two hundred
/// is open; four desks share them, and forty agents take two signals of each.
/// </summary>
internal static class RequestQueue
{
    private const int People = 100_000;
    private const int Agents = 40;

    public static async Task RunAsync(int requests, int visits)
    {
        var folder = Directory.CreateTempSubdirectory("governance-console-benchmark-").FullName;
        try
        {
            var file = Path.Combine(folder, "governance.db");
            await using (SqliteGovernanceStore.Open(new SqliteOptions { File = file }, TimeProvider.System))
            {
                // Makes the schema.
            }

            var watch = Stopwatch.StartNew();
            Fill(file, requests);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{requests} requests of {People} people stored in {watch.Elapsed.TotalSeconds:F0} s, {new FileInfo(file).Length >> 20} MB"));
            await using var store = SqliteGovernanceStore.Open(new SqliteOptions { File = file }, TimeProvider.System);
            var queue = new RequestQueries(new ReadOnlyStore(store), new OrganisationTime(TimeProvider.System, TimeZoneInfo.Utc));
            var auditor = Reader(9, Role.Auditor);
            var lead = Reader(1, Role.DeskLead);
            var agent = Reader(11, Role.DeskAgent);
            var manager = Reader(101, Role.Manager);
            var open = new RequestFilter { States = QueueViews.StatesOf(QueueView.Open) };
            foreach (var (name, actor, filter, page) in new (string, Actor, RequestFilter, PageRequest)[]
            {
                ("auditor, open", auditor, open, new(0, 25)),
                ("auditor, all", auditor, new(), new(0, 25)),
                ("auditor, all, page 60", auditor, new(), new(1500, 25)),
                ("auditor, open by end", auditor, open, new(0, 25, nameof(RequestRow.LapsesAt))),
                ("auditor, one lane", auditor, open with { Lanes = [Lane.GovernedAccess] }, new(0, 25)),
                ("auditor, not executed", auditor, new() { States = [RequestState.Approved] }, new(0, 25, nameof(RequestRow.ApprovedAt))),
                ("auditor, one name", auditor, new() { Text = "Person 4711" }, new(0, 25)),
                ("auditor, one number", auditor, new() { Text = "REQ-2026-000123" }, new(0, 25)),
                ("lead, waits", lead, new() { WaitsFor = RequestDuty.Any }, new(0, 25, nameof(RequestRow.LapsesAt))),
                ("agent, open", agent, open, new(0, 25)),
                ("agent, all", agent, new(), new(0, 25)),
                ("agent, to verify", agent, new() { WaitsFor = RequestDuty.Verify }, new(0, 8, nameof(RequestRow.LapsesAt))),
                ("agent, to execute", agent, new() { WaitsFor = RequestDuty.Execute }, new(0, 8, nameof(RequestRow.LapsesAt))),
                ("manager, open", manager, open, new(0, 25)),
                ("manager, all", manager, new(), new(0, 25)),
                ("manager, to decide", manager, new() { WaitsFor = RequestDuty.Decide }, new(0, 8, nameof(RequestRow.LapsesAt))),
            })
            {
                await MeasureAsync(name, visits, async () => (await queue.ListAsync(actor, filter, page)).Total);
            }

            foreach (var (name, actor) in new[] { ("lead, home", lead), ("agent, home", agent), ("manager, home", manager), ("auditor, home", auditor) })
                await MeasureAsync(name, visits, async () => (await queue.OwedAsync(actor, 8)).Sum(o => o.Waiting.Total));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MeasureAsync(string name, int visits, Func<Task<int>> visit)
    {
        var total = await visit();
        var times = new List<double>();
        for (var i = 0; i < visits; i++)
        {
            var watch = Stopwatch.StartNew();
            _ = await visit();
            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        times.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-24} p50 {times[visits / 2],7:F1} ms  p95 {times[visits * 95 / 100],7:F1} ms  worst {times[^1],7:F1} ms  of {total}"));
    }

    private static Actor Reader(int person, Role role) => Actor.ForPerson(new PersonId(IdOf(1, person)), $"Person {person}") with { KnownRoles = new HashSet<Role> { role } };

    /// <summary>The id of the nth of a kind: the same here and in the statements below.</summary>
    private static Guid IdOf(int kind, int n) => new(Convert.FromHexString($"{kind:X8}{0:X16}{n:X8}"), bigEndian: true);

    private static void Fill(string file, int requests)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        connection.CreateFunction<long, long, byte[]>("id_of", (kind, n) => IdOf((int)kind, (int)n).ToByteArray(bigEndian: true), isDeterministic: true);
        using var transaction = connection.BeginTransaction();
        // Heads 1 to 4 lead the desks, agents 11 to 50 work for them, managers 101 to 1100 for everybody else.
        Run($"""
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {People})
            INSERT INTO people (id, directory_key, name, kind, engagement, manager_id, may_act, version)
            SELECT id_of(1, i), 'E' || i, 'Person ' || i, 'Individual', 'Employee',
                   CASE WHEN i <= 10 THEN NULL WHEN i <= {10 + Agents} THEN id_of(1, 1 + i % 4) WHEN i <= 1100 THEN NULL ELSE id_of(1, 101 + i % 1000) END, 1, 1
            FROM n
            """);
        Run("""
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4)
            INSERT INTO desks (id, code, name, kind, lead_id, decision_mode, version) SELECT id_of(2, i), 'D' || i, 'Desk ' || i, 'Own', id_of(1, i), 'ExecutorOnly', 1 FROM n
            """);
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        var step = TimeSpan.FromDays(5 * 365).TotalMilliseconds / requests;
        var open = requests / 200;
        Run(string.Create(CultureInfo.InvariantCulture, $"""
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {requests}),
            r AS (SELECT i, i > {requests - open} AS is_open, {now} - CAST(({requests} - i) * {step} AS INTEGER) AS at, 1101 + (i * 7919) % {People - 1100} AS who FROM n)
            INSERT INTO requests (id, number, state, kind, subject_kind, subject_id, requester_id, channel, desk_id, effect, tags, is_early_or_disputed, content_version, content_hash,
                                  rule_id, policy_version, lane, level, raised_by, entered_by_id, submitted_at, lapses_at, approved_at, executed_at, executed_by_id, ended_at, version)
            SELECT id_of(3, i), printf('REQ-2026-%06d', i),
                   CASE WHEN NOT is_open THEN 'Closed' WHEN i % 4 = 0 THEN 'Verifying' WHEN i % 4 = 1 THEN 'AwaitingApproval' WHEN i % 4 = 2 THEN 'Approved' ELSE 'Verifying' END,
                   CASE WHEN i % 4 = 1 THEN 'K16' ELSE 'K01' END, 'Person', id_of(1, who), id_of(1, who), 'Phone', id_of(2, 1 + i % 4), 'Somebody gets in again.', '', 0, 1, 'x',
                   CASE WHEN i % 4 = 1 THEN 'K16-STD' ELSE 'K01-STD' END, 1, CASE WHEN i % 4 = 1 THEN 'GovernedAccess' ELSE 'BreakFix' END, CASE WHEN i % 4 = 1 THEN 'High' ELSE 'Moderate' END, '',
                   id_of(1, 11 + i % {Agents}), at, at + 604800000, CASE WHEN i % 4 = 2 OR NOT is_open THEN at END, CASE WHEN NOT is_open THEN at END,
                   CASE WHEN NOT is_open THEN id_of(1, 11 + (i + 4) % {Agents}) END, CASE WHEN NOT is_open THEN at END, 1
            FROM r
            """));
        Run($"""
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {requests})
            INSERT INTO request_signals (id, request_id, code, channel, result, resists_phishing, taken_by_id, taken_at, confirmed_by_id)
            SELECT id_of(4, i * 2 + s.k), id_of(3, i), 'V03', 'RecoveryCode', 'Passed', 0, id_of(1, 11 + i % {Agents}), 0, CASE WHEN s.k = 0 THEN id_of(1, 11 + (i + 4) % {Agents}) END
            FROM n CROSS JOIN (SELECT 0 AS k UNION ALL SELECT 1) AS s
            """);
        transaction.Commit();

        void Run(string sql)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.CommandTimeout = 0;
            command.ExecuteNonQuery();
        }
    }
}
