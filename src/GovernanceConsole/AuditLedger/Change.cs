using System.Globalization;
using System.Linq.Expressions;
using GovernanceConsole.Identity;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.AuditLedger;

/// <summary>What an actor is at the instant of a decision, read in its transaction.</summary>
/// <param name="Roles">The roles held.</param>
/// <param name="Scopes">Of an API key: what it is good for.</param>
internal sealed record ActorStanding(IReadOnlySet<Role> Roles, IReadOnlySet<ApiScope> Scopes)
{
    /// <summary>No role and no scope: of a job and the command line, or of somebody who may not act.</summary>
    public static ActorStanding None { get; } = new(new HashSet<Role>(), new HashSet<ApiScope>());
}

/// <summary>
/// One use case at work, inside the transaction that decides. Lives as long as the closure handed to
/// <see cref="LedgeredChange"/>.
/// </summary>
internal sealed class Change(
    IWriteSession session, Type useCase, Actor actor, ActorStanding standing, DateTimeOffset now, OrganisationTime time, ISignInDemand? signInDemand)
{
    private readonly List<RecordedEvent> _events = [];

    /// <summary>The only context that can save. Saved by the road, not by the use case.</summary>
    public GovernanceDbContext Context => session.Context;

    public Actor Actor => actor;

    /// <summary>The person who acts. Only for use cases that people alone may do.</summary>
    public PersonId ActingPerson => actor.Person ?? throw new InvalidOperationException($"{useCase.Name} is done by people, and {actor.Name} is none.");

    /// <summary>The instant of the decision: one for everything the command writes.</summary>
    public DateTimeOffset Now => now;

    /// <summary>The calendar date of the decision in the organisation's zone.</summary>
    public DateOnly Today => time.DateOf(now);

    public OrganisationTime Time => time;

    public IReadOnlyList<RecordedEvent> Events => _events;

    /// <summary>True once a declared alternative of the use case has been met.</summary>
    public bool IsAuthorised { get; private set; }

    /// <summary>True once rows or entries were written.</summary>
    public bool HasChanged { get; internal set; }

    /// <summary>The object the act is about, for the entry of a refusal; null while unknown.</summary>
    public (string Kind, Guid Id)? Subject { get; private set; }

    /// <summary>The roles the actor holds at this instant.</summary>
    public IReadOnlySet<Role> Roles => standing.Roles;

    public bool ActorHolds(Role role) => standing.Roles.Contains(role);

    /// <summary>Whether the actor is a key that is good for this at this instant.</summary>
    public bool ActorHolds(ApiScope scope) => standing.Scopes.Contains(scope);

    /// <summary>
    /// Decides the permission by the relations the actor has to the object. Every use case whose declaration names a
    /// relation calls this after loading the object and before any rule; the road refuses to commit without it.
    /// </summary>
    /// <returns>The refusal, or null where the actor may.</returns>
    public Refusal? Authorise(params ReadOnlySpan<Relation> relations)
    {
        IsAuthorised = UseCaseAuthorisation.Allows(useCase, actor.Kind, standing.Roles, new HashSet<Relation>(relations.ToArray()), standing.Scopes);
        return IsAuthorised ? null : new NotAllowed();
    }

    /// <summary>What the approver was shown; null where nothing was approved.</summary>
    public ApprovalView? Shown { get; private set; }

    /// <summary>
    /// Demands that the approver signed in lately, and compares what they were shown with what stands at this instant. Every
    /// use case that records an approval asks this after its rules; the road refuses to write the approval without it.
    /// </summary>
    /// <param name="shown">What came with the input.</param>
    /// <param name="now">The same, read in this transaction.</param>
    /// <returns>The refusal, or null where the approver saw what is approved.</returns>
    public async Task<Refusal?> ApprovesAsync(ApprovalView? shown, ApprovalView now)
    {
        if (await SignedInLatelyAsync() is { } notFresh)
            return notFresh;
        if (shown is null)
            return new NothingWasShown();
        if (shown.DifferencesTo(now).Select(d => d.InWords).ToList() is { Count: > 0 } differences)
            return new ShownIsOutdated(differences);
        Shown = shown;
        return null;
    }

    /// <summary>Whether the actor proved themselves lately and well enough to decide something for good.</summary>
    /// <returns>Why they have to sign in again; null where they need not.</returns>
    public Task<Refusal?> SignedInLatelyAsync() => signInDemand is null ? Task.FromResult<Refusal?>(null) : signInDemand.WhyNotAsync(Context, actor.SignIn, Now);

    /// <summary>For whom the actor acts, by a delegation that the use case found in this transaction; null for themselves.</summary>
    public OnBehalfOf? OnBehalfOf { get; private set; }

    /// <summary>Says for whom the actor acts: every entry of this change names them.</summary>
    /// <param name="principal">Null for themselves.</param>
    public void ActFor(OnBehalfOf? principal) => OnBehalfOf = principal;

    /// <summary>Keeps what was shown without words that go in this change.</summary>
    public void KeepShownWithout(Func<string, string> words) => Shown = Shown?.With(words);

    /// <summary>Names the object for the entry of a refusal.</summary>
    public void IsAbout(ILedgered subject) =>
        Subject = (LedgerFields.Of(Context.Entry(subject).Metadata).ObjectKind!, subject.LedgerId);

    /// <summary>A version-7 id carrying the instant of the decision.</summary>
    public TId NewId<TId>()
        where TId : struct, IEntityId<TId> => TId.From(Guid.CreateVersion7(now));

    /// <summary>The next number people see, such as <c>RP-0042</c>.</summary>
    /// <param name="prefix">The series.</param>
    /// <param name="digits">As many at the least.</param>
    public async Task<string> NextNumberAsync(string prefix, int digits = 4) =>
        $"{prefix}-{(await session.NextNumberAsync(prefix)).ToString($"D{digits}", CultureInfo.InvariantCulture)}";

    /// <summary>Keeps a number that people have seen, such as <c>ER-0042</c>, and those before it from being given out again.</summary>
    public Task LeaveNumberTakenAsync(string number)
    {
        var end = number.IndexOf('-', StringComparison.Ordinal);
        return session.RaiseSeriesAsync(number[..end], long.Parse(number.AsSpan(end + 1), NumberStyles.None, CultureInfo.InvariantCulture));
    }

    /// <summary>The matter that everything this change writes belongs to; null where it stands alone.</summary>
    public Guid? Correlation { get; private set; }

    /// <summary>Ties what this change writes to the other entries of one matter, such as an import with everything it changed.</summary>
    public void Correlate(Guid matter) => Correlation = matter;

    /// <summary>What happened to an object; its changed fields are found and written by the road.</summary>
    public RecordedEvent Record(EventKind kind, ILedgered subject, params ReadOnlySpan<EventDetail> details)
    {
        IsAbout(subject);
        return Keep(new RecordedEvent(kind, subject, Subject!.Value, [.. details]));
    }

    /// <summary>What happened to something the ledger knows by id only, such as an export.</summary>
    public RecordedEvent Record(EventKind kind, string objectKind, Guid objectId, params ReadOnlySpan<EventDetail> details) =>
        Keep(new RecordedEvent(kind, Subject: null, (objectKind, objectId), [.. details]));

    /// <summary>
    /// Rows in bulk, written in the same transaction; the caller records one entry that covers them. Each row is read
    /// before the next is asked for.
    /// </summary>
    public Task BulkInsertAsync(string table, IReadOnlyList<string> columns, IEnumerable<object?[]> rows)
    {
        HasChanged = true;
        return session.BulkInsertAsync(table, columns, rows);
    }

    /// <summary>Objects in bulk, through their mapping. Only for types that have no ledger entries of their own.</summary>
    public Task BulkInsertAsync<T>(IEnumerable<T> objects)
        where T : class
    {
        var plan = BulkRows.Of(Context, typeof(T));
        return BulkInsertAsync(plan.Table, plan.Columns, plan.ValuesOf(objects));
    }

    /// <inheritdoc cref="IWriteSession.WriteSomeAsync"/>
    public Task<int> WriteSomeAsync(int count, Func<Range, Task> write) => session.WriteSomeAsync(count, write);

    /// <summary>Removes rows that have no ledger entries of their own, such as those of an import that was given up.</summary>
    /// <returns>How many.</returns>
    public async Task<int> DeleteInBulkAsync<T>(Expression<Func<T, bool>> which)
        where T : class
    {
        _ = BulkRows.Of(Context, typeof(T));
        var rows = await Context.Set<T>().Where(which).ExecuteDeleteAsync();
        HasChanged |= rows > 0;
        return rows;
    }

    /// <summary>Takes private texts out of the ledgers: their salts go too, so that no commitment can be matched to a guess.</summary>
    public Task EraseTextsAsync(IReadOnlyList<(LedgerStream Ledger, long Idx, string Field)> texts)
    {
        HasChanged |= texts.Count > 0;
        return session.EraseTextsAsync(texts);
    }

    /// <summary>Takes the bodies of entries whose retention is over, with their texts; in the same change an entry of their ledger says so for each range.</summary>
    public Task PruneAsync(LedgerStream ledger, IReadOnlyList<(long From, long To)> ranges)
    {
        HasChanged |= ranges.Count > 0;
        return session.PruneAsync(ledger, ranges, Now);
    }

    /// <summary>Deletes the stored answers of commands that nobody repeats any more.</summary>
    public Task ForgetAnswersAsync(IReadOnlyList<Guid> commandIds)
    {
        HasChanged |= commandIds.Count > 0;
        return session.ForgetAnswersAsync(commandIds);
    }

    /// <summary>Loads a root by its key, or null.</summary>
    public async Task<T?> FindAsync<T>(object key)
        where T : class => await Context.FindAsync<T>(key);

    internal void AllowWithoutRelation()
    {
        IsAuthorised = UseCaseAuthorisation.Allows(useCase, actor.Kind, standing.Roles, new HashSet<Relation>(), standing.Scopes);
    }

    private RecordedEvent Keep(RecordedEvent recorded)
    {
        // The trail is searched by kind of object through the kinds of events.
        if (recorded.Kind.ObjectKind is { } expected && expected != recorded.Object.Kind)
            throw new InvalidOperationException($"{recorded.Kind.Type} says that it is about a {expected}, and was recorded about a {recorded.Object.Kind}.");
        _events.Add(recorded);
        return recorded;
    }

    /// <param name="Kind">What happened.</param>
    /// <param name="Subject">The tracked root; null for objects without state.</param>
    /// <param name="Object">Kind and id of what it happened to.</param>
    /// <param name="Details">What else is told.</param>
    internal sealed record RecordedEvent(EventKind Kind, ILedgered? Subject, (string Kind, Guid Id) Object, IReadOnlyList<EventDetail> Details)
    {
        /// <summary>The decision that brought this one about; null where none in the ledger did.</summary>
        public EarlierEvent? Cause { get; private set; }

        /// <summary>
        /// Says which earlier decision about the same object brought this one about: the offer that is accepted, the
        /// proposal that is approved. Only where that is known, not where it is likely.
        /// </summary>
        /// <param name="kind">What happened then.</param>
        /// <param name="at">When, as the object remembers it.</param>
        public void Because(EventKind kind, DateTimeOffset at) => Because(new EarlierEvent(kind.Type, Object.Id, at));

        /// <summary>The same for a decision about something else: the restore that brought back who was erased.</summary>
        public void Because(EarlierEvent cause) => Cause = cause;
    }

    /// <summary>An entry of the ledger of decisions, as objects remember it: they know when, not which number it got.</summary>
    internal sealed record EarlierEvent(string Type, Guid ObjectId, DateTimeOffset At);
}
