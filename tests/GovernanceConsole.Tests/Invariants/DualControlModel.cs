using GovernanceConsole.Requests;

namespace GovernanceConsole.Tests.Invariants;

/// <summary>
/// What dual control of one request means, said a second time and without any storage: two seats, the people who may fill
/// them, and votes on contents. Everything is asked of whole lists; seats are tried in every way.
/// </summary>
internal sealed class DualControlModel(DateTimeOffset submitted)
{
    private static readonly TimeSpan Answer = TimeSpan.FromHours(8);
    private static readonly TimeSpan VerificationStands = TimeSpan.FromMinutes(30);

    private readonly HashSet<Voter> _away = [];
    private readonly Dictionary<Voter, (Voter To, DateTimeOffset Lapses)> _delegates = [];
    private readonly List<(Voter Voter, Voter? For, bool Approves, int Content)> _votes = [];
    private DateTimeOffset? _verifiedAt;
    private DateTimeOffset _lapses = submitted.AddDays(7);
    private DateTimeOffset _due = DateTimeOffset.MaxValue;

    public RequestState State { get; private set; } = RequestState.Verifying;

    /// <summary>Counts what is asked.</summary>
    public int Content { get; private set; }

    /// <summary>How often it was executed.</summary>
    public int Executions { get; private set; }

    /// <summary>People who count for it now, each once.</summary>
    public bool MayVerify(DateTimeOffset now) => IsOpen(now) && State is RequestState.Verifying or RequestState.AwaitingApproval or RequestState.Approved;

    public void Verify(DateTimeOffset now)
    {
        _verifiedAt = now;
        if (State == RequestState.Verifying)
            (State, _due) = (RequestState.AwaitingApproval, now + Answer);
    }

    public bool Vote(Voter voter, bool approves, int seen, DateTimeOffset now)
    {
        if (State != RequestState.AwaitingApproval || !IsOpen(now) || SeatsOf(voter, now).Count == 0 || seen != Content)
            return false;
        if (_votes.Exists(v => v.Content == Content && v.For == voter))
            return false; // was voted for
        // Twice only where seats that passed on are filled by votes that are there, and nobody else is left to decide.
        if (_votes.Exists(v => v.Voter == voter && v.Content == Content) && !FillsBoth([.. Counted(now).Where(v => v.Approves).Select(v => v.Voter)], now))
            return false;
        _votes.RemoveAll(v => v.Content == Content && (v.Voter == voter || SeatsOf(v.Voter, now).Count == 0)); // who is away loses the vote for good
        _votes.Add((voter, PrincipalOf(voter, now), approves, Content));
        var counted = Counted(now).ToList();
        for (var n = 1; n <= counted.Count && State == RequestState.AwaitingApproval; n++)
        {
            if (!counted[n - 1].Approves)
                State = RequestState.Rejected;
            else if (FillsBoth([.. counted.Take(n).Where(v => v.Approves).Select(v => v.Voter).Distinct()], now))
                (State, _lapses) = (RequestState.Approved, now.AddDays(3));
        }

        return true;
    }

    public bool Edit(DateTimeOffset now)
    {
        if (!MayVerify(now))
            return false;
        Content++;
        State = _verifiedAt is { } at && now - at < VerificationStands ? RequestState.AwaitingApproval : RequestState.Verifying;
        if (State == RequestState.AwaitingApproval)
            _due = now + Answer;
        return true;
    }

    public bool Execute(DateTimeOffset now)
    {
        if (State != RequestState.Approved || !IsOpen(now) || _verifiedAt is not { } at || now - at >= VerificationStands)
            return false;
        Executions++;
        State = RequestState.Monitoring;
        return true;
    }

    public bool Cancel()
    {
        if (State is not (RequestState.Verifying or RequestState.AwaitingApproval or RequestState.Approved))
            return false;
        State = RequestState.Cancelled;
        return true;
    }

    public bool Expire(DateTimeOffset now)
    {
        if (IsOpen(now) || State is not (RequestState.Verifying or RequestState.AwaitingApproval or RequestState.Approved))
            return false;
        State = RequestState.Expired;
        return true;
    }

    public bool Leave(Voter voter) => _away.Add(voter);

    public bool Return(Voter voter) => _away.Remove(voter);

    public bool IsAway(Voter voter) => _away.Contains(voter);

    /// <summary>One delegate for each, and never somebody who has lost the right to vote here.</summary>
    public bool Delegate(Voter from, Voter to, DateTimeOffset now)
    {
        if (_away.Contains(from) || _away.Contains(to) || from == to || LastsAt(from, now))
            return false;
        _delegates[from] = (to, now.AddDays(30));
        return true;
    }

    public bool EndDelegation(Voter from, DateTimeOffset now) => LastsAt(from, now) && _delegates.Remove(from);

    private bool LastsAt(Voter from, DateTimeOffset now) => _delegates.TryGetValue(from, out var given) && now < given.Lapses;

    private IEnumerable<(Voter Voter, bool Approves)> Counted(DateTimeOffset now) => _votes.Where(v => v.Content == Content && SeatsOf(v.Voter, now).Count > 0).Select(v => (v.Voter, v.Approves));

    private bool IsOpen(DateTimeOffset now) => now < _lapses;

    /// <summary>The seats that somebody may fill: their own, and those of whoever delegated to them and has not voted.</summary>
    private List<int> SeatsOf(Voter voter, DateTimeOffset now) =>
    [
        .. Enumerable.Range(0, 2).Where(seat => HoldersOf(seat, now) is var holders && (holders.Contains(voter) || holders.Exists(h => Decides(voter, h, now)))),
    ];

    /// <summary>For whom a voter sits on the first of their seats; null for themselves.</summary>
    private Voter? PrincipalOf(Voter voter, DateTimeOffset now) =>
        HoldersOf(SeatsOf(voter, now)[0], now) is var holders && holders.Contains(voter) ? null : holders.First(h => Decides(voter, h, now));

    private bool Decides(Voter voter, Voter principal, DateTimeOffset now) =>
        LastsAt(principal, now) && _delegates[principal].To == voter && !_away.Contains(voter) && voter is not (Voter.Sam or Voter.Anna or Voter.Bert)
        && !_votes.Exists(v => v.Voter == principal && v.Content == Content);

    /// <summary>
    /// Seat 0 is the system's: its risk owner, else those on duty. Seat 1 the manager's: Mona, else Mira above her, else
    /// those on duty. Where the first who are there did not answer in time, the next in line as well.
    /// </summary>
    private List<Voter> HoldersOf(int seat, DateTimeOffset now)
    {
        Voter[][] system = [[Voter.Rolf], [Voter.Sanna, Voter.Sven], [Voter.Ida]];
        Voter[][] manager = [[Voter.Mona], [Voter.Mira], [Voter.Sanna, Voter.Sven], [Voter.Ida]];
        var line = (seat == 0 ? system : manager).Select(group => group.Where(v => !_away.Contains(v)).ToList()).Where(group => group.Count > 0);
        return [.. line.Take(now >= _due ? 2 : 1).SelectMany(group => group)];
    }

    private bool FillsBoth(List<Voter> voters, DateTimeOffset now) =>
        voters.Exists(a => voters.Exists(b => a != b && SeatsOf(a, now).Contains(0) && SeatsOf(b, now).Contains(1)));
}

/// <summary>Who may come to vote. Sam asks and is the subject, Anna entered it and verifies, Bert verifies too: none of them ever counts.</summary>
internal enum Voter
{
    Rolf,
    Mona,
    Mira,
    Sanna,
    Sven,
    Ida,
    Sam,
    Anna,
    Bert,
    Nele,
}
