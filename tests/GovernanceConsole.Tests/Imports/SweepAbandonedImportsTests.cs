using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Imports;
using GovernanceConsole.Tests.Fixtures;
using static GovernanceConsole.Tests.Imports.Bringing;

namespace GovernanceConsole.Tests.Imports;

public sealed class SweepAbandonedImportsTests
{
    [Fact]
    public async Task Sweep_ImportsThatWaitOrAreIn_AreLeftAlone()
    {
        await using var console = await TestConsole.StartAsync();
        await console.ImportAsync(SmallHeader + Row("T1"), Small);
        await console.CheckAsync(SmallHeader + Row("T2"), Small);
        console.Clock.Advance(TimeSpan.FromDays(1));

        var swept = await SweepAsync(console, Actor.ForJob("imports"));

        Assert.Equal(0, swept.Value);
        Assert.Equal([ImportState.Visible, ImportState.Checked], (await console.RowsAsync<ImportBatch>()).OrderBy(b => b.Number).Select(b => b.State));
        Assert.Single(await console.RowsAsync<Ticket>());
    }

    [Fact]
    public async Task Sweep_AnImportCheckedLongAgoAndTakenUpAgainNow_LeavesItAtWork()
    {
        await using var console = await TestConsole.StartAsync();
        var text = SmallHeader + string.Concat(Enumerable.Range(1, 4000).Select(i => Row($"T{i}")));
        var waits = (await console.CheckAsync(text, Small)).Value;
        console.Clock.Advance(TimeSpan.FromHours(7));
        var begun = console.Clock.GetUtcNow();
        int? swept = null;

        var imported = await console.ImportAsync(text, Small, resumes: waits.Id, progress: new Watch(p =>
            swept ??= console.Use<SweepAbandonedImports>().ExecuteAsync(CommandId.New(), new SweepAbandonedImportsInput(begun), Actor.ForJob("imports")).GetAwaiter().GetResult().Value));

        Assert.Equal(0, swept);
        Assert.Equal(ImportState.Visible, imported.Value.State);
    }

    [Fact]
    public async Task FilesWaitedFor_WhileAnImportReadsItsFile_HoldThatFile()
    {
        await using var console = await TestConsole.StartAsync();
        var text = SmallHeader + string.Concat(Enumerable.Range(1, 4000).Select(i => Row($"T{i}")));
        var waits = (await console.CheckAsync(text, Small)).Value;
        var whenChecked = await console.Use<ImportQueries>().FilesWaitedForAsync();
        IReadOnlySet<string>? whileStored = null;

        await console.ImportAsync(text, Small, resumes: waits.Id, progress: new Watch(p =>
            whileStored ??= console.Use<ImportQueries>().FilesWaitedForAsync().GetAwaiter().GetResult()));

        Assert.Single(whenChecked);
        Assert.Equal(whenChecked, whileStored!);
        Assert.Empty(await console.Use<ImportQueries>().FilesWaitedForAsync());
    }

    [Fact]
    public async Task Sweep_ByAPerson_IsRefusedAsNotAllowed()
    {
        await using var console = await TestConsole.StartAsync();

        Assert.IsType<NotAllowed>(Assert.Single((await SweepAsync(console, console.Founder)).Refusals));
    }

    private static Task<Outcome<int>> SweepAsync(TestConsole console, Actor actor) =>
        console.Use<SweepAbandonedImports>().ExecuteAsync(CommandId.New(), new SweepAbandonedImportsInput(console.Clock.GetUtcNow()), actor);
}
