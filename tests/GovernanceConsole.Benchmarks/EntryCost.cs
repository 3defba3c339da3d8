using System.Diagnostics;
using System.Globalization;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;

namespace GovernanceConsole.Benchmarks;

/// <summary>
/// How many bytes of the database an entry takes, from the pages of each table and index after a mix of decisions through the use cases:
/// people come, get and lose roles, change and leave; some acts are refused. Needs the sqlite3 shell.
/// </summary>
internal static class EntryCost
{
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
        var entries = Ask("SELECT count(*) FROM ledger_entries").Single().Value;
        var pages = Ask("SELECT sum(pgsize), name FROM dbstat GROUP BY name");
        var ledger = pages.Where(p => p.Key == "ledger_entries" || p.Key == "ledger_heads" || p.Key.StartsWith("ix_ledger_entries", StringComparison.Ordinal) || p.Key.StartsWith("sqlite_autoindex_ledger_entries", StringComparison.Ordinal)).Sum(p => p.Value);
        var texts = pages["ledger_private"];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{entries} entries, {Ask("SELECT sum(length(body)) FROM ledger_entries").Single().Value / entries} bytes of body each"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"an entry with its indexes: {ledger / entries} bytes (at most 1024); with private texts {(ledger + texts) / entries}; with states and answers {(ledger + texts + pages["ledger_objects"] + pages["command_results"]) / entries}; the whole database {new FileInfo(file).Length / entries}"));
        foreach (var (name, bytes) in pages.OrderByDescending(p => p.Value).Take(10))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name,-45} {bytes / (double)entries,8:F0} bytes for each entry"));

        // The shell knows the pages of each table; the library that the console brings was built without.
        Dictionary<string, long> Ask(string sql)
        {
            using var shell = Process.Start(new ProcessStartInfo("sqlite3", ["-readonly", "-separator", " ", file, sql]) { UseShellExecute = false, RedirectStandardOutput = true })!;
            var lines = shell.StandardOutput.ReadToEnd();
            shell.WaitForExit();
            return lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(' ')).ToDictionary(l => l.ElementAtOrDefault(1) ?? "", l => long.Parse(l[0], CultureInfo.InvariantCulture), StringComparer.Ordinal);
        }
    }
}
