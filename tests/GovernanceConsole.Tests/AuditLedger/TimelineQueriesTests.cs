using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.AuditLedger;

public sealed class TimelineQueriesTests
{
    [Fact]
    public async Task Of_APersonWithARole_TellsWhoDidWhatNewestFirst()
    {
        await using var console = await TestConsole.StartAsync();
        var ada = await console.PersonAsync("Ada", Role.Auditor);

        var timeline = await console.Use<TimelineQueries>().OfAsync(ada.Person!.Value.Value);

        Assert.Equal(["granted the role Auditor", "registered Ada in the directory"], timeline.Select(e => e.Text));
        Assert.All(timeline, e => Assert.Equal(console.Founder.Person, e.ActorId));
        Assert.Contains(timeline[1].Changes, c => c is { Field: "name", Before: null, After: "Ada" });
    }

    [Fact]
    public async Task Of_AnUnknownObject_IsEmpty()
    {
        await using var console = await TestConsole.StartAsync();

        Assert.Empty(await console.Use<TimelineQueries>().OfAsync(Guid.CreateVersion7()));
    }

    [Fact]
    public async Task State_AfterChanges_IsTheSizeAndRootOfTheLedger()
    {
        await using var console = await TestConsole.StartAsync();
        await console.PersonAsync("Ada");

        var state = await console.Use<TimelineQueries>().StateAsync();

        Assert.Equal(2, state.Size);
        Assert.Equal(2, LedgerFold.VerifyChain(console.File, 1));
    }
}
