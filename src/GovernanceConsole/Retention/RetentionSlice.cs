using GovernanceConsole.Jobs;
using GovernanceConsole.Policy;
using Microsoft.Extensions.DependencyInjection;

namespace GovernanceConsole.Retention;

public static class RetentionSlice
{
    /// <summary>How long records are kept, and their deletion under two signatures when that is over.</summary>
    public static IServiceCollection AddRetention(this IServiceCollection services) => services
        .AddRetainedRecords<SecurityEventRetention>()
        .AddRetainedRecords<FormerTextRetention>() // before the entries that hold them, so that each is counted once
        .AddRetainedRecords<DecisionRetention>()
        .AddRetainedRecords<ReadNoticeRetention>()
        .AddRetainedRecords<CommandAnswerRetention>()
        .AddSingleton<RequestDeletion>()
        .AddSingleton<CarryOutDeletion>()
        .AddSingleton<WithdrawDeletion>()
        .AddSingleton<DeleteNextBatch>()
        .AddSingleton<Deletions>()
        .AddSingleton<RetentionQueries>()
        .AddScheduledJob(DeleteWhatIsDueJob.Schedule);
}
