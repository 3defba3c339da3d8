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
        .AddSingleton<EscalateApprovals>()
        .AddSingleton<DelegateApprovals>()
        .AddSingleton<EndDelegation>()
        .AddSingleton<DelegationQueries>()
        .AddSingleton<MarkSubject>()
        .AddSingleton<EndSubjectMark>()
        .AddSingleton<ConfirmExecution>()
        .AddSingleton<RecordCheck>()
        .AddSingleton<ReportSuspicion>()
        .AddSingleton<EndInvestigation>()
        .AddSingleton<RevokeNow>()
        .AddSingleton<ConfirmRevocation>()
        .AddSingleton<ConfirmRemoval>()
        .AddSingleton<ReviewRequest>()
        .AddSingleton<CloseRequest>()
        .AddSingleton<FollowUpRequests>()
        .AddSingleton<RequestQueries>()
        .AddSingleton<RequestPreviewQueries>()
        .AddSingleton<RequestDecisionQueries>()
        .AddSingleton<ConfirmNotice>()
        .AddSingleton<WaiveNotice>()
        .AddSingleton<FollowUpNotices>()
        .AddSingleton<RequestNoticeQueries>()
        .AddSingleton<RequestReportQueries>()
        .AddSingleton<MonitoringQueries>()
        .AddScheduledJob(ExpireRequestsJob.Schedule)
        .AddScheduledJob(EscalateApprovalsJob.Schedule)
        .AddScheduledJob(FollowUpNoticesJob.Schedule)
        .AddScheduledJob(FollowUpRequestsJob.Schedule);
}
