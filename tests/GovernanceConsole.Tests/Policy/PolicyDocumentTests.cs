using System.Text.Json;
using GovernanceConsole.Policy;

namespace GovernanceConsole.Tests.Policy;

[Trait("row", "R-203")]
public sealed class PolicyDocumentTests
{
    [Fact]
    public void Document_WrittenAndRead_IsTheSame()
    {
        var document = new PolicyDocument(Limits.Default with { SignOffDays = 100, GraceWorkingDaysCritical = 2 });

        Assert.Equal(document, PolicyDocument.Parse(document.ToJson()));
    }

    /// <summary>What stands in databases: a renamed limit would silently fall back to its default.</summary>
    [Fact]
    public void Document_OfTheDefaultPolicy_IsWrittenAsItWasSinceTheFirst() =>
        Assert.Equal(
            """{"limits":{"signOffDays":180,"signOffDaysHighAndCritical":90,"ownershipConfirmationDays":180,"transferAnswerDays":14,"graceWorkingDays":10,"graceWorkingDaysCritical":0,"governanceReviewMonths":3,"securityEventMonths":24,"decisionMonths":120,"formerTextMonths":36,"importFindingMonths":36,"readNoticeMonths":24,"commandAnswerMonths":3,"deletionRequestDays":30}}""",
            new PolicyDocument(Limits.Default).ToJson());

    /// <summary>A version approved before records had periods: nobody decided them, so the default is in force.</summary>
    [Fact]
    [Trait("row", "B-17")]
    public void Document_FromBeforeRetention_HasTheDefaultPeriods() =>
        Assert.Equal(Limits.Default with { SignOffDays = 100 }, PolicyDocument.Parse("""{"limits":{"signOffDays":100,"governanceReviewMonths":3}}""").Limits);

    [Theory]
    [InlineData("""{"limits":{"signOffDays":100,"lunchBreak":1}}""")]
    [InlineData("""{"limits":{},"signals":[]}""")]
    [InlineData("""{"limits":null}""")]
    [InlineData("{}")]
    public void Document_WithAPartThatIsUnknownOrMissing_IsNotRead(string json) => Assert.Throws<JsonException>(() => PolicyDocument.Parse(json));
}
