using GovernanceConsole.AuditLedger;
using GovernanceConsole.Policy;

namespace GovernanceConsole.Requests;

/// <summary>Lets a request go on when its signals have come to what is asked for.</summary>
internal static class VerificationProgress
{
    public static async Task AdvanceAsync(Change change, Request request, Route route, PolicyInForce policy)
    {
        var changeExecutedAt = await RequestReads.ChangeExecutedAtAsync(change.Context, RequestIntake.Of(request));
        if (!Verification.Judge(request, route, policy.Document, changeExecutedAt, change.Now).IsSatisfied)
            return;
        if (request.State != RequestState.Verifying)
        {
            request.RenewVerification(change.Now);
            return;
        }

        var needsApproval = NeedsApproval(request, route);
        request.BecomeVerified(needsApproval ? change.Now.AddHours(policy.Limits.ApprovalAnswerHours) : null, change.Now.AddDays(policy.Limits.ExecutionDays), change.Now);
        change.Record(
            RequestEvents.Verified, request,
            EventDetail.Public("number", request.Number), EventDetail.Public("rule", route.RuleId), EventDetail.Public("policy", route.PolicyVersion), EventDetail.Public("level", route.Level));
        if (needsApproval)
            await RequestNotices.TellApproversAsync(change, request, (await ApproverSeats.FindAsync(change.Context, request, route, policy, change.Now)).Seats, policy);
    }

    /// <summary>Whether somebody must agree before it is done.</summary>
    public static bool NeedsApproval(Request request, Route route) =>
        route.Approval.Seats.Count > 0
        && route.Approval.When switch
        {
            ApprovalMoment.Always => route.Approval.OrTrigger is null || request.TriggeredBy is null || request.EnteredByKey is null, // only a source system stands in
            ApprovalMoment.EarlyOrDisputed => request.IsEarlyOrDisputed,
            ApprovalMoment.Reversal => false,
        };
}
