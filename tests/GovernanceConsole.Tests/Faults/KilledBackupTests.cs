using GovernanceConsole.Backups;
using GovernanceConsole.Sqlite;
using GovernanceConsole.Tests.Fixtures;
using GovernanceConsole.Tests.Privacy;

namespace GovernanceConsole.Tests.Faults;

/// <summary>A process is ended in the middle of a backup: while the plain copy is made, checked or sealed.</summary>
public sealed class KilledBackupTests
{
    private const int Kills = 5;

    [Fact]
    public async Task Kill_InTheMiddleOfABackup_LeavesNoPlainFileAfterTheNextStart_AndOnlyWholeBackups()
    {
        await using var console = await TestConsole.StartAsync();
        await console.PersonAsync(ErasingConsole.Name);
        for (var i = 0; i < 200; i++)
            await console.PersonAsync(new string((char)('a' + i % 26), 150));
        var copy = SqliteDatabaseCopy.CopyOf(console.File);
        var left = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            var folder = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(console.File)!, $"made-{kill}")).FullName;
            await console.WhileStoppedAsync(async () =>
            {
                using var running = await RunningConsole.StartAsync(console);
                Assert.Equal("backing up", await running.AskAsync($"backup {folder}"));
                for (var waited = 0; waited < 1000 && !(Directory.GetFiles(folder, "*.backup").Length > kill && File.Exists(copy) && new FileInfo(copy).Length > 0); waited++)
                    await Task.Delay(1);
                await Task.Delay(kill);
                await running.KillSilentAsync();
                left += File.Exists(copy) ? 1 : 0;
            });

            Assert.False(File.Exists(copy));
            Assert.Equal([console.File], console.FilesHolding(ErasingConsole.Name));
            var backups = new SealedBackups(console.Clock, new BackupPlaces(folder, $"{folder}-keys", KeepDays: 30), new SqliteDatabaseCopy(console.File));
            var made = Directory.GetFiles(folder, "*.backup");
            Assert.NotEmpty(made);
            foreach (var file in made)
                backups.Open(file, Stream.Null);
            backups.DestroyWhatIsPast();
            Assert.Empty(Directory.GetFiles(folder, "*.part"));
        }

        Assert.True(left > 0, "It was never killed in the middle.");
    }
}
