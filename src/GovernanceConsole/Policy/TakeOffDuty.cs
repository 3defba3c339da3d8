using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Outbox;

namespace GovernanceConsole.Policy;

/// <param name="Duty">The duty that ends.</param>
public sealed record TakeOffDutyInput(DutyId Duty);

/// <summary>Ends somebody's duty: from this instant on they do not approve for the code.</summary>
[MayBeDoneBy(Role.Governance)]
public sealed class TakeOffDuty(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, TakeOffDutyInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<TakeOffDutyInput, Done>(this, commandId, input, actor, async change =>
        {
            if (await change.FindAsync<Duty>(input.Duty) is not { } duty)
                return new NotFound("duty");
            change.IsAbout(duty);
            if (duty.EndedAt is not null)
                return new DutyHasEnded();

            duty.TakeOff(change.ActingPerson, change.Now);
            change.Tell(duty.PersonId, PolicyNotices.TakenOffDuty(duty));
            change.Record(PolicyEvents.DutyEnded, duty, EventDetail.Public("code", duty.Code));
            return default(Done);
        }, cancellationToken);
}
