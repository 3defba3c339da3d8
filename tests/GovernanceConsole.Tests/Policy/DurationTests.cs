using GovernanceConsole.Policy;

namespace GovernanceConsole.Tests.Policy;

public sealed class DurationTests
{
    [Theory]
    [InlineData("1 min", 1)]
    [InlineData("60 min", 60)]
    [InlineData("4 h", 240)]
    [InlineData("30 d", 43_200)]
    [InlineData("3660 d", 5_270_400)]
    public void Parse_OfADuration_CountsItsMinutesAndWritesItAsItWas(string text, int minutes)
    {
        var duration = Duration.Parse(text)!.Value;

        Assert.Equal((minutes, text), ((int)duration.Length.TotalMinutes, duration.ToString()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("4")]
    [InlineData("4h")]
    [InlineData("4 hours")]
    [InlineData("0 h")]
    [InlineData("-1 h")]
    [InlineData("1.5 h")]
    [InlineData("3661 d")]
    [InlineData("99999999999 d")]
    public void Parse_OfAnythingElse_IsNull(string? text) => Assert.Null(Duration.Parse(text));

    [Fact]
    public void Compare_GoesByTheClock()
    {
        Assert.True(Duration.Minutes(90) > Duration.Hours(1));
        Assert.True(Duration.Hours(24) >= Duration.Days(1) && Duration.Hours(24) <= Duration.Days(1));
        Assert.False(Duration.Hours(24) < Duration.Days(1));
    }
}
