using Microsoft.Extensions.DependencyInjection;

namespace GovernanceConsole.Outbox;

public static class OutboxSlice
{
    /// <summary>What people are told, written with the change. Other channels than the inbox come with the requests.</summary>
    public static IServiceCollection AddOutbox(this IServiceCollection services) => services
        .AddSingleton<MarkInboxItemsRead>()
        .AddSingleton<InboxQueries>();
}
