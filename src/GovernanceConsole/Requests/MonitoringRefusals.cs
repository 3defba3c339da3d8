using GovernanceConsole.Identity;

namespace GovernanceConsole.Requests;

/// <summary>Nobody looks at, confirms or reviews what was done to their own access (7.4).</summary>
public sealed record CaseIsAboutYou(string Number) : Refusal
{
    public override string Sentence => $"{Number} is about your own access. Somebody else does this.";

    public override string Rule => "R-191";
}

/// <summary>Who executed does not judge it, at the levels at which the policy keeps the two apart (7.4).</summary>
public sealed record ExecutorJudgesTheirOwnAct(string Number) : Refusal
{
    public override string Sentence => $"You executed {Number}, and at its level somebody else checks and reviews it.";

    public override string Rule => "R-191";
}

/// <summary>A check is recorded once; one that was not possible may be made up for.</summary>
public sealed record CheckIsRecorded(string Check) : Refusal
{
    public override string Sentence => $"The check “{Check}” is recorded already. What came up since then is reported as a suspicion.";

    public override string Rule => "R-090";
}

/// <summary>A clear look at the beginning of the window says nothing about its end.</summary>
public sealed record ClearLookIsTooEarly(string Check, DateTimeOffset CountsFrom) : Refusal
{
    public override string Sentence => $"The check “{Check}” covers the time until {CountsFrom:yyyy-MM-dd HH:mm} UTC: record that nothing was found from then on. What was found is recorded at any time.";

    public override string Rule => "R-091";
}

/// <summary>The second look at what was executed is somebody else's.</summary>
public sealed record ExecutionIsConfirmedBySomebodyElse(string Number) : Refusal
{
    public override string Sentence => $"You executed {Number} yourself. Where no system reports what was done, a second person looks and confirms it.";

    public override string Rule => "R-082";
}

/// <summary>What was found to be as approved is not found again.</summary>
public sealed record ExecutionIsConfirmed(string Number) : Refusal
{
    public override string Sentence => $"What was executed for {Number} is confirmed already. What came up since then is reported as a suspicion.";

    public override string Rule => "R-082";
}

/// <summary>Who has another part in a case does not end its investigation (7.4).</summary>
public sealed record InvestigatorHasAnotherPart(string Number) : Refusal
{
    public override string Sentence => $"You have another part in {Number}. Somebody else of security operations ends the investigation.";

    public override string Rule => "R-191";
}

/// <summary>What a suspicion demands is done before anybody says that there was nothing to it.</summary>
public sealed record RevocationIsOpen(string Number, IReadOnlyList<string> Targets) : Refusal
{
    public override string Sentence => $"Of {Number} is not confirmed as revoked: {string.Join(", ", Targets)}. Confirm each with its reference first.";

    public override string Rule => "R-092";
}

/// <summary>After abuse nothing stays that the case touched.</summary>
public sealed record NothingWasRevoked(string Number) : Refusal
{
    public override string Sentence => $"What {Number} touched was not ordered to be revoked. Revoke it, have each task confirmed, then close it as abuse.";

    public override string Rule => "R-092";
}

/// <summary>After an investigation the watch goes on at least as long as it would have.</summary>
public sealed record WatchIsNotShortened(DateTimeOffset? Until) : Refusal
{
    public override string Sentence => $"The watch goes on after an investigation. Choose an end in the future that is not before {Until:yyyy-MM-dd HH:mm} UTC.";

    public override string Rule => "R-095";

    public override string Field => "WatchUntil";
}

/// <summary>What was not executed touched nothing.</summary>
public sealed record NothingWasExecuted(string Number) : Refusal
{
    public override string Sentence => $"Nothing of {Number} was executed, so nothing is to be revoked. Cancel it where it should not go on.";

    public override string Rule => "R-092";
}

/// <summary>Everything that can be revoked waits to be.</summary>
public sealed record IsBeingRevoked(string Number) : Refusal
{
    public override string Sentence => $"Everything that {Number} touched is ordered to be revoked already. Confirm the open tasks.";

    public override string Rule => "R-092";
}

/// <summary>A task is confirmed once.</summary>
public sealed record RevocationIsConfirmed : Refusal
{
    public override string Sentence => "This is confirmed as revoked already.";

    public override string Rule => "R-092";
}

/// <summary>Only what ends is removed, once.</summary>
public sealed record NothingIsToBeRemoved(string Number) : Refusal
{
    public override string Sentence => $"Nothing of {Number} waits to be removed: it was removed already, or nothing of it ends.";

    public override string Rule => "R-198";
}

/// <summary>Only what the policy has reviewed is, once.</summary>
public sealed record NoReviewWaits(string Number) : Refusal
{
    public override string Sentence => $"No review of {Number} waits: it was reviewed already, or was not drawn.";

    public override string Rule => "R-093";
}

/// <summary>A case is not closed while it is investigated (R-095).</summary>
public sealed record IsUnderInvestigation(string Number) : Refusal
{
    public override string Sentence => $"{Number} is under investigation. Security operations ends the investigation first.";

    public override string Rule => "R-095";
}

/// <summary>A case is not closed inside its window (R-091).</summary>
public sealed record WindowIsOpen(string Number, DateTimeOffset Until) : Refusal
{
    public override string Sentence => $"{Number} is watched until {Until:yyyy-MM-dd HH:mm} UTC. Close it from then on.";

    public override string Rule => "R-091";
}

/// <summary>A case is not closed before somebody has looked (R-091).</summary>
public sealed record ChecksAreOpen(string Number, IReadOnlyList<string> Checks) : Refusal
{
    public override string Sentence => $"Nobody has recorded for {Number}: {string.Join(", ", Checks)}. Record each check with its evidence first.";

    public override string Rule => "R-091";
}

/// <summary>Where nobody could look, security operations answers for the close.</summary>
public sealed record CheckWasNotPossible(string Number, IReadOnlyList<string> Checks) : Refusal
{
    public override string Sentence => $"For {Number} was not possible: {string.Join(", ", Checks)}. Record it anew once it is, or security operations closes the case and says what was looked at instead.";

    public override string Rule => "R-091";
}

/// <summary>Who must be told is told before the case is closed.</summary>
public sealed record NoticesAreOpen(string Number, IReadOnlyList<string> Notices) : Refusal
{
    public override string Sentence => $"Of the change of {Number} were not told: {string.Join(", ", Notices)}. Deliver the notices, or have them waived with a reason.";

    public override string Rule => "R-098";
}

/// <summary>The least that must be on record with every case (R-080).</summary>
public sealed record EvidenceIsMissing(string Number, IReadOnlyList<string> Evidence) : Refusal
{
    public override string Sentence => $"{Number} cannot be closed without evidence of: {string.Join(", ", Evidence)}.";

    public override string Rule => "R-080";
}

/// <summary>A repair ends in the state known to be good, and everything else in what was approved (R-025, R-088).</summary>
public sealed record OutcomeIsNotAsApproved(string Number, ExecutionVerdict Verdict) : Refusal
{
    public override string Sentence => Verdict == ExecutionVerdict.RightAdded
        ? $"A right was added by {Number} that nobody approved. Have it removed and the state confirmed again; who needs the right asks for it."
        : $"What was executed for {Number} is not what was approved. Have it put right and the state confirmed again.";

    public override string Rule => Verdict == ExecutionVerdict.RightAdded ? "R-025" : "R-088";
}

/// <summary>What has ended is gone before the case is (R-087, R-198).</summary>
public sealed record RemovalIsOverdue(string Number, DateTimeOffset DueAt) : Refusal
{
    public override string Sentence => $"What {Number} granted ended at {DueAt:yyyy-MM-dd HH:mm} UTC, and nobody has confirmed that it was removed. Remove it and confirm it first.";

    public override string Rule => "R-198";
}
