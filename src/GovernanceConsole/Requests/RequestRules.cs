using System.Text.RegularExpressions;
using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Policy;

namespace GovernanceConsole.Requests;

/// <summary>What a request must say, and who may do what at which stage.</summary>
internal static class RequestRules
{
    /// <summary>A matter of more parts is several matters.</summary>
    private const int MostParts = 20;

    /// <summary>What keys, tokens and passwords look like in texts that people paste.</summary>
    private static readonly Regex[] Secrets =
    [
        .. new[]
        {
            "-----BEGIN [A-Z ]*PRIVATE KEY-----", @"\bAKIA[0-9A-Z]{16}\b", @"\bgh[pousr]_[A-Za-z0-9]{30,}\b", @"\bgck_[A-Za-z0-9]+_[A-Za-z0-9_-]{20,}", @"\bxox[abpr]-[A-Za-z0-9-]{10,}",
            @"\beyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}\b", @"(?i)\b(password|passwort|secret|api[ _-]?key)\s*[:=]\s*\S{6,}",
        }.Select(pattern => new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, TimeSpan.FromSeconds(1))),
    ];

    /// <summary>What is asked, and for whom: what no route can be found without.</summary>
    public static List<Refusal> Check(SubmitRequestInput input)
    {
        var refusals = new List<Refusal>();
        if (input.Parts.Count == 0)
            refusals.Add(new NothingIsAsked());
        if (input.Parts.Count > MostParts)
            return [new TooManyParts(input.Parts.Count, MostParts)];
        refusals.AddRange(input.Parts.GroupBy(p => (p.Kind, p.System)).Where(g => g.Count() > 1).Select(g => new PartIsAskedTwice(g.Key.Kind)));
        if (input.SubjectKind == SubjectKind.Person ? input.Subject is null : string.IsNullOrWhiteSpace(input.SubjectReference))
            refusals.Add(new SubjectIsIncomplete(input.SubjectKind));
        if (input.Requester is null && string.IsNullOrWhiteSpace(input.Caller) && input.Parts.Any(p => string.IsNullOrWhiteSpace(p.TriggeredBy)))
            refusals.Add(new RequesterIsMissing());
        refusals.AddRange(Texts(
            ("SubjectReference", "Whose access it is", input.SubjectReference, TextRules.Line), ("Caller", "Who says that they ask", input.Caller, TextRules.Line),
            ("Ticket", "The ticket", input.Ticket, TextRules.Line), ("Urgency", "Why it is urgent", input.Urgency, TextRules.Paragraph)));
        refusals.AddRange(Texts(("Tags", "The list of tags", string.Join(' ', input.Tags), 400)));
        return refusals;
    }

    /// <summary>Whether something may be asked for as part of an earlier matter: it is about the same access, whoever asks now (R-034).</summary>
    /// <param name="earlier">The request in which it came up; null where there is none.</param>
    /// <param name="input">What is asked.</param>
    public static Refusal? MayComeUpIn(Request? earlier, SubmitRequestInput input) =>
        input.CameUpIn is null ? null
        : earlier is null ? new NotFound("request")
        : earlier.SubjectKind == input.SubjectKind && earlier.SubjectId == input.Subject && earlier.SubjectReference == TextRules.CleanOrNull(input.SubjectReference) ? null
        : new OfAnotherSubject(earlier.Number);

    /// <summary>What one part says by itself.</summary>
    public static List<Refusal> Check(RequestContent content) =>
    [
        .. new[] { TextRules.Required("Effect", "What shall be the case afterwards", content.Effect, TextRules.Paragraph) }.OfType<Refusal>(),
        .. Texts(
            ("Justification", "The business reason", content.Justification, TextRules.Paragraph), ("Incident", "The incident", content.Incident, TextRules.Line),
            ("TriggeredBy", "The trigger", content.TriggeredBy, TextRules.Line), ("Workload", "The workload", content.Workload, TextRules.Line),
            ("Environment", "The environment", content.Environment, TextRules.Line), ("Effect", "What shall be the case afterwards", content.Effect, int.MaxValue)),
    ];

    /// <summary>What the form of the lane asks for (R-035, R-044, R-196 to R-199).</summary>
    /// <param name="content">What is asked.</param>
    /// <param name="route">What it must go through.</param>
    /// <param name="subject">Whose access it is.</param>
    /// <param name="contractEndsOn">The last day of the subject's contract; null for none.</param>
    /// <param name="endsOn">The day in the organisation's zone on which it would end; null where it does not.</param>
    /// <param name="now">Now.</param>
    public static List<Refusal> Fits(RequestContent content, Route route, SubjectKind subject, DateOnly? contractEndsOn, DateOnly? endsOn, DateTimeOffset now)
    {
        var refusals = new List<Refusal>();
        if (route.Template == FormTemplate.Access)
        {
            Need("System", "The target system", content.System);
            Need("Justification", "The business reason", content.Justification);
            if (content.EndsAt is null && content.ReviewOn is null && route.Validity is { UsableFor: null, DoneWithin: null, Overlap: null })
                refusals.Add(new FormFieldIsMissing("EndsAt", "When it ends, or when it is reviewed,", "R-197"));
        }

        if (route.Template == FormTemplate.Emergency)
            Need("Incident", "The reference of the incident or outage", content.Incident);
        if (subject == SubjectKind.MachineIdentity)
        {
            Need("Workload", "The workload", content.Workload, "R-044");
            Need("Environment", "The environment", content.Environment, "R-044");
            if (content.EndsAt is null && content.RotatesOn is null)
                refusals.Add(new FormFieldIsMissing("RotatesOn", "Until when it lasts, or when its secret is replaced,", "R-044"));
        }

        if (content.EndsAt is { } end)
        {
            var begin = content.StartsAt is { } start && start > now ? start : now;
            if (end <= begin)
                refusals.Add(new EndIsBeforeBegin());
            else if (route.Validity.Longest is { } longest && end - begin > longest.Length)
                refusals.Add(new LastsTooLong(route.RuleId, longest));
            if (contractEndsOn is { } contract && endsOn > contract)
                refusals.Add(new EndsAfterTheContract(contract));
        }

        return refusals;

        void Need(string name, string label, object? value, string row = "R-035")
        {
            if (value is null or "")
                refusals.Add(new FormFieldIsMissing(name, label, row));
        }
    }

    /// <summary>Whether something may still be done to it, at one of these stages.</summary>
    public static Refusal? IsAt(Request request, DateTimeOffset now, params ReadOnlySpan<RequestState> stages) =>
        request.IsEnded ? new RequestHasEnded(request.Number, request.State)
        : request.IsPending && now >= request.LapsesAt ? new RequestHasLapsed(request.Number, request.LapsesAt)
        : stages.Contains(request.State) ? null
        : new NotAtThisStage(request.Number, request.State);

    /// <summary>Whether a signal may be recorded at all.</summary>
    public static Refusal? MayBeTaken(SignalRule? rule, string code, SignalChannel? channel) =>
        rule is null ? new SignalIsUnknown(code)
        : rule.Strength == SignalStrength.NotAllowed ? new SignalMustNotBeAsked(rule.Name)
        : rule.Counts && rule.Ways.All(w => w.Channel != channel) ? new SignalComesAnotherWay(rule.Name)
        : null;

    /// <summary>What a system may report: a signal that systems confirm, by the id of its event (R-082). It never gives a person's word (R-195).</summary>
    public static Refusal? MayReport(SignalRule rule, RecordSignalInput input) =>
        !rule.SystemConfirmed || input.Channel is null or SignalChannel.Console ? new SignalIsAPersonsWord(rule.Name)
        : TextRules.Required("Reference", "The id of the event", input.Reference, TextRules.Line);

    /// <summary>Nobody verifies their own access or their own request (7.4).</summary>
    public static Refusal? MayVerify(Request request, PersonId verifier) =>
        verifier == request.SubjectId ? new VerifierHasAnotherPart(CasePart.Subject)
        : verifier == request.RequesterId ? new VerifierHasAnotherPart(CasePart.Requester)
        : null;

    /// <summary>Why somebody with another part in the case cannot decide it; null where they have none.</summary>
    public static Refusal? MayDecide(Request request, PersonId person, IReadOnlySet<PersonId> authors)
    {
        foreach (var (who, part) in CaseParts.Of(request))
        {
            if (who == person)
                return new ApproverHasAnotherPart(request.Number, part);
        }

        return authors.Contains(person) ? new ApproverChangedTheRules(request.Number) : null;
    }

    /// <summary>One vote for each person and content, about what was on the screen (D5, D8).</summary>
    /// <param name="request">The request with its votes.</param>
    /// <param name="person">Who votes.</param>
    /// <param name="seenContent">The hash of what was on the screen.</param>
    /// <param name="standing">What the votes so far come to. Where seats passed to people who had voted already, nobody else may be left to decide: one of them says so again.</param>
    public static Refusal? MayVote(Request request, PersonId person, string seenContent, VoteOutcome standing) =>
        seenContent != request.ContentHash ? new ContentIsAnother(request.Number)
        : request.Votes.FirstOrDefault(v => v.VoidedAt is null && v.ForId == person) is { } castForThem ? new HasBeenVotedFor(request.Number, castForThem.Delegation!)
        : standing == VoteOutcome.Waits && request.StandingVoteOf(person) is not null ? new HasVotedAlready(request.Number)
        : null;

    /// <summary>Who may execute, by level (7.4).</summary>
    public static Refusal? MayExecute(Request request, PersonId executor, PolicyDocument policy, RiskLevel level)
    {
        if (executor == request.SubjectId)
            return new ExecutorHasAnotherPart(request.Number, CasePart.Subject);
        if (policy.Separates(SeparatedParts.VerifierAndExecutor, level) && request.Signals.Any(s => s.TakenById == executor || s.ConfirmedById == executor))
            return new ExecutorHasAnotherPart(request.Number, CasePart.Verifier);
        return policy.Separates(SeparatedParts.ApproverAndExecutor, level) && request.Votes.Any(v => v.PersonId == executor && v.VoidedAt is null)
            ? new ExecutorHasAnotherPart(request.Number, CasePart.Executor, IsApprover: true)
            : null;
    }

    /// <summary>Whether a system may report the execution: where verifying and carrying out are separate, not by the key that reported its signals (7.4).</summary>
    public static Refusal? MayExecute(Request request, string key, PolicyDocument policy, RiskLevel level) =>
        policy.Separates(SeparatedParts.VerifierAndExecutor, level) && request.Signals.Any(s => s.ReportedByKey == key) ? new KeyReportedItsSignals(request.Number) : null;

    /// <summary>Whether an edit changes how much access somebody gets: scope, target or duration of what changes access (R-041).</summary>
    public static bool ChangesAccess(Request request, RequestContent content) =>
        request.Lane == Lane.GovernedAccess
        && (content.Kind != request.Kind || content.Effect != request.Effect || content.System != request.SystemId || content.StartsAt != request.StartsAt || content.EndsAt != request.EndsAt);

    public static List<Refusal> CheckExecution(ExecuteRequestInput input) =>
    [
        .. new[]
        {
            TextRules.Required("Reference", "The id of the event in the target system", input.Reference, TextRules.Line),
            TextRules.Required("Before", "The state before", input.Before, TextRules.Paragraph),
            TextRules.Required("After", "The state after", input.After, TextRules.Paragraph),
        }.OfType<Refusal>(),
        .. Texts(("Before", "The state before", input.Before, TextRules.Paragraph), ("After", "The state after", input.After, TextRules.Paragraph)),
    ];

    internal static IEnumerable<Refusal> Texts(params (string Field, string Label, string? Text, int Maximum)[] texts) =>
        texts.Select(t => TextRules.Optional(t.Field, t.Label, t.Text, t.Maximum) ?? (HoldsASecret(t.Text) ? new TextHoldsASecret(t.Field, t.Label) : null)).OfType<Refusal>();

    /// <summary>A text of a case holds no secret.</summary>
    internal static Refusal? HoldsNoSecret(string field, string label, string? text) => HoldsASecret(text) ? new TextHoldsASecret(field, label) : null;

    private static bool HoldsASecret(string? text) => text is not null && Secrets.Any(s => s.IsMatch(text));
}
