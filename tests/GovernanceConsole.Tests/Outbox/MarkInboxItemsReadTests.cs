using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Outbox;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Outbox;

public sealed class MarkInboxItemsReadTests
{
    [Fact]
    public async Task MarkRead_OnesOwnNotice_TakesItOutOfTheInbox()
    {
        await using var console = await TestConsole.StartAsync();
        var ada = await console.PersonAsync("Ada");
        var item = await TellAsync(console, ada);

        var outcome = await console.Use<MarkInboxItemsRead>().ExecuteAsync(CommandId.New(), new MarkInboxItemsReadInput([item]), ada);

        Assert.True(outcome.IsAccepted);
        Assert.Empty(await console.Use<InboxQueries>().UnreadAsync(ada));
    }

    [Fact]
    public async Task MarkRead_SomebodyElsesNotice_IsRefusedAsNotAllowed()
    {
        await using var console = await TestConsole.StartAsync();
        var ada = await console.PersonAsync("Ada");
        var eve = await console.PersonAsync("Eve");
        var item = await TellAsync(console, ada);

        var outcome = await console.Use<MarkInboxItemsRead>().ExecuteAsync(CommandId.New(), new MarkInboxItemsReadInput([item]), eve);

        Assert.IsType<NotAllowed>(Assert.Single(outcome.Refusals));
        Assert.Single(await console.Use<InboxQueries>().UnreadAsync(ada));
    }

    [Fact]
    public async Task MarkRead_AnUnknownNotice_IsRefusedInTheSameWords()
    {
        await using var console = await TestConsole.StartAsync();
        var eve = await console.PersonAsync("Eve");

        var outcome = await console.Use<MarkInboxItemsRead>().ExecuteAsync(
            CommandId.New(), new MarkInboxItemsReadInput([new InboxItemId(Guid.CreateVersion7())]), eve);

        Assert.IsType<NotAllowed>(Assert.Single(outcome.Refusals));
    }

    private static async Task<InboxItemId> TellAsync(TestConsole console, Actor person)
    {
        await console.Store.WriteAsync(
            async session =>
            {
                session.Context.Add(InboxItem.To(person.Person!.Value, new InboxItemId(Guid.CreateVersion7()), new Notice("Subject", "Text", "/"), TestConsole.Start));
                return await session.Context.SaveChangesAsync();
            },
            CancellationToken.None);
        return (await console.Use<InboxQueries>().UnreadAsync(person))[0].Id;
    }
}
