using GovernanceConsole.Backups;
using GovernanceConsole.Sqlite;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.Fixtures;
using GovernanceConsole.Tests.Privacy;

namespace GovernanceConsole.Tests.Backups;

public sealed class SealedBackupsTests : IAsyncLifetime
{
    private TestConsole _console = null!;

    private SealedBackups Backups => _console.Use<SealedBackups>();

    private string Folder => _console.Use<BackupPlaces>().Folder!;

    private string Keys => _console.Use<BackupPlaces>().KeyFolder;

    public async Task InitializeAsync() => _console = await TestConsole.StartAsync();

    public async Task DisposeAsync() => await _console.DisposeAsync();

    [Fact]
    public void Make_SaysInItsFirstLineWhatIsInIt_AndLiesThereForItsOwnerAlone()
    {
        var made = Backups.Make();

        var header = BackupHeader.ReadFrom(made.File);
        Assert.Equal((TestConsole.Start, TestConsole.Start.AddDays(30), 1L), (header.MadeAt, header.OpensUntil, header.Ledgers[0].Size));
        Assert.Equal("governance-20260302T090000Z.backup", Path.GetFileName(made.File));
        Assert.True(BackupHeader.IsOn(made.File));
        Assert.Equal([made.File], Directory.GetFiles(Folder));
        if (!OperatingSystem.IsWindows())
        {
            const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            Assert.Equal((Own, Own, Own | UnixFileMode.UserExecute), (File.GetUnixFileMode(made.File), File.GetUnixFileMode(Assert.Single(Directory.GetFiles(Keys))), File.GetUnixFileMode(Keys)));
        }
    }

    [Fact]
    public void Make_OntoAFileThatIsThere_LeavesItAloneAndNoKeyBehind()
    {
        var target = Path.Combine(Directory.CreateDirectory(Folder).FullName, "mine.backup");
        File.WriteAllText(target, "mine");

        Assert.Throws<IOException>(() => Backups.Make(target));

        Assert.Equal("mine", File.ReadAllText(target));
        Assert.Equal([target], Directory.GetFiles(Folder));
        Assert.False(Directory.Exists(Keys));
    }

    [Theory]
    [InlineData("keys", "keys")]
    [InlineData("b", "b/keys")]
    [InlineData("b", "b/deep/keys")]
    public void CheckKeysLieElsewhere_WhereTheyLieWithTheBackups_Refuses(string folder, string keys) =>
        Assert.Throws<BackupException>(() => SealedBackups.CheckKeysLieElsewhere(Path.GetFullPath(folder), Path.GetFullPath(keys)));

    [Theory]
    [InlineData("b", "keys")]
    [InlineData("b", "b-keys")]
    [InlineData("deep/b", "deep")]
    public void CheckKeysLieElsewhere_WhereTheyDo_IsContent(string folder, string keys) =>
        SealedBackups.CheckKeysLieElsewhere(Path.GetFullPath(folder), Path.GetFullPath(keys));

    [Fact]
    public void Open_WithoutItsKey_SaysWhichIsMissing()
    {
        var made = Backups.Make();
        Directory.Delete(Keys, recursive: true);

        var refusal = Assert.Throws<BackupException>(() => Backups.Open(made.File, Stream.Null));

        Assert.Contains($"its key {made.Header.Id} is not in {Keys}", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_OfACutFile_IsRefusedInASentence()
    {
        var made = Backups.Make();
        using (var stream = new FileStream(made.File, FileMode.Open))
            stream.SetLength(stream.Length - 1);

        Assert.Contains("is not as it was sealed", Assert.Throws<BackupException>(() => Backups.Open(made.File, Stream.Null)).Message, StringComparison.Ordinal);
    }

    /// <summary>A tampered backup leaves nothing plain behind.</summary>
    [Fact]
    public void Restore_OfACutFile_IsRefusedAndLeavesNothing()
    {
        var made = Backups.Make();
        using (var stream = new FileStream(made.File, FileMode.Open))
            stream.SetLength(stream.Length - 1);
        var target = Path.Combine(Folder, "new", "governance.db");

        Assert.Throws<BackupException>(() => SqliteRestore.Run(made.File, target, replace: false, _ => null, TimeProvider.System, Backups));

        Assert.Equal(0, new FileInfo($"{target}.restoring").Length);
        Assert.Contains("broken off", Assert.Throws<SchemaException>(() => SqliteGovernanceStore.Open(new SqliteOptions { File = target }, TimeProvider.System)).Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("row", "B-17")]
    public async Task DestroyWhatIsPast_ToTheMillisecond_LetsNobodyReadAnybodyInAnOldBackup()
    {
        await _console.PersonAsync(ErasingConsole.Name);
        var made = Backups.Make();
        var elsewhere = Path.Combine(Path.GetDirectoryName(_console.File)!, "tape.backup");
        File.Copy(made.File, elsewhere);

        _console.Clock.SetTo(made.Header.OpensUntil.AddMilliseconds(-1));
        Assert.Empty(Backups.DestroyWhatIsPast());
        Assert.False(Backups.Open(elsewhere, Stream.Null).IsPastItsDay);

        _console.Clock.SetTo(made.Header.OpensUntil);
        Assert.True(Backups.Open(elsewhere, Stream.Null).IsPastItsDay); // a key that is there still opens, in need
        var destroyed = Assert.Single(Backups.DestroyWhatIsPast());

        Assert.Equal((made.Header.Id, TestConsole.Start), (destroyed.Backup, destroyed.MadeAt));
        Assert.False(File.Exists(made.File));
        Assert.Contains("was to be kept until 2026-04-01T09:00:00.000Z and is gone", Assert.Throws<BackupException>(() => Backups.Open(elsewhere, Stream.Null)).Message, StringComparison.Ordinal);
        Assert.Equal([$"{made.Header.Id}.destroyed"], Directory.GetFiles(Keys).Select(Path.GetFileName));
        Assert.Equal(-1, File.ReadAllBytes(elsewhere).AsSpan().IndexOf("Olga Overmars"u8));
        Assert.Equal([destroyed], Backups.DestroyWhatIsPast()); // until an entry tells of it
        Backups.Forget([destroyed]);
        Assert.Empty(Backups.DestroyWhatIsPast());
    }

    [Fact]
    public void DestroyWhatIsPast_AfterACrashInTheMiddle_EndsIt()
    {
        var made = Backups.Make();
        var key = Assert.Single(Directory.GetFiles(Keys));
        var before = File.ReadAllBytes(key);
        var elsewhere = $"{made.File}.kept";
        File.Copy(made.File, elsewhere);
        _console.Clock.SetTo(made.Header.OpensUntil);
        Backups.DestroyWhatIsPast();
        File.WriteAllBytes(key, before); // as if it had ended before the key was overwritten

        Assert.Throws<BackupException>(() => Backups.Open(elsewhere, Stream.Null));
        Backups.DestroyWhatIsPast();

        Assert.False(File.Exists(key));
    }

    [Fact]
    public void DestroyWhatIsPast_AlsoTakesWhatAKilledProcessLeft_AndNothingElse()
    {
        Backups.Make();
        var left = Path.Combine(Folder, "governance-1.backup.4711.part");
        var other = Path.Combine(Folder, "notes.backup");
        File.WriteAllText(left, "{");
        File.WriteAllText(other, "mine");

        Backups.DestroyWhatIsPast();

        Assert.False(File.Exists(left));
        Assert.Equal("mine", File.ReadAllText(other));
    }

    [Fact]
    public void List_TellsWhichCanBeOpenedAndWhyOthersCannot()
    {
        var first = Backups.Make();
        _console.Clock.SetTo(TestConsole.Start.AddDays(1));
        var second = Backups.Make(Path.Combine(Directory.CreateDirectory(Path.Combine(Folder, "..", "tape")).FullName, "x.backup"));
        _console.Clock.SetTo(TestConsole.Start.AddDays(2));
        var third = Backups.Make();
        File.Delete(Path.Combine(Keys, $"{first.Header.Id}.key"));

        var listed = Backups.List();

        Assert.Equal([first.Header.Id, second.Header.Id, third.Header.Id], listed.Select(l => l.Header.Id));
        Assert.Contains("is not in", listed[0].WhyNot!, StringComparison.Ordinal);
        Assert.Equal(("elsewhere", null, null), (listed[1].File, listed[1].WhyNot, listed[2].WhyNot));
    }

    [Fact]
    public void Trouble_WithoutABackup_OrWithOneOfMoreThan26Hours_SaysSo()
    {
        Assert.Contains("No backup", Backups.Trouble()!, StringComparison.Ordinal);
        Backups.Make();
        _console.Clock.SetTo(TestConsole.Start.AddHours(26));
        Assert.Null(Backups.Trouble());
        _console.Clock.SetTo(TestConsole.Start.AddHours(26).AddMilliseconds(1));
        Assert.Contains("2026-03-02T09:00:00.000Z", Backups.Trouble()!, StringComparison.Ordinal);
        Assert.Null(new SealedBackups(_console.Clock).Trouble());
    }
}
