using GovernanceConsole.ControlTesting;

namespace GovernanceConsole.Tests.ControlTesting;

public sealed class PathAttributionTests
{
    [Fact]
    public void Of_OnePathServesTheKind_IsThatPath()
    {
        var paths = new PathAttribution([new("RP-0001", "password-reset", DeskCode: null), new("RP-0002", "account-unlock", DeskCode: null)]);

        Assert.Equal("RP-0001", paths.Of("password-reset", "D1"));
        Assert.Equal("RP-0002", paths.Of("account-unlock", desk: null));
    }

    [Fact]
    public void Of_TheKindIsUnknownOrServedByNone_IsNoPath()
    {
        var paths = new PathAttribution([new("RP-0001", "password-reset", DeskCode: null)]);

        Assert.Equal("", paths.Of(requestKind: null, "D1"));
        Assert.Equal("", paths.Of("secret-issue", "D1"));
    }

    [Fact]
    public void Of_SeveralPathsServeTheKind_IsTheOneThroughTheDesk()
    {
        var paths = new PathAttribution([new("RP-0001", "password-reset", "D1"), new("RP-0002", "password-reset", "D2"), new("RP-0003", "password-reset", DeskCode: null)]);

        Assert.Equal("RP-0001", paths.Of("password-reset", "D1"));
        Assert.Equal("RP-0002", paths.Of("password-reset", "D2"));
        Assert.Equal("RP-0003", paths.Of("password-reset", "D3"));
    }

    [Fact]
    public void Of_SeveralPathsAndNothingToTellThemApart_IsNoPath()
    {
        var paths = new PathAttribution([new("RP-0001", "password-reset", "D1"), new("RP-0002", "password-reset", "D1")]);

        Assert.Equal("", paths.Of("password-reset", "D1"));
        Assert.Equal("", paths.Of("password-reset", desk: null));
    }

    [Fact]
    public void Of_TheOnlyPathRunsThroughAnotherDesk_IsNoPath() =>
        Assert.Equal("", new PathAttribution([new("RP-0001", "password-reset", "D1")]).Of("password-reset", "D2"));

    [Fact]
    public void Of_TheOnlyPathHasADeskAndTheTicketNone_IsThatPath() =>
        Assert.Equal("RP-0001", new PathAttribution([new("RP-0001", "password-reset", "D1")]).Of("password-reset", desk: null));
}
