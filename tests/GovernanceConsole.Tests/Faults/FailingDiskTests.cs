using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using GovernanceConsole.Tests.Fixtures;
using Xunit.Abstractions;

namespace GovernanceConsole.Tests.Faults;

/// <summary>Needs strace, and to be allowed to trace.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class WithStraceAttribute : FactAttribute
{
    public WithStraceAttribute()
    {
        if (!OperatingSystem.IsLinux() || !SystemCalls.MayBeTraced)
            Skip = "strace is not installed, or may not trace here.";
    }
}

/// <summary>
/// F2: each call to the disk that opening, one decision and closing make fails once, or is the last thing the process does. A sample of
/// the calls; GOVERNANCE_LONG_TESTS makes it all of them.
/// </summary>
public sealed class FailingDiskTests(ITestOutputHelper output)
{
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("GOVERNANCE_LONG_TESTS") == "1";
    private static readonly string[] Phases = ["open", "decide", "close"];

    [WithStrace]
    [Trait("row", "X1")]
    public async Task AnyCallToTheDisk_FailsOrIsTheLast_LosesNothingThatWasAcknowledged()
    {
        await using var console = await TestConsole.StartAsync(translates: false);
        using var run = new Run(console);
        var calls = await run.CountAsync();
        Assert.Contains(calls, c => c is { Phase: "decide", Call: "fsync" });
        Assert.Contains(calls, c => c is { Phase: "decide", Call: "pwrite64" });

        var points = calls.SelectMany(c => Enumerable.Range(1, c.Count).SelectMany(n => new[] { "error=EIO", "error=ENOSPC", "signal=SIGKILL" }.Select(fault => new Point(c.Phase, c.Call, n, fault)))).ToList();
        var random = new Random(2);
        var chosen = IsLong ? points :
        [
            .. points.Where(p => !p.Kills).GroupBy(p => (p.Phase, p.Call)).SelectMany(g => random.GetItems(g.ToArray(), 1)),
            .. points.Where(p => p.Kills).GroupBy(p => p.Phase).SelectMany(g => random.GetItems(g.ToArray(), 1)),
            new Point("decide", "fsync", 1, "error=EIO"),
            new Point("decide", "fsync", 1, "signal=SIGKILL"),
            new Point("close", "ftruncate", 1, "error=EIO"), // the mark that it is being closed
            new Point("close", "pwrite64", 1, "error=ENOSPC"),
        ];
        foreach (var point in chosen.OrderBy(p => p.Kills))
            await run.TryAsync(point);

        output.WriteLine($"{points.Count} points, {chosen.Count} tried: {run.Answered} decisions answered, {run.Failed} told that they failed, {run.Killed} processes killed, {run.Stuck} had to be started again. {string.Join("; ", run.Said)}");
        Assert.True(run.Killed > 0 && run.Failed > 0, "No fault took effect.");
        Assert.All(run.Said.Where(s => s.StartsWith("decide", StringComparison.Ordinal)), s => Assert.Contains("refused ", s, StringComparison.Ordinal)); // in a sentence, not as what SQLite threw
        Assert.DoesNotContain(run.Said, s => s.StartsWith("close", StringComparison.Ordinal) && s.Contains("IOException", StringComparison.Ordinal));
    }

    /// <param name="Phase">While it does what.</param>
    /// <param name="Call">Which call.</param>
    /// <param name="Count">How many of them one thread makes.</param>
    private sealed record Calls(string Phase, string Call, int Count);

    private sealed record Point(string Phase, string Call, int Number, string Fault)
    {
        public bool Kills => Fault.StartsWith("signal", StringComparison.Ordinal);
    }

    private sealed class Run(TestConsole console) : IDisposable
    {
        private readonly List<Acknowledgement> _all = [];
        private RunningConsole? _running;
        private int _decisions;

        public int Answered => _all.Count;

        public int Failed { get; private set; }

        public int Killed { get; private set; }

        /// <summary>Processes that could not go on after the fault.</summary>
        public int Stuck { get; private set; }

        /// <summary>The kinds of answers to faults.</summary>
        public SortedSet<string> Said { get; } = new(StringComparer.Ordinal);

        public async Task<List<Calls>> CountAsync()
        {
            var calls = new List<Calls>();
            await console.WhileStoppedAsync(async () =>
            {
                _running = await RunningConsole.StartAsync(console);
                foreach (var phase in Phases)
                {
                    using var trace = await SystemCalls.TraceAsync(_running.ProcessId, console.File, SystemCalls.OfTheDisk, inject: null);
                    Keep(await _running.AskAsync(LineOf(phase)));
                    calls.AddRange((await trace.EndAsync()).Select(c => new Calls(phase, c.Call, c.Count)));
                }
            });
            return calls;
        }

        /// <summary>The fault strikes in one phase; then it goes on without faults, as far as it can, and everything is judged.</summary>
        public async Task TryAsync(Point point)
        {
            await console.WhileStoppedAsync(async () =>
            {
                _running ??= await RunningConsole.StartAsync(console);
                if (await GoOnAsync(_running, point))
                    return;
                _running.Dispose();
                _running = null;
            });
            await AfterAFault.NothingIsLostAsync(console, _all);
            await AfterAFault.AskingAgainIsAnsweredAlikeAsync(console, _all.TakeLast(3));
        }

        public void Dispose() => _running?.Dispose();

        /// <returns>Whether the process can be used further.</returns>
        private async Task<bool> GoOnAsync(RunningConsole running, Point point)
        {
            foreach (var phase in Phases)
            {
                if (phase != point.Phase)
                {
                    Keep(await running.AskAsync(LineOf(phase)));
                    continue;
                }

                string? answer;
                using (var trace = await SystemCalls.TraceAsync(running.ProcessId, console.File, point.Call, $"{point.Call}:{point.Fault}:when={point.Number}"))
                {
                    answer = await running.AskAsync(LineOf(phase));
                    if (answer is not null)
                        await trace.EndAsync();
                }

                if (answer is null)
                {
                    Killed++;
                    return false;
                }

                Keep(answer);
                if (!answer.StartsWith("failed", StringComparison.Ordinal) && !answer.StartsWith("refused", StringComparison.Ordinal))
                    continue;
                Failed++;
                Said.Add($"{phase}, {point.Call}, {point.Fault}: {answer[..Math.Min(answer.Length, 160)]}");
                if (phase == "close" || await running.AskAsync(LineOf(phase)) is not { } second || second.StartsWith("failed", StringComparison.Ordinal))
                {
                    Stuck++;
                    return false;
                }

                Keep(second);
            }

            return true;
        }

        private string LineOf(string phase) => phase == "decide" ? string.Create(CultureInfo.InvariantCulture, $"decide S{_decisions++}") : phase;

        private void Keep(string? answer)
        {
            if (answer is not null && Acknowledgement.Read(answer) is { } acknowledged)
                _all.Add(acknowledged);
        }
    }
}

/// <summary>The calls of a process that touch a database's files, watched or made to fail by strace.</summary>
internal sealed partial class SystemCalls : IDisposable
{
    public const string OfTheDisk = "openat,fsync,pwrite64,ftruncate";

    private static readonly Lazy<bool> Traceable = new(() =>
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("strace", ["-o", "/dev/null", "true"]) { UseShellExecute = false, RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    });

    private readonly Process _strace;
    private readonly string _log;

    private SystemCalls(Process strace, string log) => (_strace, _log) = (strace, log);

    public static bool MayBeTraced => Traceable.Value;

    /// <param name="process">It is attached to.</param>
    /// <param name="file">The database; calls on other files run by untouched and uncounted.</param>
    /// <param name="calls">Names with commas.</param>
    /// <param name="inject">What strace is to do, null to watch only.</param>
    public static async Task<SystemCalls> TraceAsync(int process, string file, string calls, string? inject)
    {
        var log = Path.GetTempFileName();
        List<string> arguments = ["-f", "-o", log, "-e", $"trace={calls}", "-e", "signal=none", "-p", process.ToString(CultureInfo.InvariantCulture)];
        foreach (var path in new[] { file, $"{file}-wal", $"{file}-shm", $"{file}.writer", Path.GetDirectoryName(file)! })
            arguments.AddRange(["-P", path]);
        if (inject is not null)
            arguments.AddRange(["-e", $"inject={inject}"]);
        var strace = Process.Start(new ProcessStartInfo("strace", arguments) { UseShellExecute = false, RedirectStandardError = true })!;
        while (await strace.StandardError.ReadLineAsync() is { } line)
        {
            if (line.Contains(" attached", StringComparison.Ordinal))
                return new SystemCalls(strace, log);
        }

        throw new InvalidOperationException("strace ended before it was attached.");
    }

    /// <summary>Lets the process go.</summary>
    /// <returns>The most calls of each name that one thread made: faults are counted for each thread by itself.</returns>
    public async Task<IEnumerable<(string Call, int Count)>> EndAsync()
    {
        using (var kill = Process.Start("kill", ["-INT", _strace.Id.ToString(CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
        await _strace.WaitForExitAsync();
        return (await File.ReadAllLinesAsync(_log)).Select(l => Line().Match(l)).Where(m => m.Success)
            .GroupBy(m => (Thread: m.Groups[1].Value, Call: m.Groups[2].Value))
            .GroupBy(g => g.Key.Call, g => g.Count())
            .Select(g => (g.Key, g.Max()));
    }

    public void Dispose()
    {
        if (!_strace.HasExited && !_strace.WaitForExit(1000))
            _strace.Kill();
        _strace.Dispose();
        File.Delete(_log);
    }

    [GeneratedRegex(@"^(\d+) +(\w+)\(", RegexOptions.NonBacktracking)]
    private static partial Regex Line();
}
