using GovernanceConsole.Policy;

namespace GovernanceConsole.Requests;

/// <summary>Why a recorded signal counts, or not.</summary>
public enum SignalStanding
{
    Counts,

    /// <summary>Would count, if another did not come by the same channel or out of the same hand.</summary>
    RepeatsAnother,

    /// <summary>It is weak, and weak ones add nothing.</summary>
    Weak,

    DidNotPass,

    /// <summary>Too long ago.</summary>
    Stale,

    /// <summary>The channel is the one the request came by.</summary>
    SameAsTheRequest,

    /// <summary>Not for this class of subject.</summary>
    NotForTheClass,

    /// <summary>Rests on a contact that was changed lately.</summary>
    ContactIsNew,

    /// <summary>Is the call-back that is asked for beside the signals.</summary>
    IsTheCallBack,

    /// <summary>Went to a former contact, and no call-back to the previous one is asked for.</summary>
    ContactIsFormer,

    /// <summary>Was taken by an agent who must not take this one.</summary>
    TakenByTheSameAgent,
}

/// <summary>A recorded signal and what it is worth now.</summary>
/// <param name="Id">The record.</param>
/// <param name="Standing">Why it counts or not.</param>
/// <param name="CountsFrom">For a contact in its cooling-off time, when it counts again; null otherwise.</param>
public sealed record JudgedSignal(RequestSignalId Id, SignalStanding Standing, DateTimeOffset? CountsFrom = null);

/// <summary>What verification has come to at one instant.</summary>
/// <param name="Signals">All recorded signals.</param>
/// <param name="Tally">Those that count.</param>
/// <param name="IsCalledBack">The call-back was done where one is asked for.</param>
/// <param name="IsSatisfied">Nothing is missing.</param>
/// <param name="StandsUntil">When the first of those that count goes stale; null where none counts.</param>
public sealed record VerificationState(IReadOnlyList<JudgedSignal> Signals, SignalTally Tally, bool IsCalledBack, bool IsSatisfied, DateTimeOffset? StandsUntil);

/// <summary>Judges signals by the policy. Nobody says "verified"; it is what the signals come to .</summary>
internal static class Verification
{
    private const string CallBackSignal = "V05";

    /// <param name="request">The request with its signals.</param>
    /// <param name="route">What it must go through.</param>
    /// <param name="policy">The rules of signals.</param>
    /// <param name="changeExecutedAt">When a contact or factor of the subject was last changed through the console; null for never. How old a contact is that a signal went to, the signal says.</param>
    /// <param name="now">The instant.</param>
    public static VerificationState Judge(Request request, Route route, PolicyDocument policy, DateTimeOffset? changeExecutedAt, DateTimeOffset now)
    {
        var coolingOff = SignalContactRules.CoolingOffOf(request, policy);
        var needsCallBack = route.Approval.CallBack.IsAsked();
        var judged = new List<JudgedSignal>();
        var candidates = new List<(RequestSignal Signal, CountedSignal Counted)>();
        var isCalledBack = false;
        foreach (var signal in request.Signals)
        {
            var rule = policy.FindSignal(signal.Code);
            var way = rule?.Ways.FirstOrDefault(w => w.Channel == signal.Channel);
            var settles = SignalContactRules.CountsFrom(coolingOff, route.Approval.CallBack, signal.Channel, signal.ContactChangedAt, changeExecutedAt);
            SignalStanding? against =
                rule is not { Counts: true } || way is null ? SignalStanding.Weak
                : signal.Result != SignalResult.Passed ? SignalStanding.DidNotPass
                : now - signal.TakenAt >= route.VerificationStands.Length ? SignalStanding.Stale
                : rule.Only is { } only && (request.SubjectClass is not { } known || !only.Contains(known)) ? SignalStanding.NotForTheClass
                : way.NotIfStartedBy?.Contains(request.Channel) == true ? SignalStanding.SameAsTheRequest
                : signal.Contact?.EndedAt is { } ended && !SignalContactRules.MayStillBeReached(ended, route.Approval.CallBack, signal.Channel, coolingOff, signal.TakenAt) ? SignalStanding.ContactIsFormer
                : (rule.NeedsSettledContact || signal.Contact is not null) && settles > now ? SignalStanding.ContactIsNew
                : rule.SecondAgentFrom is { } from && route.Level >= from && !IsBySecondAgent(signal, request) ? SignalStanding.TakenByTheSameAgent
                : null;
            if (against is { } reason)
            {
                judged.Add(new JudgedSignal(signal.Id, reason, reason == SignalStanding.ContactIsNew ? settles : null));
            }
            else if (needsCallBack && signal.Code == CallBackSignal)
            {
                isCalledBack = true;
                judged.Add(new JudgedSignal(signal.Id, SignalStanding.IsTheCallBack));
            }
            else
            {
                candidates.Add((signal, new CountedSignal(
                    signal.Code, signal.ResistsPhishing ? rule!.PhishingResistant ?? rule.Strength : rule!.Strength, way!.Channel, way.Custody, IsConfirmed(signal, rule), rule.OneOfTheSet)));
            }
        }

        var tally = IndependentSignals.Best([.. candidates.Select(c => c.Counted)], route.Signals);
        var counting = candidates.Where(c => tally.Counted.Contains(c.Counted, ReferenceEqualityComparer.Instance)).Select(c => c.Signal).ToList();
        judged.AddRange(candidates.Select(c => new JudgedSignal(c.Signal.Id, counting.Contains(c.Signal) ? SignalStanding.Counts : SignalStanding.RepeatsAnother)));
        var isTriggered = route.Signals.OrTrigger is not null && request.TriggeredBy is not null && request.EnteredByKey is not null; // only a source system says so, not an agent
        var isSatisfied = (isTriggered || tally.Satisfies(route.Signals)) && (!needsCallBack || isCalledBack) && (!route.Signals.Incident || request.Incident is not null);
        return new VerificationState(
            [.. request.Signals.Select(s => judged.Single(j => j.Id == s.Id))], tally, isCalledBack, isSatisfied,
            counting.Count == 0 ? null : counting.Min(s => s.TakenAt) + route.VerificationStands.Length);
    }

    /// <summary>A system reported it, its person gave it in this console, or a second person looked at it too: an agent's word alone is none of these .</summary>
    private static bool IsConfirmed(RequestSignal signal, SignalRule rule) =>
        signal.ConfirmedById is not null || (rule.SystemConfirmed && (signal.ReportedByKey is not null || signal.Channel == SignalChannel.Console));

    /// <summary>Neither the one who entered the request nor one who took another of its signals.</summary>
    private static bool IsBySecondAgent(RequestSignal signal, Request request) =>
        signal.TakenById is null || (signal.TakenById != request.EnteredById && request.Signals.All(s => s.Id == signal.Id || s.TakenById != signal.TakenById || s.Code == signal.Code));
}
