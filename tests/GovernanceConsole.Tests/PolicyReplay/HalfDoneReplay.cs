using GovernanceConsole.ControlTesting;
using GovernanceConsole.Imports;
using GovernanceConsole.PolicyReplay;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.ControlTesting;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.PolicyReplay;

/// <summary>A replay in the middle of its work, written past the road because no test can stop it there.</summary>
internal static class HalfDoneReplay
{
    public static async Task StoreARowAsync(TestConsole console, ReplayId run)
    {
        var ticket = (await console.RowsAsync<Ticket>())[0];
        var past = new TicketCase(ticket, HistoryReader.StoryOf(ticket, hours: null, steps: []), Histories.Conditions)
        {
            Number = ticket.Number,
            At = ticket.OpenedAt,
            Place = new CasePlace(ticket.OpenedMonth, "", "K01", ""),
            Facts = null,
        };
        await console.Store.WriteAsync(
            async session =>
            {
                var rows = BulkRows.Of(session.Context, typeof(ReplayRow));
                var row = ReplayRow.Of(run, 1, new JudgedCase(past, new CaseVerdict(ReplayOutcome.Refused, null, null, null, null, ""), 1));
                await session.BulkInsertAsync(rows.Table, rows.Columns, rows.ValuesOf([row]));
                return 0;
            },
            CancellationToken.None);
    }
}
