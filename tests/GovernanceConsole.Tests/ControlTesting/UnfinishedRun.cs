using GovernanceConsole.ControlTesting;
using GovernanceConsole.Imports;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.ControlTesting;

/// <summary>A run whose process ended half way, written past the road because no test can kill itself.</summary>
internal static class UnfinishedRun
{
    public static async Task<ControlTestRunId> PlantAsync(TestConsole console)
    {
        var id = new ControlTestRunId(Guid.CreateVersion7());
        var tickets = await console.RowsAsync<Ticket>();
        await console.Store.WriteAsync(
            async session =>
            {
                var run = ControlTestRun.Start(
                    id, "CT-9999", onlyImport: null, "IMP-0001", new string('0', 64), ControlTestParameters.Proposed, startedBy: null, TestConsole.Start);
                session.Context.Add(run);
                await session.Context.SaveChangesAsync();
                var rows = BulkRows.Of(session.Context, typeof(ControlFinding));
                var place = new FindingPlace(null, "", "", "", "");
                await session.BulkInsertAsync(rows.Table, rows.Columns, rows.ValuesOf(tickets.Select((t, i) => ControlFinding.Of(
                    id, i + 1, new FoundFinding(t.Id, t.Number, ControlTests.Reopened, 1, IsFirstOfTicket: true, IsFirstSkippedControl: false, place)))));
                return 0;
            },
            CancellationToken.None);
        return id;
    }
}
