using GovernanceConsole.ControlTesting;
using GovernanceConsole.Imports;
using static GovernanceConsole.Tests.ControlTesting.Histories;

namespace GovernanceConsole.Tests.ControlTesting;

public sealed class TestabilityTests
{
    private static readonly ImportMapping ServiceNow = ShippedMappings.ByKey["servicenow-incident-log"];

    [Fact]
    public void WhyNot_EveryColumnAndOneListOfPeople_EverythingIsTested() =>
        Assert.All(ControlTests.All, test => Assert.Null(Testability.WhyNot(test, Complete, hoursAreKnown: true)));

    [Fact]
    public void WhyNot_TheRealHistory_NamesWhatItCannotShow()
    {
        var reasons = ControlTests.All
            .Select(t => (t.Code, Reason: Testability.WhyNot(t, ServiceNow, hoursAreKnown: true)))
            .Where(t => t.Reason is not null)
            .ToDictionary(t => t.Code, t => t.Reason);

        Assert.Equal(
            new Dictionary<string, string?>
            {
                ["one-person-opened-and-resolved"] = "who opened and who resolved have codes from different lists of people: the same code is not the same person.",
                ["requester-approved"] = "the file has no column for who approved.",
                ["approver-executed"] = "the file has no column for who approved, nor for who carried it out.",
                ["no-approval"] = "the file has no column for who approved or when it was approved.",
                ["executed-before-approval"] = "the file has no column for when it was approved, nor for when it was carried out.",
                ["verification-missing"] = "the file has no column for who verified or when it was verified or the channels of verification.",
                ["verified-by-one-channel"] = "the file has no column for the channels of verification.",
                ["no-evidence"] = "the file has no column for the evidence.",
            },
            reasons);
    }

    [Fact]
    public void WhyNot_OneOfTwoColumnsIsEnough_IsTested() =>
        Assert.Null(Testability.WhyNot(ControlTests.NoApproval, Mapping(TicketField.Number, TicketField.ApprovedAt), hoursAreKnown: true));

    [Fact]
    public void WhyNot_TheCallerButNoRequester_ComparesTheCaller() =>
        Assert.Null(Testability.WhyNot(ControlTests.RequesterApproved, Mapping(TicketField.Number, TicketField.Caller, TicketField.ApprovedBy), hoursAreKnown: true));

    [Fact]
    public void WhyNot_OneRowPerTicket_SaysSo() =>
        Assert.Equal(
            "the file has one row per ticket and does not tell one update from the next.",
            Testability.WhyNot(ControlTests.ChangedAfterClosing, Mapping(TicketField.Number, TicketField.State), hoursAreKnown: true));

    [Fact]
    public void WhyNot_NobodySaidWhenTheDeskIsStaffed_SaysSo() =>
        Assert.Equal(
            "no desk of these tickets has hours, and none were assumed for the run.",
            Testability.WhyNot(ControlTests.OutsideHours, Complete, hoursAreKnown: false));

    [Fact]
    public void Words_EveryField_HasSome() => Assert.All(Enum.GetValues<TicketField>(), f => Assert.NotEmpty(Testability.Words(f)));
}
