using System.Globalization;
using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Imports;
using GovernanceConsole.Ledger;
using GovernanceConsole.Organisation;
using GovernanceConsole.Tests.AuditLedger;
using GovernanceConsole.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;
using static GovernanceConsole.Tests.Imports.Bringing;

namespace GovernanceConsole.Tests.Imports;

public sealed class ImportFileTests
{
    [Fact]
    public async Task Import_TheRealShapedFile_MakesTicketsAndEventsVisible()
    {
        await using var console = await TestConsole.StartAsync();

        var result = (await console.ImportAsync(MadeUpHistories.ServiceNowShaped(), MadeUpHistories.ServiceNowMapping)).Value;

        Assert.Equal((ImportState.Visible, 200, 200, 40), (result.State, result.RowsRead, result.RowsStored, result.Objects));
        await using var context = console.Store.OpenForReading();
        Assert.Equal(40, await context.VisibleTickets().CountAsync());
        var ticket = await context.VisibleTickets().SingleAsync(t => t.Number == "0000009");
        Assert.Equal("Closed", ticket.State);
        Assert.Equal(new DateTimeOffset(2016, 3, 2, 9, 49, 0, TimeSpan.Zero), ticket.OpenedAt);
        Assert.Equal(new DateOnly(2016, 3, 1), ticket.OpenedMonth);
        Assert.Equal("password-reset", ticket.RequestKind);
        Assert.Null(ticket.VerificationChannels);
        var events = await context.EventsOf(ticket.Id).ToListAsync();
        Assert.Equal(ticket.EventCount, events.Count);
        Assert.Contains(events, e => e.State == "-100");
        Assert.Equal(Enumerable.Range(1, events.Count), events.Select(e => e.Sequence));
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    [Fact]
    public async Task Import_TheFullFile_KeepsApprovalVerificationAndEvidence()
    {
        await using var console = await TestConsole.StartAsync();

        var result = (await console.ImportAsync(MadeUpHistories.Full(), MadeUpHistories.FullMapping)).Value;

        Assert.Equal((ImportState.Visible, 0, 300), (result.State, result.RowsRefused, result.Objects));
        await using var context = console.Store.OpenForReading();
        var tickets = (await context.VisibleTickets().ToListAsync()).ToDictionary(t => int.Parse(t.Number.AsSpan(3), CultureInfo.InvariantCulture));
        Assert.All(tickets, t => Assert.Equal(MadeUpHistories.Has("no approval", t.Key), t.Value.ApprovedByCode is null));
        Assert.All(tickets, t => Assert.Equal(MadeUpHistories.Has("no evidence", t.Key), t.Value.EvidenceReference is null));
        Assert.All(tickets, t => Assert.Equal(MadeUpHistories.Has("no verification", t.Key), t.Value.VerificationChannelCount == 0));
        Assert.Equal("callback;manager", tickets[1].VerificationChannels);
        Assert.Equal(new DateTimeOffset(2025, 1, 7, 7, 7, 0, TimeSpan.Zero), tickets[1].OpenedAt); // 08:07 in Berlin
    }

    [Fact]
    [Trait("row", "B-16")]
    public async Task Import_MarkupAndFormulas_AreKeptAsTheTextTheyAre()
    {
        await using var console = await TestConsole.StartAsync();

        await console.ImportAsync(MadeUpHistories.Full(), MadeUpHistories.FullMapping);

        var tickets = await console.RowsAsync<Ticket>();
        Assert.Equal("<script>alert('x')</script>", tickets.Single(t => t.Number == "INC00042").Location);
        Assert.Equal("=HYPERLINK(\"http://example.test\",\"x\")", tickets.Single(t => t.Number == "INC00043").Location);
    }

    [Fact]
    [Trait("row", "X1")]
    public async Task Import_AHistory_HasOneEntryWithCountFileHashAndARootThatTheTablesGiveAgain()
    {
        await using var console = await TestConsole.StartAsync();
        var text = MadeUpHistories.ServiceNowShaped();
        var file = await console.ReceiveAsync(text);
        await console.ImportAsync(text, MadeUpHistories.ServiceNowMapping);

        var batch = Assert.Single(await console.RowsAsync<ImportBatch>());

        Assert.Equal(file.Sha256, batch.FileSha256);
        Assert.Equal(batch.RowsRoot, await RootOfTablesAsync(console, batch));
        Assert.Equal(200, batch.RowsStored);
        Assert.Equal(3, LedgerFold.VerifyChain(console.File, 1)); // the founder, begun, visible
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    [Theory]
    [Trait("row", "X1")]
    [InlineData("UPDATE tickets SET made_sla = 1 WHERE number = '0000006'")]
    [InlineData("DELETE FROM tickets WHERE number = '0000006'")]
    [InlineData("UPDATE ticket_events SET state = 'Closed' WHERE sequence = 1")]
    [InlineData("UPDATE import_batches SET rows_salt = 'x'")]
    public async Task Reconciliation_AfterATicketWasChangedPastTheConsole_NamesItsImport(string sql)
    {
        await using var console = await TestConsole.StartAsync();
        await console.ImportAsync(MadeUpHistories.ServiceNowShaped(), MadeUpHistories.ServiceNowMapping);
        Assert.Equal(0, (await console.Use<Reconciliation>().RunAsync()).Count);
        PastTheConsole.ExecuteUnguarded(console.File, sql);

        var number = Assert.Single(await console.RowsAsync<ImportBatch>()).Number;
        Assert.Contains((await console.Use<Reconciliation>().RunAsync()).Differences, d => d is { Kind: "import", Field: "tickets" } && d.Number == number);
    }

    [Fact]
    public async Task Import_TheSameFileAgain_ChangesNothingAndSaysSo()
    {
        await using var console = await TestConsole.StartAsync();
        await console.ImportAsync(MadeUpHistories.ServiceNowShaped(), MadeUpHistories.ServiceNowMapping);

        var again = await console.ImportAsync(MadeUpHistories.ServiceNowShaped(), MadeUpHistories.ServiceNowMapping);

        var refusal = Assert.IsType<FileIsInAlready>(Assert.Single(again.Refusals));
        Assert.Contains("IMP-0001", refusal.Sentence, StringComparison.Ordinal);
        Assert.Equal(40, (await console.RowsAsync<Ticket>()).Count);
        Assert.Single(await console.RowsAsync<ImportBatch>());
    }

    [Fact]
    public async Task Import_RefusedRows_StoresNothingUntilTheyAreLeftOut()
    {
        await using var console = await TestConsole.StartAsync();
        var text = SmallHeader + string.Concat(Enumerable.Range(1, 1500).Select(i => Row($"T{i}", sla: i == 1200 ? "maybe" : "true")));

        var blocked = (await console.ImportAsync(text, Small)).Value;

        Assert.Equal((ImportState.Checked, 1, 0), (blocked.State, blocked.RowsRefused, blocked.RowsStored));
        Assert.Empty(await console.RowsAsync<Ticket>());
        Assert.Empty(await console.RowsAsync<TicketEvent>());

        var visible = (await console.ImportAsync(text, Small, exclude: "1201", resumes: blocked.Id)).Value;

        Assert.Equal((blocked.Id, ImportState.Visible, 1, 1499), (visible.Id, visible.State, visible.RowsExcluded, visible.RowsStored));
        Assert.Equal("1201", Assert.Single(await console.RowsAsync<ImportBatch>()).ExcludedLines);
        Assert.DoesNotContain(await console.RowsAsync<Ticket>(), t => t.Number == "T1200");
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    [Fact]
    public async Task Import_AFileWithAllTicketsOfAnEarlierOne_TakesItsPlace()
    {
        await using var console = await TestConsole.StartAsync();
        await console.ImportAsync(SmallHeader + Row("T1") + Row("T2"), Small);

        var later = (await console.ImportAsync(SmallHeader + Row("T1", state: "Closed") + Row("T2") + Row("T3"), Small)).Value;

        Assert.Equal(ImportState.Visible, later.State);
        var batches = await console.RowsAsync<ImportBatch>();
        Assert.Equal((ImportState.Replaced, later.Id), batches.Where(b => b.Number == "IMP-0001").Select(b => (b.State, b.ReplacedBy!.Value)).Single());
        await using var context = console.Store.OpenForReading();
        Assert.Equal(["T1 Closed", "T2 New", "T3 New"], (await context.VisibleTickets().OrderBy(t => t.Number).ToListAsync()).Select(t => $"{t.Number} {t.State}"));
        Assert.Equal(5, (await console.RowsAsync<Ticket>()).Count); // the replaced ones stay for the record
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    [Fact]
    public async Task Import_SomeTicketsOfAnEarlierFile_AreRefusedUntilLeftOut()
    {
        await using var console = await TestConsole.StartAsync();
        await console.ImportAsync(SmallHeader + Row("T1") + Row("T2"), Small);
        var text = SmallHeader + Row("T2") + Row("T2", changes: "2") + Row("T3");

        var blocked = (await console.ImportAsync(text, Small)).Value;

        Assert.Equal((ImportState.Checked, 2), (blocked.State, blocked.RowsRefused));
        var known = Assert.Single(await console.FindingsAsync(blocked, FindingClass.Refused));
        Assert.Equal(("TicketsAreKnown", "2-3"), (known.Code, known.Lines));
        Assert.Contains("IMP-0001", known.Sentence, StringComparison.Ordinal);

        var visible = (await console.ImportAsync(text, Small, exclude: known.Lines, resumes: blocked.Id)).Value;

        Assert.Equal(ImportState.Visible, visible.State);
        await using var context = console.Store.OpenForReading();
        Assert.Equal(["T1", "T2", "T3"], await context.VisibleTickets().OrderBy(t => t.Number).Select(t => t.Number).ToListAsync());
    }

    [Fact]
    public async Task Import_Cancelled_LeavesNothingButTheNote()
    {
        await using var console = await TestConsole.StartAsync();
        using var cancelled = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => console.ImportAsync(
            MadeUpHistories.ServiceNowShaped(tickets: 2000), MadeUpHistories.ServiceNowMapping,
            progress: new Watch(p => { if (p.Rows > 5000) cancelled.Cancel(); }), cancellationToken: cancelled.Token));

        Assert.Equal(ImportState.Cancelled, Assert.Single(await console.RowsAsync<ImportBatch>()).State);
        Assert.Empty(await console.RowsAsync<Ticket>());
        Assert.Empty(await console.RowsAsync<TicketEvent>());
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    [Fact]
    public async Task Import_CancelledBySomebodyElse_StopsAndLeavesNothing()
    {
        await using var console = await TestConsole.StartAsync();
        var isCancelled = false;

        var stopped = await console.ImportAsync(
            MadeUpHistories.ServiceNowShaped(tickets: 2000), MadeUpHistories.ServiceNowMapping,
            progress: new Watch(p =>
            {
                if (p.Rows < 4000 || isCancelled)
                    return;
                isCancelled = true;
                console.Use<CancelImport>().ExecuteAsync(CommandId.New(), new CancelImportInput(p.Import!.Value), console.Founder).GetAwaiter().GetResult();
            }));

        Assert.IsType<ImportIsOver>(Assert.Single(stopped.Refusals));
        Assert.Empty(await console.RowsAsync<Ticket>());
        Assert.Equal(ImportState.Cancelled, Assert.Single(await console.RowsAsync<ImportBatch>()).State);
    }

    [Fact]
    [Trait("row", "B-01")]
    public async Task Import_WhileTheRoleEnds_StopsAtTheNextChunkAndLeavesNothing()
    {
        await using var console = await TestConsole.StartAsync();
        var governance = await console.PersonAsync("Gert", Role.Governance);
        var isEnded = false;

        var stopped = await console.ImportAsync(
            MadeUpHistories.ServiceNowShaped(tickets: 2000), MadeUpHistories.ServiceNowMapping, actor: governance,
            progress: new Watch(p =>
            {
                if (p.Rows < 4000 || isEnded)
                    return;
                isEnded = true;
                console.Use<EndRole>().ExecuteAsync(CommandId.New(), new EndRoleInput(governance.Person!.Value, Role.Governance), console.Founder).GetAwaiter().GetResult();
            }));

        Assert.IsType<NotAllowed>(Assert.Single(stopped.Refusals));
        Assert.Empty(await console.RowsAsync<Ticket>());
        Assert.Equal(ImportState.Cancelled, Assert.Single(await console.RowsAsync<ImportBatch>()).State);
    }

    [Fact]
    public async Task Import_WhileItsRowsAreStored_OthersSeeNoneOfThem()
    {
        await using var console = await TestConsole.StartAsync();
        var seen = new List<int>();
        var stored = new List<int>();

        await console.ImportAsync(MadeUpHistories.ServiceNowShaped(tickets: 1000), MadeUpHistories.ServiceNowMapping, progress: new Watch(p =>
        {
            using var context = console.Store.OpenForReading();
            seen.Add(context.VisibleTickets().Count());
            stored.Add(context.Set<Ticket>().Count());
        }));

        Assert.All(seen, count => Assert.Equal(0, count));
        Assert.True(stored[^1] > 500, "Rows are stored while the file is read.");
    }

    [Theory]
    [InlineData("UTC", "2026-01-05T10:00:00Z")]
    [InlineData("America/New_York", "2026-01-05T15:00:00Z")]
    public async Task Import_ByAMappingWithoutAZone_ReadsTimesInTheOrganisations(string zone, string updatedAt)
    {
        await using var console = await TestConsole.StartAsync(zone);
        var mapping = ImportMapping.Parse(Small.Text.Replace("time-zone: Europe/Berlin\n", "", StringComparison.Ordinal)).Value;

        await console.ImportAsync(SmallHeader + Row("T1", updated: "2026-01-05 10:00"), mapping);

        Assert.Equal(DateTimeOffset.Parse(updatedAt, CultureInfo.InvariantCulture), Assert.Single(await console.RowsAsync<Ticket>()).LastUpdatedAt);
    }

    [Fact]
    [Trait("reliability", "I4")]
    public async Task Import_FiftyThousandRowsWithOnePercentBadKilledMidway_IsAllOrNothingAndRepeatsWithoutDuplicates()
    {
        await using var console = await TestConsole.StartAsync();
        var text = SmallHeader + string.Concat(Enumerable.Range(1, 50_000).Select(i => Row($"T{i}", sla: i % 100 == 50 ? "maybe" : "true")));
        var bad = string.Join(',', Enumerable.Range(1, 50_000).Where(i => i % 100 == 50).Select(i => (i + 1).ToString(CultureInfo.InvariantCulture)));
        Assert.Equal(500, (await console.CheckAsync(text, Small)).Value.RowsRefused);

        // The process ends in the middle: the import never gets to say anything again.
        using var dead = new ManualResetEventSlim();
        var killed = Task.Run(() => console.ImportAsync(text, Small, exclude: bad, progress: new Watch(p => { if (p.Rows > 25_000) dead.Wait(); })));
        while ((await console.RowsAsync<Ticket>()).Count < 10_000)
            await Task.Delay(20);
        await console.RestartAsync();
        Assert.NotEmpty(await console.RowsAsync<Ticket>());

        console.Clock.Advance(TimeSpan.FromMinutes(1));
        var swept = await console.Use<SweepAbandonedImports>().ExecuteAsync(CommandId.New(), new SweepAbandonedImportsInput(console.Clock.GetUtcNow()), Actor.ForJob("imports"));

        Assert.Equal(1, swept.Value);
        Assert.Empty(await console.RowsAsync<Ticket>());
        Assert.Empty(await console.RowsAsync<TicketEvent>());

        var repeated = (await console.ImportAsync(text, Small, exclude: bad)).Value;
        Assert.Equal((ImportState.Visible, 49_500), (repeated.State, repeated.RowsStored));
        Assert.IsType<FileIsInAlready>(Assert.Single((await console.ImportAsync(text, Small, exclude: bad)).Refusals));
        Assert.Equal(49_500, (await console.RowsAsync<Ticket>()).DistinctBy(t => t.Number).Count());
        await LedgerFold.EqualsTheTablesAsync(console);

        dead.Set();
        await Assert.ThrowsAnyAsync<Exception>(() => killed);
    }

    [Fact]
    public async Task Import_ALongHistory_LetsOthersTheirTurnBetweenChunks()
    {
        await using var console = await TestConsole.StartAsync();
        var others = 0;
        var importing = console.ImportAsync(MadeUpHistories.ServiceNowShaped(tickets: 3000), MadeUpHistories.ServiceNowMapping);
        while (!importing.IsCompleted)
        {
            await console.PersonAsync($"Person {++others}");
        }

        Assert.Equal(ImportState.Visible, (await importing).Value.State);
        Assert.True(others > 3, $"Only {others} others got a turn.");
    }

    /// <summary>The root made again from what is stored.</summary>
    internal static async Task<string> RootOfTablesAsync(TestConsole console, ImportBatch batch)
    {
        await using var context = console.Store.OpenForReading();
        var events = (await context.Set<TicketEvent>().OrderBy(e => e.Sequence).ToListAsync()).ToLookup(e => e.TicketId);
        var digest = new TicketDigest(Convert.FromBase64String(batch.RowsSalt!));
        foreach (var ticket in await context.Set<Ticket>().Where(t => t.ImportId == batch.Id).OrderBy(t => t.LastLine).ToListAsync())
            digest.Add(ticket, [.. events[ticket.Id]]);
        return digest.Root();
    }
}
