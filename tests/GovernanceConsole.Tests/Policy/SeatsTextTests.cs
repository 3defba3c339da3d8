using GovernanceConsole.Policy;

namespace GovernanceConsole.Tests.Policy;

[Trait("row", "R-027")]
public sealed class SeatsTextTests
{
    [Theory]
    [InlineData("SEC + IAM", "SEC + IAM")]
    [InlineData("mgr or hrx+sys", "MGR or HRX + SYS")]
    [InlineData("  SEC  ", "SEC")]
    [InlineData("MGR  OR  SYS", "MGR or SYS")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void Seats_ThatSomebodyTyped_AreReadAndWrittenAgain(string? typed, string written) =>
        Assert.Equal(written, SeatsText.Of(SeatsText.Parse(typed).Value));

    [Theory]
    [InlineData("SEC +", "")]
    [InlineData("MGR or", "MGR OR")]
    [InlineData("SEC, IAM", "SEC, IAM")]
    [InlineData("Greta", "GRETA")]
    [InlineData("SEC IAM", "SEC IAM")]
    public void Seats_ThatAreNone_AreRefusedWithWhatIsNoCode(string typed, string wrong) =>
        Assert.Equal([new SeatsAreUnreadable(wrong)], SeatsText.Parse(typed).Refusals);

    [Fact]
    public void Seats_OfEveryRuleOfTheDefaultPolicy_AreReadAgainAsTheyAre() =>
        Assert.All(PolicyDocument.Default.Rules, rule => Assert.Equal(rule.Approval.Seats, SeatsText.Parse(SeatsText.Of(rule.Approval.Seats)).Value));
}
