using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.RecoveryPaths;
using GovernanceConsole.Tests.Fixtures;
using static GovernanceConsole.Tests.Fixtures.PathConsole;

namespace GovernanceConsole.Tests.RecoveryPaths;

public sealed class WithdrawSignOffTests
{
    [Fact]
    [Trait("row", "R-202")]
    public async Task Withdraw_FromAnActivePath_StopsCoveringAtOnceAndSuspendsAfterTheGrace()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.ActivePathAsync();

        Accepted(await WithdrawAsync(console, path));

        var details = await console.DetailsAsync(path);
        Assert.Equal(PathState.Active, details.State);
        var gap = Assert.Single(details.Gaps);
        Assert.Equal((GapKind.SignOffLapsed, console.Clock.GetUtcNow()), (gap.Kind, gap.Since));
        Assert.Equal(new DateOnly(2026, 3, 16), gap.SuspendsOn); // ten working days after Monday 2 March
        Assert.Equal((0, 1), ((await console.Use<CoverageQueries>().OfSignOffAsync()) is var coverage ? (coverage.Covered, coverage.Total) : default));
    }

    [Fact]
    public async Task Withdraw_WithoutAReason_IsRefusedAsFieldIsEmpty()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.ActivePathAsync();

        Refused<FieldIsEmpty>((await WithdrawAsync(console, path, " ")).Refusals);
    }

    [Fact]
    public async Task Withdraw_WhereNoneStands_IsRefusedAsNoSignOffStands()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.DraftAsync();

        Refused<NoSignOffStands>((await WithdrawAsync(console, path)).Refusals);
    }

    private static async Task<Outcome<Done>> WithdrawAsync(PathConsole console, RecoveryPathId path, string reason = "The call-back was skipped.") =>
        await console.Use<WithdrawSignOff>().ExecuteAsync(CommandId.New(), new WithdrawSignOffInput(path, await console.VersionAsync(path), reason), console.Gesa);
}
