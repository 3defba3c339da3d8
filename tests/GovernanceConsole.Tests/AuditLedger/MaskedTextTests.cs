using GovernanceConsole.AuditLedger;

namespace GovernanceConsole.Tests.AuditLedger;

public sealed class MaskedTextTests
{
    [Theory]
    [InlineData("+49 30 23125 142", "•••• 42")]
    [InlineData("+49 30 23125-4 2", "•••• 42")]
    [InlineData("42", "••••")]
    [InlineData("", "••••")]
    [InlineData("sam@example.net", "s••••@example.net")]
    [InlineData("s@example.net", "s••••@example.net")]
    [InlineData("@example.net", "••••")]
    public void Of_ANumberOrAnAddress_TellsItApartAndNoMore(string text, string masked) => Assert.Equal(masked, MaskedText.Of(text));
}
