using GovernanceConsole.Identity;
using GovernanceConsole.Imports;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.AuditLedger;
using GovernanceConsole.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Tests.Imports;

/// <summary>The importer takes the real log as it is, and its control totals are those of its publisher.</summary>
public sealed class RealHistoryTests
{
    [RealHistoryFact]
    public async Task Import_TheRealLog_GivesThePublishedControlTotals()
    {
        await using var console = await TestConsole.StartAsync();
        await using var stream = File.OpenRead(RealHistory.File!);
        var file = (await console.Use<FileIntake>().ReceiveAsync(stream, RealHistory.File!)).Value;

        var result = (await console.Use<ImportFile>().ExecuteAsync(
            CommandId.New(), new ImportInput(ImportKind.TicketHistory, MadeUpHistories.ServiceNowMapping.Text), file, console.Founder)).Value;

        Assert.Equal((ImportState.Visible, 141_712, 0, 141_712, 24_918), (result.State, result.RowsRead, result.RowsRefused, result.RowsStored, result.Objects));
        var totals = (await console.Use<ImportQueries>().FindAsync(console.Founder, result.Number))!.Totals!;
        Assert.Equal((141_712, 24_918, 275, 9_215), (totals.Rows, totals.Tickets, totals.Reopened, totals.RowsWithServiceLevelMissed));
        var distinct = totals.DistinctOnLastRows;
        Assert.Equal((5_245, 208, 217, 71, 398), (distinct["caller"], distinct["opened-by"], distinct["resolved-by"], distinct["group"], distinct["symptom"]));
        Assert.Equal(
            ["Direct opening 17", "Email 220", "IVR 18", "Phone 140462", "Self service 995"],
            totals.RowsByContactChannel!.Select(c => $"{c.Key} {c.Value}").Order(StringComparer.Ordinal));

        await using var context = console.Store.OpenForReading();
        Assert.Equal(24_918, await context.VisibleTickets().CountAsync());
        Assert.Equal(141_712, await context.Set<TicketEvent>().CountAsync());
        Assert.Equal(275, await context.VisibleTickets().CountAsync(t => t.ReopenCount > 0));
        Assert.Equal(5_244, await context.VisibleTickets().Where(t => t.CallerCode != null).Select(t => t.CallerCode).Distinct().CountAsync());

        var findings = (await console.Use<ImportQueries>().FindingsAsync(console.Founder, result.Id, ofClass: null, new PageRequest(0, 1000))).Rows;
        Assert.All(findings, f => Assert.Equal(FindingClass.Remark, f.Class));
        Assert.Equal(5, findings.Single(f => f is { Column: "ident_state", Value: "-100" }).Rows);
        Assert.Equal(167, findings.Single(f => f is { Column: "vendor", Value: "8s" }).Rows);
        Assert.Equal(32_964, findings.Single(f => f is { Column: "u_symptom", Value: "?" }).Rows);
        Assert.Single(findings, f => f.Code == "HeaderIsRepeated");

        var batch = Assert.Single(await console.RowsAsync<ImportBatch>());
        Assert.Equal(batch.RowsRoot, await ImportFileTests.RootOfTablesAsync(console, batch));
        await LedgerFold.EqualsTheTablesAsync(console);
    }
}
