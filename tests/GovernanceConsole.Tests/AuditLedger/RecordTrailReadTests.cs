using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Tests.EvidenceExports;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.AuditLedger;

[Trait("row", "R-166")]
public sealed class RecordTrailReadTests
{
    private static readonly RecordTrailReadInput AnEntry = new(TrailLedger.Decisions, 3, Search: null);

    [Fact]
    public async Task Read_OfAnEntry_IsRecordedOncePerPersonAndHour()
    {
        await using var console = await TestConsole.StartAsync();
        var ada = await console.PersonAsync("Ada", Role.Auditor);
        var ivo = await console.PersonAsync("Ivo", Role.IamPolicy);

        await ReadAsync(console, AnEntry, ada);
        console.Clock.Advance(TimeSpan.FromMinutes(59));
        await ReadAsync(console, AnEntry, ada);
        await ReadAsync(console, AnEntry, ivo);
        await ReadAsync(console, AnEntry with { Entry = 4 }, ada);
        console.Clock.Advance(TimeSpan.FromMinutes(1));
        await ReadAsync(console, AnEntry, ada);

        var read = await console.OfTypeAsync(LedgerEvents.TrailRead);
        Assert.Equal(
            [(ada.Person, 3L), (ivo.Person, 3L), (ada.Person, 4L), (ada.Person, 3L)],
            read.Select(e => ((PersonId?)new PersonId(Guid.Parse(e.Actor.Pid)), (long)e.Told("entry")!)));
    }

    [Fact]
    public async Task Search_IsRecordedWithItsWordsAsAPrivateText()
    {
        await using var console = await TestConsole.StartAsync();
        var ada = await console.PersonAsync("Ada", Role.Auditor);

        await ReadAsync(console, new RecordTrailReadInput(TrailLedger.SecurityEvents, Entry: null, "person Otto"), ada);

        var entry = Assert.Single(await console.OfTypeAsync(LedgerEvents.TrailSearched));
        Assert.Equal(("SecurityEvents", "search"), (entry.Told("ledger"), Assert.Single(entry.Priv!).F));
    }

    [Theory]
    [InlineData(Role.PlatformAdministrator)]
    [InlineData(Role.DeskAgent)]
    public async Task Read_BySomebodyWhoDoesNotReadTheTrail_IsRefusedAsNotAllowed(Role role)
    {
        await using var console = await TestConsole.StartAsync();
        var other = await console.PersonAsync("Otto", role);

        var outcome = await console.Use<RecordTrailRead>().ExecuteAsync(CommandId.New(), AnEntry, other);

        Assert.IsType<NotAllowed>(Assert.Single(outcome.Refusals));
        Assert.Single(await console.OfTypeAsync(LedgerEvents.ActRefused));
    }

    private static async Task ReadAsync(TestConsole console, RecordTrailReadInput input, Actor actor) =>
        _ = (await console.Use<RecordTrailRead>().ExecuteAsync(CommandId.New(), input, actor)).Value;
}
