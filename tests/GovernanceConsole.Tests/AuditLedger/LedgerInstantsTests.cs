using GovernanceConsole.AuditLedger;
using GovernanceConsole.Ledger;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.AuditLedger;

/// <summary>Every 64th entry is indexed by its instant: what is found between two of them must be what looking at all of them finds.</summary>
public sealed class LedgerInstantsTests
{
    private const short Security = (short)LedgerStream.SecurityEvents;

    [Theory]
    [Trait("row", "R-161")]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(128)]
    [InlineData(200)]
    public async Task Places_OfEveryInstant_AreThoseThatLookingAtAllEntriesFinds(int entries)
    {
        await using var console = await TestConsole.StartAsync();
        // Five share an instant, so that groups end on both sides of a mark; between the groups nothing happens.
        var instants = Enumerable.Range(0, entries).Select(i => TestConsole.Start.AddMilliseconds(i / 5 * 3)).ToList();
        if (entries > 0)
            await AppendAsync(console, instants);
        await using var context = console.Use<ReadOnlyStore>().Open();

        for (var at = TestConsole.Start.AddMilliseconds(-1); at <= TestConsole.Start.AddMilliseconds((entries / 5 * 3) + 2); at = at.AddMilliseconds(1))
        {
            Assert.Equal(Place(instants.FindIndex(i => i >= at)), await LedgerInstants.FirstFromAsync(context, Security, at));
            Assert.Equal(Place(instants.FindLastIndex(i => i < at)), await LedgerInstants.LastBeforeAsync(context, Security, at));
            Assert.Equal(
                instants.Contains(at) ? (instants.IndexOf(at), instants.LastIndexOf(at)) : null,
                await LedgerInstants.ThenAsync(context, Security, at));
        }
    }

    [Fact]
    public async Task Entries_OfAnInstantThatCameTwice_LieWithinTheStretch()
    {
        await using var console = await TestConsole.StartAsync();
        var once = Enumerable.Range(0, 150).Select(i => TestConsole.Start.AddMinutes(i)).ToList();
        await AppendAsync(console, [.. once, .. once.Skip(50)]); // the clock was set back by 100 minutes
        await using var context = console.Use<ReadOnlyStore>().Open();

        var (first, last) = (await LedgerInstants.ThenAsync(context, Security, TestConsole.Start.AddMinutes(120)))!.Value;

        Assert.InRange(120, first, last);
        Assert.InRange(220, first, last);
    }

    private static long? Place(int index) => index < 0 ? null : index;

    private static Task<bool> AppendAsync(TestConsole console, IReadOnlyList<DateTimeOffset> instants) => console.Use<IGovernanceStore>().WriteAsync(
        async session =>
        {
            var head = await session.ReadHeadAsync(LedgerStream.SecurityEvents);
            var leaf = LeafHash.Of([1]);
            var rows = new List<LedgerRow>();
            foreach (var at in instants)
            {
                rows.Add(new LedgerRow(LedgerStream.SecurityEvents, head.Frontier.Size, "x.happened", at, null, null, null, null, [1], []));
                head.Frontier.Append(leaf);
            }

            await session.WriteEntriesAsync(head with { LastLeaf = leaf }, rows);
            return true;
        },
        default);
}
