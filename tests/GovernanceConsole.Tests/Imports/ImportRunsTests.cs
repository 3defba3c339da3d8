using GovernanceConsole.Identity;
using GovernanceConsole.Imports;
using GovernanceConsole.Tests.Fixtures;
using static GovernanceConsole.Tests.Imports.Bringing;

namespace GovernanceConsole.Tests.Imports;

public sealed class ImportRunsTests
{
    [Fact]
    public async Task Import_InTheBackground_KeepsProgressAndAnswerForWhoeverComesBack()
    {
        await using var console = await TestConsole.StartAsync();
        var file = await console.ReceiveAsync(MadeUpHistories.ServiceNowShaped(tickets: 500));

        var begun = console.Use<ImportRuns>().Import(CommandId.New(), Input, file, console.Founder);
        await begun.Completion;

        var found = console.Use<ImportRuns>().Find(begun.Id)!;
        Assert.Equal(ImportState.Visible, (await found.Completion).Value.State);
        Assert.Equal(ImportPhase.Finishing, found.Progress.Phase);
        Assert.Equal((await found.Completion).Value.Id, found.Progress.Import);
        Assert.False(File.Exists(file.Path), "The file is not needed any more.");
    }

    [Fact]
    public async Task Check_InTheBackground_KeepsTheFileForTheImport()
    {
        await using var console = await TestConsole.StartAsync();
        var file = await console.ReceiveAsync(MadeUpHistories.ServiceNowShaped());

        await console.Use<ImportRuns>().Check(CommandId.New(), Input, file, console.Founder).Completion;

        Assert.NotNull(console.Use<FileIntake>().Find(file.Sha256, file.FileName, file.Bytes));
    }

    [Fact]
    public async Task Cancel_ARun_EndsItAndWhatItStored()
    {
        await using var console = await TestConsole.StartAsync();
        var runs = console.Use<ImportRuns>();
        var first = runs.Import(CommandId.New(), Input, await console.ReceiveAsync(MadeUpHistories.ServiceNowShaped(tickets: 3000)), console.Founder);
        var waiting = runs.Import(CommandId.New(), Input, await console.ReceiveAsync(MadeUpHistories.ServiceNowShaped(tickets: 10)), console.Founder);
        Assert.Equal([first.Id, waiting.Id], runs.UnderWay.Select(r => r.Id));

        waiting.Cancel();
        while (first.Progress.Rows == 0)
            await Task.Delay(5);
        Assert.Same(first, runs.FindFor(first.Progress.Import!.Value));
        first.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first.Completion);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.Completion);
        Assert.Empty(runs.UnderWay);
        Assert.Empty(await console.RowsAsync<Ticket>());
    }

    private static ImportInput Input => new(ImportKind.TicketHistory, MadeUpHistories.ServiceNowMapping.Text);
}
