using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Policy;

namespace GovernanceConsole.Requests;

/// <param name="Request">The request.</param>
/// <param name="Signal">The recorded signal.</param>
public sealed record ConfirmSignalInput(RequestId Request, RequestSignalId Signal);

/// <summary>A second agent looked at the same evidence and says so: where no system confirms, one person's word alone opens nothing (R-195, B-15).</summary>
[MayBeDoneBy(Role.DeskAgent)]
[MayBeDoneBy(Role.DeskLead)]
public sealed class ConfirmSignal(LedgeredChange road)
{
    public Task<Outcome<RequestState>> ExecuteAsync(CommandId commandId, ConfirmSignalInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<ConfirmSignalInput, RequestState>(this, commandId, input, actor, async change =>
        {
            if (await RequestReads.FindAsync(change.Context, input.Request) is not { } request)
                return new NotFound("request");
            change.IsAbout(request);
            if (request.Signals.FirstOrDefault(s => s.Id == input.Signal) is not { } signal)
                return new NotFound("signal");
            if (RequestRules.IsAt(request, change.Now, RequestState.Verifying, RequestState.AwaitingApproval, RequestState.Approved) is { } otherStage)
                return otherStage;
            if (RequestRules.MayVerify(request, change.ActingPerson) is { } notTheirs)
                return notTheirs;
            if (signal.TakenById == change.ActingPerson || signal.ConfirmedById is not null)
                return new SignalIsConfirmedBySomebodyElse();
            var route = await RequestReads.RouteAsync(change.Context, request, change.Now);
            if (!route.IsAccepted)
                return Outcome<RequestState>.Refuse(route.Refusals);

            signal.Confirm(change.ActingPerson, change.Now);
            change.Record(RequestEvents.SignalConfirmed, request, EventDetail.Public("number", request.Number), EventDetail.Public("code", signal.Code));
            await VerificationProgress.AdvanceAsync(change, request, route.Value, await PolicyInForce.ReadAsync(change.Context));
            return request.State;
        }, cancellationToken);
}
