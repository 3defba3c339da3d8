using System.Globalization;
using GovernanceConsole.Identity;

namespace GovernanceConsole.Policy;

/// <summary>
/// Whether a policy holds together: every kind has its path, form, approval route and heading, nothing in it is out of
/// reach, and nothing takes back what the policy is for. A version that fails a check is never proposed.
/// </summary>
public static class PolicyChecks
{
    /// <summary>Parts that one person never has both of, whatever governance decides (7.4; D2, D3, O2).</summary>
    private static readonly SeparatedParts[] AlwaysApart =
    [
        SeparatedParts.RequesterAndApprover, SeparatedParts.SubjectAndApprover, SeparatedParts.SubjectAndVerifierOrExecutor, SeparatedParts.VerifierAndApprover,
        SeparatedParts.ControlOwnerAndRiskOwner, SeparatedParts.ExceptionDesignerApproverAcceptorAndSigner,
        SeparatedParts.AttestationReviewerAndSubject, SeparatedParts.IncidentReviewerAndActor,
    ];

    /// <summary>Parts kept apart from High upward at the least.</summary>
    private static readonly SeparatedParts[] ApartFromHigh = [SeparatedParts.TwoApprovers, SeparatedParts.VerifierAndExecutor];

    /// <summary>What is no code and may stand in for one.</summary>
    private const string NextManager = "next-manager";

    /// <summary>Everything that does not hold, in the order of the document; empty where it does.</summary>
    public static IReadOnlyList<Refusal> Check(PolicyDocument policy) =>
    [
        .. PolicyRules.Check(policy.Limits),
        .. Names(policy),
        // What follows looks one thing up in another, so names come first.
        .. Names(policy).Any() ? [] : Findings(policy),
    ];

    private static IEnumerable<Refusal> Findings(PolicyDocument policy) =>
    [
        .. policy.Kinds.SelectMany(kind => OfKind(policy, kind)),
        .. policy.Rules.SelectMany(rule => OfRule(policy, rule)),
        .. Cells(policy), .. Levels(policy), .. Signals(policy), .. Approvers(policy), .. Raising(policy), .. Separation(policy),
    ];

    /// <summary>Each id once, each of the shape its part has, and each that is named elsewhere is there.</summary>
    private static IEnumerable<PolicyDoesNotHold> Names(PolicyDocument policy)
    {
        foreach (var (part, ids) in new (string, IEnumerable<string>)[]
        {
            ("kinds", policy.Kinds.Select(k => k.Code)), ("rules", policy.Rules.Select(r => r.Id)), ("signals", policy.Signals.Select(s => s.Code)),
            ("raising", policy.Raising.Select(r => r.Id)), ("approvers", policy.Approvers.Select(a => a.Code)), ("classes", policy.Classes.Select(c => SubjectClasses.Of(c.Class).Code)),
            ("levels", policy.Levels.Select(l => $"{LaneText.Of(l.Lane)}, {l.Level}")), ("verificationStands", policy.VerificationStands.Select(v => v.Level.ToString())),
            ("separation", policy.Separation.Select(s => s.Parts.ToString())), ("notOffered", policy.NotOffered.Select(n => n.Cell)),
        })
        {
            foreach (var twice in ids.GroupBy(id => id, StringComparer.Ordinal).Where(g => g.Count() > 1))
                yield return new("names", twice.Key, $"stands in “{part}” {twice.Count()} times. Keep one.", "R-026");
        }

        foreach (var kind in policy.Kinds.Where(k => k.Code.Length != 3 || k.Code[0] != 'K' || !int.TryParse(k.Code.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > 99))
            yield return new("names", kind.Code, "is no code of a kind. Those of the organisation are K20 to K99.", "R-036");
        foreach (var kind in RequestKinds.All.Where(k => policy.FindKind(k.Code) is null))
            yield return new("names", kind.Code, $"“{kind.Name}” is missing among the kinds. A kind that is not wanted is not offered to any class.", "R-027");
        foreach (var kind in policy.Kinds.Where(k => RequestKinds.FindByCode(k.Code) is null && (string.IsNullOrWhiteSpace(k.Name) || k.Like is not { } like || RequestKinds.FindByCode(like) is null)))
            yield return new("names", kind.Code, "a kind of the organisation needs a name, and in “like” the kind of the catalogue on whose paths it runs.", "R-036");
        foreach (var kind in policy.Kinds.Where(k => RequestKinds.FindByCode(k.Code) is not null && (k.Name is not null || k.Like is not null)))
            yield return new("names", kind.Code, "is a kind of the catalogue: its name is fixed, and it runs on its own paths.", "R-036");
        foreach (var id in policy.Rules.Select(r => r.Id).Concat(policy.NotOffered.Select(n => n.Cell)).Where(id => id.Split('-') is not [var kind, var subject] || policy.FindKind(kind) is null || SubjectClasses.All.All(c => c.Code != subject)))
            yield return new("names", id, "is no cell: it is written as the code of a kind and of a class, such as K01-STD.", "R-026");
        foreach (var subject in SubjectClasses.All.Where(c => policy.Classes.All(r => r.Class != c.Class)))
            yield return new("names", subject.Code, $"“{subject.Name}” is missing among the classes.", "R-038");
        foreach (var level in Enum.GetValues<RiskLevel>().Where(l => policy.VerificationStands.All(v => v.Level != l)))
            yield return new("names", level.ToString(), "how long a verification stands at this level is missing.", "R-061");
        foreach (var code in policy.Rules.SelectMany(r => r.Approval.Seats.SelectMany(s => s).Append(r.Approval.NeedConfirmedBy).OfType<string>().Select(c => (At: r.Id, Code: c)))
            .Concat(policy.Classes.SelectMany(c => c.Approvers.Select(a => (At: SubjectClasses.Of(c.Class).Code, Code: a))))
            .Concat(policy.Approvers.SelectMany(a => a.Substitutes.Where(s => s != NextManager).Select(s => (At: a.Code, Code: s))))
            .Where(c => policy.FindApprover(c.Code) is null))
        {
            yield return new("names", code.At, $"names the approver {code.Code}, which is not among the approvers.", "R-027");
        }

        foreach (var (at, code) in policy.Rules.Select(r => (At: r.Id, r.Signals))
            .Concat(policy.Levels.SelectMany(l => new[] { l.Signals, l.SignalsOfServices }.OfType<SignalDemand>().Select(s => (At: $"{LaneText.Of(l.Lane)}, {l.Level}", Signals: s))))
            .SelectMany(x => (x.Signals.Named ?? []).Select(code => (x.At, code)))
            .Where(x => policy.FindSignal(x.code) is not { Counts: true }))
        {
            yield return new("names", at, $"asks for the signal {code}, which is not among those that count.", "R-027");
        }
    }

    private static IEnumerable<PolicyDoesNotHold> OfKind(PolicyDocument policy, KindRule kind)
    {
        var rules = policy.Rules.Where(r => r.Kind == kind.Code).ToList();
        if (rules.Count == 0)
            yield return new("kinds", kind.Code, $"“{kind.Title}” is offered to no class, so it has no path. Write a rule for one.", "R-027");
        if (!kind.Evidence.Contains(EvidenceCode.E1) || !kind.Evidence.Contains(EvidenceCode.E5))
            yield return new("kinds", kind.Code, "E1 (who, by which rule, with which signals) and E5 (confirmation by the target system) belong to the evidence of every kind.", "R-080");
        if (kind.Notifies.Count == 0)
            yield return new("kinds", kind.Code, "nobody is told of it. Name at least one system or person.", "R-099");
        if (kind.Effect is Effect.Right or Effect.EmergencyRight && !kind.ChangesScope)
            yield return new("kinds", kind.Code, "it grants a right, so it changes scope.", "R-023");
        if (kind.Effect == Effect.Persistence && !kind.ChangesPersistence)
            yield return new("kinds", kind.Code, "it makes a right last longer, so it changes persistence.", "R-024");
        var template = kind.Category switch
        {
            AuditCategory.Recovery => FormTemplate.Repair,
            AuditCategory.Access => FormTemplate.Access,
            AuditCategory.Emergency => FormTemplate.Emergency,
            AuditCategory.Protective => FormTemplate.Protective,
        };
        if (kind.Template != template)
            yield return new("kinds", kind.Code, $"its form is “{kind.Template}” and its audit category “{kind.Category}”: they belong to different lanes.", "R-027");
        foreach (var rule in rules.Where(r => CategoryOf(r.Lane) != kind.Category))
            yield return new("kinds", rule.Id, $"runs in the lane {LaneText.Of(rule.Lane)}, while form and audit category of the kind are of “{kind.Category}”.", "R-027");
    }

    private static IEnumerable<PolicyDoesNotHold> OfRule(PolicyDocument policy, RequestRule rule)
    {
        var kind = policy.FindKind(rule.Kind)!;
        if (rule.Lane == Lane.BreakFix && (kind.ChangesScope || kind.ChangesPersistence))
            yield return new("lanes", rule.Id, "changes scope or persistence, so it is governed and never break-fix.", "R-036");
        if (rule.Lane == Lane.Protective && kind.Effect != Effect.Removal)
            yield return new("lanes", rule.Id, "the protective lane only takes access away.", "R-022");
        foreach (var finding in OfDemand(rule.Id, rule.Signals).Concat(LeastSignals(kind, rule)))
            yield return finding;
        if (!CanBeMet(policy, rule.Signals, rule.Class!.Value))
            yield return new("reach", rule.Id, "no combination of the signals for this class is enough for it, so nobody could ever get through.", "R-027");
        if (rule.Lane == Lane.GovernedAccess && rule.Approval.Seats.Count == 0)
            yield return new("approvals", rule.Id, "governed access needs somebody who approves.", "R-022");
        if (rule.Lane == Lane.GovernedRecovery && rule.Approval.Seats.Count == 0 && rule.Approval.CallBack is CallBack.None or CallBack.MayServeAsSignal)
            yield return new("approvals", rule.Id, "governed recovery needs an approval or a call-back.", "R-022");
        var calledBack = rule.Approval.CallBack.IsAsked();
        if (rule.Level >= RiskLevel.High && kind.Effect != Effect.Removal && rule.Approval.Seats.Count < 2 && !calledBack)
            yield return new("approvals", rule.Id, "at High it takes two approvals or a call-back.", "R-067");
        if (rule.Level == RiskLevel.Critical && rule.Approval.Seats.Count < 2)
            yield return new("approvals", rule.Id, "at Critical it takes two approvals.", "R-067");
        if (rule.Approval.Seats.Any(s => s.Count == 0))
            yield return new("approvals", rule.Id, "a seat without a code is one that nobody can fill.", "R-027");
        if (rule.Approval.Seats.Any(s => s.All(c => policy.FindApprover(c)!.Source == ApproverSource.SourceSystem)))
            yield return new("approvals", rule.Id, "a source system alone does not approve: give the seat a person beside it.", "R-189");
        if ((rule.Review.WorkingDays is null) == (rule.Review.SamplePercent is null) || (rule.Review.SamplePercent is null) != (rule.Review.Every is null))
            yield return new("reviews", rule.Id, "either every case is reviewed within working days, or a sample of so many per cent is drawn every so often.", "R-091");
        if (rule.Review.SamplePercent is < 1 or > 100 || rule.Review.WorkingDays is < 1 or > 60 || rule.Review.OpenedWithin is < 1 || rule.Review.OpenedWithin > rule.Review.WorkingDays)
            yield return new("reviews", rule.Id, "a review takes 1 to 60 working days and begins before it ends; a sample has 1 to 100 per cent.", "R-091");
    }

    private static IEnumerable<PolicyDoesNotHold> OfDemand(string at, SignalDemand signals)
    {
        if (signals.Independent < 1 || signals.Strong < 0 || signals.PresenceGrade < 0)
            yield return new("signals", at, "at least one signal must count.", "R-045");
        if (signals.Strong > signals.Independent || signals.PresenceGrade > signals.Strong || signals.Named?.Count > signals.Independent)
            yield return new("signals", at, "it asks for more strong, presence-grade or named signals than signals altogether.", "R-027");
    }

    /// <summary>What no organisation may go below .</summary>
    private static IEnumerable<PolicyDoesNotHold> LeastSignals(KindRule kind, RequestRule rule)
    {
        if (kind.Effect is not (Effect.Nothing or Effect.Removal or Effect.EmergencyRight) && rule.Signals.Independent < 2)
            yield return new("signals", rule.Id, "whatever changes a credential, factor, contact, secret or right, or lets somebody back in, takes two independent signals at the least.", "R-047");
        if (kind.Effect == Effect.EmergencyRight && !(rule.Signals is { PresenceGrade: > 0, EnrolledHolder: true, Incident: true }))
            yield return new("signals", rule.Id, "an emergency right takes an enrolled holder, presence and the reference of an incident.", "R-104");
        if (rule.Level >= RiskLevel.Moderate && !rule.Signals.SystemConfirmed)
            yield return new("signals", rule.Id, "from Moderate upward a system or a second person confirms one signal, so that an agent's word alone opens nothing.", "R-195");
    }

    private static IEnumerable<PolicyDoesNotHold> Cells(PolicyDocument policy)
    {
        foreach (var kind in policy.Kinds)
        {
            foreach (var subject in SubjectClasses.All)
            {
                var id = RequestRule.IdOf(kind.Code, subject.Class);
                var isOffered = policy.FindRule(id) is not null;
                var cell = policy.NotOffered.FirstOrDefault(n => n.Cell == id);
                if (isOffered == (cell is not null))
                    yield return new("cells", id, isOffered ? "has a rule and is not offered. Keep one of the two." : "has neither a rule nor a reason why it is not offered.", "R-027");
                if (cell?.Instead?.FirstOrDefault(code => policy.FindRule(RequestRule.IdOf(code, subject.Class)) is null) is { } nowhere)
                    yield return new("cells", id, $"points to {nowhere}, which is not offered to this class.", "R-027");
            }
        }
    }

    /// <summary>Every level that a request may be raised to has its least, none asks for less than the one below, and none is out of reach.</summary>
    private static IEnumerable<PolicyDoesNotHold> Levels(PolicyDocument policy)
    {
        foreach (var lane in Enum.GetValues<Lane>())
        {
            var rules = policy.Rules.Where(r => r.Lane == lane).ToList();
            var rows = policy.Levels.Where(l => l.Lane == lane).OrderBy(l => l.Level).ToList();
            var lowest = rules.Count == 0 || lane == Lane.Protective ? RiskLevel.Critical : rules.Min(r => r.Level);
            for (var level = lowest + 1; level <= RiskLevel.Critical; level++)
            {
                if (rows.TrueForAll(r => r.Level != level))
                    yield return new("levels", $"{LaneText.Of(lane)}, {level}", "a request can be raised to it, and what it asks for is missing.", "R-039");
            }

            foreach (var row in rows)
            {
                var at = $"{LaneText.Of(lane)}, {row.Level}";
                if (row.Level <= lowest)
                    yield return new("reach", at, "no request can be raised to it. Leave it out.", "R-027");
                foreach (var finding in new[] { row.Signals, row.SignalsOfServices }.OfType<SignalDemand>().SelectMany(s => OfDemand(at, s)))
                    yield return finding;
                if (row is { Level: >= RiskLevel.High, CallBack: CallBack.None or CallBack.MayServeAsSignal, Approvals: < 2 } || row is { Level: RiskLevel.Critical, Approvals: < 2, Lane: not Lane.BreakFix })
                    yield return new("levels", at, "at High it takes two approvals or a call-back, at Critical two approvals.", "R-067");
                if (row.Level >= RiskLevel.Moderate && !row.Signals.SystemConfirmed)
                    yield return new("levels", at, "from Moderate upward a system or a second person confirms one signal.", "R-195");
            }

            foreach (var (below, above) in rows.Zip(rows.Skip(1)).Where(p =>
                p.Second.Signals.Independent < p.First.Signals.Independent || p.Second.Signals.Strong < p.First.Signals.Strong || p.Second.Signals.PresenceGrade < p.First.Signals.PresenceGrade
                || p.Second.Approvals < p.First.Approvals || p.Second.Monitoring.For < p.First.Monitoring.For))
            {
                yield return new("levels", $"{LaneText.Of(lane)}, {above.Level}", $"asks for less than {below.Level}.", "R-039");
            }
        }

        foreach (var (below, above) in policy.VerificationStands.OrderBy(v => v.Level).Zip(policy.VerificationStands.OrderBy(v => v.Level).Skip(1)).Where(p => p.Second.For > p.First.For))
            yield return new("levels", above.Level.ToString(), $"a verification stands longer than at {below.Level}.", "R-061");
    }

    private static IEnumerable<PolicyDoesNotHold> Signals(PolicyDocument policy)
    {
        foreach (var signal in policy.Signals)
        {
            var isWeakCode = signal.Code.StartsWith('W');
            if (signal.Counts == isWeakCode || (isWeakCode && signal.PhishingResistant is not null))
                yield return new("signals", signal.Code, isWeakCode ? "a W signal counts nothing, however many there are." : "a V signal counts; one that does not has a W code.", "R-046");
            if (signal.Counts != signal.Ways.Count > 0)
                yield return new("signals", signal.Code, signal.Counts ? "it says neither by which channel it comes nor in whose hands it is." : "what does not count has no ways.", "R-048");
        }

        foreach (var weak in PolicyDocument.Default.Signals.Where(s => !s.Counts && policy.FindSignal(s.Code) is null))
            yield return new("signals", weak.Code, $"“{weak.Name}” must stay among those that do not count, or agents would not know.", "R-046");
    }

    private static IEnumerable<PolicyDoesNotHold> Approvers(PolicyDocument policy)
    {
        foreach (var subject in policy.Classes.Where(c => c.Approvers.Distinct(StringComparer.Ordinal).Count() < 2))
            yield return new("approvals", SubjectClasses.Of(subject.Class).Code, "two approvers belong to every class: a raised request may need both.", "R-067");
        foreach (var approver in policy.Approvers.Where(a => a.Substitutes.Contains(a.Code)))
            yield return new("approvals", approver.Code, "stands in for itself.", "R-074");
        var used = policy.Rules.SelectMany(r => r.Approval.Seats.SelectMany(s => s).Append(r.Approval.NeedConfirmedBy ?? ""))
            .Concat(policy.Classes.SelectMany(c => c.Approvers)).Concat(policy.Approvers.SelectMany(a => a.Substitutes)).ToHashSet(StringComparer.Ordinal);
        foreach (var idle in policy.Approvers.Where(a => !used.Contains(a.Code)))
            yield return new("reach", idle.Code, "nothing asks for this approver. Leave it out.", "R-027");
    }

    private static IEnumerable<PolicyDoesNotHold> Raising(PolicyDocument policy)
    {
        foreach (var raising in policy.Raising)
        {
            if (raising.When is RaisingCondition.ContactChanged or RaisingCondition.VerificationFailed != raising.Within is not null)
                yield return new("raising", raising.Id, "“within” belongs to what happened lately, and to nothing else.", "R-039");
            if ((raising.When == RaisingCondition.Tag) == string.IsNullOrWhiteSpace(raising.Tag))
                yield return new("raising", raising.Id, "“tag” belongs to a condition on a tag, and to nothing else.", "R-040");
            if (raising.When == RaisingCondition.Always && raising.Kinds is null && raising.Classes is null)
                yield return new("raising", raising.Id, "would raise everything. Name the kinds or classes it is for.", "R-065");
            if (raising.Kinds?.FirstOrDefault(code => policy.FindKind(code) is null) is { } unknown)
                yield return new("raising", raising.Id, $"names {unknown}, which is no kind.", "R-065");
        }
    }

    private static IEnumerable<PolicyDoesNotHold> Separation(PolicyDocument policy) =>
        AlwaysApart.SelectMany(parts => Enum.GetValues<RiskLevel>().Select(level => (parts, level)))
            .Concat(ApartFromHigh.SelectMany(parts => new[] { RiskLevel.High, RiskLevel.Critical }.Select(level => (parts, level))))
            .Where(x => !policy.Separates(x.parts, x.level))
            .Select(x => new PolicyDoesNotHold("separation", x.parts.ToString(), $"must be two people at {x.level}: no policy can allow it.", "R-191"));

    /// <summary>Whether the signals that a class may use can satisfy a demand, each by another channel and out of other hands.</summary>
    private static bool CanBeMet(PolicyDocument policy, SignalDemand demand, SubjectClass subject)
    {
        var usable = policy.Signals.Where(s => s.Counts && (s.Only is null || s.Only.Contains(subject))).ToList();
        var best = IndependentSignals.Best([.. usable.SelectMany(s => s.Ways.Select(w => new CountedSignal(s.Code, s.PhishingResistant ?? s.Strength, w.Channel, w.Custody, s.SystemConfirmed, s.OneOfTheSet)))], demand);
        return best.Satisfies(demand);
    }

    private static AuditCategory CategoryOf(Lane lane) => lane switch
    {
        Lane.BreakFix or Lane.GovernedRecovery => AuditCategory.Recovery,
        Lane.GovernedAccess => AuditCategory.Access,
        Lane.BreakGlass => AuditCategory.Emergency,
        Lane.Protective => AuditCategory.Protective,
    };
}
