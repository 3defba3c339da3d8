using GovernanceConsole.Identity;
using GovernanceConsole.Imports;
using GovernanceConsole.Policy;
using GovernanceConsole.Requests;
using GovernanceConsole.Storage;

namespace GovernanceConsole.PolicyReplay;

public readonly record struct ReplayId(Guid Value) : IEntityId<ReplayId>
{
    public static ReplayId From(Guid value) => new(value);
}

/// <summary>Where a replay stands.</summary>
public enum ReplayState
{
    /// <summary>Cases are being judged; no query sees the rows. If the process ends here, the next start breaks it off.</summary>
    Running,

    /// <summary>Every case of the period was looked at, and all rows are visible.</summary>
    Complete,

    /// <summary>Given up by a person. No row of it is stored.</summary>
    Cancelled,

    /// <summary>The console stopped, or something went wrong, before it was done. No row of it is stored.</summary>
    BrokenOff,
}

/// <summary>What one policy instead of another makes of a case. Every case has exactly one of these.</summary>
public enum ReplayOutcome
{
    /// <summary>Both ask for the same.</summary>
    Same,

    /// <summary>It asks for more, and the case as it went would have passed all the same, or was never carried out.</summary>
    Stricter,

    /// <summary>It asks for less.</summary>
    Looser,

    /// <summary>It asks for more in one thing and for less in another, or for something else that is neither.</summary>
    Otherwise,

    /// <summary>It does not offer this any more, or the case as it went would not have passed, while it passes by the other policy.</summary>
    Refused,

    /// <summary>Nobody can say: the record does not tell what was asked, or when.</summary>
    NotJudged,
}

/// <summary>
/// One policy run over the requests and imported tickets of a period, compared with another. What was asked and what came
/// of it stays; the same question asked again is another run, because the past it is asked of grows.
/// </summary>
internal sealed class ReplayRun : ILedgered
{
    public ReplayId Id { get; private init; }

    /// <summary>What people call it: <c>PR-0001</c>.</summary>
    public string Number { get; private init; } = "";

    public ReplayState State { get; private set; }

    /// <summary>The draft that was tried; null where a version was.</summary>
    public PolicyDraftId? DraftId { get; private init; }

    /// <summary>The version that was tried; null where a draft was.</summary>
    public int? PolicyVersion { get; private init; }

    /// <summary>SHA-256 of the text that was tried, in hexadecimal: a draft says something else tomorrow.</summary>
    public string PolicyHash { get; private init; } = "";

    /// <summary>The version it is compared with; null where each case is compared with the policy of its time.</summary>
    public int? AgainstVersion { get; private init; }

    /// <summary>The first day of the period, in the organisation's zone.</summary>
    public DateOnly FromOn { get; private init; }

    /// <summary>Its last day.</summary>
    public DateOnly UntilOn { get; private init; }

    /// <summary>Only cases of this path, by its number; null for all.</summary>
    public string? OnlyPath { get; private init; }

    /// <summary>Only cases of this desk, by its code; null for all.</summary>
    public string? OnlyDesk { get; private init; }

    /// <summary>Only cases of this kind, by its code; null for all.</summary>
    public string? OnlyKind { get; private init; }

    /// <summary>The class that subjects of imported tickets are taken for; null where the strictest rule of their kind counts.</summary>
    public SubjectClass? AssumedClass { get; private init; }

    public PersonId StartedById { get; private init; }

    public DateTimeOffset StartedAt { get; private init; }

    /// <summary>Null while running.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Why it was broken off; null otherwise.</summary>
    public string? EndReason { get; private set; }

    /// <summary>Requests of this console that were looked at; 0 until complete, and so the next nine.</summary>
    public int Requests { get; private set; }

    /// <summary>Imported tickets that were looked at.</summary>
    public int Tickets { get; private set; }

    public int Same { get; private set; }

    public int Stricter { get; private set; }

    public int Looser { get; private set; }

    public int Otherwise { get; private set; }

    public int Refused { get; private set; }

    public int NotJudged { get; private set; }

    /// <summary>Cases that, as they went, pass by neither policy. Each is counted by what is asked of it, not as refused.</summary>
    public int AgainstBoth { get; private set; }

    /// <summary>Judged cases of which nobody knows the class of the subject.</summary>
    public int ClassNotKnown { get; private set; }

    /// <summary>Merkle root over the rows in their order, lower-case hex; null until complete.</summary>
    public string? RowsRoot { get; private set; }

    public long Version { get; private set; }

    Guid ILedgered.LedgerId => Id.Value;

    /// <param name="id">Its id.</param>
    /// <param name="number">What people call it.</param>
    /// <param name="input">What was asked.</param>
    /// <param name="draft">The draft that is tried; null for a version.</param>
    /// <param name="hash">The hash of what is tried.</param>
    /// <param name="by">Who asked.</param>
    /// <param name="at">When.</param>
    public static ReplayRun Start(ReplayId id, string number, StartPolicyReplayInput input, PolicyDraftId? draft, string hash, PersonId by, DateTimeOffset at) => new()
    {
        Id = id,
        Number = number,
        DraftId = draft,
        PolicyVersion = input.Version,
        PolicyHash = hash,
        AgainstVersion = input.Against,
        FromOn = input.FromOn,
        UntilOn = input.UntilOn,
        OnlyPath = input.OnlyPath,
        OnlyDesk = input.OnlyDesk,
        OnlyKind = input.OnlyKind,
        AssumedClass = input.AssumedClass,
        StartedById = by,
        StartedAt = at,
    };

    public void Complete(ReplayTotals totals, string rowsRoot, DateTimeOffset at)
    {
        Expect();
        (State, EndedAt, RowsRoot) = (ReplayState.Complete, at, rowsRoot);
        (Requests, Tickets) = (totals.Requests, totals.Tickets);
        (Same, Stricter, Looser) = (totals[ReplayOutcome.Same], totals[ReplayOutcome.Stricter], totals[ReplayOutcome.Looser]);
        (Otherwise, Refused, NotJudged) = (totals[ReplayOutcome.Otherwise], totals[ReplayOutcome.Refused], totals[ReplayOutcome.NotJudged]);
        (AgainstBoth, ClassNotKnown) = (totals.AgainstBoth, totals.ClassNotKnown);
    }

    public void Cancel(DateTimeOffset at)
    {
        Expect();
        (State, EndedAt) = (ReplayState.Cancelled, at);
    }

    public void BreakOff(string reason, DateTimeOffset at)
    {
        Expect();
        (State, EndedAt, EndReason) = (ReplayState.BrokenOff, at, reason);
    }

    private void Expect()
    {
        if (State != ReplayState.Running)
            throw new InvalidOperationException($"{Number} is {State}, not running.");
    }
}

/// <summary>What came out of one case, said once for all cases of which the same is true.</summary>
internal sealed class ReplayVerdict
{
    public ReplayId RunId { get; private init; }

    /// <summary>From 1, in the order in which they first occurred.</summary>
    public int Sequence { get; private init; }

    public ReplayOutcome Outcome { get; private init; }

    /// <summary>The rule of the policy it is compared with; null where that offers none.</summary>
    public string? RuleBefore { get; private init; }

    /// <summary>The rule of the policy that is tried; null likewise.</summary>
    public string? RuleAfter { get; private init; }

    /// <summary>The level by the one, raised; null likewise.</summary>
    public RiskLevel? LevelBefore { get; private init; }

    /// <summary>The level by the other.</summary>
    public RiskLevel? LevelAfter { get; private init; }

    /// <summary>Why, one reason on a line; empty where both ask for the same.</summary>
    public string Reasons { get; private init; } = "";

    /// <summary>How many cases.</summary>
    public int Cases { get; private init; }

    public static ReplayVerdict Of(ReplayId run, int sequence, CaseVerdict verdict, int cases) => new()
    {
        RunId = run,
        Sequence = sequence,
        Outcome = verdict.Outcome,
        RuleBefore = verdict.RuleBefore,
        RuleAfter = verdict.RuleAfter,
        LevelBefore = verdict.LevelBefore,
        LevelAfter = verdict.LevelAfter,
        Reasons = verdict.Reasons,
        Cases = cases,
    };
}

/// <summary>A case that came out otherwise, or of which nobody can say. A bulk row: the run's entry covers it.</summary>
internal sealed class ReplayRow
{
    public ReplayId RunId { get; private init; }

    /// <summary>The place in the Merkle tree, from 1.</summary>
    public int Sequence { get; private init; }

    public ReplayOutcome Outcome { get; private init; }

    /// <summary>The <see cref="ReplayVerdict"/> of the run.</summary>
    public int Verdict { get; private init; }

    /// <summary>The request; null for a ticket.</summary>
    public RequestId? RequestId { get; private init; }

    /// <summary>The imported ticket; null for a request.</summary>
    public TicketId? TicketId { get; private init; }

    /// <summary>Its number.</summary>
    public string Number { get; private init; } = "";

    /// <summary>When it was submitted or opened; null where that is not known.</summary>
    public DateTimeOffset? At { get; private init; }

    /// <summary>The first day of that month in the organisation's zone; null likewise.</summary>
    public DateOnly? Month { get; private init; }

    /// <summary>Empty where not known; so the next two.</summary>
    public string DeskCode { get; private init; } = "";

    /// <summary>The code of the kind, or the word of the history where no policy knows it.</summary>
    public string Kind { get; private init; } = "";

    /// <summary>The number of the recovery path.</summary>
    public string PathNumber { get; private init; } = "";

    public static ReplayRow Of(ReplayId run, int sequence, JudgedCase judged) => new()
    {
        RunId = run,
        Sequence = sequence,
        Outcome = judged.Verdict.Outcome,
        Verdict = judged.VerdictNumber,
        RequestId = judged.Case.Request,
        TicketId = judged.Case.Ticket,
        Number = judged.Case.Number,
        At = judged.Case.At,
        Month = judged.Case.Place.Month,
        DeskCode = judged.Case.Place.Desk,
        Kind = judged.Case.Place.Kind,
        PathNumber = judged.Case.Place.Path,
    };
}

/// <summary>Cases of one outcome in one combination of month, desk, kind and path: what the page reads instead of the rows.</summary>
internal sealed class ReplayFigure
{
    public ReplayId RunId { get; private init; }

    public int Sequence { get; private init; }

    public ReplayOutcome Outcome { get; private init; }

    /// <summary>See <see cref="ReplayRow"/>; so the next three.</summary>
    public DateOnly? Month { get; private init; }

    public string DeskCode { get; private init; } = "";

    public string Kind { get; private init; } = "";

    public string PathNumber { get; private init; } = "";

    public int Cases { get; private init; }

    public static ReplayFigure Of(ReplayId run, int sequence, ReplayOutcome outcome, CasePlace place, int cases) => new()
    {
        RunId = run,
        Sequence = sequence,
        Outcome = outcome,
        Month = place.Month,
        DeskCode = place.Desk,
        Kind = place.Kind,
        PathNumber = place.Path,
        Cases = cases,
    };
}
