using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using GovernanceConsole.AuditLedger;
using GovernanceConsole.Checkpoints;
using GovernanceConsole.Identity;
using GovernanceConsole.Ledger;
using GovernanceConsole.Sqlite;
using GovernanceConsole.Storage;

namespace GovernanceConsole.Benchmarks;

/// <summary>
/// A page of the audit trail by each filter over a large ledger, the bytes of database that an entry costs, and how
/// long a check of all entries takes. One person in ten did what one person did; half of the kinds are rare.
/// </summary>
internal static class SearchTrail
{
    private const int PerCommand = 500;
    private const int People = 300;
    private const int Objects = 20_000;

    public static async Task RunAsync(int entries, int visits)
    {
        var folder = Directory.CreateTempSubdirectory("governance-console-benchmark-").FullName;
        try
        {
            var file = Path.Combine(folder, "governance.db");
            var time = new OrganisationTime(TimeProvider.System, TimeZoneInfo.Utc);
            await using var store = SqliteGovernanceStore.Open(new SqliteOptions { File = file }, TimeProvider.System);
            var empty = new FileInfo(file).Length;
            var made = await MakeAsync(store, entries);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{entries} entries, bodies of {made.Bytes / entries} bytes, {(Pages(file) - empty) / entries} bytes of database each, indexes included"));

            var reader = new ReadOnlyStore(store);
            var trail = new TrailQueries(reader, time);
            var story = new TrailEntryQueries(reader, trail, new TimelineQueries(reader, time), time);
            var actor = Actor.ForPerson(new PersonId(made.Busy), "Auditor") with { KnownRoles = new HashSet<Role> { Role.Auditor } };
            var (from, until) = (made.First.AddSeconds(entries / 3), made.First.AddSeconds(entries / 2));
            foreach (var (name, filter, skip) in new (string, TrailFilter, int)[]
            {
                ("newest", new(), 0),
                ("page 60", new(), 1500),
                ("person", new(Person: new PersonId(made.Busy)), 0),
                ("person, page 60", new(Person: new PersonId(made.Busy)), 1500),
                ("object", new(Object: made.Object.ToString()), 0),
                ("frequent kind", new(Type: "recovery-path.activated"), 0),
                ("rare kind", new(Type: "policy-version.proposed"), 0),
                ("kind of object", new(Kind: "recovery-path"), 0),
                ("stretch of time", new(FromAt: from, BeforeAt: until), 0),
                ("time and person", new(FromAt: from, BeforeAt: until, Person: new PersonId(made.Busy)), 0),
                ("time and kind of object", new(FromAt: from, BeforeAt: until, Kind: "recovery-path"), 0),
                ("person and rare kind", new(Person: new PersonId(made.Busy), Type: "policy-version.proposed"), 0),
                ("person and frequent kind", new(Person: new PersonId(made.Busy), Type: "recovery-path.activated"), 0),
                ("transaction", new(Correlation: made.Transaction.ToString()), 0),
                ("entry", new(Correlation: made.Entry.ToString()), 0),
                ("nothing of that id", new(Correlation: Guid.CreateVersion7().ToString()), 0),
            })
            {
                var total = 0;
                await MeasureAsync(name, visits, async () => total = (await trail.PageAsync(actor, filter, new PageRequest(skip, 25))).Total);
                _ = total;
            }

            await MeasureAsync("entry page", visits, () => story.FindAsync(actor, TrailLedger.Decisions, RandomNumberGenerator.GetInt32(entries)));

            var check = new LedgerCheck(reader, time, new SignedRoots(reader), new Unrecorded());
            await check.Start(actor);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"verify now: {(check.Last?.Fault?.Sentence ?? check.Failure ?? "good")}, {check.Last?.Took.TotalSeconds:F1} s, {entries / check.Last?.Took.TotalSeconds:F0} entries/s, {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MB at most"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MeasureAsync(string name, int visits, Func<Task> visit)
    {
        await visit();
        var times = new List<double>();
        for (var i = 0; i < visits; i++)
        {
            var watch = Stopwatch.StartNew();
            await visit();
            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        times.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-26} p50 {times[visits / 2],6:F1} ms  p95 {times[visits * 95 / 100],6:F1} ms  worst {times[^1],6:F1} ms"));
    }

    private static async Task<Made> MakeAsync(IGovernanceStore store, int entries)
    {
        var random = new Random(7);
        var people = Enumerable.Range(0, People).Select(_ => Guid.CreateVersion7()).ToArray();
        var objects = Enumerable.Range(0, Objects).Select(_ => Guid.CreateVersion7()).ToArray();
        string[] types = [.. EventKind.All.Values.Where(k => k is { IsSecurityEvent: false, IsApproval: false } && k.ObjectKind is "recovery-path" or "person").Select(k => k.Type).Order(StringComparer.Ordinal)];
        var first = DateTimeOffset.UnixEpoch.AddYears(56);
        var hash = RandomNumberGenerator.GetBytes(32);
        long bytes = 0;
        Guid entry = default, transaction = default;
        for (var from = 0; from < entries; from += PerCommand)
        {
            var begin = from;
            await store.WriteAsync(
                async session =>
                {
                    var head = await session.ReadHeadAsync(LedgerStream.Decisions);
                    var rows = new List<LedgerRow>(PerCommand);
                    var commands = new List<(Guid Id, DateTimeOffset At)>(PerCommand);
                    var last = head.LastLeaf;
                    for (var i = begin; i < Math.Min(begin + PerCommand, entries); i++)
                    {
                        var at = first.AddSeconds(i);
                        var person = random.Next(10) == 0 ? people[0] : people[random.Next(People)];
                        var about = objects[(int)(random.NextDouble() * random.NextDouble() * Objects)];
                        var type = i % 100_000 == 5 ? "policy-version.proposed" : i % 3 == 0 ? "recovery-path.activated" : types[(int)(random.NextDouble() * random.NextDouble() * types.Length)];
                        var (id, tx, command) = (Guid.CreateVersion7(at), Guid.CreateVersion7(at), Guid.CreateVersion7(at));
                        (entry, transaction) = i == entries / 2 ? (id, tx) : (entry, transaction);
                        var kind = type[..type.IndexOf('.', StringComparison.Ordinal)];
                        var body = new LedgerEntry
                        {
                            Ledger = head.Name,
                            Idx = i,
                            Prev = last,
                            Id = id,
                            Cmd = command,
                            Type = type,
                            At = at,
                            Node = "web-1",
                            Tx = new LedgerTransaction(tx, 1, 1),
                            Actor = new LedgerActor(person.ToString("N"), "https://idp.example.test", null, "passkey", first),
                            Via = "ui",
                            Obj = new LedgerObject(kind, about.ToString("N"), To: 1, StateHash: hash),
                            Act = [new("set.state", "Active")],
                        }.ToBody();
                        last = LeafHash.Of(body);
                        commands.Add((command, at));
                        head.Frontier.Append(last);
                        bytes += body.Length;
                        rows.Add(new LedgerRow(LedgerStream.Decisions, i, type, at, kind, about, person, CommandId: null, body, []));
                    }

                    await session.WriteEntriesAsync(head with { LastLeaf = last }, rows);
                    foreach (var (command, at) in commands)
                        await session.StoreAnswerAsync(command, new StoredAnswer("RegisterPerson", hash, "{}", at));
                    return true;
                },
                CancellationToken.None);
        }

        return new Made(bytes, people[0], objects[0], entry, transaction, first);
    }

    private static long Pages(string file)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()";
        return (long)command.ExecuteScalar()!;
    }

    private sealed record Made(long Bytes, Guid Busy, Guid Object, Guid Entry, Guid Transaction, DateTimeOffset First);

    private sealed class Unrecorded : ILedgerCheckRecord
    {
        public Task WriteAsync(LedgerCheckResult result) => Task.CompletedTask;
    }
}
