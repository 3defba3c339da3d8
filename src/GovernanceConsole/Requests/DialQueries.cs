using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.Storage;

namespace GovernanceConsole.Requests;

/// <summary>A contact of record on the dial screen of a request.</summary>
/// <param name="Contact">Masked, with source and last change.</param>
/// <param name="CountsFrom">While it cools off, from when on it counts; null where it counts now.</param>
public sealed record DialRow(ContactStanding Contact, DateTimeOffset? CountsFrom);

/// <summary>What a desk may call back for one request.</summary>
/// <param name="Request">The request.</param>
/// <param name="SubjectKind">Whose access it is: only people have contacts here.</param>
/// <param name="CallBack">What the route asks for.</param>
/// <param name="Rows">The subject's contacts that may be reached; empty where none is on record.</param>
public sealed record DialScreen(RequestId Request, SubjectKind SubjectKind, CallBack CallBack, IReadOnlyList<DialRow> Rows);

/// <summary>The numbers that may be called back for a request: masked, chosen and never typed .</summary>
public sealed class DialQueries(ReadOnlyStore store, OrganisationTime time)
{
    /// <summary>Who verifies requests.</summary>
    public static bool MayRead(Actor actor) => actor.KnowsRole(Role.DeskAgent) || actor.KnowsRole(Role.DeskLead);

    /// <summary>Null where there is no such request, it is past its verification, or it is not open to the actor.</summary>
    public async Task<DialScreen?> FindAsync(Actor actor, RequestId id, CancellationToken cancellationToken = default)
    {
        if (!MayRead(actor))
            return null;
        await using var context = store.Open();
        if (await RequestReads.FindAsync(context, id) is not { State: RequestState.Verifying or RequestState.AwaitingApproval or RequestState.Approved } request)
            return null;
        var now = time.Now;
        var route = await RequestReads.RouteAsync(context, request, now);
        if (!route.IsAccepted)
            return null;
        var policy = await PolicyInForce.ReadAsync(context, cancellationToken);
        var (callBack, coolingOff) = (route.Value.Approval.CallBack, SignalContactRules.CoolingOffOf(request, policy.Document));
        var changeExecutedAt = await RequestReads.ChangeExecutedAtAsync(context, RequestIntake.Of(request));
        var known = request.SubjectId is { } subject ? await ContactReads.OfAsync(context, subject, cancellationToken) : [];
        return new DialScreen(id, request.SubjectKind, callBack,
        [
            .. known
                .Where(c => c.EndedAt is not { } end || (c.Kind == ContactKind.Phone && SignalContactRules.MayStillBeReached(end, callBack, SignalChannel.CallBack, coolingOff, now)))
                .Select(c => new DialRow(
                    c, SignalContactRules.CountsFrom(coolingOff, callBack, c.Kind == ContactKind.Phone ? SignalChannel.CallBack : SignalChannel.Mail, c.ChangedAt, changeExecutedAt) is { } from && from > now ? from : null)),
        ]);
    }
}
