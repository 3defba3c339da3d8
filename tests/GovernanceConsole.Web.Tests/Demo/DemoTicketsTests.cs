using GovernanceConsole.Web.Demo;

namespace GovernanceConsole.Web.Tests.Demo;

/// <summary>The made-up tickets, whatever day of the week their year begins on.</summary>
public sealed class DemoTicketsTests
{
    private const int Days = DemoHistory.SecondTestOn;
    private static readonly DateOnly Start = new(2025, 3, 1);

    [Fact]
    public void Export_Twice_IsTheSameFile()
    {
        var exportedAt = Start.AddDays(Days).ToDateTime(TimeOnly.MinValue);

        Assert.Equal(DemoLog.Export(DemoTickets.Of(Start, Days), exportedAt), DemoLog.Export(DemoTickets.Of(Start, Days), exportedAt));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void Year_OnWhateverDayItBegins_HasItsShape(int later)
    {
        var tickets = DemoTickets.Of(Start.AddDays(later), Days);

        Assert.InRange(tickets.Count, 4_000, 6_000);
        Assert.InRange(tickets.Average(t => t.Rows.Count), 3, 4);
        Assert.Equal(tickets.Count, tickets.DistinctBy(t => t.Number).Count());
        Assert.All(tickets, t => Assert.True(t.Rows.Zip(t.Rows.Skip(1)).All(r => r.First.At <= r.Second.At), t.Number));
    }

    [Fact]
    public void Export_OfOpenTickets_TellsNothingThatCameLater()
    {
        var tickets = DemoTickets.Of(Start, Days);
        var exportedAt = Start.AddDays(Days / 2).ToDateTime(TimeOnly.MinValue);

        var lines = System.Text.Encoding.UTF8.GetString(DemoLog.Export([.. tickets.Where(t => t.OpenedAt < exportedAt)], exportedAt)).Split('\n');

        var latest = lines.Skip(1).Where(l => l.Length > 0).SelectMany(l => l.Split(',')).Where(c => c.Length == 19 && c[4] == '-' && c[13] == ':').Max(StringComparer.Ordinal);
        Assert.True(string.CompareOrdinal(latest, exportedAt.ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture)) <= 0, latest);
        Assert.Contains(lines, l => l.Contains(",New,", StringComparison.Ordinal) && l.EndsWith(',')); // still open: nobody carried it out
    }

    [Fact]
    public void OwnRequests_AreApprovedByFewPeople()
    {
        var own = DemoTickets.Of(Start, Days).Where(t => t.ApprovedBy is not null && t.ApprovedBy == t.RequestedBy).ToList();

        Assert.InRange(own.Count, 20, 150);
        Assert.InRange(own.DistinctBy(t => t.ApprovedBy).Count(), 2, 4);
    }

    [Fact]
    public void Approvals_BeforeAPathWasSignedOff_AreOftenMissing()
    {
        var chat = DemoTickets.Of(Start, Days).Where(t => t.Work.Group == "KONTOR-CHAT").ToLookup(t => (DateOnly.FromDateTime(t.OpenedAt).DayNumber - Start.DayNumber) < t.Work.SignedOffOn);

        Assert.True(chat[true].Average(Unapproved) > 5 * chat[false].Average(Unapproved));

        static double Unapproved(DemoTicket ticket) => ticket.ApprovedBy is null ? 1 : 0;
    }

    [Fact]
    public void OneGroup_ReopensMoreThanAnyOther()
    {
        var byGroup = DemoTickets.Of(Start, Days).GroupBy(t => t.Work.Group).Select(g => (Group: g.Key, Share: g.Average(t => t.Reopened))).OrderByDescending(g => g.Share).ToList();

        Assert.Equal("NORTH-DEVICES", byGroup[0].Group);
        Assert.True(byGroup[0].Share > 1.5 * byGroup[1].Share);
    }

    [Fact]
    public void Works_TakePathsAndPeopleThatExist()
    {
        var people = DemoPeople.All.Concat(DemoPeople.DeskStaff).Select(p => p.Key).ToHashSet(StringComparer.Ordinal);

        Assert.Equal(1000, DemoHelpDesk.Works.Sum(w => w.Weight));
        Assert.All(DemoHelpDesk.Works, w => Assert.True(w.SignedOffOn is null or > 0));
        Assert.All(DemoHelpDesk.Works.SelectMany(w => w.Crew.Agents.Concat(w.Crew.Approvers)), key => Assert.Contains(key, people));
    }
}
