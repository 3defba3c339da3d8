using GovernanceConsole.Identity;
using GovernanceConsole.Imports;
using GovernanceConsole.Policy;
using GovernanceConsole.Requests;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.PolicyReplay;

/// <summary>How many cases came out how. They add up to <see cref="Population"/>.</summary>
public sealed record ReplayCounts(int Same, int Stricter, int Looser, int Otherwise, int Refused, int NotJudged)
{
    public int Population => Same + Stricter + Looser + Otherwise + Refused + NotJudged;

    /// <summary>Cases of which something can be said.</summary>
    public int Judged => Population - NotJudged;

    public int this[ReplayOutcome outcome] => outcome switch
    {
        ReplayOutcome.Same => Same,
        ReplayOutcome.Stricter => Stricter,
        ReplayOutcome.Looser => Looser,
        ReplayOutcome.Otherwise => Otherwise,
        ReplayOutcome.Refused => Refused,
        ReplayOutcome.NotJudged => NotJudged,
    };

    /// <summary>Of the judged cases, 0 to 1; null where none could be judged.</summary>
    public double? ShareOf(ReplayOutcome outcome) => Judged == 0 ? null : (double)this[outcome] / Judged;
}

/// <summary>What became of the draft that was tried.</summary>
public enum ReplayedDraft
{
    /// <summary>It still says what was tried, or was proposed so.</summary>
    Unchanged,

    /// <summary>Somebody wrote on it since.</summary>
    Changed,

    Discarded,
}

/// <param name="Id">The replay.</param>
/// <param name="Number">What people call it.</param>
/// <param name="State">Where it stands.</param>
/// <param name="PolicyVersion">The version that was tried, or that the draft became; null while a draft is none.</param>
/// <param name="Draft">What became of the draft that was tried; null where a version was.</param>
/// <param name="Against">The version it is compared with; null for the policy of each case's time.</param>
/// <param name="FromOn">The first day of the period.</param>
/// <param name="UntilOn">The last.</param>
/// <param name="StartedAt">When it was asked for.</param>
/// <param name="EndedAt">Null while running.</param>
/// <param name="StartedBy">Who asked.</param>
/// <param name="Counts">All zero until complete.</param>
public sealed record ReplaySummary(
    ReplayId Id, string Number, ReplayState State, int? PolicyVersion, ReplayedDraft? Draft, int? Against, DateOnly FromOn, DateOnly UntilOn,
    DateTimeOffset StartedAt, DateTimeOffset? EndedAt, PersonId StartedBy, ReplayCounts Counts);

/// <summary>One replay, population first.</summary>
/// <param name="Summary">What lists show of it.</param>
/// <param name="Asked">The question, to ask it again.</param>
/// <param name="PolicyHash">The hash of the text that was tried.</param>
/// <param name="Requests">Requests of this console among the cases.</param>
/// <param name="Tickets">Imported tickets among them.</param>
/// <param name="AgainstBoth">Cases that as they went pass by neither policy.</param>
/// <param name="ClassNotKnown">Judged cases of which nobody knows the class of the subject.</param>
/// <param name="EndReason">Why it was broken off; null otherwise.</param>
/// <param name="RowsRoot">The Merkle root over the rows; null until complete.</param>
public sealed record ReplayDetails(
    ReplaySummary Summary, StartPolicyReplayInput Asked, string PolicyHash, int Requests, int Tickets, int AgainstBoth, int ClassNotKnown, string? EndReason, string? RowsRoot);

/// <summary>By what the cases of a replay are told apart.</summary>
public enum ReplayPlace
{
    Desk,
    Path,
    Kind,
}

/// <param name="Code">The desk, path or kind; empty where not known.</param>
/// <param name="Counts">Its cases.</param>
public sealed record ReplayPlaceRow(string Code, ReplayCounts Counts);

/// <param name="Month">The first day; null for cases without a date.</param>
/// <param name="Counts">Its cases.</param>
public sealed record ReplayMonth(DateOnly? Month, ReplayCounts Counts);

/// <summary>One answer that holds for several cases.</summary>
/// <param name="Number">Its number within the replay.</param>
/// <param name="Outcome">What came out.</param>
/// <param name="RuleBefore">The rule by the policy it is compared with; null where that offers none.</param>
/// <param name="RuleAfter">The rule by the policy that is tried; null likewise.</param>
/// <param name="LevelBefore">The level by the one; null likewise.</param>
/// <param name="LevelAfter">The level by the other; null likewise.</param>
/// <param name="Reasons">Why; empty where both ask for the same.</param>
/// <param name="Cases">How many cases.</param>
public sealed record ReplayAnswer(
    int Number, ReplayOutcome Outcome, string? RuleBefore, string? RuleAfter, RiskLevel? LevelBefore, RiskLevel? LevelAfter, IReadOnlyList<string> Reasons, int Cases);

/// <param name="Request">The request; null for a ticket.</param>
/// <param name="Ticket">The imported ticket; null for a request.</param>
/// <param name="Number">Its number.</param>
/// <param name="At">When it was submitted or opened; null where not known.</param>
/// <param name="Desk">Empty where not known; so the next two.</param>
/// <param name="Kind">The code of the kind.</param>
/// <param name="Path">The number of the path.</param>
/// <param name="Answer">What came out, and why.</param>
public sealed record ReplayedCase(RequestId? Request, TicketId? Ticket, string Number, DateTimeOffset? At, string Desk, string Kind, string Path, ReplayAnswer Answer);

/// <summary>What replays came to. Open to the roles that answer for controls; everybody else gets the same answer as for a replay that does not exist.</summary>
public sealed class ReplayQueries(ReadOnlyStore store)
{
    /// <summary>The roles that may read.</summary>
    public static readonly IReadOnlyList<Role> Readers = [Role.Governance, Role.IamPolicy, Role.DeskLead, Role.SecurityOperations, Role.Auditor];

    /// <summary>All replays, newest first. Sorts by Number.</summary>
    public async Task<Page<ReplaySummary>> ListAsync(Actor actor, PageRequest page, CancellationToken cancellationToken = default)
    {
        if (!IsReader(actor))
            return new Page<ReplaySummary>([], 0);
        await using var context = store.Open();
        var runs = context.Set<ReplayRun>();
        var ordered = page.Sort == nameof(ReplaySummary.Number) ? runs.By(r => r.Number, page.Descending) : runs.OrderByDescending(r => r.StartedAt).ThenByDescending(r => r.Number);
        var found = await ordered.ToPageAsync(page, cancellationToken);
        return new Page<ReplaySummary>(await SummariesAsync(context, found.Rows, cancellationToken), found.Total);
    }

    /// <summary>The replay of a number such as <c>PR-0001</c>; null where there is none, or it is not open to the actor.</summary>
    public async Task<ReplayDetails?> FindAsync(Actor actor, string number, CancellationToken cancellationToken = default)
    {
        if (!IsReader(actor))
            return null;
        await using var context = store.Open();
        if (await context.Set<ReplayRun>().SingleOrDefaultAsync(r => r.Number == number, cancellationToken) is not { } run)
            return null;
        return new ReplayDetails(
            (await SummariesAsync(context, [run], cancellationToken))[0],
            new StartPolicyReplayInput(run.PolicyVersion, run.AgainstVersion, run.FromOn, run.UntilOn) { OnlyPath = run.OnlyPath, OnlyDesk = run.OnlyDesk, OnlyKind = run.OnlyKind, AssumedClass = run.AssumedClass },
            run.PolicyHash, run.Requests, run.Tickets, run.AgainstBoth, run.ClassNotKnown, run.EndReason, run.RowsRoot);
    }

    /// <summary>The number of the last complete replay of all; null where there is none, or it is not open to the actor.</summary>
    public async Task<string?> LatestAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        if (!IsReader(actor))
            return null;
        await using var context = store.Open();
        return (await LastAsync(context, context.Set<ReplayRun>(), cancellationToken))?.Number;
    }

    /// <summary>The last complete replay of the open draft; null where there is none. Whether the draft says the same still is with it.</summary>
    public async Task<ReplaySummary?> LastOfDraftAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        if (!IsReader(actor))
            return null;
        await using var context = store.Open();
        var drafts = context.Set<PolicyDraft>().Where(d => d.State == PolicyDraftState.Open).Select(d => d.Id);
        return await LastAsync(context, context.Set<ReplayRun>().Where(r => r.DraftId != null && drafts.Contains(r.DraftId.Value)), cancellationToken);
    }

    /// <summary>The last complete replay of what a version says, as draft or as version; null where there is none.</summary>
    public async Task<ReplaySummary?> LastOfVersionAsync(Actor actor, int version, CancellationToken cancellationToken = default)
    {
        if (!IsReader(actor))
            return null;
        await using var context = store.Open();
        return await ReplayPolicies.FindAsync(context, version) is { } policy
            ? await LastAsync(context, context.Set<ReplayRun>().Where(r => r.PolicyHash == policy.Hash), cancellationToken)
            : null;
    }

    /// <summary>The cases by month, in order; those without a date last. Empty where not open to the actor.</summary>
    public async Task<IReadOnlyList<ReplayMonth>> MonthsAsync(Actor actor, ReplayId run, CancellationToken cancellationToken = default)
    {
        if (!IsReader(actor))
            return [];
        await using var context = store.Open();
        var cells = await context.Set<ReplayFigure>().Where(f => f.RunId == run).GroupBy(f => new { f.Month, f.Outcome })
            .Select(g => new { g.Key.Month, g.Key.Outcome, Cases = g.Sum(f => f.Cases) }).ToListAsync(cancellationToken);
        return [.. cells.GroupBy(c => c.Month).OrderBy(m => m.Key is null).ThenBy(m => m.Key).Select(m => new ReplayMonth(m.Key, Counts(m.Select(c => (c.Outcome, c.Cases)))))];
    }

    /// <summary>The cases by desk, path or kind, those with most refused first. Empty where not open to the actor.</summary>
    public async Task<IReadOnlyList<ReplayPlaceRow>> PlacesAsync(Actor actor, ReplayId run, ReplayPlace by, CancellationToken cancellationToken = default)
    {
        if (!IsReader(actor))
            return [];
        await using var context = store.Open();
        var figures = context.Set<ReplayFigure>().Where(f => f.RunId == run);
        var slices = by switch
        {
            ReplayPlace.Desk => figures.Select(f => new { Code = f.DeskCode, f.Outcome, f.Cases }),
            ReplayPlace.Path => figures.Select(f => new { Code = f.PathNumber, f.Outcome, f.Cases }),
            ReplayPlace.Kind => figures.Select(f => new { Code = f.Kind, f.Outcome, f.Cases }),
        };
        var cells = await slices.GroupBy(s => new { s.Code, s.Outcome }).Select(g => new { g.Key.Code, g.Key.Outcome, Cases = g.Sum(s => s.Cases) }).ToListAsync(cancellationToken);
        return
        [
            .. cells.GroupBy(c => c.Code, StringComparer.Ordinal).Select(c => new ReplayPlaceRow(c.Key, Counts(c.Select(o => (o.Outcome, o.Cases)))))
                .OrderByDescending(r => r.Counts.Refused).ThenByDescending(r => r.Counts.Stricter + r.Counts.Otherwise).ThenByDescending(r => r.Counts.Looser)
                .ThenByDescending(r => r.Counts.Population).ThenBy(r => r.Code, StringComparer.Ordinal),
        ];
    }

    /// <summary>The answers, refusals first and then those that hold for most cases, without those that stay as they are. Empty where not open to the actor.</summary>
    /// <param name="actor">Who reads.</param>
    /// <param name="run">The replay.</param>
    /// <param name="most">How many, from 1.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Page<ReplayAnswer>> AnswersAsync(Actor actor, ReplayId run, int most = 25, CancellationToken cancellationToken = default)
    {
        if (!IsReader(actor))
            return new Page<ReplayAnswer>([], 0);
        await using var context = store.Open();
        var found = await context.Set<ReplayVerdict>().Where(v => v.RunId == run && v.Outcome != ReplayOutcome.Same)
            .OrderByDescending(v => v.Outcome == ReplayOutcome.Refused).ThenByDescending(v => v.Cases).ThenBy(v => v.Sequence).ToPageAsync(new PageRequest(Take: most), cancellationToken);
        return new Page<ReplayAnswer>([.. found.Rows.Select(Told)], found.Total);
    }

    /// <summary>
    /// The cases behind a number: as many as it says. Cases that stayed the same are counted and not stored. Sorts by Number,
    /// At, Desk, Kind and Path. Empty where not open to the actor.
    /// </summary>
    public async Task<Page<ReplayedCase>> CasesAsync(Actor actor, ReplayId run, ReplayFilter filter, PageRequest page, CancellationToken cancellationToken = default)
    {
        if (!IsReader(actor))
            return new Page<ReplayedCase>([], 0);
        await using var context = store.Open();
        // Rows of a replay that is at work or was given up are nobody's.
        var rows = context.Set<ReplayRow>().Where(r => r.RunId == run && context.Set<ReplayRun>().Any(p => p.Id == run && p.State == ReplayState.Complete));
        if (filter.Outcome is { } outcome)
            rows = rows.Where(r => r.Outcome == outcome);
        if (filter.Month is { } month)
            rows = rows.Where(r => r.Month == month);
        if (filter.Desk is { } desk)
            rows = rows.Where(r => r.DeskCode == desk);
        if (filter.Kind is { } kind)
            rows = rows.Where(r => r.Kind == kind);
        if (filter.Path is { } path)
            rows = rows.Where(r => r.PathNumber == path);
        if (filter.Verdict is { } verdict)
            rows = rows.Where(r => r.Verdict == verdict);
        var ordered = page.Sort switch
        {
            nameof(ReplayedCase.Number) => rows.By(r => r.Number, page.Descending),
            nameof(ReplayedCase.At) => rows.By(r => r.At, page.Descending),
            nameof(ReplayedCase.Desk) => rows.By(r => r.DeskCode, page.Descending),
            nameof(ReplayedCase.Kind) => rows.By(r => r.Kind, page.Descending),
            nameof(ReplayedCase.Path) => rows.By(r => r.PathNumber, page.Descending),
            _ => rows.By(r => r.Sequence, descending: false),
        };
        var found = await ordered.ThenBy(r => r.Sequence).ToPageAsync(page, cancellationToken);
        var numbers = found.Rows.Select(r => r.Verdict).Distinct().ToList();
        var answers = await context.Set<ReplayVerdict>().Where(v => v.RunId == run && numbers.Contains(v.Sequence)).ToDictionaryAsync(v => v.Sequence, cancellationToken);
        return new Page<ReplayedCase>(
            [.. found.Rows.Select(r => new ReplayedCase(r.RequestId, r.TicketId, r.Number, r.At, r.DeskCode, r.Kind, r.PathNumber, Told(answers[r.Verdict])))], found.Total);
    }

    /// <summary>The command line exports what the roles may read.</summary>
    private static bool IsReader(Actor actor) => actor.Kind == ActorKind.CommandLine || Readers.Any(actor.KnowsRole);

    private static async Task<ReplaySummary?> LastAsync(GovernanceDbContext context, IQueryable<ReplayRun> runs, CancellationToken cancellationToken) =>
        await runs.Where(r => r.State == ReplayState.Complete).OrderByDescending(r => r.EndedAt).ThenByDescending(r => r.Number).FirstOrDefaultAsync(cancellationToken) is { } run
            ? (await SummariesAsync(context, [run], cancellationToken))[0]
            : null;

    private static async Task<IReadOnlyList<ReplaySummary>> SummariesAsync(GovernanceDbContext context, IReadOnlyList<ReplayRun> runs, CancellationToken cancellationToken)
    {
        var ids = runs.Select(r => r.DraftId).OfType<PolicyDraftId>().Distinct().ToList();
        var drafts = await context.Set<PolicyDraft>().Where(d => ids.Contains(d.Id)).ToDictionaryAsync(d => d.Id, cancellationToken);
        return
        [
            .. runs.Select(r =>
            {
                var draft = r.DraftId is { } id ? drafts[id] : null;
                var isUnchanged = draft?.Document == r.PolicyHash;
                return new ReplaySummary(
                    r.Id, r.Number, r.State, r.PolicyVersion ?? (isUnchanged ? draft?.ProposedAs : null),
                    draft is null ? null : draft.State == PolicyDraftState.Discarded ? ReplayedDraft.Discarded : isUnchanged ? ReplayedDraft.Unchanged : ReplayedDraft.Changed,
                    r.AgainstVersion, r.FromOn, r.UntilOn, r.StartedAt, r.EndedAt, r.StartedById,
                    new ReplayCounts(r.Same, r.Stricter, r.Looser, r.Otherwise, r.Refused, r.NotJudged));
            }),
        ];
    }

    private static ReplayCounts Counts(IEnumerable<(ReplayOutcome Outcome, int Cases)> cells)
    {
        var by = cells.ToDictionary(c => c.Outcome, c => c.Cases);
        return new ReplayCounts(
            by.GetValueOrDefault(ReplayOutcome.Same), by.GetValueOrDefault(ReplayOutcome.Stricter), by.GetValueOrDefault(ReplayOutcome.Looser),
            by.GetValueOrDefault(ReplayOutcome.Otherwise), by.GetValueOrDefault(ReplayOutcome.Refused), by.GetValueOrDefault(ReplayOutcome.NotJudged));
    }

    private static ReplayAnswer Told(ReplayVerdict verdict) => new(
        verdict.Sequence, verdict.Outcome, verdict.RuleBefore, verdict.RuleAfter, verdict.LevelBefore, verdict.LevelAfter,
        verdict.Reasons.Split('\n', StringSplitOptions.RemoveEmptyEntries), verdict.Cases);
}
