using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Tests.AuditLedger;
using GovernanceConsole.Tests.Fixtures;
using Microsoft.Data.Sqlite;

namespace GovernanceConsole.Tests.Faults;

/// <summary>An answer that reached the client.</summary>
internal sealed record Acknowledgement(Guid Command, string UseCase, string Key, string Answer)
{
    /// <summary>Null for a line that says something else.</summary>
    public static Acknowledgement? Read(string line) =>
        line.Split(' ') is ["ack", var id, var useCase, var key, var answer] ? new Acknowledgement(Guid.Parse(id), useCase, key, answer) : null;
}

/// <summary>The other end of a <see cref="ConsoleProcess"/>: tells it what to do and keeps what it answered.</summary>
internal sealed class RunningConsole : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _heard = new();
    private Task? _listening;

    private RunningConsole(Process process) => _process = process;

    public int ProcessId => _process.Id;

    public bool IsAlive => !_process.HasExited;

    public static async Task<RunningConsole> StartAsync(TestConsole console)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(ConsoleProcess).Assembly.Location, console.File, console.Founder.Person!.Value.Value.ToString()])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["DOTNET_TieredPGO"] = "0"; // it does not live long enough to gain from it
        var running = new RunningConsole(Process.Start(start)!);
        Assert.Equal("ready", await running.HearAsync());
        return running;
    }

    /// <summary>Its answer; null where it is dead.</summary>
    public async Task<string?> AskAsync(string line)
    {
        try
        {
            await TellAsync(line);
        }
        catch (IOException)
        {
            return null;
        }

        return await HearAsync();
    }

    public async Task TellAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>Ends it with SIGKILL.</summary>
    /// <returns>What it had acknowledged by then, since it was started.</returns>
    public async Task<List<Acknowledgement>> KillAsync()
    {
        Assert.False(_process.HasExited, "It ended by itself.");
        _process.Kill();
        await _process.WaitForExitAsync();
        await _listening!;
        return Heard();
    }

    /// <summary>Ends it with SIGKILL while it is silent.</summary>
    public async Task KillSilentAsync()
    {
        Assert.False(_process.HasExited, "It ended by itself.");
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>From now on it talks by itself. Waits until it has said something.</summary>
    public async Task RunAsync(int seed)
    {
        await TellAsync(string.Create(CultureInfo.InvariantCulture, $"run {seed}"));
        var spoke = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _listening = Task.Run(async () =>
        {
            var buffer = new char[64 * 1024];
            for (int read; (read = await _process.StandardOutput.ReadAsync(buffer)) > 0;)
            {
                lock (_heard)
                    _heard.Append(buffer, 0, read);
                spoke.TrySetResult();
            }

            spoke.TrySetResult();
        });
        await spoke.Task;
    }

    /// <summary>What comes after the last line feed was cut by its end.</summary>
    private List<Acknowledgement> Heard()
    {
        lock (_heard)
        {
            var lines = _heard.ToString().Split('\n')[..^1];
            Expect.None(lines.Where(l => l.StartsWith("failed", StringComparison.Ordinal)));
            return [.. lines.Select(Acknowledgement.Read).OfType<Acknowledgement>()];
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private async Task<string?> HearAsync() => await _process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(1));
}

/// <summary>What must hold after every fault.</summary>
internal static class AfterAFault
{
    /// <summary>
    /// The file is sound, the chains are whole (no group is torn), the ledger is what the tables say, and every answer that reached
    /// somebody is stored under its command id.
    /// </summary>
    public static async Task NothingIsLostAsync(TestConsole console, IReadOnlyCollection<Acknowledgement> acknowledged)
    {
        var stored = Answers(console.File);
        Expect.None(acknowledged.Where(a => !stored.TryGetValue(a.Command, out var answer) || answer != (a.UseCase, a.Answer))
            .Select(a => $"LOST: {a.UseCase} {a.Key} was acknowledged as {a.Answer} and is stored as {(stored.TryGetValue(a.Command, out var answer) ? answer : null)}"));

        Expect.None(await console.Store.FindDamageAsync(default));
        Expect.None(await console.Store.FindSchemaDifferencesAsync(default));
        foreach (var chain in await console.Use<ChainCheck>().RunAsync())
            Assert.Null(chain.Fault);
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    /// <summary>Whoever asks again under the same command id gets the same answer, and nothing happens twice.</summary>
    public static async Task AskingAgainIsAnsweredAlikeAsync(TestConsole console, IEnumerable<Acknowledgement> acknowledged)
    {
        var actor = ConsoleProcess.FounderOf(console.Founder.Person!.Value);
        var before = LedgerFold.VerifyChain(console.File, 1);
        foreach (var told in acknowledged.Where(a => a.UseCase == nameof(RegisterPerson)))
        {
            var again = await console.Use<RegisterPerson>().ExecuteAsync(new CommandId(told.Command), ConsoleProcess.InputOf(told.Key), actor);
            Assert.Equal(told.Answer, JsonSerializer.Serialize(again.Value));
        }

        Assert.Equal(before, LedgerFold.VerifyChain(console.File, 1));
    }

    private static Dictionary<Guid, (string UseCase, string Answer)> Answers(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False;Mode=ReadOnly");
        connection.Open();
        using var select = connection.CreateCommand();
        select.CommandText = "SELECT command_id, use_case, answer FROM command_results";
        using var reader = select.ExecuteReader();
        var answers = new Dictionary<Guid, (string, string)>();
        while (reader.Read())
            answers.Add(new Guid(reader.GetFieldValue<byte[]>(0), bigEndian: true), (reader.GetString(1), reader.GetString(2)));
        return answers;
    }
}
