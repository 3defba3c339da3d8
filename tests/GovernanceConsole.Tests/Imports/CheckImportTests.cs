using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Imports;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.AuditLedger;
using GovernanceConsole.Tests.Fixtures;
using static GovernanceConsole.Tests.Imports.Bringing;

namespace GovernanceConsole.Tests.Imports;

public sealed class CheckImportTests
{
    [Fact]
    public async Task Check_TheRealShapedFile_CountsAndRemarksAndStoresNothing()
    {
        await using var console = await TestConsole.StartAsync();

        var result = (await console.CheckAsync(MadeUpHistories.ServiceNowShaped(), MadeUpHistories.ServiceNowMapping)).Value;

        Assert.Equal((ImportState.Checked, 200, 0, 40), (result.State, result.RowsRead, result.RowsRefused, result.Objects));
        Assert.Equal("IMP-0001", result.Number);
        Assert.Empty(await console.RowsAsync<Ticket>());
        var remarks = await console.FindingsAsync(result);
        Assert.Contains(remarks, r => r is { Code: "ValueIsUnexpected", Column: "ident_state", Value: "-100", Rows: > 0 });
        Assert.Contains(remarks, r => r is { Code: "ValueIsUnexpected", Column: "vendor", Value: "8s" });
        Assert.Contains(remarks, r => r is { Code: "ValueIsUnknown", Column: "u_symptom", Value: "?" });
        Assert.Contains(remarks, r => r.Code == "HeaderIsRepeated" && r.Sentence.Contains("number 2 as subcategory", StringComparison.Ordinal));
        Assert.All(remarks, r => Assert.Equal(FindingClass.Remark, r.Class));
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    [Fact]
    public async Task Check_OddValues_NamesEveryLineConcerned()
    {
        await using var console = await TestConsole.StartAsync();
        var text = SmallHeader + Row("T1", state: "Odd", changes: "1") + Row("T1", changes: "2") + Row("T1", state: "Odd", changes: "3") + Row("T1", state: "Odd", changes: "4");

        var result = (await console.CheckAsync(text, Small)).Value;

        var odd = Assert.Single(await console.FindingsAsync(result));
        Assert.Equal(("ValueIsUnexpected", "Odd", "2,4-5", 3), (odd.Code, odd.Value, odd.Lines, odd.Rows));
        Assert.Equal(3, result.RowsRemarked);
    }

    [Theory]
    [InlineData("id,updated,state,opened,closed,reopened,sla,by\n", "ColumnsAreMissing", 1, "no column changes")]
    [InlineData("id;updated;state;opened;closed;reopened;sla;changes;by\nT1;\n", "ColumnsAreMissing", 1, "check its delimiter ','")]
    [InlineData(SmallHeader, "FileHasNoRows", null, "no rows")]
    [InlineData(SmallHeader + "T1,2026-01-05 10:00,New,2026-01-05 09:00,,0,true,1,7\nT2,2026-01-05 10:00,Ne", "FileIsCut", 3, "3 of 9 values")]
    [InlineData(SmallHeader + "T1,2026-01-05 10:00,\"New,2026-01-05 09:00,,0,true,1,7\nT2,2026-01-05 10:00,New,2026-01-05 09:00,,0,true,1,7\n", "FileIsCut", 2, "never closed")]
    public async Task Check_AFileThatCannotBeTaken_IsRefusedAsAWhole(string text, string code, int? line, string sentence)
    {
        await using var console = await TestConsole.StartAsync();

        var result = (await console.CheckAsync(text, Small)).Value;

        Assert.Equal(ImportState.Refused, result.State);
        var fatal = Assert.Single(await console.FindingsAsync(result, FindingClass.Fatal));
        Assert.Equal((code, line), (fatal.Code, fatal.FirstLine));
        Assert.Contains(sentence, fatal.Sentence, StringComparison.Ordinal);
        Assert.Contains("Nothing was stored.", fatal.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_AQuoteThatIsNeverClosedInALongFile_IsRefusedWithoutReadingItIntoMemory()
    {
        await using var console = await TestConsole.StartAsync();
        var rows = string.Concat(Enumerable.Range(1, 40_000).Select(i => Row($"T{i}")));

        var result = (await console.CheckAsync(SmallHeader + "T0,\"" + rows, Small)).Value;

        Assert.Equal(ImportState.Refused, result.State);
        Assert.Contains(await console.FindingsAsync(result, FindingClass.Fatal), f => f is { Code: "RowIsTooLong", FirstLine: 2 });
    }

    [Theory]
    [InlineData("ValueIsMissing", "id", "")]
    [InlineData("ValueIsMissing", "id", "?")]
    [InlineData("TextIsTooLong", "id", "12345678901234567890123456789012345678901")]
    [InlineData("DateIsUnreadable", "opened", "29/2/2016 01:16")]
    [InlineData("DateIsUnreadable", "opened", "2026-02-30 01:16")]
    [InlineData("DateIsUnreadable", "opened", "0001-01-01 00:00")]
    [InlineData("DateIsUnreadable", "opened", "9999-12-31 23:59")]
    [InlineData("NumberIsUnreadable", "reopened", "-1")]
    [InlineData("NumberIsUnreadable", "reopened", "99999999999")]
    [InlineData("FlagIsUnreadable", "sla", "maybe")]
    [InlineData("TextHoldsUnreadableCharacters", "by", "a\u0007b")]
    [InlineData("TextHoldsUnreadableCharacters", "by", "a\u202Eb")]
    [InlineData("QuotesDoNotMatch", "by", "a\"b")]
    [InlineData("ValuesDoNotMatchTheHeader", "by", "7,8")]
    public async Task Check_ARowThatCannotBeTaken_SaysLineColumnAndWhatToDo(string code, string column, string value)
    {
        await using var console = await TestConsole.StartAsync();
        var bad = column switch
        {
            "id" => Row(id: value),
            "opened" => Row(opened: value),
            "reopened" => Row(reopened: value),
            "sla" => Row(sla: value),
            _ => Row(by: value),
        };

        var result = (await console.CheckAsync(SmallHeader + Row("T0") + bad + Row("T2"), Small)).Value;

        Assert.Equal((ImportState.Checked, 3, 1, 2), (result.State, result.RowsRead, result.RowsRefused, result.Objects));
        var refused = Assert.Single(await console.FindingsAsync(result, FindingClass.Refused));
        Assert.Equal((code, 3), (refused.Code, refused.FirstLine));
        Assert.True(refused.Column is null || refused.Column == column);
        Assert.True(
            refused.Sentence.Contains("leave the row out", StringComparison.Ordinal) || refused.Sentence.Contains("leave it out", StringComparison.Ordinal),
            refused.Sentence);
    }

    [Fact]
    public async Task Check_EverythingWrongInARow_IsToldAtOnce()
    {
        await using var console = await TestConsole.StartAsync();

        var result = (await console.CheckAsync(SmallHeader + Row("T1", opened: "soon", reopened: "often", sla: "maybe"), Small)).Value;

        Assert.Equal(1, result.RowsRefused);
        Assert.Equal(["DateIsUnreadable", "FlagIsUnreadable", "NumberIsUnreadable"], (await console.FindingsAsync(result)).Select(f => f.Code).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Check_RowsOfATicketApart_AreRefused()
    {
        await using var console = await TestConsole.StartAsync();

        var result = (await console.CheckAsync(SmallHeader + Row("T1") + Row("T2") + Row("T1", changes: "2"), Small)).Value;

        var refused = Assert.Single(await console.FindingsAsync(result, FindingClass.Refused));
        Assert.Equal(("RowsOfATicketAreApart", 4, "T1"), (refused.Code, refused.FirstLine, refused.Value));
    }

    [Fact]
    public async Task Check_ARepeatedNumberWithoutUpdates_IsRefused()
    {
        await using var console = await TestConsole.StartAsync();
        var mapping = ImportMapping.Parse("{ name: N, kind: ticket-history, columns: { number: id } }").Value;

        var result = (await console.CheckAsync("id\nT1\nT2\nT1\nT2\n", mapping)).Value;

        Assert.Equal([4, 5], (await console.FindingsAsync(result)).Select(f => f.FirstLine!.Value));
        Assert.All(await console.FindingsAsync(result), f => Assert.Equal("TicketIsRepeated", f.Code));
    }

    [Fact]
    public async Task Check_LinesInsideQuotes_AreCountedAsLinesOfTheFile()
    {
        await using var console = await TestConsole.StartAsync();

        var result = (await console.CheckAsync(SmallHeader + Row("T1", by: "\"one\ntwo\"") + "\n" + Row("T2", sla: "maybe"), Small)).Value;

        Assert.Equal(5, Assert.Single(await console.FindingsAsync(result, FindingClass.Refused)).FirstLine);
        Assert.Equal(2, result.RowsRead);
    }

    [Fact]
    public async Task Check_ALastLineWithoutEndButWithAllValues_IsRemarked()
    {
        await using var console = await TestConsole.StartAsync();

        var result = (await console.CheckAsync((SmallHeader + Row("T1")).TrimEnd('\n'), Small)).Value;

        Assert.Equal(0, result.RowsRefused);
        Assert.Equal("LastLineHasNoEnd", Assert.Single(await console.FindingsAsync(result)).Code);
    }

    [Fact]
    public async Task Check_HoursTheClocksSkippedOrRepeated_AreRemarked()
    {
        await using var console = await TestConsole.StartAsync();

        var result = (await console.CheckAsync(SmallHeader + Row("T1", opened: "2026-03-29 02:30") + Row("T2", opened: "2025-10-26 02:30"), Small)).Value;

        Assert.Equal(["TimeDidNotExist", "TimeIsAmbiguous"], (await console.FindingsAsync(result)).Select(f => f.Code));
        Assert.Equal(0, result.RowsRefused);
    }

    [Fact]
    public async Task Check_DatesLongAgoOrInTheFuture_AreRemarkedAndKept()
    {
        await using var console = await TestConsole.StartAsync();

        var result = (await console.CheckAsync(SmallHeader + Row("T1", opened: "1901-01-01 00:00") + Row("T2", opened: "2031-01-01 00:00") + Row("T3", closed: "2026-01-01 00:00"), Small)).Value;

        var remarks = await console.FindingsAsync(result);
        Assert.Equal(2, remarks.Count(f => f.Code == "DateIsImplausible"));
        Assert.Single(remarks, f => f is { Code: "ClosedBeforeOpened", FirstLine: 4 });
    }

    [Fact]
    public async Task Check_MoreRefusedRowsThanAreTold_CountsThemAll()
    {
        await using var console = await TestConsole.StartAsync();
        var text = SmallHeader + string.Concat(Enumerable.Range(1, 6000).Select(i => Row($"T{i}", sla: "maybe")));

        var result = (await console.CheckAsync(text, Small)).Value;

        Assert.Equal(6000, result.RowsRefused);
        var told = await console.Use<ImportQueries>().FindingsAsync(console.Founder, result.Id, FindingClass.Refused, new PageRequest(0, 10));
        Assert.Equal(5001, told.Total);
        var rest = await console.Use<ImportQueries>().FindingsAsync(console.Founder, result.Id, FindingClass.Refused, new PageRequest(5000, 10));
        Assert.Contains("1000 more", Assert.Single(rest.Rows).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_AgainWithLinesExcluded_KeepsTheNumberAndClearsTheFindings()
    {
        await using var console = await TestConsole.StartAsync();
        var text = SmallHeader + Row("T1") + Row("T2", sla: "maybe");
        var first = (await console.CheckAsync(text, Small)).Value;

        var again = (await console.CheckAsync(text, Small, exclude: "3", resumes: first.Id)).Value;

        Assert.Equal((first.Id, ImportState.Checked, 0, 1), (again.Id, again.State, again.RowsRefused, again.RowsExcluded));
        Assert.Empty(await console.FindingsAsync(again));
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    [Fact]
    public async Task Check_AnotherFileUnderTheSameNumber_IsRefusedAsImportWasCheckedOtherwise()
    {
        await using var console = await TestConsole.StartAsync();
        var first = (await console.CheckAsync(SmallHeader + Row("T1"), Small)).Value;

        var other = await console.CheckAsync(SmallHeader + Row("T2"), Small, resumes: first.Id);

        Assert.IsType<ImportWasCheckedOtherwise>(Assert.Single(other.Refusals));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("5-3")]
    [InlineData("0")]
    [InlineData("1-2-3")]
    public async Task Check_LinesThatAreNone_IsRefusedAsLinesAreUnreadable(string lines)
    {
        await using var console = await TestConsole.StartAsync();

        Assert.IsType<LinesAreUnreadable>(Assert.Single((await console.CheckAsync(SmallHeader + Row(), Small, exclude: lines)).Refusals));
    }

    [Fact]
    public async Task Check_AMappingForAnotherKind_IsRefused()
    {
        await using var console = await TestConsole.StartAsync();

        var refused = await console.Use<CheckImport>().ExecuteAsync(
            CommandId.New(), new ImportInput(ImportKind.People, Small.Text), await console.ReceiveAsync(SmallHeader + Row()), console.Founder);

        Assert.IsType<MappingIsForAnotherKind>(Assert.Single(refused.Refusals));
    }

    [Theory]
    [InlineData(Role.DeskAgent)]
    [InlineData(Role.Auditor)]
    [InlineData(Role.PlatformAdministrator)] // may bring people and systems, not histories
    public async Task Check_ByOthersThanGovernance_IsRefusedAsNotAllowed(Role role)
    {
        await using var console = await TestConsole.StartAsync();
        var other = await console.PersonAsync("Otto Other", role);

        var refused = await console.CheckAsync(SmallHeader + Row(), Small, actor: other);

        Assert.IsType<NotAllowed>(Assert.Single(refused.Refusals));
        Assert.Empty(await console.RowsAsync<ImportBatch>());
    }

    [Fact]
    public async Task Check_ByTheCommandLine_IsAllowed()
    {
        await using var console = await TestConsole.StartAsync();

        Assert.True((await console.CheckAsync(SmallHeader + Row(), Small, actor: Actor.ForCommandLine("ops"))).IsAccepted);
    }

    [Fact]
    public async Task Check_Cancelled_StandsAsCancelled()
    {
        await using var console = await TestConsole.StartAsync();
        using var cancelled = new CancellationTokenSource();
        var text = MadeUpHistories.ServiceNowShaped(tickets: 2000);
        var file = await console.ReceiveAsync(text);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => console.Use<CheckImport>().ExecuteAsync(
            CommandId.New(), new ImportInput(ImportKind.TicketHistory, MadeUpHistories.ServiceNowMapping.Text), file, console.Founder,
            new Watch(p => { if (p.Rows > 1000) cancelled.Cancel(); }), cancelled.Token));

        Assert.Equal(ImportState.Cancelled, Assert.Single(await console.RowsAsync<ImportBatch>()).State);
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    [Fact]
    public async Task Check_TheSameCommandTwice_HasOneNumber()
    {
        await using var console = await TestConsole.StartAsync();
        var file = await console.ReceiveAsync(SmallHeader + Row());
        var command = CommandId.New();

        var first = await console.Use<CheckImport>().ExecuteAsync(command, new ImportInput(Small.Kind, Small.Text), file, console.Founder);
        var second = await console.Use<CheckImport>().ExecuteAsync(command, new ImportInput(Small.Kind, Small.Text), file, console.Founder);

        Assert.Equal(first.Value, second.Value);
        Assert.Single(await console.RowsAsync<ImportBatch>());
    }
}
