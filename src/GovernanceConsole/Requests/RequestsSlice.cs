using GovernanceConsole.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace GovernanceConsole.Requests;

public static class RequestsSlice
{
    /// <summary>From intake over verification and approval to execution and monitoring: help-desk recovery as a privileged workflow.</summary>
    public static IServiceCollection AddRequests(this IServiceCollection services) => services
        .AddSingleton<SubmitRequest>()
        .AddSingleton<EditRequest>()
        .AddSingleton<ReleaseRequest>()
        .AddSingleton<RecordSignal>()
        .AddSingleton<RevealNumberOfRecord>()
        .AddSingleton<ProposeVerificationScript>()
        .AddSingleton<ApproveVerificationScript>()
        .AddSingleton<WithdrawVerificationScript>()
        .AddSingleton<VerificationScriptQueries>()
        .AddSingleton<DialQueries>()
        .AddSingleton<ConfirmSignal>()
        .AddSingleton<ClearRequest>()
        .AddSingleton<ApproveRequest>()
        .AddSingleton<RejectRequest>()
        .AddSingleton<ExecuteRequest>()
        .AddSingleton<CancelRequest>()
        .AddSingleton<ExpireRequests>()
        .AddSingleton<MarkSubject>()
        .AddSingleton<EndSubjectMark>()
        .AddSingleton<RequestQueries>()
        .AddScheduledJob(ExpireRequestsJob.Schedule);
}
