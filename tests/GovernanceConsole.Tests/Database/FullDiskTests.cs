using System.Diagnostics;
using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Tests.AuditLedger;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Database;

/// <summary>Needs a small disk of its own, which only who may mount one can have. What the writer does without one: <c>SqliteWriterTests</c>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnASmallDiskAttribute : FactAttribute
{
    public OnASmallDiskAttribute()
    {
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root" || !SmallDisk.CanBeMounted)
            Skip = "A small file system cannot be mounted here.";
    }
}

/// <summary>F4.</summary>
public sealed class FullDiskTests
{
    [OnASmallDisk]
    public async Task Write_OnAFullDisk_IsRefusedInASentenceAndGoesOnWhenThereIsRoomAgain()
    {
        using var disk = SmallDisk.Mount(megabytes: 10);
        await using var console = await TestConsole.StartAsync(folder: disk.Folder);
        var stored = 1;
        var number = 0;
        var balloon = Path.Combine(disk.Folder, "balloon");
        File.WriteAllBytes(balloon, new byte[6 * 1024 * 1024]);

        var refusals = new List<Refusal>();
        while (refusals.Count < 20 && number < 20_000)
        {
            var outcome = await RegisterAsync();
            if (outcome.IsAccepted)
                stored++;
            else
                refusals.AddRange(outcome.Refusals);
        }

        Assert.All(refusals, r => Assert.IsType<NoRoomIsLeft>(r));
        Assert.Equal(20, refusals.Count);
        Assert.Equal(stored, (await console.RowsAsync<Person>()).Count); // reading goes on, and shows what was answered

        File.Delete(balloon);
        var since = Stopwatch.StartNew();
        while (!(await RegisterAsync()).IsAccepted)
            Assert.True(since.Elapsed < TimeSpan.FromSeconds(5));

        Assert.Equal(stored + 1, LedgerFold.VerifyChain(console.File, 1));
        await LedgerFold.EqualsTheTablesAsync(console);
        await console.RestartAsync();
        Assert.Equal(stored + 1, (await console.RowsAsync<Person>()).Count);

        Task<Outcome<PersonId>> RegisterAsync() => console.Use<RegisterPerson>().ExecuteAsync(
            CommandId.New(), new RegisterPersonInput($"W{++number}", $"Person {number}", null), console.Founder);
    }
}

/// <summary>A file system in memory, as small as said.</summary>
internal sealed class SmallDisk : IDisposable
{
    private static readonly Lazy<bool> Mountable = new(() =>
    {
        try
        {
            using var disk = Mount(1);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    });

    private readonly string _mountPoint;

    private SmallDisk(string mountPoint) => _mountPoint = mountPoint;

    public static bool CanBeMounted => Mountable.Value;

    /// <summary>A folder on it, which may be removed.</summary>
    public string Folder => Path.Combine(_mountPoint, "console");

    public static SmallDisk Mount(int megabytes)
    {
        var mountPoint = Directory.CreateTempSubdirectory("governance-console-disk-").FullName;
        Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", mountPoint);
        Directory.CreateDirectory(Path.Combine(mountPoint, "console"));
        return new SmallDisk(mountPoint);
    }

    public void Dispose()
    {
        Run("umount", "--lazy", _mountPoint);
        Directory.Delete(_mountPoint, recursive: true);
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} says: {process.StandardError.ReadToEnd()}");
    }
}
