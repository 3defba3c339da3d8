using GovernanceConsole.Requests;

namespace GovernanceConsole.Tests.Invariants;

/// <summary>
/// What dual control of one request means, said a second time and without any storage: two seats, the people who may fill
/// them, and votes on contents. Everything is asked of whole lists; seats are tried in every way.
/// </summary>
internal sealed class DualControlModel(DateTimeOffset submitted)
{
    private static readonly TimeSpan VerificationStands = TimeSpan.FromMinutes(30);

    private readonly HashSet<Voter> _away = [];
    private readonly List<(Voter Voter, bool Approves, int Content)> _votes = [];
    private DateTimeOffset? _verifiedAt;
    private DateTimeOffset _lapses = submitted.AddDays(7);

    public RequestState State { get; private set; } = RequestState.Verifying;

    /// <summary>Counts what is asked.</summary>
    public int Content { get; private set; }

    /// <summary>How often it was executed.</summary>
    public int Executions { get; private set; }

    /// <summary>People who count for it now, each once.</summary>
    public int CountedApprovals => Counted.Where(v => v.Approves).Select(v => v.Voter).Distinct().Count();

    public bool MayVerify(DateTimeOffset now) => IsOpen(now) && State is RequestState.Verifying or RequestState.AwaitingApproval or RequestState.Approved;

    public void Verify(DateTimeOffset now)
    {
        _verifiedAt = now;
        if (State == RequestState.Verifying)
            State = RequestState.AwaitingApproval;
    }

    public bool Vote(Voter voter, bool approves, int seen, DateTimeOffset now)
    {
        if (State != RequestState.AwaitingApproval || !IsOpen(now) || SeatsOf(voter).Count == 0 || seen != Content)
            return false;
        // Twice only where seats that passed on are filled by votes that are there, and nobody else is left to decide.
        if (_votes.Exists(v => v.Voter == voter && v.Content == Content) && !FillsBoth([.. Counted.Where(v => v.Approves).Select(v => v.Voter)]))
            return false;
        _votes.RemoveAll(v => v.Content == Content && (v.Voter == voter || SeatsOf(v.Voter).Count == 0)); // who is away loses the vote for good
        _votes.Add((voter, approves, Content));
        var counted = Counted.ToList();
        for (var n = 1; n <= counted.Count && State == RequestState.AwaitingApproval; n++)
        {
            if (!counted[n - 1].Approves)
                State = RequestState.Rejected;
            else if (FillsBoth([.. counted.Take(n).Where(v => v.Approves).Select(v => v.Voter).Distinct()]))
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

    private IEnumerable<(Voter Voter, bool Approves)> Counted => _votes.Where(v => v.Content == Content && SeatsOf(v.Voter).Count > 0).Select(v => (v.Voter, v.Approves));

    private bool IsOpen(DateTimeOffset now) => now < _lapses;

    /// <summary>Seat 0 is the system's: its risk owner, else those on duty. Seat 1 the manager's: Mona, else Mira above her, else those on duty.</summary>
    private List<int> SeatsOf(Voter voter)
    {
        Voter[][] system = [[Voter.Rolf], [Voter.Sanna, Voter.Sven], [Voter.Ida]];
        Voter[][] manager = [[Voter.Mona], [Voter.Mira], [Voter.Sanna, Voter.Sven], [Voter.Ida]];
        return [.. new[] { system, manager }.Select((chain, seat) => (Seat: seat, People: chain.Select(p => p.Where(v => !_away.Contains(v)).ToList()).FirstOrDefault(p => p.Count > 0) ?? [])).Where(s => s.People.Contains(voter)).Select(s => s.Seat)];
    }

    private bool FillsBoth(List<Voter> voters) => voters.Any(a => voters.Any(b => a != b && SeatsOf(a).Contains(0) && SeatsOf(b).Contains(1)));
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
