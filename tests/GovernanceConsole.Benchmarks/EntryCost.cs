using System.Globalization;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using Microsoft.Data.Sqlite;

namespace GovernanceConsole.Benchmarks;

/// <summary>
/// How many bytes of the database an entry takes, from the pages of each table and index after a mix of decisions through the use cases:
/// people come, get and lose roles, change and leave; some acts are refused.
/// </summary>
internal static class EntryCost
{
    private static readonly string[] OfTheLedger = ["ledger_entries", "ix_ledger_entries_%", "ledger_heads"];

    public static async Task RunAsync(int entries)
    {
        var folder = Directory.CreateTempSubdirectory("governance-console-benchmark-").FullName;
        try
        {
            await using (var console = await BenchmarkConsole.StartAsync(folder))
                await Parallel.ForAsync(0, entries / 5, new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (n, _) => await LifeAsync(console, n));

            Report(Directory.GetFiles(folder, "governance.db", SearchOption.AllDirectories).Single());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Five entries, and one in eight a refusal in addition.</summary>
    private static async Task LifeAsync(BenchmarkConsole console, int n)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"E{n + 1:000000}");
        var facts = new RegisterPersonInput(key, $"Person number {n}", $"person.number{n}@example.test", ManagerId: console.Founder.Person);
        var person = (await console.Use<RegisterPerson>().ExecuteAsync(CommandId.New(), facts, console.Founder)).Value;
        _ = (await console.Use<GrantRole>().ExecuteAsync(CommandId.New(), new GrantRoleInput(person, Role.DeskAgent), console.Founder)).Value;
        _ = (await console.Use<UpdatePerson>().ExecuteAsync(
            CommandId.New(), new UpdatePersonInput(person, SeenVersion: 2, $"Person number {n}-Married", $"person.married{n}@example.test", DirectoryEntryKind.Individual, Engagement.Employee, console.Founder.Person, null, null), console.Founder)).Value;
        _ = (await console.Use<EndRole>().ExecuteAsync(CommandId.New(), new EndRoleInput(person, Role.DeskAgent), console.Founder)).Value;
        _ = (await console.Use<MarkPersonAsLeft>().ExecuteAsync(CommandId.New(), new MarkPersonAsLeftInput(person), console.Founder)).Value;
        if (n % 8 == 0)
            await console.Use<RegisterPerson>().ExecuteAsync(CommandId.New(), facts, console.Founder); // the key is taken
    }

    private static void Report(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False;Mode=ReadOnly");
        connection.Open();
        var entries = Number("SELECT count(*) FROM ledger_entries");
        var pages = new Dictionary<string, long>(StringComparer.Ordinal);
        using (var select = connection.CreateCommand())
        {
            select.CommandText = "SELECT name, sum(pgsize) FROM dbstat GROUP BY name";
            using var reader = select.ExecuteReader();
            while (reader.Read())
                pages[reader.GetString(0)] = reader.GetInt64(1);
        }

        var ledger = Number($"SELECT sum(pgsize) FROM dbstat WHERE {string.Join(" OR ", OfTheLedger.Select(n => $"name LIKE '{n}'"))}");
        var texts = pages["ledger_private"];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{entries} entries, {Number("SELECT sum(length(body)) FROM ledger_entries") / entries} bytes of body each"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"an entry with its indexes: {ledger / entries} bytes (at most 1024); with private texts {(ledger + texts) / entries}; with states and answers {(ledger + texts + pages["ledger_objects"] + pages["command_results"]) / entries}; the whole database {new FileInfo(file).Length / entries}"));
        foreach (var (name, bytes) in pages.OrderByDescending(p => p.Value).Take(10))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name,-45} {bytes / (double)entries,8:F0} bytes for each entry"));

        long Number(string sql)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            return (long)command.ExecuteScalar()!;
        }
    }
}
