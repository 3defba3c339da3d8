using GovernanceConsole.AuditLedger;
using GovernanceConsole.Backups;
using GovernanceConsole.Identity;
using GovernanceConsole.Jobs;
using GovernanceConsole.Ledger;
using GovernanceConsole.Outbox;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.EvidenceExports;
using GovernanceConsole.Tests.Fixtures;
using GovernanceConsole.Tests.Jobs;

namespace GovernanceConsole.Tests.Backups;

public sealed class RecordBackupTests : IAsyncLifetime
{
    private TestConsole _console = null!;

    public async Task InitializeAsync() => _console = await TestConsole.StartAsync();

    public async Task DisposeAsync() => await _console.DisposeAsync();

    [Fact]
    public async Task Record_ABackup_SaysHowFarItGoesAndUntilWhenItOpens()
    {
        var made = _console.Use<SealedBackups>().Make();

        await RecordAsync(new RecordBackupInput(made, Failure: null));

        var entry = await EntryAsync(BackupEvents.Made.Type);
        Assert.Equal((1L, 0L, made.Sha256, "2026-04-01T09:00:00.000Z"), (entry.Told("decisions"), entry.Told("securityEvents"), entry.Told("fileHash"), entry.Told("opensUntil")));
        Assert.Equal(made.Header.Id.ToString("N"), entry.Obj.Id);
    }

    [Fact]
    public async Task Record_AFailure_TellsWhoRunsTheSystem_UntilABackupIsMade()
    {
        var administrator = (await _console.PersonAsync("Ada Admin", Role.PlatformAdministrator)).Person!.Value;
        await _console.PersonAsync("Gus Governance", Role.Governance);

        await RecordAsync(new RecordBackupInput(Made: null, "The volume is gone."));
        await RecordAsync(new RecordBackupInput(Made: null, "The volume is gone."));
        var unread = (await _console.RowsAsync<InboxItem>()).Where(i => i.ReadAt is null).ToList();
        await RecordAsync(new RecordBackupInput(_console.Use<SealedBackups>().Make(), Failure: null));

        Assert.Equal(new[] { administrator, _console.Founder.Person!.Value }.ToHashSet(), unread.Select(i => i.PersonId).ToHashSet());
        Assert.Equal(2, unread.Count);
        Assert.StartsWith("The volume is gone.", unread[0].Text, StringComparison.Ordinal);
        Assert.All(await _console.RowsAsync<InboxItem>(), i => Assert.NotNull(i.ReadAt));
        Assert.Equal(2, (await _console.RowsAsync<StoredEntry>()).Count(e => e.Type == BackupEvents.Failed.Type));
    }

    [Fact]
    public async Task Record_ByAPerson_IsRefusedAsNotAllowed() =>
        Assert.IsType<NotAllowed>(Assert.Single((await _console.Use<RecordBackup>().ExecuteAsync(CommandId.New(), new RecordBackupInput(null, "x"), _console.Founder)).Refusals));

    [Fact]
    public async Task Job_EachNight_MakesABackupAndWritesDownTheKeysThatWent()
    {
        await using var jobs = await JobsAtWork.StartAsync(_console, BackUpDatabaseJob.Schedule);
        var first = await jobs.RunAsync(_console.Founder, "RecordBackup");
        _console.Clock.Advance(TimeSpan.FromDays(30));
        var second = await jobs.RunAsync(_console.Founder, "RecordBackup");

        Assert.Equal((JobState.Waiting, "Made governance-20260302T090000Z.backup."), (first.State, first.LastMessage));
        Assert.Equal("Made governance-20260401T090000Z.backup. Destroyed the keys of older backups: 1.", second.LastMessage);
        Assert.Single(Directory.GetFiles(_console.Use<BackupPlaces>().Folder!));
        Assert.Equal(2, (await _console.RowsAsync<StoredEntry>()).Count(e => e.Type == BackupEvents.Made.Type));
        Assert.Equal(1L, (await EntryAsync(BackupEvents.KeysDestroyed.Type)).Told("keys"));
        Assert.Empty(_console.Use<SealedBackups>().DestroyWhatIsPast());
    }

    [Fact]
    public async Task Job_WhereTheFolderCannotBeWritten_FailsAndIsWrittenDown()
    {
        await File.WriteAllTextAsync(_console.Use<BackupPlaces>().Folder!, "a file in the folder's place");
        await using var jobs = await JobsAtWork.StartAsync(_console, BackUpDatabaseJob.Schedule);

        Assert.Equal(JobState.Failed, (await jobs.RunAsync(_console.Founder, "RecordBackup")).State);

        Assert.NotNull((await EntryAsync(BackupEvents.Failed.Type)).Priv);
        Assert.NotNull(_console.Use<SealedBackups>().Trouble());
    }

    private async Task RecordAsync(RecordBackupInput input) => _ = (await _console.Use<RecordBackup>().ExecuteAsync(CommandId.New(), input, Actor.ForJob("RecordBackup"))).Value;

    private async Task<LedgerEntry> EntryAsync(string type) =>
        LedgerEntry.Parse((await _console.RowsAsync<StoredEntry>()).Single(e => e.Type == type && e.Ledger == (short)LedgerStream.SecurityEvents).Body);
}
