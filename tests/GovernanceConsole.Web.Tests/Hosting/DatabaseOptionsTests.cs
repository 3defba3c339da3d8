using GovernanceConsole.Web.Hosting;

namespace GovernanceConsole.Web.Tests.Hosting;

public sealed class DatabaseOptionsTests
{
    private static readonly DateTimeOffset StartedAt = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void AbandonedBefore_OnSqlite_IsTheStartBecauseOneProcessWrites() =>
        Assert.Equal(StartedAt, new DatabaseOptions { Provider = DatabaseProvider.Sqlite }.AbandonedBefore(StartedAt));

    [Fact]
    public void AbandonedBefore_OnSqlServer_LeavesTheLastHourToOtherNodes() =>
        Assert.Equal(StartedAt.AddHours(-1), new DatabaseOptions { Provider = DatabaseProvider.SqlServer }.AbandonedBefore(StartedAt));
}
