using GovernanceConsole.Identity;
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
    public void APathOfWhichNothingIsRecorded_RanksBeforeAnyThatDemandsSomething()
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
    [InlineData(IdentityAssurance.Ial1, AuthenticatorAssurance.Aal2, SignInComparison.Weaker)]
    [InlineData(IdentityAssurance.Ial2, AuthenticatorAssurance.Aal2, SignInComparison.NotWeaker)]
    [InlineData(IdentityAssurance.Ial3, AuthenticatorAssurance.Aal2, SignInComparison.NotWeaker)]
    [InlineData(null, AuthenticatorAssurance.Aal1, SignInComparison.NotRecorded)]
    [InlineData(IdentityAssurance.Ial1, null, SignInComparison.NotRecorded)]
    [InlineData(null, null, SignInComparison.NotRecorded)]
    public void AWayIn_IsComparedWithTheSignIn_OnlyWhereBothAreRecorded(IdentityAssurance? proofing, AuthenticatorAssurance? signIn, SignInComparison beside) =>
        Assert.Equal(beside, (Way("RP-0001", proofing, RiskLevel.High) with { StandsInFor = signIn }).BesideSignIn);

    [Fact]
    public void ASystem_WithAWeakWayBehindOneWithoutARecord_IsToldByTheWeakOne()
    {
        var weak = Way("RP-0001", IdentityAssurance.Ial1, RiskLevel.High) with { StandsInFor = AuthenticatorAssurance.Aal2 };

        var system = new SystemWaysIn(default, "AD", "Directory", WaysInRules.Ranked([weak, Way("RP-0002", null, RiskLevel.High)]));

        Assert.Equal(("RP-0002", "RP-0001"), (system.Weakest.Number, system.Telling.Number));
    }

    [Fact]
    public async Task List_OfWhatIsNotRecorded_HoldsTheSystemUntilSomebodyRecordsBothLevels()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.ActivePathAsync();
        var ways = console.Use<WaysInQueries>();
        Assert.Equal(1, (await ways.ListAsync(SignInComparison.NotRecorded, new PageRequest())).Total);
        Assert.Equal(0, (await ways.ListAsync(SignInComparison.NotWeaker, new PageRequest())).Total);

        var described = (await console.DetailsAsync(path)).Description with { IdentityAssurance = IdentityAssurance.Ial2, AuthenticatorAssurance = AuthenticatorAssurance.Aal2 };
        PathConsole.Accepted(await console.Use<DescribePath>().ExecuteAsync(
            CommandId.New(), new DescribePathInput(path, await console.VersionAsync(path), described), console.Gesa));

        Assert.Equal(0, (await ways.ListAsync(SignInComparison.NotRecorded, new PageRequest())).Total);
        Assert.Equal(1, (await ways.ListAsync(SignInComparison.NotWeaker, new PageRequest())).Total);
    }

    [Theory]
    [InlineData(Lane.GovernedRecovery, true)]
    [InlineData(Lane.Protective, false)]
    public void ADescriptionWithoutLevels_LacksThem_UnlessItOnlyTakesAccessAway(Lane lane, bool lacks) =>
        Assert.Equal(lacks, new PathDescription("Reset", PathType.Phone, lane, RiskLevel.Low, [], [], DesignedBy.Iam, null, null, null, []).LacksAssuranceLevels);

    [Fact]
    public async Task List_CountsActivePathsOnly_AndNoSystemsThatAreMerelyTold()
    {
        await using var console = await PathConsole.StartAsync();
        await console.DraftAsync();
        var active = await console.ActivePathAsync();

        var systems = await console.Use<WaysInQueries>().ListAsync(beside: null, new PageRequest());

        var system = Assert.Single(systems.Rows);
        Assert.Equal((console.Directory, active), (system.System, Assert.Single(system.Ways).Path));
        Assert.Equal(system.Ways, await console.Use<WaysInQueries>().OfSystemAsync(console.Directory));
        Assert.Empty(await console.Use<WaysInQueries>().OfSystemAsync(console.Siem));
    }

    private static WayIn Way(string number, IdentityAssurance? proofing, RiskLevel level) =>
        new(default, number, number, Lane.BreakFix, new RequiredStrength(proofing, level), StandsInFor: null, Rank: 0);
}
