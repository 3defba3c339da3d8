using GovernanceConsole.Organisation;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Tests.Storage;

public sealed class ReadOnlyStoreTests
{
    [Fact]
    public async Task AtOneMoment_SeesNothingOfWhatIsCommittedMeanwhile()
    {
        await using var console = await TestConsole.StartAsync();
        var store = console.Use<ReadOnlyStore>();

        var inside = await store.AtOneMomentAsync(
            async () =>
            {
                var before = await PeopleAsync(store);
                await console.PersonAsync("Ada");
                return (before, after: await PeopleAsync(store));
            },
            CancellationToken.None);

        Assert.Equal((1, 1), inside);
        Assert.Equal(2, await PeopleAsync(store));
    }

    [Fact]
    public async Task AtOneMoment_DoesNotLetAnybodySave()
    {
        await using var console = await TestConsole.StartAsync();
        var store = console.Use<ReadOnlyStore>();
        await store.AtOneMomentAsync(
            async () =>
            {
                await using var context = store.Open();
                await Assert.ThrowsAsync<InvalidOperationException>(() => context.SaveChangesAsync());
                await Assert.ThrowsAnyAsync<Exception>(() => context.Database.ExecuteSqlRawAsync("DELETE FROM people"));
                return 0;
            },
            CancellationToken.None);
        Assert.Equal(1, await PeopleAsync(store));
    }

    [Fact]
    public async Task AtOneMoment_InsideAnother_Fails()
    {
        await using var console = await TestConsole.StartAsync();
        var store = console.Use<ReadOnlyStore>();
        await Assert.ThrowsAsync<InvalidOperationException>(() => store.AtOneMomentAsync(
            () => store.AtOneMomentAsync(() => PeopleAsync(store), CancellationToken.None), CancellationToken.None));
    }

    private static async Task<int> PeopleAsync(ReadOnlyStore store)
    {
        await using var context = store.Open();
        return await context.Set<Person>().CountAsync();
    }
}
