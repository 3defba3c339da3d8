using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Imports;
using GovernanceConsole.Tests.AuditLedger;
using GovernanceConsole.Tests.Fixtures;
using static GovernanceConsole.Tests.Imports.Bringing;

namespace GovernanceConsole.Tests.Imports;

public sealed class BreakOffImportTests
{
    [Fact]
    public async Task Check_ThatFails_BreaksOffInTheMachinesName()
    {
        await using var console = await TestConsole.StartAsync();
        var file = await console.ReceiveAsync(SmallHeader + Row());
        File.Delete(file.Path);

        await Assert.ThrowsAnyAsync<IOException>(() => console.Use<CheckImport>().ExecuteAsync(
            CommandId.New(), new ImportInput(Small.Kind, Small.Text), file, console.Founder));

        await BrokeOffAsync(console);
    }

    [Fact]
    public async Task Import_ThatFails_BreaksOffInTheMachinesNameAndLeavesNothing()
    {
        await using var console = await TestConsole.StartAsync();
        var watch = new Watch(p =>
        {
            if (p.Rows > 1500)
                throw new InvalidOperationException("The disk went away.");
        });

        await Assert.ThrowsAsync<InvalidOperationException>(() => console.ImportAsync(
            MadeUpHistories.ServiceNowShaped(tickets: 3000), MadeUpHistories.ServiceNowMapping, progress: watch));

        await BrokeOffAsync(console);
        Assert.Empty(await console.RowsAsync<Ticket>());
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    [Fact]
    public async Task BreakOff_AnImportThatIsIn_IsRefusedAsImportIsOver()
    {
        await using var console = await TestConsole.StartAsync();
        var visible = (await console.ImportAsync(SmallHeader + Row(), Small)).Value;

        Assert.IsType<ImportIsOver>(Assert.Single((await BreakOffAsync(console, visible.Id, Actor.ForJob("imports"))).Refusals));

        Assert.Equal(ImportState.Visible, Assert.Single(await console.RowsAsync<ImportBatch>()).State);
        Assert.Single(await console.RowsAsync<Ticket>());
    }

    [Fact]
    public async Task BreakOff_NoSuchImport_IsRefusedAsNotFound()
    {
        await using var console = await TestConsole.StartAsync();

        Assert.IsType<NotFound>(Assert.Single((await BreakOffAsync(console, default, Actor.ForJob("imports"))).Refusals));
    }

    [Fact]
    public async Task BreakOff_ByAPerson_IsRefusedAsNotAllowed()
    {
        await using var console = await TestConsole.StartAsync();

        Assert.IsType<NotAllowed>(Assert.Single((await BreakOffAsync(console, default, console.Founder)).Refusals));
    }

    private static Task<Outcome<Done>> BreakOffAsync(TestConsole console, ImportId import, Actor actor) =>
        console.Use<BreakOffImport>().ExecuteAsync(CommandId.New(), new BreakOffImportInput(import), actor);

    private static async Task BrokeOffAsync(TestConsole console)
    {
        var batch = Assert.Single(await console.RowsAsync<ImportBatch>());
        Assert.Equal(ImportState.Cancelled, batch.State);
        var last = (await console.Use<TimelineQueries>().OfAsync(batch.Id.Value))[0];
        Assert.Contains("broke the import off", last.Text, StringComparison.Ordinal);
        Assert.Equal((null, "job:imports"), (last.ActorId, last.Machine));
    }
}
