using GovernanceConsole.EvidenceExports;
using GovernanceConsole.EvidenceExports.Lists;
using GovernanceConsole.Identity;
using GovernanceConsole.Tests.Fixtures;
using GovernanceConsole.Tests.Jobs;

namespace GovernanceConsole.Tests.EvidenceExports;

/// <summary>The runs of a scheduler at work, which the console of the other tests does not have.</summary>
public sealed class JobRunsTests
{
    [Fact]
    public async Task JobRuns_Exported_AreTheRunsOfThePage()
    {
        await using var console = await TestConsole.StartAsync();
        await using var jobs = await JobsAtWork.StartAsync(console);
        jobs.Orders = () => "=did as told";
        await jobs.RunAsync(console.Founder);
        IExportableList list = JobLists.Runs(jobs.Board);
        using var bytes = new MemoryStream();
        using (var writer = await WorkbookWriter.StartAsync(bytes, TimeZoneInfo.Utc))
        {
            await (await list.OpenAsync(console.Founder, ListFilter.None, CancellationToken.None))(writer, CancellationToken.None);
            await writer.FinishAsync("Runs", _ => [], CancellationToken.None);
        }

        using var workbook = new OpenedWorkbook(bytes.ToArray());

        var run = Assert.Single(workbook.Rows("Runs of jobs").Skip(1));
        Assert.Equal((JobsAtWork.Obedient.Title, "Done", "yes", "=did as told"), (run[1]!.Text, run[2]!.Text, run[4]!.Text, run[5]!.Text));
        Assert.True(run[3]!.Number >= 0);
    }
}
