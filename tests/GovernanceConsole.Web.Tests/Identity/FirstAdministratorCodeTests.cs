using GovernanceConsole.Web.Identity;
using GovernanceConsole.Web.Tests.Fixtures;

namespace GovernanceConsole.Web.Tests.Identity;

public sealed class FirstAdministratorCodeTests
{
    private readonly SettableClock _clock = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    private FirstAdministratorCode Code => field ??= new FirstAdministratorCode(_clock);

    [Fact]
    public void Code_AsItWasWrittenOrTyped_IsAccepted()
    {
        var code = Code.Issue();

        Assert.Equal(26, code.Count(char.IsAsciiLetterOrDigit));
        Assert.True(Code.Accepts(code));
        Assert.True(Code.Accepts($" {code.ToLowerInvariant().Replace('-', ' ')} "));
    }

    [Fact]
    public void Code_Another_IsNot()
    {
        var code = Code.Issue();

        Assert.False(Code.Accepts(code[..^1]));
        Assert.False(Code.Accepts(""));
        Assert.False(Code.Accepts(null));
    }

    [Fact]
    public void Code_ThatWasUsedOrNeverIssued_IsNot()
    {
        Assert.False(Code.Accepts(""));
        var code = Code.Issue();
        Code.Use();

        Assert.False(Code.Accepts(code));
    }

    [Fact]
    public void Code_IssuedAgain_TakesThePlaceOfTheFirst()
    {
        var first = Code.Issue();
        var second = Code.Issue();

        Assert.False(Code.Accepts(first));
        Assert.True(Code.Accepts(second));
    }

    /// <summary>The right one too, or guessing would go on until it is right.</summary>
    [Fact]
    public void Code_AfterTooManyTriesWithinAMinute_WaitsForTheNext()
    {
        var code = Code.Issue();
        for (var i = 0; i < FirstAdministratorCode.TriesPerMinute; i++)
            Assert.False(Code.Accepts("A"));

        Assert.False(Code.Accepts(code));
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(Code.Accepts(code));
    }
}
