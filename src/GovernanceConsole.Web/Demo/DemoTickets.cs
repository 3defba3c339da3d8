using GovernanceConsole.Policy;

namespace GovernanceConsole.Web.Demo;

/// <summary>One update of a ticket.</summary>
internal sealed record DemoTicketRow(string State, DateTime At, string By);

/// <summary>A ticket as the desk's tool holds it in the end. Times are those of the desk's wall.</summary>
internal sealed record DemoTicket(
    string Number,
    DemoWork Work,
    DateTime OpenedAt,
    DateTime ResolvedAt,
    DateTime ClosedAt,
    bool MetServiceLevel,
    int Reopened,
    int HandedOn,
    int Priority,
    string Location,
    string Caller,
    string OpenedBy,
    string ResolvedBy,
    string RequestedBy,
    string? VerifiedBy,
    DateTime VerifiedAt,
    string VerificationChannels,
    string? ApprovedBy,
    DateTime ApprovedAt,
    string ExecutedBy,
    DateTime ExecutedAt,
    bool HasEvidence,
    IReadOnlyList<DemoTicketRow> Rows);

/// <summary>
/// A year of help-desk tickets, the same at every run: who is careless with what stands in <see cref="DemoHelpDesk"/>,
/// when it gets better stands here.
/// </summary>
internal sealed class DemoTickets
{
    /// <summary>
    /// The day on which the review of the outsourced desk ends: from then on its tool does not let anybody go on without
    /// a verified caller.
    /// </summary>
    public const int NightDeskMended = 198;

    private const int Seed = 20240517;

    /// <summary>Before a path was signed off, nobody knew who approves.</summary>
    private const double UnapprovedBeforeSignOff = 0.55;

    /// <summary>At night there is nobody to ask.</summary>
    private const double UnverifiedAtNight = 8;

    private static readonly string[] Locations = ["Headquarters", "Ravnsted depot", "Sundby works", "Harbour office", "At home", "On the road"];
    private static readonly string[] ByRequestOf = ["N1060", "N1063", "N1064", "N1072"];
    private static readonly string[] TwoChannels = ["call-back;manager", "call-back;employee-card", "app;video", "call-back;app"];
    private static readonly string[] OneChannel = ["call-back", "caller-knowledge", "video"];

    private readonly Random _random = new(Seed);
    private readonly DateTime _start;
    private readonly int _days;

    private DemoTickets(DateOnly start, int days) => (_start, _days) = (start.ToDateTime(TimeOnly.MinValue), days);

    /// <summary>Every ticket that was opened, in the order of opening.</summary>
    public static IReadOnlyList<DemoTicket> Of(DateOnly start, int days) => [.. new DemoTickets(start, days).All()];

    private IEnumerable<DemoTicket> All()
    {
        var number = 0;
        for (var day = 0; day < _days; day++)
        {
            var date = _start.AddDays(day);
            var onDuty = DemoHelpDesk.Works.Where(w => day < w.StopsOn && (w.Crew.WorksAtWeekends || !IsWeekend(date))).ToList();
            var tickets = (date.DayOfWeek switch { DayOfWeek.Sunday => 3, DayOfWeek.Saturday => 5, DayOfWeek.Monday => 15, _ => 12 }) + _random.Next(4);
            var cases = Enumerable.Range(0, tickets).Select(_ => Pick(onDuty)).Select(work => (Work: work, OpenedAt: Opening(work.Crew, date)));
            foreach (var (work, openedAt) in cases.OrderBy(c => c.OpenedAt))
                yield return Ticket(++number, day, work, openedAt);
        }
    }

    private DemoTicket Ticket(int number, int day, DemoWork work, DateTime opened)
    {
        var (crew, habits) = (work.Crew, work.Crew.Habits);
        var care = 1.4 - (0.8 * day / _days); // everybody is more careful at the end of the year than at its beginning
        var isOutsourced = crew.Desk == "KONTOR";
        var isAtNight = opened.Hour < crew.From || opened.Hour >= crew.Until + 2;
        var careInVerifying = isOutsourced && day >= NightDeskMended ? care / 4 : isOutsourced && isAtNight ? care * UnverifiedAtNight : care;

        var agents = crew.Agents.Where(a => DemoPeople.IsThere(a, day)).ToList();
        var agent = Of(agents);
        var other = Of(agents.Where(a => a != agent).ToList());
        var caller = crew.Callers is { } few ? Of(few) : work.Category == "Customer" ? $"K{10000 + _random.Next(6000)}" : $"N{2000 + _random.Next(640)}";
        var writesItself = work.Channel is "portal" or "api";
        var opener = Happens(habits.OneAgent * care) ? agent : writesItself ? caller : other;

        var isVerified = !Happens(habits.Unverified * careInVerifying);
        var channels = Happens(habits.OneChannel * careInVerifying) ? Of(OneChannel) : Of(TwoChannels);
        var isApproved = !Happens(day < (work.SignedOffOn ?? 0) ? UnapprovedBeforeSignOff : habits.Unapproved * care);
        var requester = Happens(0.08) ? Of(ByRequestOf) : caller;
        var approver = Of(crew.Approvers.Where(a => a != requester).ToList());
        if (crew.ApprovesOwn is { } own && DemoPeople.IsThere(own, day) && Happens(0.018 * care))
            (requester, approver) = (own, own);
        var executor = isApproved && Happens(habits.ApproverExecutes * care) ? approver : agent;

        var verified = opened.AddMinutes(_random.Next(3, 15));
        var begun = Happens(habits.Slow * care) ? NextWorkingDay(verified.AddDays(_random.Next(6, 12))) : verified;
        var missesLevel = begun != verified || Happens(habits.ServiceLevelMissed * care);
        var approved = begun.AddMinutes(_random.Next(4, 30));
        var executed = approved.AddMinutes(_random.Next(2, missesLevel ? 60 : 20));
        if (Happens(habits.ApprovedLate * care))
            approved = executed.AddMinutes(_random.Next(5, 45));
        var resolved = (executed > approved ? executed : approved).AddMinutes(_random.Next(1, 12));

        var rows = new List<DemoTicketRow> { new("New", opened, opener) };
        if (begun != verified || Happens(0.2))
            rows.Add(new("In progress", verified, agent));
        if (!Happens(habits.ClosedUnresolved * care))
            rows.Add(new("Resolved", resolved, agent));
        var isReopened = Happens(habits.Reopened * work.Reopens * care);
        if (isReopened)
        {
            var again = NextWorkingDay(resolved.AddDays(1));
            resolved = again.AddMinutes(_random.Next(10, 40));
            rows.AddRange([new("In progress", again, agent), new("Resolved", resolved, agent)]);
        }

        var closed = resolved.Date.AddDays(3).AddHours(4).AddMinutes(_random.Next(59));
        rows.Add(new("Closed", closed, "tool"));
        if (Happens(habits.ChangedAfterClosing * care))
            rows.Add(new("Closed", closed.AddDays(_random.Next(1, 6)).AddHours(9), agent));

        return new DemoTicket(
            $"NH-{number:00000}", work, opened, resolved, closed, !missesLevel, isReopened ? 1 : 0,
            Happens(habits.HandedRound * care) ? _random.Next(5, 8) : _random.Next(3),
            work.Kind is RequestKind.EmergencyRestore or RequestKind.BreakGlassAccess ? 1 : _random.Next(2, 5),
            Of(Locations), caller, opener, agent, requester, isVerified ? other : null, verified, channels, isApproved ? approver : null, approved, executor, executed, !Happens(habits.NoEvidence * care), rows);
    }

    private DemoWork Pick(List<DemoWork> works)
    {
        var at = _random.Next(works.Sum(w => w.Weight));
        return works.First(w => (at -= w.Weight) < 0);
    }

    private DateTime Opening(DemoCrew crew, DateTime day) => Happens(crew.AtNight)
        ? day.AddHours(crew.Until + 2).AddMinutes(_random.Next(5 * 60))
        : day.AddHours(crew.From).AddMinutes(_random.Next((crew.Until - crew.From) * 60));

    private bool Happens(double share) => _random.NextDouble() < share;

    private T Of<T>(IReadOnlyList<T> some) => some[_random.Next(some.Count)];

    private static bool IsWeekend(DateTime day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    private static DateTime NextWorkingDay(DateTime at) => at.AddDays(at.DayOfWeek switch { DayOfWeek.Saturday => 2, DayOfWeek.Sunday => 1, _ => 0 });
}
