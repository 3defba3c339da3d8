using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Policy;
using GovernanceConsole.RecoveryPaths;
using GovernanceConsole.Tests.Fixtures;
using static GovernanceConsole.Tests.Fixtures.PathConsole;

namespace GovernanceConsole.Tests.RecoveryPaths;

public sealed class SignOffPathTests
{
    [Fact]
    [Trait("row", "R-201")]
    public async Task SignOff_ByGovernance_ShowsNameDateConditionsAndNextDate()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.OwnedDraftAsync();

        Accepted(await console.SignOffAsync(path, console.Today.AddDays(60), conditions: " Only in office hours. "));

        var signOff = Assert.Single((await console.DetailsAsync(path)).SignOffs);
        Assert.Equal(("Sina Signer", console.Clock.GetUtcNow(), "Only in office hours.", console.Today.AddDays(60), true),
            (signOff.SignedBy.Name, signOff.SignedAt, signOff.Conditions, signOff.ValidUntilOn, signOff.Covers));
    }

    [Fact]
    public async Task SignOff_ByTheDesigner_IsRefusedAsSignerIsTheDesigner()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.OwnedDraftAsync();

        var refused = await console.SignOffAsync(path, console.Today, console.Gesa);

        Refused<SignerIsTheDesigner>(refused.Refusals);
    }

    [Theory]
    [InlineData(PathSeat.Control)]
    [InlineData(PathSeat.Risk)]
    public async Task SignOff_ByAnOwner_IsRefusedAsSignerIsAnOwner(PathSeat seat)
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.DraftAsync();
        Accepted(await console.AssignAsync(path, seat, Id(console.Sina)));

        var refused = await console.SignOffAsync(path, console.Today);

        Assert.Equal(seat, Refused<SignerIsAnOwner>(refused.Refusals).Seat);
    }

    [Fact]
    public async Task SignOff_ByTheControlOwnerWithoutTheRole_IsRefusedAsNotAllowed()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.OwnedDraftAsync();

        var refused = await console.SignOffAsync(path, console.Today, console.Carla);

        Refused<NotAllowed>(refused.Refusals);
    }

    [Theory]
    [InlineData(RiskLevel.Low, 180)]
    [InlineData(RiskLevel.Moderate, 180)]
    [InlineData(RiskLevel.High, 90)]
    [InlineData(RiskLevel.Critical, 90)]
    [Trait("row", "R-202")]
    public async Task SignOff_UntilTheLimitOfTheLevel_IsAccepted_AndADayLongerIsRefused(RiskLevel level, int days)
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.OwnedDraftAsync(console.Description(level: level));

        var tooLong = await console.SignOffAsync(path, console.Today.AddDays(days + 1));

        Assert.Equal(new SignOffIsTooLong(console.Today.AddDays(days), days), Assert.Single(tooLong.Refusals));
        Accepted(await console.SignOffAsync(path, console.Today.AddDays(days)));
    }

    [Fact]
    public async Task SignOff_UntilYesterday_IsRefusedAsSignOffEndsInThePast_AndUntilTodayIsAccepted()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.OwnedDraftAsync();

        var refused = await console.SignOffAsync(path, console.Today.AddDays(-1));

        Refused<SignOffEndsInThePast>(refused.Refusals);
        Accepted(await console.SignOffAsync(path, console.Today));
    }

    [Fact]
    [Trait("row", "R-202")]
    public async Task SignOff_Again_ReplacesTheOneThatStood()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.ActivePathAsync();
        console.Clock.Advance(TimeSpan.FromDays(80));

        Accepted(await console.SignOffAsync(path, console.Today.AddDays(100)));

        var signOffs = (await console.DetailsAsync(path)).SignOffs;
        Assert.Equal([true, false], signOffs.Select(s => s.Covers));
        Assert.Null(signOffs[0].EndedAt);
        Assert.Equal(console.Clock.GetUtcNow(), signOffs[1].EndedAt);
    }

    [Fact]
    public async Task SignOff_ARetiredPath_IsRefusedAsPathIsRetired()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.DraftAsync();
        Accepted(await console.RetireAsync(path));

        var refused = await console.SignOffAsync(path, console.Today);

        Refused<PathIsRetired>(refused.Refusals);
    }
}
