using GovernanceConsole.Requests;

namespace GovernanceConsole.Tests.Requests;

public sealed class MonitoringTextTests
{
    [Theory]
    [InlineData(0, "0 s")]
    [InlineData(59, "59 s")]
    [InlineData(60, "1 min")]
    [InlineData(3599, "59 min")]
    [InlineData(3600, "1 h 0 min")]
    [InlineData(86_399, "23 h 59 min")]
    [InlineData(86_400, "1 d 0 h")]
    [InlineData(190_000, "2 d 4 h")]
    public void Of_ATimeToRevoke_SaysAsMuchAsMatters(int seconds, string words) => Assert.Equal(words, MonitoringText.Of(TimeSpan.FromSeconds(seconds)));
}
