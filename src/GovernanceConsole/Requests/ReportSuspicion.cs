using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.RecoveryPaths;

namespace GovernanceConsole.Requests;

/// <param name="Request">The request.</param>
/// <param name="Reason">What was seen.</param>
public sealed record ReportSuspicionInput(RequestId Request, string Reason);

/// <summary>
/// Says that something about an executed request is not as it should be: it is investigated, its sessions are to be ended and
/// its subject verified anew. Whoever answers for it may say so, and the person it is about.
/// </summary>
[MayBeDoneBy(Role.SecurityOperations)]
[MayBeDoneBy(Role.DeskLead)]
[MayBeDoneBy(Role.DeskAgent)]
[MayBeDoneBy(Relation.ControlOwner)]
[MayBeDoneBy(Relation.RiskOwner)]
[MayBeDoneBy(Relation.Self)]
public sealed class ReportSuspicion(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, ReportSuspicionInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<ReportSuspicionInput, Done>(this, commandId, input, actor, async change =>
        {
            var seen = await MonitoringReads.FindAsync(change.Context, input.Request);
            if (change.Authorise([.. await RelationsAsync(change, seen?.Request)]) is { } notAllowed)
                return notAllowed;
            if (seen is null)
                return new NotFound("request");
            change.IsAbout(seen.Request);
            if (RequestRules.IsAt(seen.Request, change.Now, RequestState.Monitoring, RequestState.UnderInvestigation) is { } otherStage)
                return otherStage;
            if (TextRules.Required("Reason", "What was seen", input.Reason, TextRules.Paragraph) is { } noReason)
                return noReason;

            await Watching.SuspectAsync(change, seen, TextRules.Clean(input.Reason));
            return default(Done);
        }, cancellationToken);

    private static async Task<List<Relation>> RelationsAsync(Change change, Request? request)
    {
        var relations = new List<Relation>();
        if (request is null || change.Actor.Person is not { } person)
            return relations;
        if (request.SubjectId == person)
            relations.Add(Relation.Self);
        if (request.PathId is { } path)
        {
            if (await PathReads.HolderAsync(change.Context, path, PathSeat.Control) == person)
                relations.Add(Relation.ControlOwner);
            if (await PathReads.HolderAsync(change.Context, path, PathSeat.Risk) == person)
                relations.Add(Relation.RiskOwner);
        }

        return relations;
    }
}
