using GovernanceConsole.Policy;
using GovernanceConsole.RecoveryPaths;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.RecoveryPaths;

/// <summary>Which way into a system is the weakest.</summary>
public sealed class WaysInTests
{
    [Fact]
    [Trait("row", "R-157")]
    public void ThreePaths_AreRankedByWhatTheyDemand_AndTheWeakestIsMarked()
    {
        var ways = WaysInRules.Ranked(
        [
            Way("RP-0001", IdentityAssurance.Ial2, RiskLevel.High), Way("RP-0002", IdentityAssurance.Ial1, RiskLevel.Critical), Way("RP-0003", IdentityAssurance.Ial2, RiskLevel.Moderate),
        ]);

        Assert.Equal([("RP-0002", 1, true), ("RP-0003", 2, false), ("RP-0001", 3, false)], ways.Select(w => (w.Number, w.Rank, w.IsWeakest)));
    }

    [Fact]
    public void APathThatDemandsNothing_IsWeakerThanAnyThatDoes()
    {
        var ways = WaysInRules.Ranked([Way("RP-0001", IdentityAssurance.Ial1, RiskLevel.Low), Way("RP-0002", null, RiskLevel.Critical)]);

        Assert.Equal("RP-0002", ways[0].Number);
    }

    [Fact]
    public void PathsThatDemandTheSame_ShareTheRank_AndTheNextOneCountsThem()
    {
        var ways = WaysInRules.Ranked(
            [Way("RP-0002", IdentityAssurance.Ial1, RiskLevel.High), Way("RP-0001", IdentityAssurance.Ial1, RiskLevel.High), Way("RP-0003", IdentityAssurance.Ial3, RiskLevel.High)]);

        Assert.Equal([("RP-0001", 1), ("RP-0002", 1), ("RP-0003", 3)], ways.Select(w => (w.Number, w.Rank)));
    }

    [Theory]
    [InlineData(null, AuthenticatorAssurance.Aal1, true)]
    [InlineData(IdentityAssurance.Ial1, AuthenticatorAssurance.Aal2, true)]
    [InlineData(IdentityAssurance.Ial2, AuthenticatorAssurance.Aal2, false)]
    [InlineData(IdentityAssurance.Ial3, AuthenticatorAssurance.Aal2, false)]
    [InlineData(null, null, false)]
    public void AWayIn_IsWeakerThanTheSignIn_WhereItDemandsLess(IdentityAssurance? proofing, AuthenticatorAssurance? signIn, bool isWeaker) =>
        Assert.Equal(isWeaker, (Way("RP-0001", proofing, RiskLevel.High) with { StandsInFor = signIn }).IsWeakerThanSignIn);

    [Fact]
    public async Task List_CountsActivePathsOnly_AndNoSystemsThatAreMerelyTold()
    {
        await using var console = await PathConsole.StartAsync();
        await console.DraftAsync();
        var active = await console.ActivePathAsync();

        var systems = await console.Use<WaysInQueries>().ListAsync(weakerThanSignIn: null, new PageRequest());

        var system = Assert.Single(systems.Rows);
        Assert.Equal((console.Directory, active), (system.System, Assert.Single(system.Ways).Path));
        Assert.Equal(system.Ways, await console.Use<WaysInQueries>().OfSystemAsync(console.Directory));
        Assert.Empty(await console.Use<WaysInQueries>().OfSystemAsync(console.Siem));
    }

    private static WayIn Way(string number, IdentityAssurance? proofing, RiskLevel level) =>
        new(default, number, number, Lane.BreakFix, new RequiredStrength(proofing, level), StandsInFor: null, Rank: 0);
}
