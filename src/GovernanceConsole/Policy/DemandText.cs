using System.Text.Json;

namespace GovernanceConsole.Policy;

/// <summary>The words in which people read what a rule asks for; made from the rule, so that they never say something else.</summary>
public static class DemandText
{
    /// <summary>The level, or that speed comes first.</summary>
    public static string OfLevel(Lane lane, RiskLevel level) => lane == Lane.Protective ? "Protective" : level.ToString();

    public static string Of(SignalDemand signals, PolicyDocument policy)
    {
        var parts = new List<string>();
        if (signals.Named is { Count: > 0 } named)
            parts.Add(string.Join(" + ", named.Select(code => policy.FindSignal(code)?.Name ?? code)));
        else if (signals.Independent == 1)
            parts.Add(signals.PresenceGrade > 0 ? "1 presence-grade signal" : signals.Strong > 0 ? "1 strong signal" : "1 usable signal");
        else if (signals.Strong == signals.Independent)
            parts.Add($"{signals.Independent} independent strong signals");
        else
            parts.Add($"{signals.Independent} independent signals{(signals.Strong > 0 ? $", {signals.Strong} or more of them strong" : "")}");
        if (signals.PresenceGrade > 0 && (signals.Independent > 1 || signals.Named is not null))
            parts.Add($"{signals.PresenceGrade} of them presence-grade");
        if (signals.SystemConfirmed)
            parts.Add("confirmed by a system or a second person");
        if (signals.EnrolledHolder)
            parts.Add("by a holder enrolled beforehand");
        if (signals.Incident)
            parts.Add("with the reference of an incident");
        if (signals.OrTrigger is { } trigger)
            parts.Add($"or {Of(trigger)} instead");
        return string.Join(", ", parts);
    }

    public static string Of(ApprovalDemand approval)
    {
        var parts = new List<string>();
        if (Of(approval.CallBack) is { } callBack)
            parts.Add(callBack);
        if (approval.Seats.Count > 0)
        {
            var seats = string.Join(" and ", approval.Seats.Select(s => string.Join(" or ", s)));
            parts.Add(approval.When switch
            {
                ApprovalMoment.Always => $"approved by {seats}",
                ApprovalMoment.EarlyOrDisputed => $"approved by {seats} where it is early or disputed",
                ApprovalMoment.Reversal => $"undone only with approval by {seats}",
            });
        }

        if (approval.OrTrigger is { } trigger)
            parts.Add($"or {Of(trigger)} instead");
        if (approval.NeedConfirmedBy is { } need)
            parts.Add($"{need} confirms the need");
        if (approval.CompletenessConfirmed)
            parts.Add("a second person confirms that it is complete");
        if (approval.OneWithDutyManagerInOutage)
            parts.Add("in a declared outage one of them with the duty manager, the rest confirm afterwards");
        return parts.Count == 0 ? "none" : string.Join(", ", parts);
    }

    public static string Of(Validity validity)
    {
        var parts = new List<string?>
        {
            validity.UsableFor is { } usable ? $"usable for {usable}{(validity.Once ? ", once" : "")}" : null,
            validity.UsableForByMail is { } mail ? $"by e-mail for {mail}" : null,
            validity.FormerEndsAtOnce ? "the former is off at once" : null,
            validity.NoSignalFor is { } cooling ? $"the new one is no signal for {cooling}" : null,
            validity.DoneWithin is { } done ? $"done within {done}" : null,
            validity.SecretsReplacedWithin is { } replaced ? $"secrets replaced within {replaced}" : null,
            validity.SecretDestroyed ? "the secret is destroyed" : null,
            validity.Overlap is { } overlap ? $"old and new overlap for {overlap}" : null,
            validity.Longest is { } longest ? $"at most {longest}" : null,
            validity.LongestIfDynamic is { } dynamic ? $"at most {dynamic} or until the task ends if dynamic" : null,
            validity.HardCap is { } cap ? $"renewed to {cap} and no further" : null,
            validity.EligibleFor is { } eligible ? $"eligible for {eligible}" : null,
            validity.NotLongerThanBefore ? "not longer than before" : null,
            validity.NotRepeated ? "once; again is a new request" : null,
            validity.NotPastContract ? "not past the contract" : null,
            validity.ReviewAfter is { } review ? $"looked at again after {review}" : null,
            validity.ComesBack ? "then on again by itself" : null,
            validity.ThenThoseOnRecord ? "then only those on record" : null,
            validity.ThenNormalKind ? "then the normal kind must follow" : null,
            validity.UntilReviewed ? "until reviewed" : null,
        };
        var said = parts.OfType<string>().ToList();
        return said.Count == 0 ? "nothing is issued" : string.Join("; ", said);
    }

    public static string Of(ReviewDemand review)
    {
        if (review.SamplePercent is { } percent)
            return $"{(review.Every == SampleInterval.Weekly ? "weekly" : "monthly")} sample of {percent} %";
        var days = $"{(review.OpenedWithin is { } opened ? $"begun within {Days(opened)}, done " : "")}within {Days(review.WorkingDays ?? 0)}";
        return days + (review.EveryCase ? ", every case by itself" : "") + (review.OfCompleteness ? ", whether it is complete" : "") + (review.From == ReviewStart.BackOn ? " after it is on again" : "");
    }

    public static string Of(MonitoringDemand monitoring) =>
        $"{(monitoring.Live ? "live, then " : "")}{monitoring.For}"
        + (monitoring.FirstCheckAfter is { } first ? $", first check after {first}" : "")
        + (monitoring.ForUseAfterRemoval ? ", for use after removal" : "");

    public static string Of(SourceTrigger trigger) => trigger switch
    {
        SourceTrigger.HrOrContract => "a trigger from HR or contract",
        SourceTrigger.Retirement => "its retirement",
        SourceTrigger.LegalOrFraudOrder => "an order by legal or fraud",
    };

    /// <summary>Null where no call-back plays a part.</summary>
    public static string? Of(CallBack callBack) => callBack switch
    {
        CallBack.None => null,
        CallBack.MayServeAsSignal => "a call-back may serve as a signal",
        CallBack.Required => "call-back",
        CallBack.PreviousContact => "call-back to the previous contact",
        CallBack.OwnerOnAnotherChannel => "the owner confirms on another channel",
    };

    /// <summary>The words of a choice of the policy, as its file writes it but with spaces.</summary>
    internal static string OfChoice<T>(T choice)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(choice.ToString()).Replace('-', ' ');

    private static string Days(int days) => days == 1 ? "1 working day" : $"{days} working days";
}
