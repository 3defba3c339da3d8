using GovernanceConsole.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GovernanceConsole.Outbox;

public static class OutboxSlice
{
    /// <summary>What people are told, written with the change: in their inbox, and by mail. The host registers the <see cref="IMailSender"/>; without one no mail goes out.</summary>
    public static IServiceCollection AddOutbox(this IServiceCollection services)
    {
        services.TryAddSingleton<IMailSender, NoMailServer>();
        return services
            .AddSingleton<MarkInboxItemsRead>()
            .AddSingleton<InboxQueries>()
            .AddSingleton<ClaimMails>()
            .AddSingleton<RecordMailAttempt>()
            .AddSingleton<SendMailAgain>()
            .AddSingleton<MailDelivery>()
            .AddSingleton<MailQueries>()
            .AddScheduledJob(DeliverMailsJob.Schedule)
            .AddSingleton(s => new JobNeed(DeliverMailsJob.Schedule.Name, () => s.GetRequiredService<IMailSender>().WhyNone));
    }
}
