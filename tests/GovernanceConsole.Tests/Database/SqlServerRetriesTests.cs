using GovernanceConsole.SqlServer;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Database;

public sealed class SqlServerRetriesTests
{
    private readonly ImpatientClock _clock = new();

    [Fact]
    public async Task Run_AlwaysInTheWay_GivesUpAfterFiveRepeatsWithGrowingPauses()
    {
        var tries = 0;

        var failure = await Assert.ThrowsAsync<WriteConflictException>(() => new SqlServerRetries(_clock).RunAsync<int>(
            () =>
            {
                tries++;
                throw ScriptedSqlServer.Error(1205);
            },
            default));

        Assert.Equal(6, tries);
        Assert.IsType<Microsoft.Data.SqlClient.SqlException>(failure.InnerException);
        Assert.Equal(5, _clock.Waits.Count);
        Assert.All(_clock.Waits.Index(), w => Assert.InRange(w.Item.TotalMilliseconds, 10 * Math.Pow(2, w.Index), 30 * Math.Pow(2, w.Index)));
    }

    [Fact]
    public async Task Run_InTheWayFiveTimes_GivesTheSixthAnswer()
    {
        var tries = 0;

        var answer = await new SqlServerRetries(_clock).RunAsync(() => ++tries <= 5 ? throw ScriptedSqlServer.Error(1205) : Task.FromResult(tries), default);

        Assert.Equal(6, answer);
    }

    [Fact]
    public async Task Run_PausesOfTwoThatMet_Differ()
    {
        for (var i = 0; i < 8; i++)
            await Assert.ThrowsAsync<WriteConflictException>(() => new SqlServerRetries(_clock).RunAsync<int>(() => throw ScriptedSqlServer.Error(1205), default));

        Assert.True(_clock.Waits.Chunk(5).Select(w => w[0]).Distinct().Count() > 1);
    }

    [Fact]
    public async Task Run_CancelledWhilePausing_StopsTrying()
    {
        using var cancelled = new CancellationTokenSource();
        var tries = 0;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new SqlServerRetries(_clock).RunAsync<int>(
            () =>
            {
                tries++;
                cancelled.Cancel();
                throw ScriptedSqlServer.Error(1205);
            },
            cancelled.Token));

        Assert.Equal(1, tries);
    }

    [Theory]
    [InlineData(1205, SqlServerFault.Contended)]
    [InlineData(1222, SqlServerFault.Contended)]
    [InlineData(3960, SqlServerFault.Contended)]
    [InlineData(2601, SqlServerFault.Duplicate)]
    [InlineData(2627, SqlServerFault.Duplicate)]
    [InlineData(10054, SqlServerFault.Disconnected)]
    [InlineData(547, SqlServerFault.Final)]
    [InlineData(51001, SqlServerFault.Final)]
    public void Fault_OfANumber_IsFoundUnderTheMappersWrapping(int number, object fault)
    {
        var error = ScriptedSqlServer.Error(number);

        Assert.Equal(fault, SqlServerFaults.Of(error));
        Assert.Equal(fault, SqlServerFaults.Of(new InvalidOperationException("likely transient", new Microsoft.EntityFrameworkCore.DbUpdateException("x", error))));
    }

    [Fact]
    public void Fault_OfAnythingElse_IsFinal() => Assert.Equal(SqlServerFault.Final, SqlServerFaults.Of(new InvalidOperationException("x")));
}
