using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Imports;
using GovernanceConsole.Tests.AuditLedger;
using GovernanceConsole.Tests.Fixtures;
using static GovernanceConsole.Tests.Imports.Bringing;

namespace GovernanceConsole.Tests.Imports;

public sealed class CancelImportTests
{
    [Fact]
    public async Task Cancel_AnImportThatWaits_Ends()
    {
        await using var console = await TestConsole.StartAsync();
        var waiting = (await console.CheckAsync(SmallHeader + Row(), Small)).Value;

        var done = await CancelAsync(console, waiting.Id, console.Founder);

        Assert.True(done.IsAccepted);
        var batch = Assert.Single(await console.RowsAsync<ImportBatch>());
        Assert.Equal((ImportState.Cancelled, TestConsole.Start), (batch.State, batch.EndedAt));
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    [Fact]
    public async Task Cancel_AnImportThatIsIn_IsRefusedAsImportIsOver()
    {
        await using var console = await TestConsole.StartAsync();
        var visible = (await console.ImportAsync(SmallHeader + Row(), Small)).Value;

        var refused = await CancelAsync(console, visible.Id, console.Founder);

        Assert.Equal("IMP-0001 is in already. Nothing was changed.", Assert.IsType<ImportIsOver>(Assert.Single(refused.Refusals)).Sentence);
    }

    [Fact]
    public async Task Cancel_NoSuchImport_IsRefusedAsNotFound()
    {
        await using var console = await TestConsole.StartAsync();

        Assert.IsType<NotFound>(Assert.Single((await CancelAsync(console, default, console.Founder)).Refusals));
    }

    [Fact]
    public async Task Cancel_ByAnAuditor_IsRefusedAsNotAllowed()
    {
        await using var console = await TestConsole.StartAsync();
        var auditor = await console.PersonAsync("Ada", Role.Auditor);
        var waiting = (await console.CheckAsync(SmallHeader + Row(), Small)).Value;

        Assert.IsType<NotAllowed>(Assert.Single((await CancelAsync(console, waiting.Id, auditor)).Refusals));
    }

    private static Task<Outcome<Done>> CancelAsync(TestConsole console, ImportId import, Actor actor) =>
        console.Use<CancelImport>().ExecuteAsync(CommandId.New(), new CancelImportInput(import), actor);
}
