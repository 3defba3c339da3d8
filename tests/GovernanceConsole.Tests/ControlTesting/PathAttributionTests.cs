using GovernanceConsole.ControlTesting;
using GovernanceConsole.Policy;
using GovernanceConsole.RecoveryPaths;

namespace GovernanceConsole.Tests.ControlTesting;

public sealed class PathAttributionTests
{
    [Fact]
    public void Of_OnePathServesTheKind_IsThatPath()
    {
        var paths = new PathAttribution([new ServedKind("RP-0001", RequestKind.PasswordReset, DeskCode: null), new ServedKind("RP-0002", RequestKind.AccountUnlock, DeskCode: null)]);

        Assert.Equal("RP-0001", paths.Of("password-reset", "D1"));
        Assert.Equal("RP-0002", paths.Of("account-unlock", desk: null));
    }

    [Theory]
    [InlineData("mfa-factor-reset")]
    [InlineData("K03")]
    [InlineData("k03")]
    [InlineData(" MFA factor reset or replacement ")]
    public void Of_TheKindInAnyOfItsWords_IsFound(string kind) =>
        Assert.Equal("RP-0001", new PathAttribution([new ServedKind("RP-0001", RequestKind.MfaFactorReset, DeskCode: null)]).Of(kind, desk: null));

    [Fact]
    public void Of_TheKindIsUnknownOrServedByNone_IsNoPath()
    {
        var paths = new PathAttribution([new ServedKind("RP-0001", RequestKind.PasswordReset, DeskCode: null)]);

        Assert.Equal("", paths.Of(requestKind: null, "D1"));
        Assert.Equal("", paths.Of("secret-issue", "D1"));
    }

    [Fact]
    public void Of_SeveralPathsServeTheKind_IsTheOneThroughTheDesk()
    {
        var paths = new PathAttribution([new ServedKind("RP-0001", RequestKind.PasswordReset, "D1"), new ServedKind("RP-0002", RequestKind.PasswordReset, "D2"), new ServedKind("RP-0003", RequestKind.PasswordReset, DeskCode: null)]);

        Assert.Equal("RP-0001", paths.Of("password-reset", "D1"));
        Assert.Equal("RP-0002", paths.Of("password-reset", "D2"));
        Assert.Equal("RP-0003", paths.Of("password-reset", "D3"));
    }

    [Fact]
    public void Of_SeveralPathsAndNothingToTellThemApart_IsNoPath()
    {
        var paths = new PathAttribution([new ServedKind("RP-0001", RequestKind.PasswordReset, "D1"), new ServedKind("RP-0002", RequestKind.PasswordReset, "D1")]);

        Assert.Equal("", paths.Of("password-reset", "D1"));
        Assert.Equal("", paths.Of("password-reset", desk: null));
    }

    [Fact]
    public void Of_TheOnlyPathRunsThroughAnotherDesk_IsNoPath() =>
        Assert.Equal("", new PathAttribution([new ServedKind("RP-0001", RequestKind.PasswordReset, "D1")]).Of("password-reset", "D2"));

    [Fact]
    public void Of_TheOnlyPathHasADeskAndTheTicketNone_IsThatPath() =>
        Assert.Equal("RP-0001", new PathAttribution([new ServedKind("RP-0001", RequestKind.PasswordReset, "D1")]).Of("password-reset", desk: null));
}
