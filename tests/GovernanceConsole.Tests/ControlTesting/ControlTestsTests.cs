using GovernanceConsole.ControlTesting;
using GovernanceConsole.Imports;
using static GovernanceConsole.Tests.ControlTesting.Histories;

namespace GovernanceConsole.Tests.ControlTesting;

/// <summary>Each control test on either side of its boundary.</summary>
public sealed class ControlTestsTests
{
    private static readonly TicketStory Done = new() { Number = "T1", OpenedAt = Monday, ResolvedAt = Monday.AddHours(1), Hours = OfficeHours };

    [Theory]
    [InlineData("p1", "p1", VerdictKind.Finding)]
    [InlineData("p1", "p2", VerdictKind.InOrder)]
    [InlineData("p1", "P1", VerdictKind.InOrder)]
    [InlineData(null, "p1", VerdictKind.NotJudged)]
    [InlineData("p1", null, VerdictKind.NotJudged)]
    public void OnePersonOpenedAndResolved_ByTheTwoCodes(string? opened, string? resolved, VerdictKind expected) =>
        Assert.Equal(expected, Judge(ControlTests.OnePersonOpenedAndResolved, Done with { OpenedBy = opened, ResolvedBy = resolved }));

    [Fact]
    public void OnePersonOpenedAndResolved_CodesOfDifferentLists_IsNotJudged()
    {
        var conditions = new TestConditions(WithoutComparablePeople(Complete), ControlTestParameters.Proposed, TimeZoneInfo.Utc);

        var verdict = ControlTests.OnePersonOpenedAndResolved.Judge(Done with { OpenedBy = "17", ResolvedBy = "17" }, conditions);

        Assert.Equal(VerdictKind.NotJudged, verdict.Kind);
    }

    [Theory]
    [InlineData("p1", "p2", "p1", VerdictKind.Finding)] // asked for somebody else
    [InlineData("p2", "p1", "p1", VerdictKind.Finding)] // somebody else asked for them
    [InlineData(null, "p1", "p1", VerdictKind.Finding)]
    [InlineData("p2", null, "p1", VerdictKind.InOrder)]
    [InlineData("p2", "p3", "p1", VerdictKind.InOrder)]
    [InlineData(null, null, "p1", VerdictKind.NotJudged)]
    [InlineData("p1", "p1", null, VerdictKind.NotJudged)]
    public void RequesterApproved_ByRequesterCallerAndApprover(string? requester, string? caller, string? approver, VerdictKind expected) =>
        Assert.Equal(expected, Judge(ControlTests.RequesterApproved, Done with { RequestedBy = requester, Caller = caller, ApprovedBy = approver }));

    [Theory]
    [InlineData("p1", "p1", VerdictKind.Finding)]
    [InlineData("p1", "p2", VerdictKind.InOrder)]
    [InlineData(null, "p2", VerdictKind.NotJudged)]
    public void ApproverExecuted_ByTheTwoCodes(string? approver, string? executor, VerdictKind expected) =>
        Assert.Equal(expected, Judge(ControlTests.ApproverExecuted, Done with { ApprovedBy = approver, ExecutedBy = executor }));

    [Fact]
    public void NoApproval_NeitherApproverNorTime_IsAFinding()
    {
        Assert.Equal(VerdictKind.Finding, Judge(ControlTests.NoApproval, Done));
        Assert.Equal(VerdictKind.InOrder, Judge(ControlTests.NoApproval, Done with { ApprovedBy = "p1" }));
        Assert.Equal(VerdictKind.InOrder, Judge(ControlTests.NoApproval, Done with { ApprovedAt = Monday }));
    }

    [Theory]
    [InlineData("Resolved", VerdictKind.Finding)]
    [InlineData("Closed", VerdictKind.Finding)]
    [InlineData("Active", VerdictKind.NotJudged)]
    [InlineData("-100", VerdictKind.NotJudged)]
    public void NoApproval_WorkNotDone_IsNotJudged(string state, VerdictKind expected) =>
        Assert.Equal(expected, Judge(ControlTests.NoApproval, new TicketStory { Number = "T1", State = state }));

    [Theory]
    [InlineData(-1, VerdictKind.Finding)]
    [InlineData(0, VerdictKind.InOrder)]
    [InlineData(1, VerdictKind.InOrder)]
    public void ExecutedBeforeApproval_ByTheMinutesBetween(int minutes, VerdictKind expected) =>
        Assert.Equal(expected, Judge(ControlTests.ExecutedBeforeApproval, Done with { ApprovedAt = Monday, ExecutedAt = Monday.AddMinutes(minutes) }));

    [Fact]
    public void ExecutedBeforeApproval_TellsHowLongBefore()
    {
        var verdict = ControlTests.ExecutedBeforeApproval.Judge(Done with { ApprovedAt = Monday, ExecutedAt = Monday.AddMinutes(-90) }, Conditions);

        Assert.Equal("Carried out 90 minutes before it was approved.", ControlTests.ExecutedBeforeApproval.Tell(verdict.Measure));
    }

    [Fact]
    public void ExecutedBeforeApproval_ATimeUnknown_IsNotJudged() =>
        Assert.Equal(VerdictKind.NotJudged, Judge(ControlTests.ExecutedBeforeApproval, Done with { ExecutedAt = Monday }));

    [Fact]
    public void VerificationMissing_NothingOfIt_IsAFinding()
    {
        Assert.Equal(VerdictKind.Finding, Judge(ControlTests.VerificationMissing, Done with { VerificationChannels = 0 }));
        Assert.Equal(VerdictKind.InOrder, Judge(ControlTests.VerificationMissing, Done with { VerificationChannels = 1 }));
        Assert.Equal(VerdictKind.InOrder, Judge(ControlTests.VerificationMissing, Done with { VerifiedBy = "p1" }));
        Assert.Equal(VerdictKind.InOrder, Judge(ControlTests.VerificationMissing, Done with { VerifiedAt = Monday }));
        Assert.Equal(VerdictKind.NotJudged, Judge(ControlTests.VerificationMissing, new TicketStory { Number = "T1", State = "New" }));
    }

    [Theory]
    [InlineData(null, VerdictKind.NotJudged)]
    [InlineData(0, VerdictKind.NotJudged)] // missing altogether is another finding
    [InlineData(1, VerdictKind.Finding)]
    [InlineData(2, VerdictKind.InOrder)]
    public void VerifiedByOneChannel_ByTheNumberOfChannels(int? channels, VerdictKind expected) =>
        Assert.Equal(expected, Judge(ControlTests.VerifiedByOneChannel, Done with { VerificationChannels = channels }));

    [Theory]
    [InlineData(null, VerdictKind.Finding)]
    [InlineData(" ", VerdictKind.Finding)]
    [InlineData("DOC-1", VerdictKind.InOrder)]
    public void NoEvidence_ByTheReference(string? reference, VerdictKind expected) =>
        Assert.Equal(expected, Judge(ControlTests.NoEvidence, Done with { EvidenceReference = reference }));

    [Theory]
    [InlineData("New Active Resolved Closed", 0)]
    [InlineData("New Active Resolved", 0)]
    [InlineData("New Closed Closed", 1)]
    [InlineData("New Resolved Closed Active Resolved Closed", 3)]
    [InlineData("New Resolved Closed -100", 1)]
    public void ChangedAfterClosing_CountsTheUpdatesAfterTheFirstClosing(string states, int updates)
    {
        var verdict = ControlTests.ChangedAfterClosing.Judge(Done with { Steps = Steps(states) }, Conditions);

        Assert.Equal(updates == 0 ? VerdictKind.InOrder : VerdictKind.Finding, verdict.Kind);
        Assert.Equal(updates, verdict.Measure);
    }

    [Theory]
    [InlineData("New Active Awaiting_User_Info Active Resolved Closed", 0)]
    [InlineData("New Resolved Active Resolved Closed", 0)] // a reopening is another finding
    [InlineData("New New Active Active Resolved Resolved Closed Closed", 0)]
    [InlineData("New Closed", 1)]
    [InlineData("Active Closed", 1)]
    [InlineData("Active New Resolved Closed", 1)]
    [InlineData("New Resolved Closed Active Resolved Closed", 1)]
    [InlineData("New Closed New", 2)]
    [InlineData("New -100 Resolved Closed", 0)]
    public void StatesOutOfOrder_CountsTheMoves(string states, int moves)
    {
        var verdict = ControlTests.StatesOutOfOrder.Judge(Done with { Steps = Steps(states) }, Conditions);

        Assert.Equal(moves == 0 ? VerdictKind.InOrder : VerdictKind.Finding, verdict.Kind);
        Assert.Equal(moves, verdict.Measure);
    }

    [Fact]
    public void TestsOfStates_NoStateKnown_AreNotJudged()
    {
        var ticket = Done with { Steps = Steps("-100 -100") };

        Assert.Equal(VerdictKind.NotJudged, Judge(ControlTests.StatesOutOfOrder, ticket));
        Assert.Equal(VerdictKind.NotJudged, Judge(ControlTests.ChangedAfterClosing, ticket));
    }

    [Theory]
    [InlineData("2026-05-04T08:00Z", VerdictKind.InOrder)]
    [InlineData("2026-05-04T07:59Z", VerdictKind.Finding)]
    [InlineData("2026-05-04T17:59Z", VerdictKind.InOrder)]
    [InlineData("2026-05-04T18:00Z", VerdictKind.Finding)]
    [InlineData("2026-05-09T12:00Z", VerdictKind.Finding)] // Saturday
    public void OutsideHours_ByTheTimeOfAnUpdate(string at, VerdictKind expected) =>
        Assert.Equal(expected, Judge(ControlTests.OutsideHours, Done with { Steps = [new TicketStep(Instant(at), TicketStage.InWork)] }));

    [Fact]
    public void OutsideHours_UsesTheOrganisationsZone()
    {
        var berlin = new TestConditions(Complete, ControlTestParameters.Proposed, TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));

        var verdict = ControlTests.OutsideHours.Judge(Done with { Steps = [new TicketStep(Instant("2026-05-04T06:00Z"), TicketStage.InWork)] }, berlin);

        Assert.Equal(VerdictKind.InOrder, verdict.Kind);
    }

    [Fact]
    public void OutsideHours_ClosingByTheTool_DoesNotCount() =>
        Assert.Equal(VerdictKind.NotJudged, Judge(ControlTests.OutsideHours, Done with { Steps = [new TicketStep(Instant("2026-05-09T12:00Z"), TicketStage.Closed)] }));

    [Fact]
    public void OutsideHours_ExecutionCounts() =>
        Assert.Equal(VerdictKind.Finding, Judge(ControlTests.OutsideHours, Done with { ExecutedAt = Instant("2026-05-09T12:00Z") }));

    [Fact]
    public void OutsideHours_DeskWithoutHours_IsNotJudged() =>
        Assert.Equal(VerdictKind.NotJudged, Judge(ControlTests.OutsideHours, Done with { Hours = null, ExecutedAt = Instant("2026-05-09T12:00Z") }));

    [Theory]
    [InlineData(null, VerdictKind.NotJudged)]
    [InlineData(0, VerdictKind.InOrder)]
    [InlineData(1, VerdictKind.Finding)]
    public void Reopened_ByTheCount(int? count, VerdictKind expected) =>
        Assert.Equal(expected, Judge(ControlTests.Reopened, Done with { ReopenCount = count }));

    [Theory]
    [InlineData(null, VerdictKind.NotJudged)]
    [InlineData(true, VerdictKind.InOrder)]
    [InlineData(false, VerdictKind.Finding)]
    public void ServiceLevelMissed_ByTheFlag(bool? met, VerdictKind expected) =>
        Assert.Equal(expected, Judge(ControlTests.ServiceLevelMissed, Done with { MadeSla = met }));

    [Theory]
    [InlineData(null, VerdictKind.NotJudged)]
    [InlineData(4, VerdictKind.InOrder)]
    [InlineData(5, VerdictKind.Finding)]
    public void HandedRound_ByTheLimitOfTheRun(int? count, VerdictKind expected) =>
        Assert.Equal(expected, Judge(ControlTests.HandedRound, Done with { ReassignmentCount = count }));

    [Theory]
    [InlineData(0, VerdictKind.InOrder)]
    [InlineData(1, VerdictKind.Finding)]
    public void TookTooLong_BySecondsOverTheLimitOfTheRun(int seconds, VerdictKind expected) =>
        Assert.Equal(expected, Judge(ControlTests.TookTooLong, Done with { ResolvedAt = Monday.AddDays(5).AddSeconds(seconds) }));

    [Fact]
    public void TookTooLong_NotResolved_IsNotJudged() =>
        Assert.Equal(VerdictKind.NotJudged, Judge(ControlTests.TookTooLong, Done with { ResolvedAt = null }));

    [Fact]
    public void Catalogue_CodesAreUnique_AndEveryTestSpeaksInSentences()
    {
        Assert.Equal(ControlTests.All.Count, ControlTests.All.Select(t => t.Code).Distinct(StringComparer.Ordinal).Count());
        foreach (var test in ControlTests.All)
        {
            Assert.Matches(@"^[A-Z].+\.$", test.Finds);
            Assert.Matches(@"^[A-Z].+\.$", test.Matters);
            Assert.Matches(@"^[A-Z2].+\.$", test.Tell(1));
            Assert.Matches(@"^[A-Z2].+\.$", test.Tell(2000));
            Assert.Same(test, ControlTests.Find(test.Code));
        }
    }

    private static VerdictKind Judge(ControlTest test, TicketStory ticket) => test.Judge(ticket, Conditions).Kind;

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static TicketStep[] Steps(string states) =>
        [.. states.Split(' ').Select(s => new TicketStep(Monday, TicketStages.Of(s.Replace('_', ' '))))];
}
