using GovernanceConsole.RecoveryPaths;

namespace GovernanceConsole.Tests.Invariants;

/// <summary>Somebody's time in a seat. People are numbers here.</summary>
internal sealed record ModelInterval(int Person, DateTimeOffset Start, DateTimeOffset? End);

/// <summary>
/// What ownership of one active path means, said a second time and without any storage: the reference the console is
/// held against. Everything is asked of whole lists, nothing is kept up to date.
/// </summary>
internal sealed class OwnershipModel(DateTimeOffset start, DateOnly signedUntil, Func<DateTimeOffset, DateOnly> dateOf)
{
    /// <summary>Acts for governance, where a person is asked for.</summary>
    public const int Governance = -1;

    private readonly Dictionary<PathSeat, List<ModelInterval>> _intervals = new()
    {
        [PathSeat.Control] = [new(0, start, null)],
        [PathSeat.Risk] = [new(1, start, null)],
    };

    private readonly Dictionary<PathSeat, int> _offers = [];
    private readonly Dictionary<int, DateTimeOffset> _left = [];

    public PathState State { get; private set; } = PathState.Active;

    public DateOnly SignedUntil { get; private set; } = signedUntil;

    public IReadOnlyList<ModelInterval> IntervalsOf(PathSeat seat) => _intervals[seat];

    public int? OfferOf(PathSeat seat) => _offers.TryGetValue(seat, out var to) ? to : null;

    public bool IsActive(int person) => !_left.ContainsKey(person);

    /// <summary>Who sits in a seat, whether or not they have left meanwhile.</summary>
    public int? HolderOf(PathSeat seat) => _intervals[seat].Where(i => i.End is null).Select(i => (int?)i.Person).SingleOrDefault();

    /// <summary>Who can be held to account in a seat at an instant.</summary>
    public int? AccountableAt(PathSeat seat, DateTimeOffset instant) =>
        _intervals[seat].Where(i => i.Start <= instant && instant < (i.End ?? LeftAt(i.Person) ?? DateTimeOffset.MaxValue)).Select(i => (int?)i.Person).SingleOrDefault();

    /// <summary>Since when nobody can be held to account in a seat; null while somebody can.</summary>
    public DateTimeOffset? GapSince(PathSeat seat) => HolderOf(seat) is { } holder ? LeftAt(holder) : _intervals[seat].Max(i => i.End);

    public DateTimeOffset? LeftAt(int person) => _left.TryGetValue(person, out var at) ? at : null;

    public bool Assign(PathSeat seat, int person, DateTimeOffset now)
    {
        if (!IsActive(person) || HolderOf(Other(seat)) == person || (HolderOf(seat) is { } holder && IsActive(holder)))
            return false;
        Seat(seat, person, now);
        return true;
    }

    public bool Propose(PathSeat seat, int to, int by)
    {
        if (!MayActFor(seat, by) || !IsActive(to) || HolderOf(seat) == to || HolderOf(Other(seat)) == to || _offers.ContainsKey(seat))
            return false;
        _offers[seat] = to;
        return true;
    }

    public bool Accept(PathSeat seat, int by, DateTimeOffset now)
    {
        if (OfferOf(seat) != by || !IsActive(by) || HolderOf(Other(seat)) == by)
            return false;
        Seat(seat, by, now);
        return true;
    }

    public bool Decline(PathSeat seat, int by) => OfferOf(seat) == by && IsActive(by) && _offers.Remove(seat);

    public bool Withdraw(PathSeat seat, int by) => MayActFor(seat, by) && _offers.Remove(seat);

    /// <summary>Confirming and disputing are the owner's own; neither changes who is accountable.</summary>
    public bool MayAnswer(PathSeat seat, int by) => HolderOf(seat) == by && by != Governance && IsActive(by);

    public bool Leave(int person, DateTimeOffset now) => _left.TryAdd(person, now);

    public bool Return(int person) => _left.Remove(person);

    /// <summary>The job: what is true already is written down.</summary>
    public void Flag()
    {
        foreach (var seat in Enum.GetValues<PathSeat>())
        {
            if (OfferOf(seat) is { } to && !IsActive(to))
                _offers.Remove(seat);
            if (HolderOf(seat) is { } holder && LeftAt(holder) is { } leftAt)
                End(seat, leftAt);
        }
    }

    public void SignOff(DateOnly until) => SignedUntil = until;

    /// <summary>The job: an active path is suspended on the tenth working day after a lapse.</summary>
    public void SuspendLapsed(DateTimeOffset now)
    {
        List<DateOnly> lapses = [.. Enum.GetValues<PathSeat>().Select(GapSince).OfType<DateTimeOffset>().Select(dateOf)];
        if (dateOf(now) > SignedUntil)
            lapses.Add(SignedUntil.AddDays(1));
        if (State == PathState.Active && lapses.Exists(day => TenWorkingDaysAfter(day) <= dateOf(now)))
            State = PathState.Suspended;
    }

    public bool Resume(DateTimeOffset now)
    {
        if (State != PathState.Suspended || dateOf(now) > SignedUntil || Enum.GetValues<PathSeat>().Any(seat => GapSince(seat) is not null))
            return false;
        State = PathState.Active;
        return true;
    }

    private bool MayActFor(PathSeat seat, int by) => by == Governance || (HolderOf(seat) == by && IsActive(by));

    private void Seat(PathSeat seat, int person, DateTimeOffset now)
    {
        if (HolderOf(seat) is { } holder)
            End(seat, LeftAt(holder) ?? now);
        _intervals[seat].Add(new ModelInterval(person, now, null));
        _offers.Remove(seat);
    }

    private void End(PathSeat seat, DateTimeOffset at)
    {
        var open = _intervals[seat].Single(i => i.End is null);
        _intervals[seat][_intervals[seat].IndexOf(open)] = open with { End = at };
    }

    private static PathSeat Other(PathSeat seat) => seat == PathSeat.Control ? PathSeat.Risk : PathSeat.Control;

    private static DateOnly TenWorkingDaysAfter(DateOnly day)
    {
        var left = 10;
        while (left > 0)
        {
            day = day.AddDays(1);
            left -= day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0 : 1;
        }

        return day;
    }
}
