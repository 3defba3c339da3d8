using System.Security.Cryptography;
using GovernanceConsole.AuditLedger;
using GovernanceConsole.EvidenceExports;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Tests.AuditLedger;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.EvidenceExports;

public sealed class ExportListTests
{
    [Fact]
    [Trait("row", "B-07")]
    public async Task Export_ByAnAuditor_HoldsTheRowsAndACoverThatSaysWhatTheyAre()
    {
        await using var console = await TestConsole.StartAsync();
        using var list = new ListUnderTest(console);
        var auditor = await console.PersonAsync("Ada", Role.Auditor);
        await console.PersonAsync("=HYPERLINK(\"http://example.test\")");

        await using var export = (await list.ExportAsync(auditor)).Value;
        using var workbook = new OpenedWorkbook(await ListUnderTest.BytesOf(export));

        var ledger = await console.Use<TimelineQueries>().StateAsync();
        Assert.Empty(workbook.ValidationErrors);
        Assert.Equal(["Gesa Founder", "Ada", "=HYPERLINK(\"http://example.test\")"], workbook.Rows("People under test").Skip(1).Select(r => r[1]!.Text));
        Assert.Equal("People under test", workbook.Rows("Cover")[0][0]!.Text);
        Assert.Equal("None: the whole list", workbook.Cover("Filter").Text);
        Assert.Equal(new DateTime(2026, 3, 2, 10, 0, 0, DateTimeKind.Unspecified), workbook.Cover("As of").Moment);
        Assert.StartsWith("Europe/Berlin", workbook.Cover("Time zone").Text, StringComparison.Ordinal);
        Assert.Equal("2026-03-02T09:00:00.000Z", workbook.Cover("As of (UTC)").Text);
        Assert.Equal("Ada", workbook.Cover("Exported by").Text);
        Assert.Equal(3, workbook.Cover("Rows").Number);
        Assert.Equal(ledger.Name, workbook.Cover("Ledger").Text);
        Assert.Equal(ledger.Size, workbook.Cover("Ledger size").Number);
        Assert.Equal(ledger.Root, workbook.Cover("Ledger root").Text);
        Assert.Equal(workbook.HashOfDataSheets(), workbook.Cover("Content SHA-256").Text);
        Assert.Equal("people-under-test-2026-03-02T0900Z.xlsx", export.Facts.FileName);
    }

    [Fact]
    [Trait("row", "R-166")]
    [Trait("row", "B-07")]
    [Trait("row", "X5")]
    public async Task Export_IsAnEntryWithUserFilterRowCountAndHashes()
    {
        await using var console = await TestConsole.StartAsync();
        using var list = new ListUnderTest(console);
        var auditor = await console.PersonAsync("Ada", Role.Auditor);
        var before = await console.Use<TimelineQueries>().StateAsync();

        await using var export = (await list.ExportAsync(auditor, name: "Ada")).Value;
        var bytes = await ListUnderTest.BytesOf(export);

        using var workbook = new OpenedWorkbook(bytes);
        var entry = Assert.Single(await console.OfTypeAsync(EvidenceExportEvents.ListExported));
        Assert.Equal(auditor.Person!.Value.Value.ToString("N"), entry.Actor.Pid);
        Assert.Equal(export.Id.Value.ToString("N"), entry.Obj.Id);
        Assert.Equal("people-under-test", entry.Told("list"));
        Assert.Equal(1L, entry.Told("rows"));
        Assert.Equal(workbook.Cover("Content SHA-256").Text, entry.Told("contentHash"));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), entry.Told("fileHash"));
        Assert.Equal((long)bytes.Length, entry.Told("bytes"));
        Assert.Equal((before.Name, before.Size, before.Root), (entry.Told("ledger"), entry.Told("ledgerSize"), entry.Told("ledgerRoot")));
        Assert.Equal("Name: Ada", workbook.Cover("Filter").Text);
        Assert.Contains(await console.RowsAsync<StoredPrivateValue>(), v => v.Field == "filter" && v.Value == "Name: Ada");
        Assert.Null(entry.Told("filter")); // a name somebody searched for is personal data
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    [Fact]
    [Trait("row", "X5")]
    public async Task Export_RepeatedAtTheSameCheckpoint_HasTheSameContentHash()
    {
        await using var console = await TestConsole.StartAsync();
        using var list = new ListUnderTest(console);
        var ada = await console.PersonAsync("Ada", Role.Auditor);
        var grace = await console.PersonAsync("Grace", Role.Auditor);

        await using var first = (await list.ExportAsync(ada)).Value;
        console.Clock.Advance(TimeSpan.FromDays(40));
        await console.RestartAsync();
        using var afterRestart = new ListUnderTest(console);
        await using var second = (await afterRestart.ExportAsync(grace)).Value;

        Assert.Equal(first.Facts.Ledger, second.Facts.Ledger);
        Assert.Equal(first.Facts.ContentHash, second.Facts.ContentHash);
        Assert.NotEqual(first.Facts.FileHash, second.Facts.FileHash);
        Assert.Equal(2, (await console.OfTypeAsync(EvidenceExportEvents.ListExported)).Count);
    }

    [Fact]
    public async Task Export_WhileOthersWrite_ShowsOneMoment()
    {
        await using var console = await TestConsole.StartAsync();
        var auditor = await console.PersonAsync("Ada", Role.Auditor);
        var before = await console.Use<TimelineQueries>().StateAsync();
        using var list = new ListUnderTest(console, beforeEachRow: async () => await console.PersonAsync("Newcomer"));

        await using var export = (await list.ExportAsync(auditor)).Value;

        Assert.Equal(2, export.Facts.Rows);
        Assert.Equal(before, export.Facts.Ledger);
        Assert.Equal(4, (await console.RowsAsync<Person>()).Count);
    }

    [Fact]
    public async Task Export_OfAListThatIsNot_IsListIsUnknown()
    {
        await using var console = await TestConsole.StartAsync();
        using var list = new ListUnderTest(console);
        var outcome = await list.Exports.PrepareAsync("salaries", ListFilter.None, console.Founder);
        Assert.Equal([new ListIsUnknown("salaries")], outcome.Refusals);
    }

    [Fact]
    public async Task Export_WithAFilterTheListDoesNotKnow_IsFilterIsNotUnderstood()
    {
        await using var console = await TestConsole.StartAsync();
        using var list = new ListUnderTest(console);
        var outcome = await list.Exports.PrepareAsync("people-under-test", new ListFilter([KeyValuePair.Create("state", "Draft")]), console.Founder);
        Assert.Equal([new FilterIsNotUnderstood("state")], outcome.Refusals);
        Assert.Empty(list.Files);
        Assert.Empty(await console.OfTypeAsync(EvidenceExportEvents.ListExported));
    }

    [Fact]
    [Trait("row", "B-09")]
    public async Task Export_ByADeskAgent_IsNotAllowedAndWrittenDown()
    {
        await using var console = await TestConsole.StartAsync();
        var wasRead = false;
        using var list = new ListUnderTest(console, beforeEachRow: () =>
        {
            wasRead = true;
            return Task.CompletedTask;
        });
        var agent = await console.PersonAsync("Dan", Role.DeskAgent);

        var outcome = await list.ExportAsync(agent);

        Assert.Equal([new NotAllowed()], outcome.Refusals);
        Assert.False(wasRead);
        Assert.Empty(list.Files);
        var refusal = Assert.Single(await console.OfTypeAsync(LedgerEvents.ActRefused));
        Assert.Equal(nameof(RecordExport), refusal.Told("useCase"));
        Assert.Equal(agent.Person!.Value.Value.ToString("N"), refusal.Actor.Pid);
    }

    [Fact]
    public async Task Export_OfAPersonWhoseRoleEndsMeanwhile_IsRefusedAndLeavesNothing()
    {
        await using var console = await TestConsole.StartAsync();
        var auditor = await console.PersonAsync("Ada", Role.Auditor);
        var hasEnded = false;
        using var list = new ListUnderTest(console, beforeEachRow: async () =>
        {
            if (!hasEnded)
                _ = (await console.Use<EndRole>().ExecuteAsync(CommandId.New(), new EndRoleInput(auditor.Person!.Value, Role.Auditor), console.Founder)).Value;
            hasEnded = true;
        });

        var outcome = await list.ExportAsync(auditor);

        Assert.True(hasEnded);
        Assert.Equal([new NotAllowed()], outcome.Refusals);
        Assert.Empty(list.Files);
        Assert.Empty(await console.OfTypeAsync(EvidenceExportEvents.ListExported));
        Assert.Single(await console.OfTypeAsync(LedgerEvents.ActRefused));
    }

    [Fact]
    public async Task Export_GivenUpWhileReading_LeavesNoFileAndNoEntry()
    {
        await using var console = await TestConsole.StartAsync();
        using var cancel = new CancellationTokenSource();
        var files = new List<string>();
        ListUnderTest? list = null;
        list = new ListUnderTest(console, beforeEachRow: async () =>
        {
            files.AddRange(list!.Files);
            await cancel.CancelAsync();
        });
        using var _ = list;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => list.ExportAsync(console.Founder, cancellationToken: cancel.Token));

        Assert.Single(files);
        Assert.Empty(list.Files);
        Assert.Empty(await console.OfTypeAsync(EvidenceExportEvents.ListExported));
    }

    [Fact]
    public async Task Export_ThatFails_LeavesNoFileAndNoEntry_AndGivesItsPlaceBack()
    {
        await using var console = await TestConsole.StartAsync();
        var fails = true;
        using var list = new ListUnderTest(console, beforeEachRow: () => fails ? throw new IOException("The disk is gone.") : Task.CompletedTask);
        var exports = list.Start(atOnce: 1);

        await Assert.ThrowsAsync<IOException>(() => exports.PrepareAsync("people-under-test", ListFilter.None, console.Founder));

        Assert.Empty(list.Files);
        Assert.Empty(await console.OfTypeAsync(EvidenceExportEvents.ListExported));
        fails = false;
        await using var second = (await exports.PrepareAsync("people-under-test", ListFilter.None, console.Founder)).Value;
        Assert.Equal(1, second.Facts.Rows);
    }

    [Fact]
    public async Task Export_BeyondWhatTheMachineShouldMakeAtOnce_Waits()
    {
        await using var console = await TestConsole.StartAsync();
        var gate = new TaskCompletionSource();
        var inside = 0;
        using var list = new ListUnderTest(console, beforeEachRow: () =>
        {
            Interlocked.Increment(ref inside);
            return gate.Task;
        });
        var exports = list.Start(atOnce: 1);

        var first = exports.PrepareAsync("people-under-test", ListFilter.None, console.Founder);
        while (Volatile.Read(ref inside) == 0)
            await Task.Delay(5);
        var second = exports.PrepareAsync("people-under-test", ListFilter.None, console.Founder);
        await Task.Delay(100);

        Assert.Equal(1, Volatile.Read(ref inside));
        gate.SetResult();
        await (await first).Value.DisposeAsync();
        await (await second).Value.DisposeAsync();
        Assert.Empty(list.Files);
    }

    [Fact]
    public async Task File_IsThereUntilTheExportIsClosed()
    {
        await using var console = await TestConsole.StartAsync();
        using var list = new ListUnderTest(console);

        var export = (await list.ExportAsync(console.Founder)).Value;
        var file = Path.Combine(list.Folder, Assert.Single(list.Files));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        await export.DisposeAsync();

        Assert.Empty(list.Files);
    }

    [Fact]
    public async Task Start_RemovesWhatACrashLeft_AndNothingElse()
    {
        await using var console = await TestConsole.StartAsync();
        using var list = new ListUnderTest(console);
        await using var underWay = (await list.ExportAsync(console.Founder)).Value;
        var name = Assert.Single(list.Files);
        await File.WriteAllTextAsync(Path.Combine(list.Folder, "0123456789abcdef.export"), "left by a crash");
        await File.WriteAllTextAsync(Path.Combine(list.Folder, "notes.txt"), "somebody else's");

        list.Start().RemoveLeftovers();

        Assert.Equal(new[] { name, "notes.txt" }.Order(), list.Files.Order());
    }

    [Fact]
    public async Task Export_OnTheCommandLine_ReadsAsAnAuditorAndIsRecorded()
    {
        await using var console = await TestConsole.StartAsync();
        using var list = new ListUnderTest(console);

        await using var export = (await list.ExportAsync(Actor.ForCommandLine("operator"))).Value;
        using var workbook = new OpenedWorkbook(await ListUnderTest.BytesOf(export));

        Assert.Equal("operator, on the command line", workbook.Cover("Exported by").Text);
        Assert.Equal("cli", Assert.Single(await console.OfTypeAsync(EvidenceExportEvents.ListExported)).Via);
    }
}
