using System.Buffers.Binary;
using System.Security.Cryptography;
using GovernanceConsole.Identity;
using GovernanceConsole.Policy;
using GovernanceConsole.Storage;

namespace GovernanceConsole.Requests;

/// <summary>What a second person or a system found that was executed.</summary>
public enum ExecutionVerdict
{
    /// <summary>Exactly what was approved; for a repair the state known to be good, and nothing added .</summary>
    AsApproved,

    /// <summary>A right is there that nobody approved.</summary>
    RightAdded,

    /// <summary>Something else than what was approved .</summary>
    Differs,
}

/// <summary>What is owed after an execution: its confirmation, the removal of what ends, a review. One for each request that was executed.</summary>
internal sealed class Watch
{
    public RequestId RequestId { get; private init; }

    /// <summary>The level at the execution: who is kept apart from whom afterwards follows from it.</summary>
    public RiskLevel Level { get; private init; }

    /// <summary>How many approvals were asked for at the execution.</summary>
    public int ApprovalsAsked { get; private init; }

    /// <summary>When somebody is to be told next of what is due; null for nothing to come.</summary>
    public DateTimeOffset? NextNoticeAt { get; private set; }

    /// <summary>What was found; null while nobody has looked.</summary>
    public ExecutionVerdict? Verdict { get; private set; }

    /// <summary>The state as it was found; null while nobody has looked.</summary>
    public string? FoundState { get; private set; }

    /// <summary>Where it can be looked up; null likewise.</summary>
    public string? FoundReference { get; private set; }

    /// <summary>Null likewise, and where a system looked.</summary>
    public PersonId? FoundById { get; private set; }

    /// <summary>The API key; null where a person looked.</summary>
    public string? FoundByKey { get; private set; }

    /// <summary>Null while nobody has looked.</summary>
    public DateTimeOffset? FoundAt { get; private set; }

    /// <summary>When what was granted or turned off must be undone; null where nothing ends.</summary>
    public DateTimeOffset? RemovalDueAt { get; private init; }

    /// <summary>When it was undone; null before, and where nothing ends.</summary>
    public DateTimeOffset? RemovedAt { get; private set; }

    /// <summary>The id of that event in the target system; null before.</summary>
    public string? RemovalReference { get; private set; }

    /// <summary>Null before, and where a system reported it.</summary>
    public PersonId? RemovedById { get; private set; }

    /// <summary>The API key; null where a person confirmed it.</summary>
    public string? RemovedByKey { get; private set; }

    /// <summary>How often it was tried in vain .</summary>
    public int FailedRemovals { get; private set; }

    /// <summary>The last day on which a review is in time; null where the case is not reviewed.</summary>
    public DateOnly? ReviewDueOn { get; private init; }

    /// <summary>Null before the review, and where there is none.</summary>
    public DateTimeOffset? ReviewedAt { get; private set; }

    /// <summary>Null likewise.</summary>
    public PersonId? ReviewedById { get; private set; }

    /// <summary>What the review found; null likewise.</summary>
    public string? Review { get; private set; }

    public bool IsRemovalOpen => RemovalDueAt is not null && RemovedAt is null;

    /// <param name="request">The request, executed.</param>
    /// <param name="route">What it went through.</param>
    /// <param name="removalDue">When what was done must be undone; null where nothing ends.</param>
    /// <param name="reviewDue">Until when it is reviewed; null for not.</param>
    /// <param name="time">The organisation's calendar.</param>
    public static Watch Begin(Request request, Route route, DateTimeOffset? removalDue, DateOnly? reviewDue, OrganisationTime time)
    {
        var watch = new Watch
        {
            RequestId = request.Id,
            Level = route.Level,
            ApprovalsAsked = VerificationProgress.NeedsApproval(request, route) ? route.Approval.Seats.Count : 0,
            RemovalDueAt = removalDue,
            ReviewDueOn = reviewDue,
        };
        watch.WaitForNext(request.WatchedUntil, request.ExecutedAt!.Value, time);
        return watch;
    }

    public void Find(ExecutionVerdict verdict, string state, string reference, PersonId? by, string? key, DateTimeOffset at) =>
        (Verdict, FoundState, FoundReference, FoundById, FoundByKey, FoundAt) = (verdict, state, reference, by, key, at);

    public void Remove(string reference, PersonId? by, string? key, DateTimeOffset at)
    {
        if (!IsRemovalOpen)
            throw new InvalidOperationException("Nothing waits to be removed.");
        (RemovedAt, RemovalReference, RemovedById, RemovedByKey) = (at, reference, by, key);
    }

    public void FailToRemove() => FailedRemovals++;

    public void BeReviewed(string review, PersonId by, DateTimeOffset at)
    {
        if (ReviewDueOn is null || ReviewedAt is not null)
            throw new InvalidOperationException("No review waits.");
        (Review, ReviewedById, ReviewedAt) = (review, by, at);
    }

    /// <summary>The instant from which a review is due: the beginning of its last day. Null where none waits.</summary>
    public DateTimeOffset? ReviewDueFrom(OrganisationTime time) => ReviewDueOn is { } day && ReviewedAt is null ? time.StartOf(day) : null;

    /// <summary>People were told of everything that was due at this instant; next is whatever of the rest comes first.</summary>
    /// <param name="watchedUntil">The end of the window; null once nobody watches any more.</param>
    /// <param name="now">This instant.</param>
    /// <param name="time">The organisation's calendar.</param>
    public void WaitForNext(DateTimeOffset? watchedUntil, DateTimeOffset now, OrganisationTime time) =>
        NextNoticeAt = new[] { watchedUntil, IsRemovalOpen ? RemovalDueAt : null, ReviewDueFrom(time) }.Where(at => at > now).Min();
}

/// <summary>Until when a case is reviewed: every one of its rule, or those that are drawn.</summary>
internal static class ReviewDraw
{
    /// <param name="demand">What the rule asks for.</param>
    /// <param name="request">The request.</param>
    /// <param name="executed">When it was executed.</param>
    /// <param name="backOn">When what was turned off is on again; null where nothing ends.</param>
    /// <param name="time">The organisation's calendar.</param>
    /// <returns>The last day in time; null where it is not reviewed.</returns>
    public static DateOnly? DueOn(ReviewDemand demand, RequestId request, DateTimeOffset executed, DateTimeOffset? backOn, OrganisationTime time)
    {
        var done = time.DateOf(demand.From == ReviewStart.BackOn && backOn is { } back ? back : executed);
        if (demand.WorkingDays is { } days)
            return time.WorkingDays.After(done, days);
        if (demand.SamplePercent is not { } percent || !IsDrawn(request, executed, percent))
            return null;
        return demand.Every == SampleInterval.Weekly ? done.AddDays(7) : done.AddMonths(1);
    }

    /// <summary>
    /// Whether a case is drawn. It follows from its id and the millisecond of its execution, so nobody knows it before, nobody
    /// chooses it, and whoever checks the draw later finds the same.
    /// </summary>
    public static bool IsDrawn(RequestId request, DateTimeOffset executed, int percent)
    {
        Span<byte> drawn = stackalloc byte[24];
        request.Value.TryWriteBytes(drawn, bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(drawn[16..], executed.ToUnixTimeMilliseconds());
        return BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(drawn)) % 100 < percent;
    }
}
