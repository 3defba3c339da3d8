using GovernanceConsole.Imports;
using GovernanceConsole.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Tests.Imports;

public sealed class TicketHistoryTests
{
    [Fact]
    public async Task VisibleTickets_InAnEmptyConsole_AreNone()
    {
        await using var console = await TestConsole.StartAsync();
        await using var context = console.Store.OpenForReading();

        Assert.Empty(await context.VisibleHistories().ToListAsync());
        Assert.Empty(await context.VisibleTickets().ToListAsync());
        Assert.Empty(await context.EventsOf(default).ToListAsync());
    }
}
