using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.Storage;

namespace GovernanceConsole.Requests;

/// <param name="Request">The request that is verified.</param>
/// <param name="Contact">The number of record of its subject.</param>
public sealed record RevealNumberOfRecordInput(RequestId Request, ContactId Contact);

/// <summary>A number to dial once.</summary>
/// <param name="Number">In full.</param>
/// <param name="HiddenAt">Until when it may stand on the screen.</param>
public sealed record NumberToDial(string Number, DateTimeOffset HiddenAt);

/// <summary>
/// Shows the number of record of somebody whose request is verified, to the agent who dials it now. That it was shown, to whom and
/// for which request, is on record before the number leaves the database; the number itself stands in no answer that is kept.
/// </summary>
[MayBeDoneBy(Role.DeskAgent)]
[MayBeDoneBy(Role.DeskLead)]
public sealed class RevealNumberOfRecord(LedgeredChange road, ReadOnlyStore store, OrganisationTime time)
{
    /// <summary>Long enough to dial and to let it ring; whoever dials later asks again, and that is recorded again.</summary>
    private static readonly TimeSpan ShownFor = TimeSpan.FromMinutes(10);

    public async Task<Outcome<NumberToDial>> ExecuteAsync(CommandId commandId, RevealNumberOfRecordInput input, Actor actor, CancellationToken cancellationToken = default)
    {
        var revealed = await road.ExecuteAsync<RevealNumberOfRecordInput, DateTimeOffset>(this, commandId, input, actor, async change =>
        {
            if (await RequestReads.FindAsync(change.Context, input.Request) is not { } request)
                return new NotFound("request");
            change.IsAbout(request);
            if (RequestRules.IsAt(request, change.Now, RequestState.Verifying, RequestState.AwaitingApproval, RequestState.Approved) is { } otherStage)
                return otherStage;
            if (RequestRules.MayVerify(request, change.ActingPerson) is { } notTheirs)
                return notTheirs;
            var route = await RequestReads.RouteAsync(change.Context, request, change.Now);
            if (!route.IsAccepted)
                return Outcome<DateTimeOffset>.Refuse(route.Refusals);
            var policy = await PolicyInForce.ReadAsync(change.Context);
            var known = request.SubjectId is { } subject ? await ContactReads.OfAsync(change.Context, subject) : [];
            if (policy.Document.Signals.FirstOrDefault(s => s.Ways.Any(w => w.Channel == SignalChannel.CallBack)) is not { } callBack)
                return new SignalIsUnknown("call-back");
            var (demand, coolingOff) = (route.Value.Approval.CallBack, SignalContactRules.CoolingOffOf(request, policy.Document));
            if (SignalContactRules.MayGoTo(request, callBack, SignalChannel.CallBack, input.Contact, reference: null, known, demand, coolingOff, change.ActingPerson, change.Now) is { } notThere)
                return notThere;
            var contact = known.First(c => c.Id == input.Contact);
            var changeExecutedAt = await RequestReads.ChangeExecutedAtAsync(change.Context, RequestIntake.Of(request));
            if (SignalContactRules.CountsFrom(coolingOff, demand, SignalChannel.CallBack, contact.ChangedAt, changeExecutedAt) is { } from && from > change.Now)
                return new ContactIsCoolingOff(from);

            change.Record(
                RequestEvents.NumberRevealed, "request", request.Id.Value,
                EventDetail.Public("number", request.Number), EventDetail.Public("contact", input.Contact.Value.ToString("N")), EventDetail.Private("masked", contact.Masked));
            return change.Now;
        }, cancellationToken);
        if (!revealed.IsAccepted)
            return Outcome<NumberToDial>.Refuse(revealed.Refusals);

        // A repeat meets the stored instant, and not the number.
        var hidden = revealed.Value + ShownFor;
        if (time.Now >= hidden)
            return new NumberWasShown(revealed.Value);
        await using var context = store.Open();
        return await ContactReads.AddressAsync(context, input.Contact, cancellationToken) is { } number
            ? new NumberToDial(number, hidden)
            : new NoContactOfRecord(ContactKind.Phone);
    }
}
