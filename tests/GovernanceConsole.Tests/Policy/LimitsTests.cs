using GovernanceConsole.Policy;

namespace GovernanceConsole.Tests.Policy;

public sealed class LimitsTests
{
    [Theory]
    [InlineData(RiskLevel.Low, 180, 10)]
    [InlineData(RiskLevel.Moderate, 180, 10)]
    [InlineData(RiskLevel.High, 90, 10)]
    [InlineData(RiskLevel.Critical, 90, 0)]
    public void Default_AtALevel_IsTheDefaultPolicy(RiskLevel level, int signOffDays, int graceWorkingDays)
    {
        Assert.Equal((signOffDays, graceWorkingDays), (Limits.Default.SignOffDaysAt(level), Limits.Default.GraceAt(level)));
    }
}
