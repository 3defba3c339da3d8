using GovernanceConsole.Sqlite;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Database;

public sealed class SqliteRestoreTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("governance-console-tests-").FullName;

    private string Backup => Path.Combine(_folder, "backup.db");

    private string DatabaseFile => Path.Combine(_folder, "data", "governance.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Run_OverANewerDatabase_TellsWhatIsLostAndKeepsTheOldOneReadable()
    {
        await MakeAsync(before: 1, after: 2);

        var note = Run(replace: true);

        Assert.Equal(("replaced-database", null), (note.KnownFrom, note.ErasuresMissing));
        Assert.Equal([(4L, 2L), (0L, 0L)], note.Ledgers.Select(l => (l.Before!.Value, l.After)));
        Assert.NotNull(note.Ledgers[0].RootBefore);
        Assert.Equal(4L, SizeIn(note.ReplacedFile!));
        Assert.Equal(2L, SizeIn(DatabaseFile));
        Assert.Equal(note.CommandId, SqliteRestore.NoteBeside(DatabaseFile)!.CommandId);
        await SqliteGovernanceStore.Open(new SqliteOptions { File = DatabaseFile }, TimeProvider.System).DisposeAsync();
    }

    /// <summary>Earlier versions let others read the database.</summary>
    [Fact]
    public async Task Run_OverADatabaseThatOthersMayRead_KeepsTheOldAndTheNewOneForTheOwner()
    {
        if (OperatingSystem.IsWindows())
            return;
        await MakeAsync(before: 1, after: 1);
        File.SetUnixFileMode(DatabaseFile, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);

        var note = Run(replace: true);

        foreach (var file in new[] { DatabaseFile, note.ReplacedFile!, $"{DatabaseFile}.restored" })
            Assert.Equal((file, UnixFileMode.UserRead | UnixFileMode.UserWrite), (file, File.GetUnixFileMode(file)));
    }

    [Fact]
    public async Task Run_OverADatabaseWithoutReplace_IsRefusedAndChangesNothing()
    {
        await MakeAsync(before: 1, after: 1);

        var refusal = Assert.Throws<SchemaException>(() => Run(replace: false));

        Assert.Contains("--replace", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(3L, SizeIn(DatabaseFile));
        Assert.Null(SqliteRestore.NoteBeside(DatabaseFile));
    }

    [Fact]
    public async Task Run_WhileTheConsoleRuns_IsRefused()
    {
        await MakeAsync(before: 1, after: 0);
        await using var running = SqliteGovernanceStore.Open(new SqliteOptions { File = DatabaseFile }, TimeProvider.System);

        var refusal = Assert.Throws<SchemaException>(() => Run(replace: true));

        Assert.Contains("Another process is writing", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Run_WhereTheDatabaseIsGoneOrUnreadable_KnowsFromTheSignerWhatIsLost(bool isGone)
    {
        await MakeAsync(before: 1, after: 2);
        if (isGone)
            File.Delete(DatabaseFile);
        else
            File.WriteAllText(DatabaseFile, new string('x', 5000));

        var note = SqliteRestore.Run(Backup, DatabaseFile, replace: true, name => name.EndsWith("/decisions", StringComparison.Ordinal) ? 3 : null, TimeProvider.System, PlainCopy.NoKeys);

        Assert.Equal("signer", note.KnownFrom);
        Assert.Equal([3, null], note.Ledgers.Select(l => l.Before));
        Assert.Equal(isGone, note.ReplacedFile is null);
        Assert.Equal(isGone ? "it was not there" : "it cannot be read", note.ErasuresMissing);
    }

    [Fact]
    public async Task Run_WhereNobodyKnows_SaysSo()
    {
        await MakeAsync(before: 1, after: 0);
        File.Delete(DatabaseFile);

        Assert.Equal("nowhere", Run(replace: false).KnownFrom);
    }

    [Fact]
    public async Task Run_TheBackupOfAnotherConsole_IsRefusedAndChangesNothing()
    {
        await MakeAsync(before: 1, after: 1);
        await using (var other = await TestConsole.StartAsync())
        {
            File.Delete(Backup);
            PlainCopy.Make(other.File, Backup);
        }

        var refusal = Assert.Throws<SchemaException>(() => Run(replace: true));

        Assert.Contains("is of another console", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(3L, SizeIn(DatabaseFile));
        await SqliteGovernanceStore.Open(new SqliteOptions { File = DatabaseFile }, TimeProvider.System).DisposeAsync();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task Run_ADamagedBackup_IsRefusedAndChangesNothing(int page)
    {
        await MakeAsync(before: 1, after: 1);
        using (var stream = new FileStream(Backup, FileMode.Open))
        {
            stream.Position = page * SqliteGovernanceStore.PageSize;
            stream.Write(Enumerable.Repeat((byte)0xA5, 256).ToArray());
        }

        Assert.Throws<SchemaException>(() => Run(replace: true));

        Assert.Equal(3L, SizeIn(DatabaseFile));
        await SqliteGovernanceStore.Open(new SqliteOptions { File = DatabaseFile }, TimeProvider.System).DisposeAsync();
    }

    /// <summary>The crash between putting the old file aside and putting the new one in its place.</summary>
    [Fact]
    public async Task Run_AgainAfterACrashInTheMiddle_StillKnowsWhatIsLost()
    {
        await MakeAsync(before: 1, after: 2);
        Run(replace: true);
        File.Move(DatabaseFile, $"{DatabaseFile}.restoring");
        Assert.Contains("broken off", Assert.Throws<SchemaException>(() => SqliteGovernanceStore.Open(new SqliteOptions { File = DatabaseFile }, TimeProvider.System)).Message, StringComparison.Ordinal);

        var note = Run(replace: false);

        Assert.Equal((4L, 2L, "replaced-database", null), (note.Ledgers[0].Before, note.Ledgers[0].After, note.KnownFrom, note.ErasuresMissing));
        await SqliteGovernanceStore.Open(new SqliteOptions { File = DatabaseFile }, TimeProvider.System).DisposeAsync();
    }

    [Fact]
    public async Task NoteBeside_ThatIsNotWhole_IsSaidInASentence()
    {
        await MakeAsync(before: 1, after: 1);
        Run(replace: true);
        File.WriteAllBytes($"{DatabaseFile}.restored", []);

        Assert.Contains("cannot be read", Assert.Throws<SchemaException>(() => SqliteRestore.NoteBeside(DatabaseFile)).Message, StringComparison.Ordinal);
    }

    /// <summary>A founder, then so many people, a backup, then so many more.</summary>
    private async Task MakeAsync(int before, int after)
    {
        var console = await TestConsole.StartAsync(folder: Path.Combine(_folder, "first"));
        for (var i = 0; i < before; i++)
            await console.PersonAsync($"Before {i}");
        PlainCopy.Make(console.File, Backup);
        for (var i = 0; i < after; i++)
            await console.PersonAsync($"After {i}");
        await console.RestartAsync();
        Directory.CreateDirectory(Path.GetDirectoryName(DatabaseFile)!);
        PlainCopy.Make(console.File, DatabaseFile);
        await console.DisposeAsync();
    }

    private SqliteRestoreNote Run(bool replace) => SqliteRestore.Run(Backup, DatabaseFile, replace, _ => null, TimeProvider.System, PlainCopy.NoKeys);

    private static long SizeIn(string file) => (long)PastTheConsole.Read(file, "SELECT size FROM ledger_heads WHERE ledger = 1")!;
}
