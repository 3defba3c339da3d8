using System.Diagnostics;
using System.Globalization;
using System.Text;
using GovernanceConsole.Imports;

namespace GovernanceConsole.Benchmarks;

/// <summary>
/// A help desk's log from file to visible: receive, check the encoding, hash, parse, validate, store with indexes and
/// foreign keys, Merkle root, ledger entry, disk flushes. Beside it, in the same run, the <c>sqlite3</c> shell's
/// <c>.import</c> of the same CSV into a plain table.
/// </summary>
internal static class ImportHistory
{
    public static async Task<int> RunAsync(int rounds, string? csv)
    {
        var folder = Directory.CreateTempSubdirectory("governance-console-benchmark-").FullName;
        try
        {
            var file = csv ?? WriteMadeUpLog(Path.Combine(folder, "log.csv"));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(file)}, {new FileInfo(file).Length / 1e6:F1} MB; {rounds} rounds after a warm-up"));
            var ours = new List<double>();
            var shell = new List<double>();
            for (var round = 0; round <= rounds; round++)
            {
                var (import, result) = await ImportAsync(folder, file);
                var plain = ShellImport(folder, file);
                if (round == 0)
                {
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{result.RowsStored} rows, {result.Objects} tickets stored"));
                    continue;
                }

                ours.Add(import);
                shell.Add(plain);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"round {round}: import {import:F2} s, sqlite3 .import {plain:F2} s, ratio {import / plain:F2}"));
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"median: import {Median(ours):F2} s, sqlite3 .import {Median(shell):F2} s, ratio {Median(ours) / Median(shell):F2} (at most 4)"));
            return Median(ours) / Median(shell) <= 4 ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(double Seconds, ImportResult Result)> ImportAsync(string folder, string file)
    {
        await using var console = await BenchmarkConsole.StartAsync(folder);
        var watch = Stopwatch.StartNew();
        var result = await console.ImportAsync(file);
        return (watch.Elapsed.TotalSeconds, result);
    }

    private static double ShellImport(string folder, string file)
    {
        var database = Path.Combine(folder, Path.GetRandomFileName() + ".db");
        var watch = Stopwatch.StartNew();
        using var shell = Process.Start(new ProcessStartInfo("sqlite3", [database, ".mode csv", $".import \"{file}\" log"]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        shell.WaitForExit();
        watch.Stop();
        return shell.ExitCode == 0 ? watch.Elapsed.TotalSeconds : throw new InvalidOperationException(shell.StandardError.ReadToEnd());
    }

    /// <summary>141,712 rows of the real log's shape and about its length.</summary>
    public static string WriteMadeUpLog(string file)
    {
        var random = new Random(20160229);
        using var writer = new StreamWriter(file, append: false, new UTF8Encoding(false)) { NewLine = "\n" };
        writer.WriteLine("number,ident_state,active,reassignment_count,reopen_count,sys_mod_count,made_sla,caller_id,opened_by,opened_at,sys_created_by,sys_created_at,sys_updated_by,sys_updated_at,contact_type,location,category,category,u_symptom,cmdb_ci,impact,urgency,priority,assignment_group,assigned_to,knowledge,u_priority_confirmation,notify,problem_id,rfc,vendor,caused_by,closed_code,resolved_by,resolved_at,closed_at");
        string[] states = ["New", "Active", "Awaiting User Info", "Resolved", "Closed"];
        var rows = 0;
        for (var ticket = 1; rows < 141_712; ticket++)
        {
            var opened = new DateTime(2016, 2, 29, 1, 16, 0).AddMinutes(ticket * 18);
            var ofTicket = Math.Min(random.Next(2, 10), 141_712 - rows);
            for (var row = 0; row < ofTicket; row++, rows++)
            {
                writer.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{ticket:0000000},{states[Math.Min(row, 4)]},true,{row / 3},0,{row},true,{ticket % 5245},{ticket % 208},{opened:d/M/yyyy HH:mm},{ticket % 186},{opened.AddMinutes(7):d/M/yyyy HH:mm},{random.Next(846)},{opened.AddHours(row):d/M/yyyy HH:mm},Phone,{ticket % 225},{ticket % 59},{ticket % 255},{ticket % 526},?,2,2,3,{ticket % 79},{random.Next(235)},true,false,Do Not Notify,?,?,?,?,{ticket % 18},{ticket % 217},{opened.AddHours(9):d/M/yyyy HH:mm},{opened.AddDays(5):d/M/yyyy HH:mm}"));
            }
        }

        return file;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
