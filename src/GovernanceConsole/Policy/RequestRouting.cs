using GovernanceConsole.Identity;

namespace GovernanceConsole.Policy;

/// <summary>What decides lane and level of a request. Nobody chooses them, and urgency is not among it .</summary>
/// <param name="Kind">The code of the kind.</param>
/// <param name="Class">The class of the subject; null where it is not known, which counts as the strictest .</param>
public sealed record RoutingFacts(string Kind, SubjectClass? Class)
{
    /// <summary>The target system's attributes that raise; empty for none.</summary>
    public IReadOnlySet<RaisingCondition> SystemAttributes { get; init; } = new HashSet<RaisingCondition>();

    /// <summary>The last change of a contact or factor of the subject; null for none known.</summary>
    public DateTimeOffset? ContactChangedAt { get; init; }

    /// <summary>The last verification of the subject that failed; null for none known.</summary>
    public DateTimeOffset? VerificationFailedAt { get; init; }

    /// <summary>The desk is outsourced and what it does is not seen.</summary>
    public bool IsDeskUnseen { get; init; }

    public IReadOnlySet<string> Tags { get; init; } = new HashSet<string>();
}

/// <summary>What a request must go through, by which rule of which policy.</summary>
public sealed record Route
{
    /// <summary>The id of the rule: <c>K01-STD</c>.</summary>
    public required string RuleId { get; init; }

    /// <summary>The version of the policy.</summary>
    public required int PolicyVersion { get; init; }

    public required Lane Lane { get; init; }

    /// <summary>The level, raised by what <see cref="RaisedBy"/> names.</summary>
    public required RiskLevel Level { get; init; }

    /// <summary>Ids of the rules that raised the level, one step each; empty for none.</summary>
    public required IReadOnlyList<string> RaisedBy { get; init; }

    public required SignalDemand Signals { get; init; }

    public required ApprovalDemand Approval { get; init; }

    public required Validity Validity { get; init; }

    public required ReviewDemand Review { get; init; }

    public required MonitoringDemand Monitoring { get; init; }

    /// <summary>How long a completed verification stands.</summary>
    public required Duration VerificationStands { get; init; }

    public required FormTemplate Template { get; init; }

    public required AuditCategory Category { get; init; }

    public required IReadOnlyList<EvidenceCode> Evidence { get; init; }

    public required IReadOnlyList<NoticeTarget> Notifies { get; init; }
}

/// <summary>Finds the rule of a request and what raised it. One function for intake, preview, replay and import.</summary>
public static class RequestRouting
{
    /// <param name="policy">What is demanded.</param>
    /// <param name="version">Its number, stored with the decision.</param>
    /// <param name="facts">What is asked.</param>
    /// <param name="now">The instant of the decision.</param>
    /// <returns>The route, or why the kind is not offered.</returns>
    public static Outcome<Route> Decide(PolicyDocument policy, int version, RoutingFacts facts, DateTimeOffset now)
    {
        if (policy.FindKind(facts.Kind) is not { } kind)
            return new KindIsUnknown(facts.Kind);
        if (facts.Class is { } known)
            return policy.FindRule(RequestRule.IdOf(kind.Code, known)) is { } rule ? Raise(policy, version, kind, rule, facts, now) : WhyNot(policy, kind, known);
        // Nobody knows whose access it is: the strictest of what is offered, not the most convenient.
        var strictest = policy.Rules.Where(r => r.Kind == kind.Code).OrderByDescending(r => r.Level).ThenByDescending(r => r.Approval.Seats.Count).FirstOrDefault();
        return strictest is null ? new KindIsNotOffered(kind.Title, "anybody", NotOfferedBecause.Denied, "") : Raise(policy, version, kind, strictest, facts, now);
    }

    /// <summary>Of several parts of one matter the strictest sets the level of the whole .</summary>
    public static RiskLevel LevelOfWhole(IEnumerable<Route> parts) => parts.Max(p => p.Level);

    /// <summary>Two routes of one request as one that asks for what either does: a policy that tightens binds at once, one that loosens helps no pending request (D11).</summary>
    /// <param name="present">By the policy in force.</param>
    /// <param name="then">By the policy it was submitted under.</param>
    public static Route StricterOf(Route present, Route then)
    {
        var seats = present.Approval.Seats.ToList();
        foreach (var seat in then.Approval.Seats)
        {
            // A seat that the present policy has too is one seat; what it dropped stays asked for.
            if (seats.Count < then.Approval.Seats.Count && !seats.Exists(s => s.SequenceEqual(seat, StringComparer.Ordinal)))
                seats.Add(seat);
        }

        return present with
        {
            Level = present.Level > then.Level ? present.Level : then.Level,
            RaisedBy = [.. present.RaisedBy.Union(then.RaisedBy, StringComparer.Ordinal)],
            Signals = StricterSignals.Of(present.Signals, then.Signals) with { OrTrigger = present.Signals.OrTrigger == then.Signals.OrTrigger ? present.Signals.OrTrigger : null },
            Approval = present.Approval with
            {
                Seats = seats,
                CallBack = present.Approval.CallBack.IsAsked() ? present.Approval.CallBack : then.Approval.CallBack,
                When = (ApprovalMoment)Math.Min((int)present.Approval.When, (int)then.Approval.When), // in the order of how early they bind
                OrTrigger = present.Approval.OrTrigger == then.Approval.OrTrigger ? present.Approval.OrTrigger : null, // what one of them does not accept stands in for nothing
                CompletenessConfirmed = present.Approval.CompletenessConfirmed || then.Approval.CompletenessConfirmed,
                OneWithDutyManagerInOutage = present.Approval.OneWithDutyManagerInOutage && then.Approval.OneWithDutyManagerInOutage,
                NeedConfirmedBy = present.Approval.NeedConfirmedBy ?? then.Approval.NeedConfirmedBy,
            },
            Monitoring = present.Monitoring.For >= then.Monitoring.For ? present.Monitoring : then.Monitoring,
            VerificationStands = present.VerificationStands <= then.VerificationStands ? present.VerificationStands : then.VerificationStands,
        };
    }

    private static Route Raise(PolicyDocument policy, int version, KindRule kind, RequestRule rule, RoutingFacts facts, DateTimeOffset now)
    {
        // What takes access away is never slowed down by the danger that made it necessary: no raising rule is for it.
        var reasons = policy.Raising.Where(r => r.IsFor(rule) && Holds(r, facts, now)).Select(r => r.Id).ToList();
        var level = (RiskLevel)Math.Min((int)RiskLevel.Critical, (int)rule.Level + reasons.Count);
        return RaisedTo(policy, version, kind, rule, level) with { RaisedBy = reasons };
    }

    /// <summary>What a rule asks for at a level that it is raised to: its own demands and the least of the level, whichever is more.</summary>
    /// <param name="policy">What is demanded.</param>
    /// <param name="version">Its number.</param>
    /// <param name="kind">The kind of the rule.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="level">The rule's own level, or one above it.</param>
    public static Route RaisedTo(PolicyDocument policy, int version, KindRule kind, RequestRule rule, RiskLevel level)
    {
        var least = level > rule.Level ? policy.Levels.First(l => l.Lane == rule.Lane && l.Level == level) : null;
        return new Route
        {
            RuleId = rule.Id,
            PolicyVersion = version,
            Lane = rule.Lane,
            Level = level,
            RaisedBy = [],
            Signals = least is null ? rule.Signals : StricterSignals.Of(rule.Signals, rule.Class == SubjectClass.Service ? least.SignalsOfServices ?? least.Signals : least.Signals),
            Approval = least is null ? rule.Approval : Stricter(rule, least, policy),
            Validity = rule.Validity,
            Review = least is null ? rule.Review : Stricter(rule.Review, least.Review),
            Monitoring = least is null ? rule.Monitoring : rule.Monitoring with { For = rule.Monitoring.For > least.Monitoring.For ? rule.Monitoring.For : least.Monitoring.For },
            VerificationStands = policy.VerificationStands.First(v => v.Level == level).For,
            Template = kind.Template,
            Category = kind.Category,
            Evidence = least is { CallBack: not CallBack.None } && !kind.Evidence.Contains(EvidenceCode.E3) ? [.. kind.Evidence, EvidenceCode.E3] : kind.Evidence,
            Notifies = [.. kind.Notifies.Where(n => n.Only is null || n.Only == rule.Class).Select(n => n.To)],
        };
    }

    private static bool Holds(RaisingRule raising, RoutingFacts facts, DateTimeOffset now) => raising.When switch
    {
        RaisingCondition.HighlyAvailableSystem or RaisingCondition.ExternallyFacingSystem or RaisingCondition.PrivilegedAdministrationSystem => facts.SystemAttributes.Contains(raising.When),
        RaisingCondition.ContactChanged => IsWithin(facts.ContactChangedAt, raising.Within, now),
        RaisingCondition.VerificationFailed => IsWithin(facts.VerificationFailedAt, raising.Within, now),
        RaisingCondition.OutsourcedDeskUnseen => facts.IsDeskUnseen,
        RaisingCondition.Tag => facts.Tags.Contains(raising.Tag!),
        RaisingCondition.Always => true,
    };

    private static bool IsWithin(DateTimeOffset? at, Duration? within, DateTimeOffset now) => at is { } instant && within is { } span && now - instant < span.Length;

    /// <summary>The rule's own seats, and as many of the class's as the level asks for beyond them.</summary>
    private static ApprovalDemand Stricter(RequestRule rule, LevelRule least, PolicyDocument policy)
    {
        var seats = rule.Approval.Seats.ToList();
        var more = policy.Classes.First(c => c.Class == rule.Class).Approvers.Where(code => !seats.Exists(s => s.Contains(code)));
        seats.AddRange(more.Take(Math.Max(0, least.Approvals - seats.Count)).Select(code => (IReadOnlyList<string>)[code]));
        return rule.Approval with
        {
            Seats = seats,
            CallBack = rule.Approval.CallBack.IsAsked() ? rule.Approval.CallBack : least.CallBack == CallBack.None ? rule.Approval.CallBack : least.CallBack,
        };
    }

    private static ReviewDemand Stricter(ReviewDemand rule, ReviewDemand least)
    {
        if (rule.WorkingDays is null)
            return least.WorkingDays is null && rule.SamplePercent > least.SamplePercent ? rule : least;
        return least.WorkingDays is { } days && days < rule.WorkingDays ? least : rule with { EveryCase = rule.EveryCase || least.EveryCase };
    }

    private static KindIsNotOffered WhyNot(PolicyDocument policy, KindRule kind, SubjectClass subject)
    {
        var cell = policy.NotOffered.FirstOrDefault(n => n.Cell == RequestRule.IdOf(kind.Code, subject));
        var instead = string.Join(" or ", cell?.Instead?.Select(code => policy.FindKind(code)?.Title ?? code) ?? []);
        return new KindIsNotOffered(kind.Title, SubjectClasses.Of(subject).Name.ToLowerInvariant(), cell?.Because ?? NotOfferedBecause.Denied, instead);
    }
}

/// <summary>Two demands for signals as one that satisfies both.</summary>
internal static class StricterSignals
{
    public static SignalDemand Of(SignalDemand one, SignalDemand other)
    {
        var named = (one.Named ?? []).Union(other.Named ?? [], StringComparer.Ordinal).ToList();
        return new SignalDemand
        {
            Independent = Math.Max(Math.Max(one.Independent, other.Independent), named.Count),
            Strong = Math.Max(one.Strong, other.Strong),
            PresenceGrade = Math.Max(one.PresenceGrade, other.PresenceGrade),
            SystemConfirmed = one.SystemConfirmed || other.SystemConfirmed,
            Named = named.Count == 0 ? null : named,
            OrTrigger = one.OrTrigger,
            EnrolledHolder = one.EnrolledHolder || other.EnrolledHolder,
            Incident = one.Incident || other.Incident,
        };
    }
}
