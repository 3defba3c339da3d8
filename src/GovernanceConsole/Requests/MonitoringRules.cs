using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Policy;

namespace GovernanceConsole.Requests;

/// <summary>Who may do what after an execution.</summary>
internal static class MonitoringRules
{
    /// <summary>What follows an execution needs one, whatever became of the request afterwards.</summary>
    public static Refusal? WasExecuted(Request request, DateTimeOffset now) => request.ExecutedAt is null ? RequestRules.IsAt(request, now) : null;

    /// <summary>Whose access it is has no say in what is found; who executed has none from High upward (7.4).</summary>
    public static Refusal? MayJudge(WatchedCase seen, Actor actor, PolicyDocument policy) =>
        actor.Person is not { } person ? null
        : person == seen.Request.SubjectId ? new CaseIsAboutYou(seen.Request.Number)
        : person == seen.Request.ExecutedById && policy.Separates(SeparatedParts.ExecutorAndReviewer, seen.Watch.Level) ? new ExecutorJudgesTheirOwnAct(seen.Request.Number)
        : null;

    public static Refusal? MayRecord(PostCheck check, PostCheckResult result, DateTimeOffset now) =>
        !check.MayBeRecorded ? new CheckIsRecorded(MonitoringText.Of(check.Kind))
        : result == PostCheckResult.Clear && now < check.CountsFrom ? new ClearLookIsTooEarly(MonitoringText.Of(check.Kind), check.CountsFrom)
        : null;

    /// <summary>The second look is by a second person, or by a system .</summary>
    public static Refusal? MayConfirm(WatchedCase seen, Actor actor) =>
        seen.Watch.Verdict == ExecutionVerdict.AsApproved ? new ExecutionIsConfirmed(seen.Request.Number)
        : actor.Person is not { } person ? null
        : person == seen.Request.SubjectId ? new CaseIsAboutYou(seen.Request.Number)
        : person == seen.Request.ExecutedById ? new ExecutionIsConfirmedBySomebodyElse(seen.Request.Number)
        : null;

    /// <summary>Whoever acted in a case does not say what its investigation found (7.4).</summary>
    public static Refusal? MayInvestigate(WatchedCase seen, PersonId person, PolicyDocument policy) =>
        policy.Separates(SeparatedParts.IncidentReviewerAndActor, seen.Watch.Level)
            && (CaseParts.Of(seen.Request).Any(p => p.Person == person) || seen.Request.Votes.Any(v => v.PersonId == person))
            ? new InvestigatorHasAnotherPart(seen.Request.Number)
            : null;

    /// <summary>Whether an investigation may end as it is said to.</summary>
    public static Refusal? MayEnd(WatchedCase seen, EndInvestigationInput input, DateTimeOffset now)
    {
        var open = seen.OpenTasks.Select(t => MonitoringText.Of(t.Target)).ToList();
        if (open.Count > 0)
            return new RevocationIsOpen(seen.Request.Number, open);
        if (input.Finding == InvestigationFinding.Abuse)
            return seen.Revocations.Any(r => r.IsOfEverything) ? null : new NothingWasRevoked(seen.Request.Number);
        return input.WatchUntil is { } until && until > now && until >= seen.Request.WatchedUntil ? null : new WatchIsNotShortened(seen.Request.WatchedUntil);
    }

    public static List<Refusal> Check(EndInvestigationInput input) =>
    [
        .. new[]
        {
            TextRules.Required("Reason", "The reason", input.Reason, TextRules.Paragraph),
            input.Finding == InvestigationFinding.Unfounded
                ? TextRules.Required("Verification", "Where the renewed verification can be looked up", input.Verification, TextRules.Line)
                : TextRules.Optional("Verification", "Where the renewed verification can be looked up", input.Verification, TextRules.Line),
        }.OfType<Refusal>(),
    ];

    public static List<Refusal> Check(ConfirmExecutionInput input) =>
    [
        .. new[]
        {
            TextRules.Required("State", "The state as it was found", input.State, TextRules.Paragraph),
            TextRules.Required("Reference", "Where it can be looked up", input.Reference, TextRules.Line),
        }.OfType<Refusal>(),
        .. RequestRules.Texts(("State", "The state as it was found", input.State, int.MaxValue)),
    ];
}

/// <summary>Whether a case may be closed: every reason against it at once, so that nobody finds them one by one.</summary>
internal static class ClosingRules
{
    /// <param name="seen">The case.</param>
    /// <param name="openNotices">Whom the change was not told to yet.</param>
    /// <param name="bySecurityOperations">Whether security operations closes it, and so answers for checks that were not possible.</param>
    /// <param name="now">The instant.</param>
    public static IReadOnlyList<Refusal> WhyNot(WatchedCase seen, IReadOnlyList<string> openNotices, bool bySecurityOperations, DateTimeOffset now)
    {
        var (request, watch) = (seen.Request, seen.Watch);
        var against = new List<Refusal>();
        if (request.State == RequestState.UnderInvestigation)
            against.Add(new IsUnderInvestigation(request.Number));
        if (now < request.WatchedUntil)
            against.Add(new WindowIsOpen(request.Number, request.WatchedUntil.Value));
        if (ChecksOf(seen, result: null) is { Count: > 0 } open)
            against.Add(new ChecksAreOpen(request.Number, open));
        if (!bySecurityOperations && ChecksOf(seen, PostCheckResult.NotPossible) is { Count: > 0 } impossible)
            against.Add(new CheckWasNotPossible(request.Number, impossible));
        if (seen.OpenTasks.Select(t => MonitoringText.Of(t.Target)).ToList() is { Count: > 0 } tasks)
            against.Add(new RevocationIsOpen(request.Number, tasks));
        if (openNotices.Count > 0)
            against.Add(new NoticesAreOpen(request.Number, openNotices));
        if (watch.Verdict is { } verdict && verdict != ExecutionVerdict.AsApproved)
            against.Add(new OutcomeIsNotAsApproved(request.Number, verdict));
        if (watch is { IsRemovalOpen: true, RemovalDueAt: { } due } && due <= now)
            against.Add(new RemovalIsOverdue(request.Number, due));
        if (MissingEvidence(request, watch) is { Count: > 0 } missing)
            against.Add(new EvidenceIsMissing(request.Number, missing));
        return against;
    }

    /// <summary>What of requester, verifier, approver and system is not on record; empty for nothing.</summary>
    public static IReadOnlyList<string> MissingEvidence(Request request, Watch watch)
    {
        var missing = new List<string>();
        if (request.RequesterId is null && request.Caller is null && request.TriggeredBy is null)
            missing.Add("who asked");
        if (request.TriggeredBy is null && !request.Signals.Any(s => s.Result == SignalResult.Passed))
            missing.Add("who verified it");
        if (request.Votes.Count(v => v.Approves && v.VoidedAt is null) < watch.ApprovalsAsked)
            missing.Add("who approved it");
        if (request.ExecutionReference is null || (request.ExecutedById is not null && watch.Verdict is null))
            missing.Add("the target system (where no system reports it, a second person looks and confirms what was executed)");
        return missing;
    }

    private static List<string> ChecksOf(WatchedCase seen, PostCheckResult? result) =>
        [.. seen.LatestChecks.Where(c => c.Result == result).Select(c => MonitoringText.Of(c.Kind))];
}
