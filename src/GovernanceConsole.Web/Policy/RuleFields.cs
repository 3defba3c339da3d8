using System.Text.RegularExpressions;
using GovernanceConsole.Identity;
using GovernanceConsole.Policy;

namespace GovernanceConsole.Web.Policy;

/// <summary>What somebody types into the form of a rule; read into a rule when it is sent, and shown back in words meanwhile.</summary>
public sealed partial class RuleFields
{
    private readonly string _id;

    public RuleFields(RequestRule rule)
    {
        _id = rule.Id;
        (Lane, Level) = (rule.Lane, rule.Level);
        (Independent, Strong, PresenceGrade) = (rule.Signals.Independent, rule.Signals.Strong, rule.Signals.PresenceGrade);
        (SystemConfirmed, EnrolledHolder, Incident, SignalsOrTrigger) = (rule.Signals.SystemConfirmed, rule.Signals.EnrolledHolder, rule.Signals.Incident, rule.Signals.OrTrigger);
        Named = string.Join(", ", rule.Signals.Named ?? []);
        (CallBack, When, ApprovalOrTrigger) = (rule.Approval.CallBack, rule.Approval.When, rule.Approval.OrTrigger);
        (CompletenessConfirmed, OneWithDutyManagerInOutage) = (rule.Approval.CompletenessConfirmed, rule.Approval.OneWithDutyManagerInOutage);
        (Seats, NeedConfirmedBy) = (SeatsText.Of(rule.Approval.Seats), rule.Approval.NeedConfirmedBy ?? "");
        foreach (var field in ValidityField.All)
        {
            if (field.Read(rule.Validity) is { } said)
                Validity[field.Name] = said;
        }

        (IsSampled, WorkingDays, OpenedWithin) = (rule.Review.SamplePercent is not null, rule.Review.WorkingDays, rule.Review.OpenedWithin);
        (EveryCase, OfCompleteness, ReviewFrom) = (rule.Review.EveryCase, rule.Review.OfCompleteness, rule.Review.From);
        (SamplePercent, SampleEvery) = (rule.Review.SamplePercent, rule.Review.Every ?? SampleInterval.Monthly);
        (WatchedFor, FirstCheckAfter) = (rule.Monitoring.For.ToString(), rule.Monitoring.FirstCheckAfter?.ToString() ?? "");
        (Live, ForUseAfterRemoval) = (rule.Monitoring.Live, rule.Monitoring.ForUseAfterRemoval);
    }

    public Lane Lane { get; set; }

    public RiskLevel Level { get; set; }

    public int Independent { get; set; }

    public int Strong { get; set; }

    public int PresenceGrade { get; set; }

    public bool SystemConfirmed { get; set; }

    public bool EnrolledHolder { get; set; }

    public bool Incident { get; set; }

    /// <summary>Codes of signals, with commas between them.</summary>
    public string? Named { get; set; }

    public SourceTrigger? SignalsOrTrigger { get; set; }

    public CallBack CallBack { get; set; }

    /// <summary>As <see cref="SeatsText"/> reads them.</summary>
    public string? Seats { get; set; }

    public ApprovalMoment When { get; set; }

    public SourceTrigger? ApprovalOrTrigger { get; set; }

    public string? NeedConfirmedBy { get; set; }

    public bool CompletenessConfirmed { get; set; }

    public bool OneWithDutyManagerInOutage { get; set; }

    /// <summary>What the rule says of <see cref="ValidityField.All"/>, by name; what it does not say is not there.</summary>
    public Dictionary<string, string> Validity { get; } = new(StringComparer.Ordinal);

    /// <summary>A sample is drawn; otherwise every case is reviewed.</summary>
    public bool IsSampled { get; set; }

    public int? WorkingDays { get; set; }

    public int? OpenedWithin { get; set; }

    public bool EveryCase { get; set; }

    public bool OfCompleteness { get; set; }

    public ReviewStart ReviewFrom { get; set; }

    public int? SamplePercent { get; set; }

    public SampleInterval SampleEvery { get; set; }

    public string? WatchedFor { get; set; }

    public string? FirstCheckAfter { get; set; }

    public bool Live { get; set; }

    public bool ForUseAfterRemoval { get; set; }

    /// <summary>The rule, or everything that cannot be read. Whether it holds together is for the checks of the policy.</summary>
    public Outcome<RequestRule> Read()
    {
        var refusals = new List<Refusal>();
        var seats = SeatsText.Parse(Seats);
        refusals.AddRange(seats.Refusals);
        var validity = new Validity();
        foreach (var field in ValidityField.All)
        {
            if (!Validity.TryGetValue(field.Name, out var typed))
                continue;
            validity = field.Write(validity, field.IsFlag ? default : DurationOf(field.Words, typed, refusals));
        }

        var watchedFor = DurationOf("Watched for", WatchedFor, refusals);
        Duration? firstCheck = string.IsNullOrWhiteSpace(FirstCheckAfter) ? null : DurationOf("First check after", FirstCheckAfter, refusals);
        if (refusals.Count > 0)
            return refusals;

        var named = Separators().Split(Named ?? "").Where(code => code.Length > 0).Select(code => code.ToUpperInvariant()).Distinct(StringComparer.Ordinal).ToList();
        return new RequestRule
        {
            Id = _id,
            Lane = Lane,
            Level = Level,
            Signals = new SignalDemand
            {
                Independent = Independent, Strong = Strong, PresenceGrade = PresenceGrade, SystemConfirmed = SystemConfirmed, Named = named.Count == 0 ? null : named,
                OrTrigger = SignalsOrTrigger, EnrolledHolder = EnrolledHolder, Incident = Incident,
            },
            Approval = new ApprovalDemand
            {
                CallBack = CallBack, Seats = seats.Value, When = When, OrTrigger = ApprovalOrTrigger, CompletenessConfirmed = CompletenessConfirmed,
                OneWithDutyManagerInOutage = OneWithDutyManagerInOutage, NeedConfirmedBy = string.IsNullOrWhiteSpace(NeedConfirmedBy) ? null : NeedConfirmedBy.Trim().ToUpperInvariant(),
            },
            Validity = validity,
            Review = IsSampled
                ? new ReviewDemand { SamplePercent = SamplePercent, Every = SampleEvery, EveryCase = EveryCase, OfCompleteness = OfCompleteness, From = ReviewFrom }
                : new ReviewDemand { WorkingDays = WorkingDays, OpenedWithin = OpenedWithin, EveryCase = EveryCase, OfCompleteness = OfCompleteness, From = ReviewFrom },
            Monitoring = new MonitoringDemand { For = watchedFor, FirstCheckAfter = firstCheck, Live = Live, ForUseAfterRemoval = ForUseAfterRemoval },
        };
    }

    private static Duration DurationOf(string what, string? typed, List<Refusal> refusals)
    {
        if (Duration.Parse(typed?.Trim()) is { } duration)
            return duration;
        refusals.Add(new DurationIsUnreadable(what, typed ?? ""));
        return default;
    }

    [GeneratedRegex(@"[\s,;+]+", RegexOptions.NonBacktracking)]
    private static partial Regex Separators();
}
