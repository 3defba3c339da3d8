using GovernanceConsole.AuditLedger;
using GovernanceConsole.Backups;
using GovernanceConsole.Identity;
using GovernanceConsole.Ledger;
using GovernanceConsole.Organisation;
using GovernanceConsole.Outbox;
using GovernanceConsole.Policy;
using GovernanceConsole.Privacy;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.AuditLedger;
using GovernanceConsole.Tests.EvidenceExports;
using GovernanceConsole.Tests.Fixtures;
using GovernanceConsole.Tests.Jobs;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Tests.Privacy;

/// <summary>A restored backup is from before the erasure; whoever was erased goes again.</summary>
public sealed class RepeatErasureTests : IAsyncLifetime
{
    private TestConsole _console = null!;
    private Actor _second = null!;

    public async Task InitializeAsync()
    {
        _console = await TestConsole.StartAsync();
        _second = await _console.PersonAsync("Sina Second", Role.Governance);
    }

    public async Task DisposeAsync() => await _console.DisposeAsync();

    /// <summary>A number that the register knows belongs to one person for good.</summary>
    [Fact]
    public async Task Repeat_AfterARestore_LeavesTheNumberTaken()
    {
        var person = await _console.LeaverAsync();
        var backup = Backup();
        await EraseAsync(person);
        await _console.RestoreAsync(backup);
        await _console.RepeatOwedAsync();
        var other = await _console.PersonAsync("Olga Other");
        Assert.True((await _console.Use<MarkPersonAsLeft>().ExecuteAsync(CommandId.New(), new MarkPersonAsLeftInput(other.Person!.Value), _console.Founder)).IsAccepted);

        _ = (await _console.RequestErasureAsync(other.Person.Value)).Value;

        Assert.Equal("ER-0002", Assert.Single(await _console.RowsAsync<Erasure>()).Number);
    }

    [Fact]
    [Trait("row", "X4")]
    [Trait("row", "B-17")]
    public async Task Repeat_AfterARestoreFromBeforeTheErasure_LeavesNoTraceInAnyFileAndBothVerifiersContent()
    {
        var person = await _console.LeaverAsync();
        Assert.True((await _console.ProposePolicyAsync(Limits.Default with { SignOffDays = 60, SignOffDaysHighAndCritical = 30 }, reason: $"As {ErasingConsole.Name} said.")).IsAccepted);
        var backup = Backup();
        await EraseAsync(person);
        var erasedAt = _console.Clock.GetUtcNow();
        Assert.Empty(_console.FilesHolding(ErasingConsole.Name));

        await _console.RestoreAsync(backup);
        Assert.NotEmpty(_console.FilesHolding(ErasingConsole.Name));
        Assert.Equal(["ER-0001"], (await _console.Use<OwedErasures>().StandingAsync()).Owed);
        var report = await _console.RepeatOwedAsync();

        Assert.Equal(["ER-0001"], report.Repeated);
        Assert.Equal((0, false), (report.Held.Count, report.Register.WasMissing));
        foreach (var term in new[] { ErasingConsole.Name, $"subject-of-{person.Value:N}", "E0002@example.test" })
            Assert.Empty(_console.FilesHolding(term));
        Assert.Equal("As [erased] said.", (await _console.RowsAsync<PolicyVersion>()).Single().Reason);
        Assert.Equal(Person.ErasedName, (await _console.RowsAsync<Person>()).Single(p => p.Id == person).Name);
        var entries = await _console.RowsAsync<StoredEntry>();
        var repeated = LedgerEntry.Parse(entries.Single(e => e.Type == PrivacyEvents.ErasureRepeated.Type).Body);
        Assert.Equal(entries.Single(e => e is { Type: "ledger.restored", Ledger: 1 }).Idx, repeated.Cause);
        Assert.Equal(("ER-0001", $"{erasedAt.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}", "command-line"), (repeated.Told("number"), repeated.Told("erasedAt"), repeated.Actor.Pid));
        Assert.Contains("which two people had signed", PrivacyEvents.ErasureRepeated.Text, StringComparison.Ordinal);
        Assert.Empty((await _console.Use<OwedErasures>().StandingAsync()).Owed);
        Assert.Empty((await _console.RepeatOwedAsync()).Repeated);
        await LedgerFold.EqualsTheTablesAsync(_console);
        Assert.Equal(0, (await _console.Use<Reconciliation>().RunAsync()).Count);
        await _console.IsGoodForBothVerifiersAsync();
    }

    [Fact]
    public async Task Repeat_WhereTheBackupHasItWaiting_EndsTheWaiting()
    {
        var person = await _console.LeaverAsync();
        var erasure = (await _console.RequestErasureAsync(person)).Value;
        var backup = Backup();
        Assert.True((await _console.CarryOutAsync(erasure, _second)).IsAccepted);
        await _console.RestoreAsync(backup);

        await _console.RepeatOwedAsync();

        var row = Assert.Single(await _console.RowsAsync<Erasure>());
        Assert.Equal((ErasureState.Done, null, true), (row.State, row.DecidedById, row.TextsErased > 0));
        Assert.IsType<ErasureIsDecided>(Assert.Single((await _console.CarryOutAsync(erasure, _second)).Refusals));
        Assert.All(await _console.RowsAsync<InboxItem>(), i => Assert.NotNull(i.ReadAt));
        await LedgerFold.EqualsTheTablesAsync(_console);
    }

    [Fact]
    public async Task Repeat_WhereTheBackupHasThePersonActive_EndsTheirRolesToo()
    {
        var person = await _console.LeaverAsync(leaves: false);
        _ = (await _console.Use<GrantRole>().ExecuteAsync(CommandId.New(), new GrantRoleInput(person, Role.Auditor), _console.Founder)).Value;
        var backup = Backup();
        Assert.True((await _console.Use<MarkPersonAsLeft>().ExecuteAsync(CommandId.New(), new MarkPersonAsLeftInput(person), _console.Founder)).IsAccepted);
        await EraseAsync(person);
        await _console.RestoreAsync(backup);

        await _console.RepeatOwedAsync();

        var erased = (await _console.RowsAsync<Person>()).Single(p => p.Id == person);
        Assert.Equal((Person.ErasedName, false), (erased.Name, erased.MayAct));
        Assert.DoesNotContain(await _console.RowsAsync<RoleGrant>(), g => g.PersonId == person && g.EndedAt is null);
        Assert.Empty(_console.FilesHolding(ErasingConsole.Name));
        await LedgerFold.EqualsTheTablesAsync(_console);
    }

    [Fact]
    [Trait("row", "X4")]
    public async Task Repeat_UnderALegalHoldOfTheBackup_IsOwedAndToldOnce_AndDoneAfterItIsLifted()
    {
        var person = await _console.LeaverAsync();
        var hold = (await _console.HoldAsync(person)).Value;
        var backup = Backup();
        await LiftAsync(hold);
        await EraseAsync(person);
        await _console.RestoreAsync(backup);

        var first = await _console.RepeatOwedAsync();
        var second = await _console.RepeatOwedAsync();

        Assert.Equal([("ER-0001", "LH-0001")], first.Held);
        Assert.Equal(first.Held, second.Held);
        Assert.Equal(["ER-0001"], (await _console.Use<OwedErasures>().StandingAsync()).Owed);
        Assert.Equal(ErasingConsole.Name, (await _console.RowsAsync<Person>()).Single(p => p.Id == person).Name);
        Assert.Single(await _console.RowsAsync<StoredEntry>(), e => e.Type == PrivacyEvents.ErasureOwed.Type);
        Assert.Equal(
            new[] { _console.Founder.Person!.Value, _second.Person!.Value }.ToHashSet(),
            (await _console.RowsAsync<InboxItem>()).Where(i => i.ReadAt is null && i.Subject == "Erasure ER-0001 is owed since a restore").Select(i => i.PersonId).ToHashSet());

        await LiftAsync(hold);
        var third = await _console.RepeatOwedAsync();

        Assert.Equal(["ER-0001"], third.Repeated);
        Assert.Empty(third.Held);
        Assert.Empty(_console.FilesHolding(ErasingConsole.Name));
        Assert.DoesNotContain(await _console.RowsAsync<InboxItem>(), i => i.ReadAt is null && i.AboutId is not null);
        await LedgerFold.EqualsTheTablesAsync(_console);
    }

    [Fact]
    public async Task Repeat_OfSomebodyTheBackupDoesNotKnow_DoesNothing()
    {
        var backup = Backup();
        await EraseAsync(await _console.LeaverAsync());
        await _console.RestoreAsync(backup);
        var before = (await _console.RowsAsync<StoredEntry>()).Count;

        Assert.Empty((await _console.RepeatOwedAsync()).Repeated);
        Assert.Equal(before, (await _console.RowsAsync<StoredEntry>()).Count);
    }

    /// <summary>The register's disk refused the line, or the console was killed before it wrote it.</summary>
    [Fact]
    public async Task Repeat_OfAnErasureThatTheRegisterLacks_IsKnownFromTheReplacedDatabase()
    {
        await _console.RestoreAsync(await BackupFromBeforeAnErasureThatTheRegisterLacksAsync());

        Assert.Equal(["ER-0001"], (await _console.RepeatOwedAsync()).Repeated);
        Assert.Empty(_console.FilesHolding(ErasingConsole.Name));
        Assert.Equal(["ER-0001"], (await _console.Use<ErasureRegister>().CompleteAsync([], default)).Erasures.Select(e => e.Number));
    }

    [Fact]
    public async Task Repeat_AfterASecondRestoreOverTheFirst_StillKnowsWhatTheFirstReplaced()
    {
        var backup = await BackupFromBeforeAnErasureThatTheRegisterLacksAsync();
        await _console.RestoreAsync(backup);
        await _console.RestoreAsync(backup);

        Assert.Equal(["ER-0001"], (await _console.RepeatOwedAsync()).Repeated);
    }

    [Fact]
    public async Task Repeat_WithAHighNumber_GoesOnBehindItAtOnce()
    {
        var person = await _console.LeaverAsync();
        var known = new RegisteredErasure(ErasureId.From(Guid.CreateVersion7()), "ER-999999998", person, TestConsole.Start, Idx: 7);

        _ = (await RepeatAsync(known, RestoringConsole.Operator)).Value;
        _ = (await _console.RequestErasureAsync(await _console.LeaverAsync("Otto Other"))).Value;

        Assert.Equal("ER-999999999", Assert.Single(await _console.RowsAsync<Erasure>()).Number);
    }

    [Theory]
    [InlineData("ER-")]
    [InlineData("ER-x")]
    [InlineData("LH-0001")]
    [InlineData("ER-99999999999999999999")]
    public async Task Register_WithANumberThatNoErasureHas_CountsTheLineAsUnreadable(string number)
    {
        var person = await _console.LeaverAsync();
        await _console.RepeatOwedAsync();
        var ledger = (await _console.RowsAsync<StoredHead>()).Single(h => h.Ledger == 1).Name;
        await File.AppendAllTextAsync(
            _console.Register.File, $$"""{"at":"2026-01-01T00:00:00.000Z","erasure":"{{Guid.CreateVersion7()}}","idx":1,"ledger":"{{ledger}}","number":"{{number}}","pid":"{{person.Value}}"}""" + "\n");

        var report = await _console.RepeatOwedAsync();

        Assert.Equal((1, 0), (report.Register.UnreadableLines, report.Repeated.Count));
    }

    [Fact]
    public async Task Register_ThatCannotBeWritten_IsToldUntilItHasTheLine()
    {
        await _console.RepeatOwedAsync();
        var person = await _console.LeaverAsync();
        using (WithoutARegister())
        {
            await EraseAsync(person);

            var told = await _console.Use<OwedErasures>().StandingAsync();
            Assert.Equal(["ER-0001"], told.Unregistered);
            Assert.NotNull(told.RegisterFault);
        }

        var now = await _console.Use<OwedErasures>().StandingAsync();
        Assert.Equal((0, null), (now.Unregistered.Count, now.RegisterFault));
        Assert.Contains($"{person.Value:D}", await File.ReadAllTextAsync(_console.Register.File), StringComparison.Ordinal);
    }

    /// <summary>Emptying the log takes seconds while somebody reads; being killed in them must lose nothing.</summary>
    [Fact]
    public async Task Register_WhileTheLogIsBeingEmptied_HasTheLine()
    {
        await _console.RepeatOwedAsync();
        var person = await _console.LeaverAsync();
        var erasure = (await _console.RequestErasureAsync(person)).Value;
        Task erasing;
        await using (var moment = await _console.Store.OpenMomentAsync(default))
        {
            await using var reader = moment.Open();
            Assert.NotEmpty(await reader.Set<Person>().ToListAsync());
            erasing = _console.CarryOutAsync(erasure, _second);
            Assert.True(SpinWait.SpinUntil(() => new FileInfo(_console.Register.File).Length > 0, TimeSpan.FromSeconds(30)));
            Assert.False(erasing.IsCompleted);
        }

        await erasing;
    }

    /// <summary>On SQL Server nothing of ours says that something was restored.</summary>
    [Fact]
    public async Task Repeat_WhereTheLedgerTellsOfNoRestore_IsDoneWithoutACause()
    {
        var person = await _console.LeaverAsync();
        var known = new RegisteredErasure(ErasureId.From(Guid.CreateVersion7()), "ER-0007", person, TestConsole.Start, Idx: 7);

        Assert.Null((await RepeatAsync(known, RestoringConsole.Operator)).Value.HeldBy);

        Assert.Null(LedgerEntry.Parse((await _console.RowsAsync<StoredEntry>()).Single(e => e.Type == PrivacyEvents.ErasureRepeated.Type).Body).Cause);
        Assert.Empty(_console.FilesHolding(ErasingConsole.Name));
    }

    [Fact]
    public async Task Repeat_ByAPerson_IsRefusedAsNotAllowed()
    {
        var person = await _console.LeaverAsync();

        Assert.IsType<NotAllowed>(Assert.Single((await RepeatAsync(new RegisteredErasure(ErasureId.From(Guid.CreateVersion7()), "ER-0007", person, TestConsole.Start, Idx: 7), _console.Founder)).Refusals));
        Assert.Equal(ErasingConsole.Name, (await _console.RowsAsync<Person>()).Single(p => p.Id == person).Name);
    }

    [Fact]
    public async Task Job_EachHour_CarriesOutWhatIsOwed()
    {
        var person = await _console.LeaverAsync();
        var backup = Backup();
        await EraseAsync(person);
        await _console.RestoreAsync(backup);
        await using var jobs = await JobsAtWork.StartAsync(_console, RepeatOwedErasuresJob.Schedule);

        Assert.Equal("Carried out again, because the restore had undone them: ER-0001.", (await jobs.RunAsync(_console.Founder, "RepeatErasure")).LastMessage);
        Assert.Equal("No erasure is owed.", (await jobs.RunAsync(_console.Founder, "RepeatErasure")).LastMessage);
    }

    [Fact]
    public async Task Register_ThatIsLost_IsSaidAndMadeAnewFromTheDatabase()
    {
        await EraseAsync(await _console.LeaverAsync());
        var lines = await File.ReadAllTextAsync(_console.Register.File);
        File.Delete(_console.Register.File);

        Assert.True((await _console.RepeatOwedAsync()).Register.WasMissing);
        Assert.Equal(lines, await File.ReadAllTextAsync(_console.Register.File));
        Assert.False((await _console.RepeatOwedAsync()).Register.WasMissing);
    }

    [Fact]
    public async Task Register_HoldsOneLineForEachErasureWithoutANameAndForItsOwnerAlone()
    {
        var (first, second) = (await _console.LeaverAsync(), await _console.LeaverAsync("Otto Other"));
        await EraseAsync(first);
        await EraseAsync(second);

        var lines = await File.ReadAllLinesAsync(_console.Register.File);
        Assert.Equal(2, lines.Length);
        Assert.All(lines, line => Assert.True(CanonicalJson.IsCanonical(System.Text.Encoding.UTF8.GetBytes(line)), line));
        Assert.Contains($"\"number\":\"ER-0002\",\"pid\":\"{second.Value:D}\"", lines[1], StringComparison.Ordinal);
        var idx = (await _console.RowsAsync<StoredEntry>()).Where(e => e.Type == PrivacyEvents.ErasureCarriedOut.Type).Max(e => e.Idx);
        Assert.Contains($"\"idx\":{idx},", lines[1], StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_console.Register.File));
    }

    [Fact]
    public async Task Register_WithACutLineAndOneOfAnotherConsole_GoesOnAfterThem()
    {
        await _console.RepeatOwedAsync();
        var other = $$"""{"at":"2026-01-01T00:00:00.000Z","erasure":"{{Guid.CreateVersion7()}}","idx":1,"ledger":"other","number":"ER-0001","pid":"{{_second.Person!.Value.Value}}"}""";
        await File.WriteAllTextAsync(_console.Register.File, $"{other}\n{other[..30]}");

        await EraseAsync(await _console.LeaverAsync());
        var report = await _console.RepeatOwedAsync();

        Assert.Equal((1, 1), (report.Register.UnreadableLines, report.Register.Erasures.Count));
        Assert.Contains("1 lines of the register", Assert.Single(report.Sentences()), StringComparison.Ordinal);
        Assert.Equal("Sina Second", (await _console.RowsAsync<Person>()).Single(p => p.Id == _second.Person!.Value).Name);
    }

    private async Task<MadeBackup> BackupFromBeforeAnErasureThatTheRegisterLacksAsync()
    {
        var person = await _console.LeaverAsync();
        await _console.RepeatOwedAsync();
        var backup = Backup();
        using (WithoutARegister())
            await EraseAsync(person);
        return backup;
    }

    private MadeBackup Backup()
    {
        var made = _console.Use<SealedBackups>().Make();
        _console.Clock.Advance(TimeSpan.FromDays(1));
        return made;
    }

    /// <summary>While it lasts, nobody can read or write the register; then it is as it was.</summary>
    private Restored WithoutARegister() => new(_console.Register.File);

    private sealed class Restored : IDisposable
    {
        private readonly string _file;
        private readonly byte[] _held;

        public Restored(string file)
        {
            (_file, _held) = (file, File.ReadAllBytes(file));
            File.Delete(file);
            Directory.CreateDirectory(file);
        }

        public void Dispose()
        {
            Directory.Delete(_file);
            File.WriteAllBytes(_file, _held);
        }
    }

    private async Task EraseAsync(PersonId person)
    {
        var outcome = await _console.CarryOutAsync((await _console.RequestErasureAsync(person)).Value, _second);
        Assert.True(outcome.IsAccepted, string.Join(' ', outcome.Refusals.Select(r => r.Sentence)));
    }

    private async Task LiftAsync(LegalHoldId hold) =>
        _ = (await _console.Use<LiftLegalHold>().ExecuteAsync(CommandId.New(), new LiftLegalHoldInput(hold, "The case is closed."), _console.Founder)).Value;

    private Task<Outcome<RepeatedErasure>> RepeatAsync(RegisteredErasure erasure, Actor actor) =>
        _console.Use<RepeatErasure>().ExecuteAsync(CommandId.New(), new RepeatErasureInput(erasure), actor);
}
